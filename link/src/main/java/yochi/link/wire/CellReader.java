package yochi.link.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Tool;
import yochi.link.wire.proto.CellColumns;
import yochi.link.wire.proto.MetricColumn;
import yochi.link.wire.proto.NameTables;

/**
 * Reads cell columns. A cell whose attack type or protocol is not known here counts as "rest" of its party, one
 * whose tool it does not know counts without tool; cells that thereby fall together are merged.
 */
final class CellReader {
    private static final Map<String, AttackType> TYPES = names(AttackType.values());
    private static final Map<String, Service.Protocol> PROTOCOLS = names(Service.Protocol.values());
    private static final Map<String, Tool> TOOLS = names(Tool.values());

    private final NameTables names;
    private final CellColumns columns;
    private final Epoch window;
    private int unknownCells;
    private int unknownMeasures;

    CellReader(NameTables names, CellColumns columns, Epoch window) {
        this.names = names;
        this.columns = columns;
        this.window = window;
    }

    private static <E extends Enum<E>> Map<String, E> names(E[] values) {
        Map<String, E> out = new HashMap<>();
        for (E value : values) {
            out.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return Map.copyOf(out);
    }

    int unknownNames() {
        long types = names.getAttackTypesList().stream()
                .filter(t -> !TYPES.containsKey(t.getName()))
                .count();
        long protocols = names.getProtocolsList().stream()
                .filter(p -> !PROTOCOLS.containsKey(p))
                .count();
        long tools =
                names.getToolsList().stream().filter(t -> !TOOLS.containsKey(t)).count();
        return (int) (types + protocols + tools);
    }

    int unknownMeasures() {
        return unknownMeasures;
    }

    int unknownCells() {
        return unknownCells;
    }

    List<Statistic> cells() {
        checkTables();
        int n = columns.getSensorGroupCount();
        ReportLimits.atMost("cells", n, ReportLimits.CELLS);
        ReportDecoder.same("cell", n, columns.getEpochGapCount());
        ReportDecoder.same("cell", n, columns.getAttackTypeCount());
        ReportDecoder.same("cell", n, columns.getProtocolCount());
        ReportDecoder.same("cell", n, columns.getServiceNumberCount());
        optional(n, columns.getToolCount());
        optional(n, columns.getCountryCount());
        optional(n, columns.getAsnCount());
        List<Map<Metric, Measure>> measures = measures(n);
        List<Epoch> epochs = epochs();
        TreeMap<CellKey, Statistic> out = new TreeMap<>();
        int epoch = 0;
        for (int i = 0; i < n; i++) {
            epoch = Math.addExact(epoch, columns.getEpochGap(i));
            CellKey key = key(i, ReportDecoder.at(epochs, epoch, "epoch"));
            out.merge(key, new Statistic(key, measures.get(i)), Statistic::merge);
        }
        return List.copyOf(out.values());
    }

    private void checkTables() {
        ReportLimits.atMost("sensor groups", names.getSensorGroupsCount(), ReportLimits.NAMES);
        ReportLimits.atMost("attack types", names.getAttackTypesCount(), ReportLimits.NAMES);
        ReportLimits.atMost("protocols", names.getProtocolsCount(), ReportLimits.NAMES);
        ReportLimits.atMost("tools", names.getToolsCount(), ReportLimits.NAMES);
        ReportLimits.atMost("countries", names.getCountriesCount(), ReportLimits.NAMES);
        ReportLimits.atMost("reasons", names.getReasonsCount(), ReportLimits.NAMES);
        ReportLimits.atMost("metrics", columns.getMetricsCount(), ReportLimits.NAMES);
        names.getSensorGroupsList().forEach(ReportLimits::name);
        names.getReasonsList().forEach(ReportLimits::name);
    }

    private static void optional(int expected, int found) {
        if (found != 0) {
            ReportDecoder.same("cell", expected, found);
        }
    }

    private List<Epoch> epochs() {
        ReportDecoder.same("epoch", names.getEpochSecondsCount(), names.getEpochStartGapsCount());
        List<Epoch> out = new ArrayList<>();
        long start = window.startSecond();
        for (int i = 0; i < names.getEpochSecondsCount(); i++) {
            start = Math.addExact(start, ReportDecoder.natural(names.getEpochStartGaps(i)));
            out.add(ReportDecoder.inside(new Epoch(start, names.getEpochSeconds(i)), window));
        }
        return out;
    }

    private CellKey key(int i, Epoch epoch) {
        var typeName = ReportDecoder.at(names.getAttackTypesList(), columns.getAttackType(i), "attack type");
        String protocolName = ReportDecoder.at(names.getProtocolsList(), columns.getProtocol(i), "protocol");
        Optional<AttackType> type = Optional.ofNullable(TYPES.get(typeName.getName()));
        Optional<Service.Protocol> protocol = Optional.ofNullable(PROTOCOLS.get(protocolName));
        Optional<Tool> tool = columns.getToolCount() == 0
                ? Optional.of(Tool.NONE)
                : Optional.ofNullable(TOOLS.get(ReportDecoder.at(names.getToolsList(), columns.getTool(i), "tool")));
        boolean folded = type.isEmpty() || protocol.isEmpty();
        if (folded || tool.isEmpty()) {
            unknownCells++;
        }
        AttackType rest = AttackType.rest(typeName.getVictim() ? Party.VICTIM : Party.ORIGIN);
        return new CellKey(
                epoch,
                ReportDecoder.at(names.getSensorGroupsList(), columns.getSensorGroup(i), "sensor group"),
                folded ? type.map(t -> AttackType.rest(t.party())).orElse(rest) : type.get(),
                folded ? Service.ANY : new Service(protocol.get(), columns.getServiceNumber(i)),
                folded ? Tool.NONE : tool.orElse(Tool.NONE),
                columns.getCountryCount() == 0 || folded
                        ? Country.UNKNOWN
                        : new Country(ReportDecoder.at(names.getCountriesList(), columns.getCountry(i), "country")),
                columns.getAsnCount() == 0 || folded
                        ? Asn.UNKNOWN
                        : new Asn(Integer.toUnsignedLong(columns.getAsn(i))));
    }

    private List<Map<Metric, Measure>> measures(int n) {
        List<Map<Metric, Measure>> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            out.add(new TreeMap<>());
        }
        for (MetricColumn column : columns.getMetricsList()) {
            MetricReader reader = new MetricReader(column, names.getReasonsList());
            reader.into(out);
            unknownMeasures += reader.unknown();
        }
        return out;
    }
}
