package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.link.wire.ReportCodec;
import yochi.node.observation.Observable;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Detail;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;
import yochi.node.summary.Traffic;

@DisplayName("K-4, K-7, K-9: further metrics leave by their rule, for whole windows, and only where the policy asks")
class MetricReleaseTest {
    private static final String RULES = "{name: test, epoch: PT10M, release: PT1H, k: 20, networks: 1, sensors: 1,"
            + " dominance: 1.1, clip: 0, rounding: 1, dimensions: [sensor, service]";
    private static final PrivacyPolicy ASKING = PrivacyPolicy.ofYaml(RULES
            + ", sketches: {every: PT1H, atLeast: 10},"
            + " details: [targets, sizes, gaps, ttl, source_ports, victims, new_sources, entropy]}");
    private static final SketchKeys KEYS = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]);

    @Test
    void withoutAskingNoFurtherMetricLeaves() {
        for (Statistic cell : report(PrivacyPolicy.ofYaml(RULES + "}"), Traffic.sensors(2)).cells()) {
            assertThat(cell.measures().keySet())
                    .doesNotContain(Metric.TTL, Metric.SIZE, Metric.TARGETS, Metric.ENTROPY_SOURCES, Metric.VICTIMS);
        }
    }

    @Test
    void whatIsAskedForLeavesOnceAWindowAndBinsOfFewerThanKPacketsDoNot() {
        EpochReport report = report(ASKING, Traffic.sensors(2));
        List<Metric> seen = new ArrayList<>();
        for (Statistic cell : report.cells()) {
            cell.measures().forEach((metric, measure) -> {
                if (ReleaseRule.of(metric) != ReleaseRule.WITH_CELL && metric.brightness() < 0) {
                    seen.add(metric);
                    int seconds = metric.equals(Metric.VICTIMS) ? 10 : 3600;
                    assertThat(cell.key().epoch().seconds()).as(metric.id()).isEqualTo(seconds);
                }
                if (measure instanceof Measure.Histogram h) {
                    h.bins().forEach((bin, n) -> assertThat(n).isGreaterThanOrEqualTo(20));
                }
            });
        }
        assertThat(seen)
                .contains(
                        Metric.TTL,
                        Metric.SIZE,
                        Metric.GAP,
                        Metric.SOURCE_PORTS,
                        Metric.TARGETS,
                        Metric.ENTROPY_SOURCES,
                        Metric.SOURCES_NEW,
                        Metric.VICTIMS);
        assertThat(ReportCodec.decode(ReportCodec.encode(report)).cells()).isEqualTo(report.cells());
    }

    @Test
    void victimsLeaveAsTokensWhoseTenSecondCountsAreTheTrueOnes() {
        EpochReport report = report(ASKING, Traffic.sensors(2));
        Map<Epoch, Long> told = new TreeMap<>();
        for (Statistic cell : report.cells()) {
            boolean backscatter = cell.key().attackType() == AttackType.BACKSCATTER_TCP;
            if (backscatter && cell.measures().get(Metric.VICTIMS) instanceof Measure.FrequentItems f) {
                f.items().counts().forEach((token, n) -> told.merge(cell.key().epoch(), n, Long::sum));
                assertThat(f.items().counts().keySet()).noneMatch(t -> t >>> 8 == 0xC00002L);
            }
        }
        Map<Epoch, Long> truth = new TreeMap<>();
        for (Traffic.Sent p : packets()) {
            if (p.rule().type() == AttackType.BACKSCATTER_TCP) {
                truth.merge(Epoch.containing(p.nanos() / 1_000_000_000L, 10), 1L, Long::sum);
            }
        }
        assertThat(told).isEqualTo(truth);
    }

    @Test
    void aMetricWithoutALineInTheTableStaysAtHome() {
        assertThat(ReleaseRule.of(new Metric("tomorrow"))).isEqualTo(ReleaseRule.WITHHELD);
        assertThat(ReleaseRule.ofWindow(new Metric("tomorrow"), new Measure.Count(5), 2)).isEmpty();
        Measure few = new Measure.DistinctCount(3, 3, 4);
        assertThat(ReleaseRule.ofWindow(Metric.SOURCES_NEW, few, 5)).get().isInstanceOf(Measure.Missing.class);
        assertThat(ReleaseRule.ofWindow(Metric.SOURCES_NEW, few, 3)).contains(few);
    }

    @Test
    void reportsTellWhatEachSensorCouldObserve() {
        Instant half = Instant.ofEpochSecond(Traffic.START_SECOND + 1800);
        Sensor filtered = new Sensor(
                        "s0",
                        new Country("SG"),
                        "",
                        List.of(),
                        256,
                        List.of(
                                new Observable(Service.tcp(23), Instant.MIN, Instant.MAX),
                                new Observable(Service.tcp(445), half, Instant.MAX)));
        EpochReport report = report(PrivacyPolicy.ofYaml(RULES + "}"), List.of(filtered, Traffic.sensors(2).get(1)));
        Map<String, Map<Metric, Measure>> told = new TreeMap<>();
        report.cells().stream()
                .filter(c -> c.measures().containsKey(Metric.SENSORS))
                .forEach(c -> told.put(c.key().sensorGroup() + " " + c.key().service(), c.measures()));
        assertThat(told).containsOnlyKeys("s0 any", "s0 tcp/23", "s0 tcp/445");
        assertThat(of(told, "s0 any")).containsEntry(Metric.OBSERVABLE_OTHERS, new Measure.Count(0));
        long whole = new Statistic(report.cells().getFirst().key(), of(told, "s0 tcp/23")).count(Metric.SENSORS);
        long part = new Statistic(report.cells().getFirst().key(), of(told, "s0 tcp/445")).count(Metric.SENSORS);
        assertThat(whole).isBetween(3500L, 3600L);
        assertThat(part).isBetween(whole / 2 - 60, whole / 2 + 60);
        assertThat(of(told, "s0 tcp/23").get(Metric.MONITORED)).isInstanceOf(Measure.Count.class);
    }

    private static Map<Metric, Measure> of(Map<String, Map<Metric, Measure>> told, String name) {
        return Objects.requireNonNull(told.get(name), name);
    }

    private static List<Traffic.Sent> packets() {
        return Traffic.packets(3, 6000, 2, 1);
    }

    private static EpochReport report(PrivacyPolicy policy, List<Sensor> sensors) {
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, false)
                        .with(policy.details().isEmpty() ? EnumSet.allOf(Detail.class) : policy.details()),
                sensors,
                Places.none());
        Traffic.feed(packets(), sensors, summariser);
        ClosedWindow window = summariser.close().getFirst();
        NodeCard card = new NodeCard(NodeId.of(1, new Random(1)), "node", new Country("SG"), 1, "1");
        return new Border(card, policy, KEYS).release(window, 1).report();
    }
}
