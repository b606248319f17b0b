package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.core.model.YochiException;

/** A-12, algorithms §6.3: two nodes compare a day if both policies let them, and who carries it learns nothing. */
class IntersectionDeskTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-01");
    private static final HexFormat HEX = HexFormat.of();
    private static final String ALLOWS = "{name: p, intersections: {with: [SG, JP], atLeast: 100, aDay: 2}}";

    private final SecureRandom random = new SecureRandom();
    private final KeyPair one = WrappedSecret.newPair(random);
    private final KeyPair two = WrappedSecret.newPair(random);
    private final MeetingBook book = MeetingBook.inMemory(InstantSource.system());
    private final MeetingBook books = MeetingBook.inMemory(InstantSource.system());
    private LocalDate day = DAY;
    private final ReaderBudget budget = ReaderBudget.inMemory(InstantSource.system());

    private static NodePair pair(KeyPair pair) {
        return NodePair.of(
                HEX.formatHex(WrappedSecret.bytes(pair.getPrivate())),
                HEX.formatHex(WrappedSecret.bytes(pair.getPublic())));
    }

    private static KeyRoster.Entry entry(String node, String country, KeyPair pair) {
        return new KeyRoster.Entry(
                node, new Country(country), HEX.formatHex(WrappedSecret.bytes(pair.getPublic())), DAY.plusDays(9));
    }

    private static List<byte[]> items(int from, int until) {
        List<byte[]> out = new ArrayList<>();
        for (int i = from; i < until; i++) {
            out.add(ByteBuffer.allocate(4).putInt(0xC633_6400 + i).array());
        }
        return out;
    }

    private IntersectionDesk desk(String node, KeyPair pair, String policy, int most) {
        return new IntersectionDesk(
                node, pair(pair), PrivacyPolicy.ofYaml(policy), budget, node.equals("n1") ? book : books, random, most);
    }

    private record Both(IntersectionDesk.Told first, IntersectionDesk.Told second, String wire) {}

    private Both meet(IntersectionDesk a, IntersectionDesk b, KeyRoster.Entry asSecond, List<byte[]> x, List<byte[]> y)
            throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket call = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            CompletableFuture<IntersectionDesk.Told> second = CompletableFuture.supplyAsync(() -> {
                try (call) {
                    return b.meet(entry("n1", "SG", one), day, y, false, call.getInputStream(), call.getOutputStream());
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            OutputStream copied = new FilterOutputStream(accepted.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int n) throws IOException {
                    wire.write(bytes, from, n);
                    out.write(bytes, from, n);
                }
            };
            IntersectionDesk.Told first = a.meet(asSecond, day, x, true, accepted.getInputStream(), copied);
            return new Both(first, second.join(), HEX.formatHex(wire.toByteArray()));
        }
    }

    @Test
    void bothLearnTheSizeToTheMultipleAndTheCarrierSeesNoAddress() throws IOException {
        Both told = meet(
                desk("n1", one, ALLOWS, 100_000),
                desk("n2", two, ALLOWS, 100_000),
                entry("n2", "JP", two),
                items(0, 300),
                items(198, 450));
        assertThat(told.first()).isEqualTo(new IntersectionDesk.Told(300, 300, 1, OptionalLong.of(100), 98, 102));
        assertThat(told.second()).isEqualTo(new IntersectionDesk.Told(252, 300, 1, OptionalLong.of(100), 98, 102));
        items(0, 300).forEach(i -> assertThat(told.wire()).doesNotContain(HEX.formatHex(i)));
        byte[] day = DAY.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(told.wire()).doesNotContain(HEX.formatHex(day));
    }

    @Test
    void withTooManyItemsBothCompareTheSameShareAndTellTheError() throws IOException {
        Both told = meet(
                desk("n1", one, ALLOWS, 500),
                desk("n2", two, ALLOWS, 500),
                entry("n2", "JP", two),
                items(0, 1500),
                items(500, 1900));
        assertThat(told.first().share()).isEqualTo(0.3);
        assertThat(told.first().low()).isLessThan(told.first().common().orElseThrow()).isLessThanOrEqualTo(1000 + 150);
        assertThat(told.first().high())
                .isGreaterThan(told.first().common().orElseThrow())
                .isGreaterThanOrEqualTo(1000 - 150);
        assertThat(told.second().common()).isEqualTo(told.first().common());
    }

    @Test
    void eitherPolicyCanRefuse() {
        for (String policy : List.of(
                "{name: p}",
                ALLOWS.replace("[SG, JP]", "[KR]"),
                ALLOWS.replace("atLeast: 100", "atLeast: 9000"),
                ALLOWS.replace("aDay: 2", "aDay: 0"))) {
            assertThatThrownBy(() -> meet(
                            desk("n1", one, policy, 1000),
                            desk("n2", two, ALLOWS.replace("aDay: 2", "aDay: 99"), 1000),
                            entry("n2", "JP", two),
                            items(0, 200),
                            items(0, 200)))
                    .isInstanceOf(YochiException.class)
                    .hasMessageContaining("here: ");
        }
    }

    @Test
    void meetingsOfADayAreCountedAndOneDayIsComparedOnce() throws IOException {
        IntersectionDesk a = desk("n1", one, ALLOWS, 1000);
        IntersectionDesk b = desk("n2", two, ALLOWS, 1000);
        meet(a, b, entry("n2", "JP", two), items(0, 120), items(0, 120));
        assertThatThrownBy(() -> meet(a, b, entry("n2", "JP", two), items(0, 121), items(0, 120)))
                .hasMessageContaining("compared with that node already");
        day = DAY.plusDays(1);
        meet(a, b, entry("n2", "JP", two), items(0, 121), items(0, 120));
        day = DAY.plusDays(2);
        assertThatThrownBy(() -> meet(a, b, entry("n2", "JP", two), items(0, 122), items(0, 120)))
                .hasMessageContaining("2 within a day");
        assertThat(book.lines()).map(l -> l.split(" ", 3)[1]).containsExactly(
                "begun", "told", "refused", "begun", "told", "refused");
        assertThat(books.lines()).anyMatch(l -> l.contains("told n1 " + DAY + " own=120 other=200 common=120"));
    }

    /** Either side's threshold and rounding hold for both; a single address among strangers is no number. */
    @ParameterizedTest
    @CsvSource({"1, 1000, 0, 9", "9, 1000, 0, 9", "10, 1000, 8, 12", "24, 1000, 15, 45"})
    void fewCommonAddressesAreToldAsFew(int common, int from, long low, long high) throws IOException {
        String coarse = common == 24 ? ALLOWS.replace("p,", "p, rounding: 30,") : ALLOWS;
        List<byte[]> probes = new ArrayList<>(items(from, from + 150));
        probes.addAll(items(0, common));
        Both told = meet(
                desk("n1", one, ALLOWS.replace("p,", "p, k: 1, rounding: 1,"), 1000),
                desk("n2", two, coarse, 1000),
                entry("n2", "JP", two),
                probes,
                items(0, 200));
        for (IntersectionDesk.Told side : List.of(told.first(), told.second())) {
            assertThat(side.common()).isEqualTo(
                    common < 10 ? OptionalLong.empty() : OptionalLong.of(common == 24 ? 30 : 10));
            assertThat(side.low()).isEqualTo(low);
            assertThat(side.high()).isEqualTo(high);
        }
    }

    /** Sizes go up in steps, so two runs with one address more or less look alike to whoever counts bytes. */
    @Test
    void oneAddressMoreChangesNoSizeThatAnybodySees() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (int n : List.of(120, 121)) {
            Both told = meet(
                    desk("n1", one, ALLOWS, 1000), desk("n2", two, ALLOWS, 1000), entry("n2", "JP", two),
                    items(0, n), items(0, 150));
            sizes.add(told.wire().length());
            assertThat(told.second().other()).isEqualTo(200);
            day = day.plusDays(1);
        }
        assertThat(sizes.get(0)).isEqualTo(sizes.get(1));
    }

    @Test
    void theBookOutlivesTheProcess(@TempDir Path folder) {
        Path file = folder.resolve("intersections.log");
        MeetingBook written = MeetingBook.open(file, InstantSource.system());
        written.begun("n2", DAY);
        written.refused("n3", DAY, "here: a reason");
        MeetingBook read = MeetingBook.open(file, InstantSource.system());
        assertThat(read.compared("n2", DAY)).isTrue();
        assertThat(read.compared("n2", DAY.plusDays(1))).isFalse();
        assertThat(read.compared("n3", DAY)).isFalse();
        assertThat(read.lines()).isEqualTo(written.lines()).hasSize(2);
    }

    @Test
    void whoHasNotTheKeyOfTheRosterIsNoPeer() {
        KeyPair stranger = WrappedSecret.newPair(random);
        assertThatThrownBy(() -> meet(
                        desk("n1", one, ALLOWS, 1000),
                        desk("n2", stranger, ALLOWS, 1000),
                        entry("n2", "JP", two),
                        items(0, 200),
                        items(0, 200)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> desk("n1", one, ALLOWS, 1000)
                        .meet(
                                entry("n2", "JP", two),
                                DAY,
                                items(0, 200),
                                true,
                                new ByteArrayInputStream(new byte[200]),
                                new ByteArrayOutputStream()))
                .hasMessageContaining("no intersection protocol");
    }
}
