package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Statistic;
import yochi.node.classify.Rule;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;
import yochi.node.summary.Traffic.Sent;

/** Algorithms §6.1: sensors drawn anew every day, and suspected probes of one sensor, in no number that leaves. */
class SieveTest {
    private static final int N = 8;
    private static final List<Sensor> SENSORS = Traffic.sensors(N);
    private static final NodeId ID = new NodeId(new UUID(0x0194_0000_0000_7000L, 0x8000L << 48));
    private static final NodeCard CARD = new NodeCard(ID, "node", new Country("SG"), 1, "1");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);
    private static final SensorDraw DRAW = SensorDraw.of(new byte[32]);
    private static final String RULES =
            "name: test, epoch: 10m, release: 1h, clip: 0, rounding: 1, dominance: 1.1, networks: 1, sensors: 1";

    private static PrivacyPolicy policy(String more) {
        return PrivacyPolicy.ofYaml("{" + RULES + more + "}");
    }

    /** Scanners that all sensors see alike, for some hours. */
    private static List<Sent> background(int hours) {
        Random random = new Random(7);
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < 4000 * hours; i++) {
            out.add(new Sent(
                    random.nextInt(N),
                    nanos(random.nextInt(3600 * hours)),
                    Rule.TCP_SYN,
                    random.nextInt(20),
                    0xC0000200L + random.nextInt(200),
                    60));
        }
        out.add(new Sent(0, nanos(0), Rule.TCP_SYN, 0, 0xC0000200L, 60));
        out.add(new Sent(1, nanos(3599), Rule.TCP_SYN, 0, 0xC0000200L, 60));
        return out;
    }

    private static long nanos(int second) {
        return (Traffic.START_SECOND + second) * 1_000_000_000L;
    }

    private static List<Sent> with(List<Sent> packets, int sensor, int sources, int each, int port) {
        List<Sent> out = new ArrayList<>(packets);
        for (int i = 0; i < sources * each; i++) {
            out.add(new Sent(sensor, nanos(i % 3600), Rule.TCP_SYN, port, 0xC6336400L + i % sources, 60));
        }
        return out;
    }

    private static List<ClosedWindow> windows(List<Sent> packets) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false),
                SENSORS,
                Places.none());
        Traffic.feed(packets, SENSORS, summariser);
        return summariser.close();
    }

    private static Border.Release release(List<Sent> packets, PrivacyPolicy policy) {
        return new Border(CARD, policy, KEYS, DRAW).release(windows(packets).getFirst(), 1);
    }

    private static long total(EpochReport report, Metric metric) {
        return report.cells().stream()
                .filter(c -> c.key().attackType() == AttackType.ALL_ORIGIN && c.measures().containsKey(metric))
                .mapToLong(c -> c.count(metric))
                .sum();
    }

    @Test
    void suspectedProbesOfOneSensorLeaveInNoNumberAndAreCountedUnderTheirRule() {
        List<Sent> quiet = background(1);
        EpochReport before = release(quiet, policy("")).report();
        List<List<Sent>> attacks = List.of(
                with(quiet, 3, 1, 3000, 5), // one loud source
                with(quiet, 3, 10, 50, 40_001), // a rare port
                with(quiet, 3, 100, 50, 5)); // many sources at a port that everybody scans
        for (List<Sent> probed : attacks) {
            Border.Release guarded = release(probed, policy(""));
            assertThat(guarded.report()).isEqualTo(before);
            assertThat(guarded.removed().get(Removal.PROBE)).isPositive();
            Border.Release open = release(probed, policy(", probes: told"));
            assertThat(total(open.report(), Metric.PACKETS)).isGreaterThan(total(before, Metric.PACKETS) + 400);
            assertThat(open.removed()).doesNotContainKey(Removal.PROBE);
        }
        assertThat(release(quiet, policy("")).removed()).doesNotContainKey(Removal.PROBE);
    }

    @Test
    void aCampaignThatSeveralSensorsSeeIsNoProbe() {
        List<Sent> packets = background(1);
        for (int sensor = 0; sensor < N; sensor++) {
            packets = with(packets, sensor, 40, 20, 8080);
        }
        Border.Release release = release(packets, policy(""));
        assertThat(release.removed()).doesNotContainKey(Removal.PROBE);
        assertThat(total(release.report(), Metric.PACKETS)).isEqualTo(4002 + N * 800);
    }

    @Test
    void aSensorOfAnotherKindIsNotTakenForAProbedOne() {
        List<Sent> packets = background(1);
        for (int i = 0; i < 500; i++) {
            packets.add(new Sent(2, nanos(i), Rule.UDP_REST, 161, 0xCB007100L + i % 90, 60));
        }
        Border.Release release = release(packets, policy(""));
        assertThat(release.removed()).doesNotContainKey(Removal.PROBE);
        assertThat(total(release.report(), Metric.PACKETS)).isEqualTo(4502);
    }

    @Test
    void aDrawHidesSensorsForADayAndTellsThemAsMissingNotAsQuiet() {
        PrivacyPolicy half = policy(", sampling: {share: 0.5}");
        Sieve sieve = new Sieve(half, DRAW);
        Set<Set<String>> days = new HashSet<>();
        for (ClosedWindow window : windows(background(48))) {
            Sieve.Rest rest = sieve.of(window);
            assertThat(rest.drawn()).hasSize(N / 2);
            days.add(rest.drawn());
            assertThat(rest.window().uptime())
                    .allMatch(u -> rest.drawn().contains(u.sensor()) == u.share() > 0)
                    .filteredOn(u -> u.share() == 0)
                    .isNotEmpty()
                    .allMatch(u -> u.reason().equals(Sieve.NOT_DRAWN));
            assertThat(sieve.of(window).drawn()).isEqualTo(rest.drawn());
        }
        long calendar = windows(background(48)).stream()
                .map(w -> Epoch.containing(w.window().start(), Duration.ofDays(1)))
                .distinct()
                .count();
        assertThat(days).hasSizeBetween(2, Math.toIntExact(calendar));
        ClosedWindow first = windows(background(1)).getFirst();
        Set<Set<String>> nodes = new HashSet<>();
        for (byte b = 0; b < 4; b++) {
            byte[] secret = new byte[32];
            secret[0] = b;
            nodes.add(new Sieve(half, SensorDraw.of(secret)).of(first).drawn());
        }
        assertThat(nodes).hasSizeGreaterThan(1);
        Border.Release release = release(background(1), half);
        assertThat(release.removed().get(Removal.SAMPLING)).isPositive();
        assertThat(total(release.report(), Metric.PACKETS)).isBetween(1700L, 2300L);
    }

    @Test
    void theTotalOfAllSensorsIsExtrapolatedAndItsStatedErrorHolds() {
        PrivacyPolicy half = policy(", sampling: {share: 0.5}, probes: told");
        List<Sent> packets = background(1);
        packets.removeIf(p -> p.sensor() == 2 && p.nanos() % 3 == 0);
        long truth = packets.size();
        int inside = 0;
        for (byte b = 0; b < 40; b++) {
            byte[] secret = new byte[32];
            secret[0] = b;
            EpochReport report = new Border(CARD, half, KEYS, SensorDraw.of(secret))
                    .release(windows(packets).getFirst(), 1)
                    .report();
            Statistic all = report.cells().stream()
                    .filter(c -> c.measures().containsKey(Metric.EXTRAPOLATED)
                            && c.key().attackType() == AttackType.ALL_ORIGIN)
                    .findFirst()
                    .orElseThrow();
            assertThat(all.key().epoch()).isEqualTo(report.window());
            assertThat(all.count(Metric.EXTRAPOLATED)).isBetween(truth * 8 / 10, truth * 12 / 10);
            inside += all.count(Metric.EXTRAPOLATED_LOW) <= truth && truth <= all.count(Metric.EXTRAPOLATED_HIGH)
                    ? 1
                    : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(36);
        assertThat(Extrapolation.of(new long[] {10}, 4).get(Metric.EXTRAPOLATED_HIGH))
                .isInstanceOf(Measure.Missing.class);
        assertThat(Extrapolation.of(new long[] {10, 14}, 2))
                .isEqualTo(Map.of(
                        Metric.EXTRAPOLATED, new Measure.Count(24),
                        Metric.EXTRAPOLATED_LOW, new Measure.Count(24),
                        Metric.EXTRAPOLATED_HIGH, new Measure.Count(24)));
        assertThat(IntStream.of(1, 10, 11, 99, 234).mapToLong(Extrapolation::oneDigit))
                .containsExactly(1L, 10L, 20L, 100L, 300L);
    }
}
