package yochi.link.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.link.wire.proto.AttackTypeName;
import yochi.link.wire.proto.CellColumns;
import yochi.link.wire.proto.NameTables;
import yochi.link.wire.proto.OperatorColumns;
import yochi.link.wire.proto.ReportBody;
import yochi.link.wire.proto.SuppressedCount;
import yochi.link.wire.proto.UptimeColumns;

/** Turns one report into columns. */
final class ReportEncoder {
    private final EpochReport report;
    private final NameTable<String> sensorGroups = new NameTable<>();
    private final NameTable<AttackType> attackTypes = new NameTable<>();
    private final NameTable<Service.Protocol> protocols = new NameTable<>();
    private final NameTable<Tool> tools = new NameTable<>();
    private final NameTable<Country> countries = new NameTable<>();
    private final NameTable<String> reasons = new NameTable<>();

    ReportEncoder(EpochReport report) {
        this.report = report;
    }

    ReportBody body() {
        ReportLimits.check(report);
        List<Statistic> cells = new ArrayList<>(report.cells());
        cells.sort((a, b) -> a.key().compareTo(b.key()));
        TreeMap<Epoch, Integer> epochs = new TreeMap<>();
        cells.forEach(c -> epochs.put(c.key().epoch(), 0));
        CellColumns cellColumns = cells(cells, numbered(epochs));
        UptimeColumns uptimeColumns = uptime(report.uptime());
        ReportBody.Builder out = ReportBody.newBuilder()
                .setNode(ByteString.copyFrom(bytes(report.node().value())))
                .setNodeName(report.nodeName())
                .setCountry(report.country().code())
                .setBoot(report.boot())
                .setSequence(report.sequence())
                .setWindowStartSecond(report.window().startSecond())
                .setWindowSeconds(report.window().seconds())
                .setRevision(report.revision())
                .setLate(report.late())
                .setPolicy(report.policy())
                .setPolicyDigest(ByteString.copyFrom(HexFormat.of().parseHex(report.policyDigest())))
                .setKeyId(report.keyId())
                .setRulesVersion(report.rulesVersion())
                .setNames(names(epochs))
                .setCells(cellColumns)
                .setUptime(uptimeColumns)
                .setSuppressed(SuppressedCount.newBuilder()
                        .setCells(report.suppressed().cells())
                        .setPackets(report.suppressed().packets())
                        .setTotalPackets(report.suppressed().totalPackets()));
        if (!report.operators().isEmpty()) {
            out.setOperators(OperatorColumns.newBuilder()
                    .addAllSensors(report.operators().keySet())
                    .addAllOperators(report.operators().values()));
        }
        return out.build();
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static SortedMap<Epoch, Integer> numbered(SortedMap<Epoch, Integer> epochs) {
        int number = 0;
        for (Map.Entry<Epoch, Integer> e : epochs.entrySet()) {
            e.setValue(number++);
        }
        return epochs;
    }

    private NameTables names(SortedMap<Epoch, Integer> epochs) {
        NameTables.Builder out =
                NameTables.newBuilder().addAllSensorGroups(sensorGroups.names()).addAllReasons(reasons.names());
        for (AttackType type : attackTypes.names()) {
            out.addAttackTypes(AttackTypeName.newBuilder()
                    .setName(type.name().toLowerCase(Locale.ROOT))
                    .setVictim(type.party() == Party.VICTIM));
        }
        protocols.names().forEach(p -> out.addProtocols(p.name().toLowerCase(Locale.ROOT)));
        tools.names().forEach(t -> out.addTools(t.toString()));
        countries.names().forEach(c -> out.addCountries(c.code()));
        long last = report.window().startSecond();
        for (Epoch epoch : epochs.keySet()) {
            out.addEpochStartGaps(epoch.startSecond() - last).addEpochSeconds(epoch.seconds());
            last = epoch.startSecond();
        }
        return out.build();
    }

    private CellColumns cells(List<Statistic> cells, Map<Epoch, Integer> epochs) {
        CellColumns.Builder out = CellColumns.newBuilder();
        boolean byTool = cells.stream().anyMatch(c -> c.key().tool() != Tool.NONE);
        boolean byCountry = cells.stream().anyMatch(c -> c.key().place().known());
        boolean byAsn = cells.stream().anyMatch(c -> !c.key().asn().equals(Asn.UNKNOWN));
        TreeMap<Metric, MetricWriter> metrics = new TreeMap<>();
        int lastEpoch = 0;
        int index = 0;
        for (Statistic cell : cells) {
            CellKey key = cell.key();
            int epoch = epochs.getOrDefault(key.epoch(), 0);
            out.addEpochGap(epoch - lastEpoch)
                    .addSensorGroup(sensorGroups.number(key.sensorGroup()))
                    .addAttackType(attackTypes.number(key.attackType()))
                    .addProtocol(protocols.number(key.service().protocol()))
                    .addServiceNumber(key.service().number());
            lastEpoch = epoch;
            if (byTool) {
                out.addTool(tools.number(key.tool()));
            }
            if (byCountry) {
                out.addCountry(countries.number(key.place()));
            }
            if (byAsn) {
                out.addAsn((int) key.asn().number());
            }
            for (Map.Entry<Metric, Measure> m : cell.measures().entrySet()) {
                metrics.computeIfAbsent(m.getKey(), metric -> new MetricWriter(metric, reasons))
                        .add(index, m.getValue());
            }
            index++;
        }
        metrics.values().forEach(m -> out.addMetrics(m.column()));
        return out.build();
    }

    private UptimeColumns uptime(List<Uptime> lines) {
        UptimeColumns.Builder out = UptimeColumns.newBuilder();
        NameTable<String> sensors = new NameTable<>();
        NameTable<Double> shares = new NameTable<>();
        long last = report.window().startSecond();
        for (Uptime line : lines.stream().sorted().toList()) {
            out.addSensor(sensors.number(line.sensor()))
                    .addEpochStartGap(line.epoch().startSecond() - last)
                    .addEpochSeconds(line.epoch().seconds())
                    .addShare(shares.number(line.share()))
                    .addMonitoredAddresses(line.monitoredAddresses())
                    .addReason(line.reason().isEmpty() ? 0 : 1 + reasons.number(line.reason()));
            last = line.epoch().startSecond();
        }
        return out.addAllSensors(sensors.names()).addAllShares(shares.names()).build();
    }
}
