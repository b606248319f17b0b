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
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
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
        return new IntersectionDesk(node, pair(pair), PrivacyPolicy.ofYaml(policy), budget, random, most);
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
                    return b.meet(entry("n1", "SG", one), DAY, y, false, call.getInputStream(), call.getOutputStream());
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
            IntersectionDesk.Told first = a.meet(asSecond, DAY, x, true, accepted.getInputStream(), copied);
            return new Both(first, second.join(), HEX.formatHex(wire.toByteArray()));
        }
    }

    @Test
    void bothLearnTheExactSizeAndTheCarrierSeesNoAddress() throws IOException {
        Both told = meet(
                desk("n1", one, ALLOWS, 100_000),
                desk("n2", two, ALLOWS, 100_000),
                entry("n2", "JP", two),
                items(0, 300),
                items(200, 450));
        assertThat(told.first()).isEqualTo(new IntersectionDesk.Told(300, 250, 1, 100, 100, 100));
        assertThat(told.second()).isEqualTo(new IntersectionDesk.Told(250, 300, 1, 100, 100, 100));
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
        assertThat(told.first().low()).isLessThan(told.first().common()).isLessThanOrEqualTo(1000 + 150);
        assertThat(told.first().high()).isGreaterThan(told.first().common()).isGreaterThanOrEqualTo(1000 - 150);
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
    void meetingsOfADayAreCounted() throws IOException {
        IntersectionDesk a = desk("n1", one, ALLOWS, 1000);
        IntersectionDesk b = desk("n2", two, ALLOWS, 1000);
        meet(a, b, entry("n2", "JP", two), items(0, 120), items(0, 120));
        meet(a, b, entry("n2", "JP", two), items(0, 121), items(0, 120));
        assertThatThrownBy(() -> meet(a, b, entry("n2", "JP", two), items(0, 122), items(0, 120)))
                .hasMessageContaining("2 within a day");
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
