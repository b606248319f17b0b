package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.link.wire.ReportCodec;
import yochi.node.classify.Rule;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** K-10, S-6: what leaves a node passes the policy, and no difference of what leaves isolates what did not pass. */
class BorderTest {
    private static final NodeCard CARD = new NodeCard(
            new NodeId(UUID.fromString("01940000-0000-7000-8000-000000000001")), "node one", new Country("SG"), 1, "1");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final List<Sensor> SENSORS = Traffic.sensors(2);

    private static PrivacyPolicy policy(int k) {
        return PrivacyPolicy.ofYaml("{name: test, epoch: 10m, release: 1h, k: " + k
                + ", networks: 1, sensors: 1, dominance: 1.1, clip: 0, rounding: 1,"
                + " dimensions: [sensor, service, tool],"
                + " sketches: {every: 1h, keyLife: 1h, atLeast: 3}}");
    }

    private static ClosedWindow window(List<Sent> packets, PrivacyPolicy policy) {
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false), SENSORS, Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close().getFirst();
    }

    private static EpochReport report(List<Sent> packets, PrivacyPolicy policy) {
        return new Border(CARD, policy, KEYS)
                .release(window(packets, policy), 1)
                .report();
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,3", "3,5", "4,10", "5,2", "6,30"})
    void noReleasedNumberAndNoDifferenceOfThemIsolatesFewerThanKAddresses(long seed, int k) {
        List<Sent> packets = Traffic.packets(seed, 600, 2, 1);
        EpochReport report = report(packets, policy(k));
        Map<CellKey, Long> released = new HashMap<>();
        for (Statistic cell : report.cells()) {
            if (cell.measures().containsKey(Metric.PACKETS)) {
                released.merge(cell.key().in(report.window()), cell.count(Metric.PACKETS), Long::sum);
            }
        }
        Map<CellKey, Set<Long>> truth = new HashMap<>();
        for (Sent p : packets) {
            truth.computeIfAbsent(key(p, report.window()), x -> new HashSet<>()).add(p.source());
        }
        truth.forEach((key, sources) -> assertThat(released.containsKey(key))
                .as(key + " with " + sources.size() + " sources")
                .isEqualTo(sources.size() >= k));
        for (Sensor sensor : SENSORS) {
            for (AttackType type : AttackType.values()) {
                difference(sensor, type, released, truth, k);
            }
            for (Party party : Party.values()) {
                partyDifference(sensor, party, released, truth, packets, k);
            }
        }
    }

    /** Type total minus its released cells is a group of at least k addresses, or nothing. */
    private static void difference(
            Sensor sensor, AttackType type, Map<CellKey, Long> released, Map<CellKey, Set<Long>> truth, int k) {
        long total = 0;
        long visible = 0;
        for (Map.Entry<CellKey, Long> e : released.entrySet()) {
            if (e.getKey().sensorGroup().equals(sensor.name())
                    && e.getKey().attackType() == type
                    && !type.isRest()
                    && !type.isTotal()) {
                if (e.getKey().service().equals(Service.ANY)) {
                    total += e.getValue();
                } else {
                    visible += e.getValue();
                }
            }
        }
        Set<Long> hidden = new HashSet<>();
        truth.forEach((key, sources) -> {
            if (key.sensorGroup().equals(sensor.name()) && key.attackType() == type && !released.containsKey(key)) {
                hidden.addAll(sources);
            }
        });
        assertThat(total == visible || hidden.size() >= k)
                .as(sensor + " " + type)
                .isTrue();
    }

    /** "Rest" minus what the type totals give away of it is a group of at least k addresses, or nothing. */
    private static void partyDifference(
            Sensor sensor,
            Party party,
            Map<CellKey, Long> released,
            Map<CellKey, Set<Long>> truth,
            List<Sent> packets,
            int k) {
        long all = 0;
        long types = 0;
        Set<AttackType> withTotal = new HashSet<>();
        for (Map.Entry<CellKey, Long> e : released.entrySet()) {
            AttackType type = e.getKey().attackType();
            if (e.getKey().sensorGroup().equals(sensor.name())
                    && type.party() == party
                    && e.getKey().service().equals(Service.ANY)) {
                if (type.isTotal()) {
                    all += e.getValue();
                } else if (!type.isRest()) {
                    types += e.getValue();
                    withTotal.add(type);
                }
            }
        }
        Set<Long> hidden = new HashSet<>();
        truth.forEach((key, sources) -> {
            if (key.sensorGroup().equals(sensor.name()) && key.party() == party && !released.containsKey(key)) {
                hidden.addAll(sources);
            }
        });
        assertThat(all == types || hidden.size() >= k)
                .as(sensor + " " + party + " " + withTotal)
                .isTrue();
        assertThat(all).isLessThanOrEqualTo(packets.size());
    }

    private static CellKey key(Sent p, Epoch window) {
        boolean udp = p.rule() == yochi.node.classify.Rule.UDP_REST;
        return new CellKey(
                window,
                "s" + p.sensor(),
                p.rule().type(),
                udp ? Service.udp(p.port()) : Service.tcp(p.port()),
                yochi.core.model.Tool.NONE,
                Country.UNKNOWN,
                yochi.core.model.Asn.UNKNOWN);
    }

    @Test
    void totalsAndRestAddUpToAllThatIsNotWithheld() {
        PrivacyPolicy policy = policy(3);
        Border.Release release =
                new Border(CARD, policy, KEYS).release(window(Traffic.packets(1, 5000, 2, 1), policy), 1);
        EpochReport report = release.report();
        Map<AttackType, Long> packets = new HashMap<>();
        long cells = 0;
        for (Statistic cell : report.cells()) {
            AttackType type = cell.key().attackType();
            if (type.isRest() || type.isTotal()) {
                packets.merge(type, cell.count(Metric.PACKETS), Long::sum);
            } else if (!cell.key().service().equals(Service.ANY)) {
                cells += cell.count(Metric.PACKETS);
            }
        }
        long all = packets.getOrDefault(AttackType.ALL_ORIGIN, 0L) + packets.getOrDefault(AttackType.ALL_VICTIM, 0L);
        long rest = packets.getOrDefault(AttackType.REST_ORIGIN, 0L) + packets.getOrDefault(AttackType.REST_VICTIM, 0L);
        assertThat(cells + rest).isEqualTo(all).isEqualTo(5000 - release.withheldPackets());
        assertThat(release.suppressed().packets()).isEqualTo(rest + release.withheldPackets());
        assertThat(report.suppressed().packets() - release.suppressed().packets())
                .isBetween(0L, 4L);
        assertThat(report.suppressed().packets() % 5).isZero();
    }

    @Test
    void strictLetsNothingOutThatOneSensorSawAlone() {
        PrivacyPolicy strict = PrivacyPolicy.strict();
        List<Sent> one = Traffic.packets(1, 2000, 1, 1);
        assertThat(report(one, strict).cells()).isEmpty();
        assertThat(report(one, strict).uptime()).isNotEmpty();
        EpochReport both = report(Traffic.packets(1, 4000, 2, 1), strict);
        assertThat(both.cells()).allMatch(c -> c.key().sensorGroup().equals("node one"));
        assertThat(both.cells()).noneMatch(c -> c.measures().containsValue(Measure.DistinctCount.exactly(0)));
    }

    @Test
    void aDominantSourceHidesItsCell() {
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long source = i < 80 ? 0xC0000201L : 0xC0000202L + i;
            packets.add(new Sent(
                    0, Traffic.START_SECOND * 1_000_000_000L + i, Rule.TCP_SYN, 23, source, 60));
        }
        PrivacyPolicy loose = policy(3);
        PrivacyPolicy guarded = PrivacyPolicy.ofYaml(loose.canonicalText().replace("dominance: 1.1", "dominance: 0.7"));
        assertThat(report(packets, loose).cells()).isNotEmpty();
        assertThat(report(packets, guarded).cells())
                .singleElement()
                .satisfies(c -> assertThat(c.measures().get(Metric.PACKETS)).isInstanceOf(Measure.Missing.class))
                .satisfies(c -> assertThat(c.measures()).hasSize(1));
        assertThat(new Border(CARD, guarded, KEYS).release(window(packets, guarded), 1).removed())
                .containsExactly(Map.entry(Removal.DOMINANCE, 1L));
    }

    @Test
    void everyCellThatLostItsLineIsCountedUnderOneRule() {
        for (String rules : List.of("k: 5, networks: 2, sensors: 1", "k: 2, networks: 1, sensors: 1, dominance: 0.3")) {
            PrivacyPolicy policy = PrivacyPolicy.ofYaml("{name: x, epoch: 10m, " + rules + "}");
            Border.Release release =
                    new Border(CARD, policy, KEYS).release(window(Traffic.packets(4, 3000, 2, 1), policy), 1);
            assertThat(release.removed()).isNotEmpty();
            assertThat(release.removed().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(release.suppressed().cells());
        }
    }

    @Test
    void aLoudSourceAddsNoMoreThanTheClipToPacketsAndBytesShrinkAlike() {
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < 1100; i++) {
            long source = i < 1000 ? 0xC0000201L : 0xC0000202L + i % 10;
            packets.add(new Sent(
                    0, Traffic.START_SECOND * 1_000_000_000L + i, Rule.TCP_SYN, 23, source, 60));
        }
        PrivacyPolicy clipped = PrivacyPolicy.ofYaml(policy(3).canonicalText().replace("clip: 0", "clip: 50"));
        for (Statistic cell : report(packets, clipped).cells()) {
            if (cell.measures().containsKey(Metric.PACKETS)) {
                assertThat(cell.count(Metric.PACKETS)).isEqualTo(150);
                assertThat(cell.count(Metric.BYTES)).isEqualTo(150 * 60);
                assertThat(cell.count(Metric.SOURCES)).isEqualTo(11);
            }
        }
    }

    /** An epoch's clip alone lets a patient source add as much as it likes: once a minute it is not loud. */
    @Test
    void aSourceThatIsPatientOrUsesManyServicesAddsNoMoreToAWindowThanItsBound() {
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < 900; i++) { // one source, 30 services, spread over the hour
            packets.add(new Sent(
                    0, (Traffic.START_SECOND + i * 4L) * 1_000_000_000L, Rule.TCP_SYN, 20 + i % 30, 0xC0000201L, 60));
        }
        for (int i = 0; i < 600; i++) { // ten others at each service
            packets.add(new Sent(
                    0, Traffic.START_SECOND * 1_000_000_000L + i, Rule.TCP_SYN, 20 + i % 30, 0xC0000210L + i % 10, 60));
        }
        String open = policy(3).canonicalText();
        PrivacyPolicy clip = PrivacyPolicy.ofYaml(open.replace("clip: 0", "clip: 60"));
        PrivacyPolicy window = PrivacyPolicy.ofYaml(open.replace("clipWindow: 0", "clipWindow: 60"));
        assertThat(total(report(packets, clip))).isEqualTo(1500);
        long bounded = total(report(packets, window));
        // Shares of a packet count as one in each cell and epoch: 30 services in six epochs.
        assertThat(bounded).isBetween(600L + 60, 600L + 60 + 30 * 6);
        // The lines of what leaves tell the same: no difference measures the loud source.
        EpochReport told = report(packets, window);
        assertThat(told.cells().stream()
                        .filter(c -> c.key().attackType() == AttackType.SCAN_SYN)
                        .filter(c -> c.measures().containsKey(Metric.PACKETS))
                        .mapToLong(c -> c.count(Metric.PACKETS))
                        .sum())
                .isEqualTo(bounded);
        assertThat(told.cells())
                .filteredOn(c -> c.key().attackType() == AttackType.SCAN_SYN)
                .allSatisfy(c -> assertThat(c.count(Metric.SOURCES)).isPositive());
    }

    private static long total(EpochReport report) {
        return report.cells().stream()
                .filter(c -> c.key().attackType() == AttackType.ALL_ORIGIN && c.measures().containsKey(Metric.PACKETS))
                .mapToLong(c -> c.count(Metric.PACKETS))
                .sum();
    }

    @Test
    void totalsAndRestAreToldToTheMultipleOnly() {
        PrivacyPolicy rounding = PrivacyPolicy.ofYaml(policy(3).canonicalText().replace("rounding: 1", "rounding: 5"));
        EpochReport report = report(Traffic.packets(1, 3000, 2, 1), rounding);
        EpochReport exact = report(Traffic.packets(1, 3000, 2, 1), policy(3));
        for (int i = 0; i < report.cells().size(); i++) {
            Statistic told = report.cells().get(i);
            long before = exact.cells().get(i).count(Metric.PACKETS);
            boolean total = told.key().service().equals(Service.ANY);
            assertThat(told.count(Metric.PACKETS)).isEqualTo(total ? (before + 2) / 5 * 5 : before);
            if (total && told.measures().get(Metric.SOURCES) instanceof Measure.DistinctCount d) {
                long sources = exact.cells().get(i).count(Metric.SOURCES);
                assertThat(d.estimate() % 5).isZero();
                assertThat(sources).isBetween(d.lower(), d.upper());
            }
        }
    }

    @Test
    void sampledSketchesHoldTheSameShareEverywhereAndStillEstimate() {
        PrivacyPolicy sampled =
                PrivacyPolicy.ofYaml(policy(3).canonicalText().replace("sample: 1.0", "sample: 0.25"));
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            packets.add(new Sent(
                    0,
                    Traffic.START_SECOND * 1_000_000_000L,
                    Rule.TCP_SYN,
                    23,
                    0x0A000000L + i,
                    60));
        }
        Measure.DistinctSet set = report(packets, sampled).cells().stream()
                .flatMap(c -> c.measures().values().stream())
                .filter(Measure.DistinctSet.class::isInstance)
                .map(Measure.DistinctSet.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(set.sketch().hashes().length).isBetween(600, 900);
        assertThat(set.sketch().estimate()).isBetween(2600.0, 3400.0);
        assertThat(set.sketch().exact()).isFalse();
    }

    @Test
    void sketchesMergeWithinAKeyAndNeverAcrossKeysOrContexts() {
        byte[] address = {(byte) 192, 0, 2, 1};
        Epoch monday = Epoch.week(Traffic.START_SECOND);
        Duration week = Duration.ofDays(7);
        SketchKeys.Key one = KEYS.at(new Epoch(monday.startSecond(), Epoch.DAY), week);
        SketchKeys.Key sunday = KEYS.at(new Epoch(monday.startSecond() + 6L * Epoch.DAY, Epoch.DAY), week);
        SketchKeys.Key next = KEYS.at(new Epoch(monday.endSecond(), Epoch.DAY), week);
        long token = one.token(Party.ORIGIN, address);
        assertThat(sunday.token(Party.ORIGIN, address)).isEqualTo(token);
        assertThat(sunday.id()).isEqualTo(one.id());
        assertThat(next.token(Party.ORIGIN, address)).isNotEqualTo(token);
        assertThat(next.id()).isNotEqualTo(one.id());
        assertThat(one.token(Party.VICTIM, address)).isNotEqualTo(token);
    }

    @Test
    void operatorsLeaveOnlyWhereThePolicyLetsThem() {
        Sensor lab = new Sensor("s0", new Country("SG"), "lab", List.of(), 1, List.of());
        Sensor other = new Sensor("s1", new Country("SG"), "other", List.of(), 1, List.of());
        assertThat(operators("[service]", lab)).isEmpty();
        assertThat(operators("[service, operator]", lab)).isEqualTo(Map.of("s0", "lab", "node one", "lab"));
        assertThat(operators("[service, operator]", lab, other)).isEqualTo(Map.of("s0", "lab", "s1", "other"));
        assertThat(operators("[service, operator]", lab, Sensor.of("s2", new Country("SG"))))
                .isEqualTo(Map.of("s0", "lab"));
    }

    private static Map<String, String> operators(String dimensions, Sensor... sensors) {
        PrivacyPolicy policy =
                PrivacyPolicy.ofYaml("{name: t, epoch: 10m, release: 1h, dimensions: " + dimensions + "}");
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false),
                List.of(sensors),
                Places.none());
        Traffic.feed(Traffic.packets(1, 50, sensors.length, 1), List.of(sensors), summariser);
        return new Border(CARD, policy, KEYS)
                .release(summariser.close().getFirst(), 1)
                .report()
                .operators();
    }

    @Test
    void whatAFilterLeavesOutIsMissingForTheWholeWindowAndNoOther() {
        PrivacyPolicy policy = policy(3);
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false), SENSORS, Places.none());
        Traffic.feed(Traffic.packets(1, 900, 2, 3), SENSORS, summariser);
        Service ssh = Service.tcp(22);
        summariser.leavesOut(Traffic.START_SECOND + 5400, Map.of(SENSORS.getFirst().name(), Set.of(ssh)));
        summariser.leavesOut(Traffic.START_SECOND + 7200, Map.of());
        List<List<CellKey>> missing = summariser.close().stream()
                .map(w -> new Border(CARD, policy, KEYS).release(w, 1).report().cells().stream()
                        .filter(c -> c.measures().get(Metric.SOURCES) instanceof Measure.Missing)
                        .map(Statistic::key)
                        .toList())
                .toList();
        assertThat(missing.get(0)).isEmpty();
        assertThat(missing.get(1)).hasSize(2).allSatisfy(key -> {
            assertThat(key.service()).isEqualTo(ssh);
            assertThat(key.sensorGroup()).isEqualTo(SENSORS.getFirst().name());
            assertThat(key.epoch().seconds()).isEqualTo(Epoch.HOUR);
        });
        assertThat(missing.get(2)).isEmpty();
    }

    @Test
    void theSameObservationsInAnyOrderGiveTheSameBytes() {
        List<Sent> packets = new ArrayList<>(Traffic.packets(3, 3000, 2, 1));
        byte[] bytes = ReportCodec.encode(report(packets, policy(3)));
        Collections.shuffle(packets, new Random(1));
        assertThat(ReportCodec.encode(report(packets, policy(3)))).isEqualTo(bytes);
    }

    @Test
    void windowSketchesCountWhatTheCellsCount() {
        EpochReport report = report(Traffic.packets(3, 3000, 1, 1), policy(3));
        Set<Long> origins = new HashSet<>();
        Traffic.packets(3, 3000, 1, 1).stream()
                .filter(p -> p.rule().type().party() == Party.ORIGIN)
                .forEach(p -> origins.add(p.source()));
        Statistic total = report.cells().stream()
                .filter(c -> c.key().epoch().equals(report.window()) && c.key().attackType() == AttackType.ALL_ORIGIN)
                .findFirst()
                .orElseThrow();
        assertThat(total.count(Metric.SOURCES)).isEqualTo(origins.size());
        long byBrightness = total.measures().keySet().stream()
                .filter(m -> m.brightness() >= 0)
                .mapToLong(total::count)
                .sum();
        assertThat(byBrightness).isLessThanOrEqualTo(origins.size()).isGreaterThan(origins.size() - 6);
    }
}
