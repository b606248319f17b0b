package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.NodeId;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.SourceList;
import yochi.core.model.SourceReport;
import yochi.core.model.YochiException;
import yochi.link.wire.SourceReportCodec;
import yochi.node.classify.Rule;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.observation.Specimen;
import yochi.node.offence.SourceDays;
import yochi.node.offence.SourceWatch;

/** K-4, K-10, G-5: what of sources leaves a node, to whom, and what nobody can read of it. */
class SourceListsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 3);
    private static final Instant UNTIL = Instant.parse("2026-01-02T22:00:00Z");
    private static final Country JP = new Country("JP");
    private static final Country SG = new Country("SG");
    private static final Service SSH = Service.tcp(22);
    private static final String LOOSE = "name: loose, k: 3, networks: 2, sensors: 1";
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);

    private final SecureRandom random = new SecureRandom();
    private final SourceDays days = new SourceDays();
    private final SourceWatch watch = new SourceWatch(days);
    private final NodePair sender = pair();
    private final NodePair reader = pair();

    private NodePair pair() {
        KeyPair made = WrappedSecret.newPair(random);
        return NodePair.of(
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPrivate())),
                HexFormat.of().formatHex(WrappedSecret.bytes(made.getPublic())));
    }

    private static KeyRoster.Entry entry(String name, Country country, NodePair pair) {
        return new KeyRoster.Entry(name, country, pair.open(), DAY.plusDays(9));
    }

    private List<KeyRoster.Entry> roster() {
        return List.of(entry("sg-1", SG, sender), entry("jp-1", JP, reader), entry("kr-1", new Country("KR"), pair()));
    }

    private void came(String address, Service service, int daysBefore, String sensor) {
        Instant at = DAY.atStartOfDay().toInstant(ZoneOffset.UTC).minus(Duration.ofDays(daysBefore));
        days.watched(DAY.toEpochDay() - daysBefore);
        watch.session(
                new HoneypotSession(
                        new Origin(Sensor.of(sensor, SG), "x"),
                        "id",
                        at,
                        at.plusSeconds(9),
                        InetAddress.ofLiteral(address),
                        service,
                        new HoneypotSession.Logins(3, 0, 3),
                        HoneypotSession.Requests.NONE,
                        0,
                        0,
                        List.<Specimen>of(),
                        false,
                        List.of(),
                        true,
                        List.of()),
                Rule.BRUTE_FORCE);
    }

    private static List<byte[]> crowd(int n) {
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(i % 4 == 3
                    ? ByteBuffer.allocate(16)
                            .putLong(0x2001_0db8_0000_0000L | i)
                            .putLong(i * 0x9E37_79B9_7F4A_7C15L)
                            .array()
                    : ByteBuffer.allocate(4).putInt((int) (0xF000_0000L | (i * 0x9E37_79B9L & 0x0FFF_FFFFL))).array());
        }
        return out;
    }

    private void crowdCame(int n) throws Exception {
        int day = 1;
        for (byte[] address : crowd(n)) {
            came(InetAddress.getByAddress(address).getHostAddress(), SSH, day, "pot");
            day = day % 5 + 1;
        }
    }

    private SourceLists lists(String policy, Country country) {
        NodeCard card = new NodeCard(
                new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "sg-1", country, 1, "1");
        return new SourceLists(
                card,
                JP,
                PrivacyPolicy.ofYaml("{" + policy + "}"),
                Optional.of(sender),
                new AtomicLong()::incrementAndGet,
                random);
    }

    private Optional<SourceReport> ahead(String policy) {
        return lists(policy, SG).ahead(days, DAY, UNTIL, KEYS, roster());
    }

    @Test
    void withoutTheWordOrTheServiceAndUnderADrawOfSensorsNothingLeaves() throws Exception {
        crowdCame(40);
        assertThat(ahead(LOOSE)).isEmpty();
        assertThat(ahead("name: strict")).isEmpty();
        assertThat(ahead(LOOSE + ", dimensions: [tool], sources: {}")).isEmpty();
        assertThat(ahead(LOOSE + ", sampling: {share: 0.5}, sources: {}")).isEmpty();
        assertThat(ahead(LOOSE + ", retention: PT1H, sources: {}")).isEmpty();
        assertThat(ahead(LOOSE + ", sources: {}").orElseThrow().size()).isEqualTo(40);
        assertThat(lists(LOOSE + ", sources: {}", SG).came(days, DAY.minusDays(1), UNTIL, KEYS)).isEmpty();
        assertThat(lists(LOOSE + ", sources: {}", JP).came(days, DAY.minusDays(1), UNTIL, KEYS)).isPresent();
    }

    @Test
    void aServiceWithFewSourcesOrNetworksOrSensorsIsToldInANumberOnly() throws Exception {
        crowdCame(30);
        for (int i = 0; i < 19; i++) {
            came("198.51.100." + i, Service.tcp(23), 1, "pot");
        }
        for (int i = 0; i < 40; i++) {
            came("203.0.113." + i, Service.tcp(80), 1, "pot");
        }
        SourceReport told = ahead(LOOSE + ", sources: {}").orElseThrow();
        assertThat(told.services()).extracting(SourceReport.OfService::service).containsExactly(SSH);
        assertThat(told.leftOut()).as("19 + 40 to the next multiple of five").isEqualTo(60);
        assertThat(ahead(LOOSE.replace("sensors: 1", "sensors: 2") + ", sources: {}").orElseThrow().services())
                .isEmpty();
        SourceReport few = ahead(LOOSE + ", sources: {most: 7}").orElseThrow();
        assertThat(few.services().getFirst().seen())
                .hasSize(7)
                .allSatisfy(s -> assertThat(Long.numberOfTrailingZeros(s.days())).isLessThan(2));
        SourceReport recent = ahead(LOOSE + ", sources: {days: P2D, atLeast: 5}").orElseThrow();
        assertThat(recent.services().getFirst().seen()).allSatisfy(s -> assertThat(s.days()).isLessThan(4));
        assertThat(recent.watched()).isEqualTo(3);
    }

    @Test
    void tokensJoinNodesOfOneDayAndServiceAndNothingElse() throws Exception {
        crowdCame(40);
        byte[] one = crowd(1).getFirst();
        SketchKeys.ListKey key = KEYS.lists(DAY);
        Set<Long> told = new HashSet<>();
        ahead(LOOSE + ", sources: {}").orElseThrow().services().getFirst().seen().forEach(s -> told.add(s.token()));
        assertThat(told).contains(SketchKeys.of(new byte[32]).lists(DAY).token(SSH, one));
        assertThat(told)
                .doesNotContain(
                        KEYS.lists(DAY.plusDays(1)).token(SSH, one),
                        key.token(Service.tcp(2222), one),
                        KEYS.token(
                                Epoch.containing(UNTIL.plusSeconds(86_400), Duration.ofDays(1)),
                                Duration.ofDays(1),
                                Party.ORIGIN,
                                one));
        assertThat(KEYS.lists(DAY.plusDays(1)).id()).isNotEqualTo(key.id());
    }

    /** K-10, with the same scan as the other proofs of the border. */
    @Test
    void noFormOfAnAddressStandsInWhatTheCentreGets() throws Exception {
        crowdCame(1000);
        SourceReport told = ahead(LOOSE + ", sources: {homes: [jp-1]}").orElseThrow();
        assertThat(told.closed()).extracting(SourceReport.Closed::recipient).containsExactly("jp-1");
        byte[] bytes = SourceReportCodec.encode(told);
        List<byte[]> absent = crowd(2000).subList(1000, 2000);
        assertThat(LeakScan.texts(bytes, crowd(1000))).isZero();
        assertThat(LeakScan.chance(
                        LeakScan.binaries(bytes, crowd(1000)), LeakScan.binaries(bytes, absent)))
                .isGreaterThan(0.001);
        List<SourceReport.Seen> leaky = crowd(1000).stream()
                .filter(a -> a.length == 4)
                .map(a -> new SourceReport.Seen(ByteBuffer.wrap(a).getInt(), 1))
                .toList();
        byte[] leak = SourceReportCodec.encode(new SourceReport(
                told.node(), 1, SG, DAY, told.kind(), UNTIL, "x", "x", 1,
                List.of(new SourceReport.OfService(SSH, leaky)), 0, List.of()));
        assertThat(LeakScan.chance(LeakScan.binaries(leak, crowd(1000)), LeakScan.binaries(leak, absent)))
                .isLessThan(0.001);
    }

    @Test
    void onlyTheNamedNodeOfTheHomeCountryReadsTheAddresses() throws Exception {
        crowdCame(30);
        SourceReport told = ahead(LOOSE + ", sources: {homes: [jp-1, kr-1, nobody]}").orElseThrow();
        assertThat(told.closed()).hasSize(1);
        assertThat(lists(LOOSE + ", sources: {homes: [jp-1, kr-1, nobody]}", SG).unknown(DAY, roster()))
                .as("a node of a third country, and one that nobody signed for")
                .containsExactly("kr-1", "nobody");
        assertThat(lists(LOOSE + ", sources: {homes: [jp-1]}", SG).unknown(DAY.plusDays(10), roster()))
                .as("one whose place on the roster has ended")
                .containsExactly("jp-1");
        String box = told.closed().getFirst().box();
        KeyRoster.Entry from = entry("sg-1", SG, sender);
        assertThat(ClosedAddresses.open(box, from, "jp-1", reader, DAY).orElseThrow()).hasSize(30);
        assertThat(ClosedAddresses.open(box, from, "jp-1", sender, DAY)).isEmpty();
        assertThat(ClosedAddresses.open(box, from, "jp-2", reader, DAY)).isEmpty();
        assertThat(ClosedAddresses.open(box, from, "jp-1", reader, DAY.plusDays(1))).isEmpty();
        assertThat(ClosedAddresses.open(box, entry("sg-1", SG, pair()), "jp-1", reader, DAY)).isEmpty();
        assertThat(ClosedAddresses.open("!" + box, from, "jp-1", reader, DAY)).isEmpty();
        assertThat(ClosedAddresses.open("", from, "jp-1", reader, DAY)).isEmpty();
    }

    private SourceList list(SourceReport told, String keyId, List<SourceList.Box> boxes) {
        List<SourceList.Place> places = new ArrayList<>();
        told.services().getFirst().seen().forEach(s -> places.add(new SourceList.Place(s.token(), 0.5, 0, 1, 1)));
        places.add(new SourceList.Place(0, 0.4, 0, 1, 1));
        places.add(new SourceList.Place(0, 0.3, 2, 0, 1));
        return new SourceList(
                DAY, UNTIL, "m", keyId, "id", "salt", List.of(new SourceList.OfService(SSH, places)), boxes, List.of());
    }

    @Test
    void theReaderNamesWhatItMayAndSaysWhyNotTheOthers() throws Exception {
        crowdCame(30);
        SourceReport told = ahead(LOOSE + ", sources: {homes: [jp-1]}").orElseThrow();
        String box = told.closed().getFirst().box();
        SourceDays nothing = new SourceDays();
        SourceResolution.Result all = SourceResolution.of(
                list(told, told.keyId(), List.of(new SourceList.Box("sg-1", SG, box))),
                KEYS,
                Optional.of(reader),
                "jp-1",
                roster(),
                nothing);
        assertThat(all.sources()).hasSize(30).allSatisfy(s -> assertThat(s.own()).isFalse());
        assertThat(all.unresolved())
                .containsEntry(SourceResolution.ABROAD, 1)
                .containsEntry(SourceResolution.AT_HOME, 1)
                .hasSize(2);
        SourceResolution.Result own = SourceResolution.of(
                list(told, told.keyId(), List.of(new SourceList.Box("kr-1", new Country("KR"), box))),
                KEYS,
                Optional.of(reader),
                "jp-1",
                roster(),
                days);
        assertThat(own.refused()).hasSize(1);
        assertThat(own.sources()).hasSize(30).allSatisfy(s -> assertThat(s.own()).isTrue());
        SourceResolution.Result none = SourceResolution.of(
                list(told, told.keyId(), List.of()), KEYS, Optional.empty(), "jp-1", List.of(), nothing);
        assertThat(none.unresolved()).containsEntry(SourceResolution.GONE, 30);
        assertThatThrownBy(() -> SourceResolution.of(
                        list(told, "2026-01-03 000000000000", List.of()),
                        KEYS,
                        Optional.empty(),
                        "jp-1",
                        List.of(),
                        nothing))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("give it the sketch key of the group");
    }

    @Test
    void everyLayerMustConsentAndTheStricterWins() {
        PrivacyPolicy wide = PrivacyPolicy.ofYaml(
                "{name: a, sources: {days: P40D, atLeast: 10, most: 500, homes: [jp-1, jp-2]}}");
        PrivacyPolicy narrow =
                PrivacyPolicy.ofYaml("{name: b, sources: {days: P7D, atLeast: 30, most: 900, homes: [jp-2, jp-3]}}");
        assertThat(PolicyLayers.of(List.of(wide, narrow)).policy().sources())
                .contains(new PrivacyPolicy.SourceRule(Duration.ofDays(7), 30, 500, Set.of("jp-2")));
        assertThat(PolicyLayers.of(List.of(wide, PrivacyPolicy.strict())).policy().sources()).isEmpty();
        for (String bad : List.of("days: P64D", "days: PT36H", "most: 0", "homes: [a, b, c, d, e]")) {
            assertThatThrownBy(() -> PrivacyPolicy.ofYaml("{name: x, sources: {" + bad + "}}"))
                    .hasMessageContaining("sources");
        }
        assertThat(PrivacyPolicy.ofYaml(wide.canonicalText())).isEqualTo(wide);
    }
}
