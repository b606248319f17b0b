package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import yochi.core.sketch.DistinctSketch;
import yochi.link.wire.ReportCodec;

/** Report files of three made-up sensors, for tests. */
final class MadeReports {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2013-05-06T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final int DAYS = 35;

    private MadeReports() {}

    /** Three sensors share services; one of them alone sees tcp/445 from its first day. */
    private static void reports(Path folder, String country, String name, int sourcesFrom, boolean special)
            throws IOException {
        Random random = new Random(name.hashCode());
        NodeId node = NodeId.of(1, random);
        for (int d = 0; d < DAYS; d++) {
            Epoch day = new Epoch(FIRST.startSecond() + (long) d * Epoch.DAY, Epoch.DAY);
            Map<Service, DistinctSketch> sets = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                Service service = special && i % 3 == 0 ? Service.tcp(445) : Service.tcp(i % 2 == 0 ? 22 : 1433);
                sets.computeIfAbsent(service, s -> DistinctSketch.empty()).add(sourcesFrom + random.nextInt(400));
            }
            List<Statistic> cells = new ArrayList<>();
            DistinctSketch all = DistinctSketch.empty();
            for (var e : sets.entrySet()) {
                all = all.union(e.getValue());
                cells.add(cell(day, name, AttackType.TCP_UNSPECIFIED, e.getKey(), e.getValue()));
            }
            cells.add(cell(day, name, AttackType.ALL_ORIGIN, Service.ANY, all));
            EpochReport report = new EpochReport(
                    node,
                    name,
                    new Country(country),
                    7,
                    d + 1L,
                    day,
                    0,
                    false,
                    "test",
                    "00",
                    "week-" + Epoch.week(day.startSecond()).startSecond(),
                    "1",
                    cells.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList(),
                    List.of(new Uptime(name, day, 1, 1, "")),
                    Suppressed.NOTHING);
            Files.write(folder.resolve(name + d + ReportCodec.FILE_ENDING), ReportCodec.encode(report));
        }
    }

    private static Statistic cell(Epoch day, String name, AttackType type, Service service, DistinctSketch set) {
        return new Statistic(
                new CellKey(day, name, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN),
                Map.of(
                        Metric.PACKETS,
                        new Measure.Count(2 * Math.round(set.estimate())),
                        Metric.SOURCES,
                        new Measure.DistinctSet(set)));
    }

    static void threeSensors(Path folder) throws IOException {
        reports(folder, "US", "east", 0, false);
        reports(folder, "US", "west", 0, false);
        reports(folder, "JP", "tokyo", 200, true);
    }
}
