package yochi.centre.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/**
 * Thirty days of three countries: all see tcp/445; tcp/8082 comes to the United States on the 21st day and to Japan on
 * the 25th; Singapore is silent from the 21st day on.
 */
public final class MadeUpCube {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final int DAYS = 30;
    private static final int SILENT = 20;
    static final Service NEW = Service.tcp(8082);

    private MadeUpCube() {}

    public static Cube cube() {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        for (int d = 0; d < DAYS; d++) {
            builder.add(report("JP", 1, d, d < 24 ? 0 : 9));
            builder.add(report("US", 2, d, d < SILENT ? 0 : 12));
            if (d < SILENT) {
                builder.add(report("SG", 3, d, 0));
            }
        }
        return builder.build(Instant.EPOCH);
    }

    private static EpochReport report(String country, long node, int number, int fresh) {
        Epoch day = new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
        List<Statistic> cells = new ArrayList<>();
        int usual = 40 + (number * 7 + (int) node) % 5;
        cells.add(cell(day, country, AttackType.SCAN_SYN, Service.tcp(445), usual));
        if (fresh > 0) {
            cells.add(cell(day, country, AttackType.SCAN_SYN, NEW, fresh));
        }
        cells.add(cell(day, country, AttackType.ALL_ORIGIN, Service.ANY, usual + fresh));
        return new EpochReport(
                new NodeId(new UUID(0x7000L, 0x8000_0000_0000_0000L + node)),
                "node-" + country,
                new Country(country),
                1,
                number + 1L,
                day,
                0,
                false,
                "test",
                "00",
                "",
                "2",
                cells.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList(),
                List.of(new Uptime("s-" + country, day, 1, 1, "")),
                Suppressed.NOTHING);
    }

    private static Statistic cell(Epoch day, String country, AttackType type, Service service, int sources) {
        return new Statistic(
                new CellKey(day, "s-" + country, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN),
                Map.of(
                        Metric.PACKETS,
                        new Measure.Count(2L * sources),
                        Metric.SOURCES,
                        Measure.DistinctCount.exactly(sources)));
    }
}
