package yochi.centre;

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

/** Reports on what sensors counted, made up for tests. */
public final class MadeCounts {
    private MadeCounts() {}

    /** So many sources, known exactly, with three packets each. */
    public static Statistic cell(Epoch epoch, String sensor, AttackType type, Service service, long sources) {
        return new Statistic(
                new CellKey(epoch, sensor, type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN),
                Map.of(
                        Metric.SOURCES,
                        Measure.DistinctCount.exactly(sources),
                        Metric.PACKETS,
                        new Measure.Count(3 * sources)));
    }

    /** What a node with one sensor, named like it, tells of the epoch of its uptime. */
    public static EpochReport report(int node, Country country, long sequence, List<Statistic> cells, Uptime uptime) {
        return report(NodeId.of(node, new Random(node)), uptime.sensor(), country, sequence, cells, uptime);
    }

    static EpochReport report(
            NodeId node, String name, Country country, long sequence, List<Statistic> cells, Uptime uptime) {
        return new EpochReport(
                node,
                name,
                country,
                1,
                sequence,
                uptime.epoch(),
                0,
                false,
                "test",
                "00",
                "",
                "1",
                cells,
                List.of(uptime),
                Suppressed.NOTHING);
    }
}
