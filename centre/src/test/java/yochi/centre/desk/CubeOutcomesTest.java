package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.centre.ledger.Truth;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** what came is learnt for regions, for their sum, and for hours of windows of a day. */
class CubeOutcomesTest {
    private static final Epoch DAY = new Epoch(1_400_025_600L / Epoch.DAY * Epoch.DAY, Epoch.DAY);

    private static void sensor(CubeBuilder builder, String name, long daily, double watched) {
        List<Statistic> cells = new ArrayList<>(List.of(statistic(DAY, name, daily)));
        for (int h = 0; h < 24; h++) {
            cells.add(statistic(new Epoch(DAY.startSecond() + h * 3600L, Epoch.HOUR), name, h));
        }
        builder.add(new EpochReport(
                NodeId.of(1, new Random(name.hashCode())),
                name,
                new Country("JP"),
                1,
                1,
                DAY,
                0,
                false,
                "test",
                "00",
                "key",
                "1",
                cells,
                List.of(new Uptime(name, DAY, watched, 1, "")),
                Suppressed.NOTHING));
    }

    private static Statistic statistic(Epoch epoch, String name, long n) {
        CellKey key =
                new CellKey(epoch, name, AttackType.ALL_ORIGIN, Service.ANY, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
        return new Statistic(key, Map.of(Metric.SOURCES, new Measure.DistinctCount(n, n, n)));
    }

    private static Truth of(double watched, String region, Epoch span) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensor(builder, "a", 100, 1);
        sensor(builder, "b", 40, watched);
        return new CubeOutcomes(builder.build(Instant.EPOCH), q -> new Truth.NotYet())
                .of(new Prediction.Question(
                        new Region(region),
                        AttackType.ALL_ORIGIN,
                        Service.ANY,
                        Metric.SOURCES,
                        span.start(),
                        span.end()));
    }

    @Test
    void aCountryIsTheSumOfItsRegionsAndMissingWhereOneIs() {
        assertThat(of(1, "a", DAY)).isEqualTo(new Truth.Known(100, DAY.end()));
        assertThat(of(1, "JP", DAY)).isEqualTo(new Truth.Known(140, DAY.end()));
        assertThat(of(.5, "JP", DAY)).isInstanceOf(Truth.Missing.class);
        assertThat(of(1, "US", DAY)).isInstanceOf(Truth.Missing.class);
    }

    @Test
    void anHourIsLearntFromTheReportOfItsDay() {
        Epoch hour = new Epoch(DAY.startSecond() + 7 * 3600L, Epoch.HOUR);
        assertThat(of(1, "a", hour)).isEqualTo(new Truth.Known(7, hour.end()));
        assertThat(of(.5, "b", hour)).isInstanceOf(Truth.Missing.class);
        assertThat(of(1, "JP", hour)).isEqualTo(new Truth.Known(14, hour.end()));
    }
}
