package yochi.link.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Suppressed;
import yochi.core.model.Uptime;
import yochi.link.wire.proto.MetricColumn;
import yochi.link.wire.proto.OperatorColumns;
import yochi.link.wire.proto.ReportBody;
import yochi.link.wire.proto.UptimeColumns;

/** Turns columns back into one report; every index, length and name is checked. */
final class ReportDecoder {
    private final ReportBody body;
    private final Epoch window;
    private final CellReader cells;

    ReportDecoder(ReportBody body) {
        this.body = body;
        this.window = new Epoch(body.getWindowStartSecond(), body.getWindowSeconds());
        this.cells = new CellReader(body.getNames(), body.getCells(), window);
    }

    EpochReport report() {
        return new EpochReport(
                node(body.getNode()),
                ReportLimits.name(body.getNodeName()),
                new Country(body.getCountry()),
                body.getBoot(),
                body.getSequence(),
                window,
                body.getRevision(),
                body.getLate(),
                ReportLimits.name(body.getPolicy()),
                HexFormat.of().formatHex(body.getPolicyDigest().toByteArray()),
                ReportLimits.name(body.getKeyId()),
                ReportLimits.name(body.getRulesVersion()),
                cells.cells(),
                uptime(body.getUptime(), body.getNames().getReasonsList()),
                new Suppressed(
                        natural(body.getSuppressed().getCells()),
                        natural(body.getSuppressed().getPackets()),
                        natural(body.getSuppressed().getTotalPackets())),
                operators(body.getOperators()));
    }

    private static Map<String, String> operators(OperatorColumns columns) {
        ReportLimits.atMost("operators", columns.getSensorsCount(), ReportLimits.NAMES);
        same("operator", columns.getSensorsCount(), columns.getOperatorsCount());
        Map<String, String> out = new TreeMap<>();
        for (int i = 0; i < columns.getSensorsCount(); i++) {
            String sensor = ReportLimits.name(columns.getSensors(i));
            if (out.put(sensor, ReportLimits.name(columns.getOperators(i))) != null) {
                throw new IllegalArgumentException("two operators of sensor " + sensor);
            }
        }
        return out;
    }

    ReceivedReport.Unknown unknown() {
        int fields = body.getUnknownFields().asMap().size()
                + body.getNames().getUnknownFields().asMap().size()
                + body.getCells().getUnknownFields().asMap().size()
                + body.getUptime().getUnknownFields().asMap().size()
                + body.getOperators().getUnknownFields().asMap().size()
                + body.getSuppressed().getUnknownFields().asMap().size();
        for (MetricColumn metric : body.getCells().getMetricsList()) {
            fields += metric.getUnknownFields().asMap().size();
        }
        return new ReceivedReport.Unknown(fields, cells.unknownNames(), cells.unknownCells(), cells.unknownMeasures());
    }

    static NodeId node(ByteString bytes) {
        if (bytes.size() != 16) {
            throw new IllegalArgumentException("a node id of " + bytes.size() + " bytes");
        }
        ByteBuffer b = bytes.asReadOnlyByteBuffer();
        return new NodeId(new UUID(b.getLong(), b.getLong()));
    }

    static long natural(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative or absurd number " + value);
        }
        return value;
    }

    private List<Uptime> uptime(UptimeColumns columns, List<String> reasons) {
        int n = columns.getSensorCount();
        ReportLimits.atMost("uptime lines", n, ReportLimits.UPTIME_LINES);
        same("uptime", n, columns.getEpochStartGapCount());
        same("uptime", n, columns.getEpochSecondsCount());
        same("uptime", n, columns.getShareCount());
        same("uptime", n, columns.getMonitoredAddressesCount());
        same("uptime", n, columns.getReasonCount());
        List<Uptime> out = new ArrayList<>(n);
        long start = window.startSecond();
        for (int i = 0; i < n; i++) {
            start = Math.addExact(start, columns.getEpochStartGap(i));
            int reason = columns.getReason(i);
            out.add(new Uptime(
                    ReportLimits.name(at(columns.getSensorsList(), columns.getSensor(i), "sensor")),
                    inside(new Epoch(start, columns.getEpochSeconds(i)), window),
                    at(columns.getSharesList(), columns.getShare(i), "share"),
                    Math.toIntExact(natural(columns.getMonitoredAddresses(i))),
                    reason == 0 ? "" : ReportLimits.name(at(reasons, reason - 1, "reason"))));
        }
        return out;
    }

    static Epoch inside(Epoch epoch, Epoch window) {
        if (epoch.startSecond() < window.startSecond() || epoch.endSecond() > window.endSecond()) {
            throw new IllegalArgumentException(
                    "epoch at second " + epoch.startSecond() + " outside its window at " + window.startSecond());
        }
        return epoch;
    }

    static void same(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(what + " columns of " + expected + " and " + found + " lines");
        }
    }

    static <T> T at(List<T> table, int index, String what) {
        if (index < 0 || index >= table.size()) {
            throw new IllegalArgumentException("no " + what + " number " + index + " of " + table.size());
        }
        return table.get(index);
    }
}
