package yochi.centre.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;
import yochi.link.table.Batch;
import yochi.link.table.LedgerKey;

/** A report to rows. */
final class ReportRows {
    static final String COUNT = "count";
    static final String DISTINCT = "distinct";
    static final String SKETCHED = "sketch";
    static final String MISSING = "missing";
    /** Before the name of a kind whose bytes stand beside the sketches. */
    static final String PACKED = "packed:";

    private ReportRows() {}

    /** What makes it the same report: late data of a window come several times, each with a number of its own. */
    static LedgerKey key(EpochReport r, String digest) {
        return r.late()
                ? new LedgerKey(r.node() + "/late/" + r.sequence(), r.window().start(), r.revision(), digest)
                : new LedgerKey(r.node().toString(), r.window().start(), r.revision(), digest);
    }

    static Batch batch(long number, EpochReport r, String digest, Instant received) {
        Batch.Builder out = Batch.under(key(r, digest));
        Instant window = r.window().start();
        out.row(
                ReportTables.REPORT,
                number,
                window,
                (long) r.window().seconds(),
                r.node().toString(),
                r.nodeName(),
                r.country().code(),
                r.boot(),
                r.sequence(),
                (long) r.revision(),
                r.late(),
                r.policy(),
                r.policyDigest(),
                r.keyId(),
                r.rulesVersion(),
                r.suppressed().cells(),
                r.suppressed().packets(),
                r.suppressed().totalPackets(),
                digest,
                received);
        long ordinal = 0;
        for (Statistic cell : r.cells()) {
            for (Map.Entry<Metric, Measure> m : cell.measures().entrySet()) {
                cell(out, number, window, ordinal, cell.key(), m.getKey(), m.getValue());
            }
            ordinal++;
        }
        for (Uptime u : r.uptime()) {
            Epoch e = u.epoch();
            out.row(
                    ReportTables.UPTIME,
                    number,
                    window,
                    u.sensor(),
                    e.start(),
                    (long) e.seconds(),
                    u.share(),
                    (long) u.monitoredAddresses(),
                    u.reason());
        }
        r.operators().forEach((sensor, who) -> out.row(ReportTables.OPERATOR, number, window, sensor, who));
        return out.build();
    }

    private static void cell(
            Batch.Builder out, long number, Instant window, long ordinal, CellKey k, Metric metric, Measure measure) {
        Optional<Object> none = Optional.empty();
        switch (measure) {
            case Measure.Count c -> row(out, number, window, ordinal, k, metric, COUNT, c.value(), none, none, none);
            case Measure.DistinctCount d ->
                row(out, number, window, ordinal, k, metric, DISTINCT, d.estimate(), d.lower(), d.upper(), none);
            case Measure.DistinctSet d -> {
                Measure.DistinctCount b = d.bounds();
                row(out, number, window, ordinal, k, metric, SKETCHED, b.estimate(), b.lower(), b.upper(), none);
                out.row(
                        ReportTables.SKETCH,
                        number,
                        window,
                        ordinal,
                        metric.id(),
                        d.sketch().toBytes());
            }
            case Measure.Packed p -> {
                row(out, number, window, ordinal, k, metric, PACKED + p.kind(), none, none, none, none);
                out.row(ReportTables.SKETCH, number, window, ordinal, metric.id(), p.bytes());
            }
            case Measure.Missing m ->
                row(out, number, window, ordinal, k, metric, MISSING, none, none, none, m.reason());
        }
    }

    private static void row(
            Batch.Builder out,
            long number,
            Instant window,
            long ordinal,
            CellKey k,
            Metric metric,
            String codec,
            Object value,
            Object low,
            Object high,
            Object reason) {
        out.row(
                ReportTables.CELL,
                number,
                window,
                ordinal,
                k.epoch().start(),
                (long) k.epoch().seconds(),
                k.sensorGroup(),
                k.attackType().name(),
                k.service().toString(),
                k.tool().toString(),
                k.place().code(),
                k.asn().number(),
                metric.id(),
                codec,
                value,
                low,
                high,
                reason);
    }
}
