package yochi.centre.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import yochi.link.table.Cursor;

/** Rows back to reports: what was stored comes out equal. */
final class RowReports {
    static final String HEADS = "SELECT number, window_start, window_seconds, node, name, country, boot, sequence,"
            + " revision, late, policy, policy_digest, key_id, rules, suppressed_cells, suppressed_packets,"
            + " total_packets, digest, received FROM report";
    static final String CELLS = "SELECT report, ordinal, epoch_start, epoch_seconds, sensor_group, attack_type,"
            + " service, tool, place, asn, metric, codec, number, low, high, reason FROM cell"
            + " WHERE report BETWEEN ? AND ? ORDER BY report, ordinal, metric";
    static final String SKETCHES = "SELECT report, ordinal, metric, bytes FROM sketch WHERE report BETWEEN ? AND ?";
    static final String UPTIMES = "SELECT report, sensor, epoch_start, epoch_seconds, share, monitored, reason FROM"
            + " uptime WHERE report BETWEEN ? AND ? ORDER BY report, sensor, epoch_start, epoch_seconds";

    static final String OPERATORS = "SELECT report, sensor, operator FROM operator WHERE report BETWEEN ? AND ?";

    private static final String FORGOTTEN = "victims' tokens are deleted within a day";

    private RowReports() {}

    /** A report's own line, without cells and uptime. */
    record Head(long number, String digest, EpochReport report, Instant received) {}

    static List<Head> heads(Cursor rows) throws SQLException {
        List<Head> out = new ArrayList<>();
        while (rows.next()) {
            EpochReport r = new EpochReport(
                    NodeId.parse(rows.text(4)),
                    rows.text(5),
                    new Country(rows.text(6)),
                    rows.whole(7),
                    rows.whole(8),
                    new Epoch(rows.time(2).getEpochSecond(), Math.toIntExact(rows.whole(3))),
                    Math.toIntExact(rows.whole(9)),
                    rows.truth(10),
                    rows.text(11),
                    rows.text(12),
                    rows.text(13),
                    rows.text(14),
                    List.of(),
                    List.of(),
                    new Suppressed(rows.whole(15), rows.whole(16), rows.whole(17)));
            out.add(new Head(rows.whole(1), rows.text(18), r, rows.time(19)));
        }
        return out;
    }

    private record Place(long report, long ordinal, String metric) {}

    /** Bytes of sketches and packed measures by their place. */
    static Map<Object, byte[]> sketches(Cursor rows) throws SQLException {
        Map<Object, byte[]> out = new HashMap<>();
        while (rows.next()) {
            out.put(new Place(rows.whole(1), rows.whole(2), rows.text(3)), rows.bytes(4));
        }
        return out;
    }

    /** Cells by report. */
    static Map<Long, List<Statistic>> cells(Cursor rows, Map<Object, byte[]> sketches) throws SQLException {
        Map<Long, List<Statistic>> out = new HashMap<>();
        Names names = new Names();
        long report = -1;
        long ordinal = -1;
        CellKey key = null;
        Map<Metric, Measure> measures = new TreeMap<>();
        while (rows.next()) {
            if (key == null || rows.whole(1) != report || rows.whole(2) != ordinal) {
                if (key != null) {
                    out.computeIfAbsent(report, n -> new ArrayList<>()).add(new Statistic(key, measures));
                }
                report = rows.whole(1);
                ordinal = rows.whole(2);
                key = key(rows, names);
                measures = new TreeMap<>();
            }
            measures.put(names.metric(rows.text(11)), measure(rows, sketches));
        }
        if (key != null) {
            out.computeIfAbsent(report, n -> new ArrayList<>()).add(new Statistic(key, measures));
        }
        return out;
    }

    private static CellKey key(Cursor rows, Names names) throws SQLException {
        return new CellKey(
                new Epoch(rows.time(3).getEpochSecond(), Math.toIntExact(rows.whole(4))),
                rows.text(5),
                AttackType.valueOf(rows.text(6)),
                names.service(rows.text(7)),
                Tool.parse(rows.text(8)),
                new Country(rows.text(9)),
                new Asn(rows.whole(10)));
    }

    private static Measure measure(Cursor rows, Map<Object, byte[]> sketches) throws SQLException {
        return switch (rows.text(12)) {
            case ReportRows.COUNT -> new Measure.Count(rows.whole(13));
            case ReportRows.DISTINCT -> new Measure.DistinctCount(rows.whole(13), rows.whole(14), rows.whole(15));
            case ReportRows.SKETCHED -> set(rows, sketches);
            case ReportRows.MISSING -> new Measure.Missing(rows.text(16));
            case String packed when packed.startsWith(ReportRows.PACKED) -> packed(rows, sketches, packed);
            case String other -> throw new IllegalStateException("the store holds a measure of kind " + other);
        };
    }

    private static Measure packed(Cursor rows, Map<Object, byte[]> sketches, String codec) throws SQLException {
        boolean forgotten = new Metric(rows.text(11)).isKeyed()
                && !sketches.containsKey(new Place(rows.whole(1), rows.whole(2), rows.text(11)));
        return forgotten
                ? new Measure.Missing(FORGOTTEN)
                : Measure.Packed.of(codec.substring(ReportRows.PACKED.length()), bytes(rows, sketches));
    }

    /** The set, or after its retention the number that it gave. */
    private static Measure set(Cursor rows, Map<Object, byte[]> sketches) throws SQLException {
        byte[] bytes = sketches.get(new Place(rows.whole(1), rows.whole(2), rows.text(11)));
        return bytes == null
                ? new Measure.DistinctCount(rows.whole(13), rows.whole(14), rows.whole(15))
                : new Measure.DistinctSet(DistinctSketch.parse(bytes));
    }

    private static byte[] bytes(Cursor rows, Map<Object, byte[]> sketches) throws SQLException {
        Place place = new Place(rows.whole(1), rows.whole(2), rows.text(11));
        byte[] bytes = sketches.get(place);
        if (bytes == null) {
            throw new IllegalStateException("the store lost the sketch of " + place);
        }
        return bytes;
    }

    /** Uptime by report. */
    static Map<Long, List<Uptime>> uptimes(Cursor rows) throws SQLException {
        Map<Long, List<Uptime>> out = new HashMap<>();
        while (rows.next()) {
            out.computeIfAbsent(rows.whole(1), n -> new ArrayList<>())
                    .add(new Uptime(
                            rows.text(2),
                            new Epoch(rows.time(3).getEpochSecond(), Math.toIntExact(rows.whole(4))),
                            rows.real(5),
                            Math.toIntExact(rows.whole(6)),
                            rows.text(7)));
        }
        return out;
    }

    /** Operators by report. */
    static Map<Long, Map<String, String>> operators(Cursor rows) throws SQLException {
        Map<Long, Map<String, String>> out = new HashMap<>();
        while (rows.next()) {
            out.computeIfAbsent(rows.whole(1), n -> new TreeMap<>()).put(rows.text(2), rows.text(3));
        }
        return out;
    }

    /** The same few names come in every row: each is read once. */
    private static final class Names {
        private final Map<String, Metric> metrics = new HashMap<>();
        private final Map<String, Service> services = new HashMap<>();

        private Metric metric(String id) {
            return metrics.computeIfAbsent(id, Metric::new);
        }

        private Service service(String text) {
            return services.computeIfAbsent(text, Service::parse);
        }
    }
}
