package yochi.centre.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

/** Reports made up for tests: day {@code sequence}, one cell per hour and service, a sketch for the day. */
final class MadeReports {
    static final NodeId NODE = NodeId.of(1, new Random(1));

    private MadeReports() {}

    static Epoch day(long number) {
        return new Epoch(number * Epoch.DAY, Epoch.DAY);
    }

    static EpochReport of(NodeId node, long sequence, Epoch window, int revision, boolean late, int services) {
        List<Statistic> cells = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            Epoch epoch = new Epoch(window.startSecond() + hour * 3600L, Epoch.HOUR);
            for (int service = 1; service <= services; service++) {
                cells.add(new Statistic(
                        key(epoch, Service.tcp(service)),
                        Map.of(
                                Metric.PACKETS,
                                hour == 3 ? new Measure.Missing("sensor down") : new Measure.Count(service),
                                Metric.SOURCES,
                                new Measure.DistinctCount(5, 4, 7))));
            }
        }
        DistinctSketch sketch = DistinctSketch.empty();
        for (long i = 0; i < 50 + sequence; i++) {
            sketch.add(i * 7919);
        }
        cells.add(new Statistic(
                key(window, Service.ANY),
                Map.of(
                        Metric.SOURCES,
                        new Measure.DistinctSet(DistinctSketch.parse(sketch.toBytes())),
                        Metric.sourcesOfBrightness(2),
                        new Measure.DistinctSet(DistinctSketch.parse(sketch.toBytes())),
                        Metric.TTL,
                        Measure.Packed.of("histogram", new byte[] {1, 2, 5, (byte) 0x80, 0x20}),
                        Metric.GAP,
                        Measure.Packed.of("of tomorrow", new byte[] {3, 1}))));
        cells.sort((a, b) -> a.key().compareTo(b.key()));
        return new EpochReport(
                node,
                "sg-1",
                new Country("SG"),
                77,
                sequence,
                window,
                revision,
                late,
                "strict",
                "ab",
                "k1",
                "r1",
                cells,
                List.of(new Uptime("s1", window, 0.9, 256, "restart")),
                new Suppressed(1, 2, 30),
                sequence % 2 == 0 ? Map.of() : Map.of("s1", "lab"));
    }

    static EpochReport of(long sequence) {
        return of(NODE, sequence, day(sequence), 0, false, 3);
    }

    private static CellKey key(Epoch epoch, Service service) {
        return new CellKey(epoch, "s1", AttackType.SCAN_SYN, service, Tool.ZMAP, new Country("JP"), new Asn(64_496));
    }
}
