package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.sketch.DistinctSketch;

/** figures are made on data whose truth is known. */
class SuitesTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2013-05-06T00:00:00Z").getEpochSecond(), Epoch.DAY);

    /** Daily totals with a strong week; sources drawn from a range of the sensor's own. */
    private static void sensor(CubeBuilder builder, String name, int from, int days) {
        Random random = new Random(name.hashCode());
        NodeId node = NodeId.of(1, random);
        for (int d = 0; d < days; d++) {
            Epoch day = new Epoch(FIRST.startSecond() + (long) d * Epoch.DAY, Epoch.DAY);
            DistinctSketch set = DistinctSketch.empty();
            int n = (d % 7 < 5 ? 60 : 20) + random.nextInt(8);
            for (int i = 0; i < n; i++) {
                set.add(from + random.nextInt(500));
            }
            CellKey key = new CellKey(
                    day, name, AttackType.ALL_ORIGIN, Service.ANY, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
            builder.add(new EpochReport(
                    node,
                    name,
                    new Country("US"),
                    1,
                    d + 1L,
                    day,
                    0,
                    false,
                    "test",
                    "00",
                    "key-" + Epoch.week(day.startSecond()).startSecond(),
                    "1",
                    List.of(new Statistic(key, Map.of(Metric.SOURCES, new Measure.DistinctSet(set)))),
                    List.of(new Uptime(name, day, 1, 1, "")),
                    Suppressed.NOTHING));
        }
    }

    @Test
    void sensorsOfOneCityComeFirstEveryWeek() {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensor(builder, "a", 0, 28);
        sensor(builder, "b", 0, 28);
        sensor(builder, "c", 400, 28);
        Evaluation evaluation = new RegionsSuite(new Region("a"), new Region("b"))
                .evaluate(builder.build(Instant.EPOCH), "made");
        Evaluation.Measured who = evaluation.measures().get(0);
        assertThat(who.group()).isEqualTo("who");
        assertThat(who.value()).isEqualTo(1);
        assertThat(who.n()).isEqualTo(4);
        assertThat(who.rivals().get(0).value()).isCloseTo(1.0 / 3, within(1e-9));
    }
}
