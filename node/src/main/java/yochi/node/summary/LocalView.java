package yochi.node.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.ServiceNumber;

/**
 * Totals of a whole input for the node's own people, nothing suppressed, packets as they name themselves: sources are
 * the written source addresses, services the written destinations. Whoever is a victim is told apart, per type.
 * Distinct counts are exact while all rows together hold at most {@value #MOST_EXACT} addresses; then the large rows
 * become estimates, so that memory does not grow with the input.
 */
public final class LocalView {
    /** Addresses of all rows together that are kept exactly: 24 to 48 MB. */
    private static final int MOST_EXACT = 1_000_000;
    /** Marks cells that the other reading counts. */
    private static final Row SKIPPED = new Row(new DistinctAddresses.Room(0));
    /** Marks cells without tool, or without victim. */
    private static final ToolRow NO_TOOL = new ToolRow(new DistinctAddresses.Room(0));

    private final DistinctAddresses.Room room = new DistinctAddresses.Room(MOST_EXACT);

    private final Map<AttackType, Row> types = new TreeMap<>();
    private final Map<Integer, Row> services = new HashMap<>();
    private final Map<String, SensorRow> sensors = new TreeMap<>();
    private final Map<Tool, ToolRow> tools = new TreeMap<>();
    private final Map<AttackType, DistinctAddresses> victims = new TreeMap<>();
    private final Row total = new Row(room);
    private final ToolDeclarations declarations = new ToolDeclarations();
    private final Addresses addresses = new Addresses();
    private long epochs;

    /** Counts of one thing. */
    public static final class Row {
        private long records;
        private long packets;
        private long sessions;
        private long orders;
        private long bytes;
        private long unmeasured;
        private final DistinctAddresses sources;

        Row(DistinctAddresses.Room room) {
            sources = new DistinctAddresses(room);
        }

        private void add(CellCounts counts, int slot) {
            records += counts.records(slot);
            switch (CellCode.type(counts.code(slot))) {
                case ATTACK_ORDER -> orders += counts.amount(slot);
                case LOGIN_BRUTE_FORCE, EXPLOIT, DOWNLOAD, WEB_SCAN, SERVICE_PROBE, DRIVE_BY, PAGE_VISIT ->
                    sessions += counts.records(slot);
                default -> {
                    packets += counts.records(slot);
                    bytes += counts.amount(slot);
                    unmeasured += counts.unmeasured(slot);
                }
            }
        }

        /** Packets, sessions and orders together. */
        public long records() {
            return records;
        }

        /** Packets alone; empty where everything is a session or an order. */
        public Optional<Long> packets() {
            return records > 0 && packets == 0 ? Optional.empty() : Optional.of(packets);
        }

        /** Entries of order lists. */
        public long orders() {
            return orders;
        }

        /** Bytes on the wire; empty where some packet does not tell its length, or there is none. */
        public Optional<Long> bytes() {
            return unmeasured > 0 || packets().isEmpty() ? Optional.empty() : Optional.of(bytes);
        }

        /** Packets whose length is not known. */
        public long unmeasured() {
            return unmeasured;
        }

        /** Distinct sources; empty where everything is an order, which names none. */
        public Optional<Long> sources() {
            return records > 0 && packets + sessions == 0 ? Optional.empty() : Optional.of(sources.size());
        }
    }

    /** Counts of one sensor. */
    public static final class SensorRow {
        private final Row row;
        private final Map<AttackType, Long> recordsByType = new TreeMap<>();

        SensorRow(DistinctAddresses.Room room) {
            row = new Row(room);
        }

        public Row row() {
            return row;
        }

        public Map<AttackType, Long> recordsByType() {
            return recordsByType;
        }
    }

    /** Counts of one tool: header relation apart from declaration. */
    public static final class ToolRow {
        private long packets;
        private final DistinctAddresses sources;

        ToolRow(DistinctAddresses.Room room) {
            sources = new DistinctAddresses(room);
        }

        public long packets() {
            return packets;
        }

        public long sources() {
            return sources.size();
        }
    }

    /** Whether the two readings of the type's packets differ, so that they stand in {@code written} once more. */
    static boolean readsWritten(AttackType type) {
        return type == AttackType.BACKSCATTER_TCP
                || type == AttackType.BACKSCATTER_ICMP
                || type == AttackType.BACKSCATTER_UDP;
    }

    /** Takes one epoch in; of the same runner or of another. */
    public void add(EpochSummary summary) {
        epochs++;
        take(summary, summary.counted(), true);
        take(summary, summary.written(), false);
        takeVictims(summary);
        takeTools(summary, summary.furtherTools());
        declarations.add(summary, addresses);
        if (room.full()) {
            shrink();
        }
    }

    private void shrink() {
        services.values().forEach(r -> r.sources.shrink());
        if (room.full()) {
            sensors.values().forEach(r -> r.row.sources.shrink());
            tools.values().forEach(r -> r.sources.shrink());
            victims.values().forEach(DistinctAddresses::shrink);
        }
        if (room.full()) {
            types.values().forEach(r -> r.sources.shrink());
        }
        if (room.full()) {
            total.sources.shrink();
        }
    }

    /** Relative standard error of the distinct counts of large rows; 0 where all are exact. */
    public double distinctError() {
        return room.estimates() ? DistinctAddresses.ERROR : 0;
    }

    private void take(EpochSummary summary, CellCounts counts, boolean counted) {
        int cells = counts.cells();
        Row[] byType = new Row[cells];
        Row[] byService = new Row[cells];
        Row[] bySensor = new Row[cells];
        boolean[] named = new boolean[cells];
        for (int slot = 0; slot < cells; slot++) {
            long code = counts.code(slot);
            AttackType type = CellCode.type(code);
            byType[slot] = SKIPPED;
            byService[slot] = SKIPPED;
            bySensor[slot] = SKIPPED;
            if (counted && readsWritten(type)) {
                continue;
            }
            named[slot] = type != AttackType.ATTACK_ORDER;
            byType[slot] = types.computeIfAbsent(type, t -> new Row(room));
            byService[slot] = services.computeIfAbsent(CellCode.serviceNumber(code), s -> new Row(room));
            SensorRow sensor = sensors.computeIfAbsent(
                    summary.dictionary().sensorOf(CellCode.sensor(code)).name(), n -> new SensorRow(room));
            sensor.recordsByType.merge(type, counts.records(slot), Long::sum);
            bySensor[slot] = sensor.row;
            byType[slot].add(counts, slot);
            byService[slot].add(counts, slot);
            sensor.row.add(counts, slot);
            total.add(counts, slot);
        }
        Addresses there = summary.dictionary().addresses();
        counts.forEachPair((slot, address, n) -> {
            if (named[slot]) {
                long here = addresses.adopt(there, address);
                byType[slot].sources.add(here);
                byService[slot].sources.add(here);
                bySensor[slot].sources.add(here);
                total.sources.add(here);
            }
        });
        if (counted) {
            takeTools(summary, counts);
        }
    }

    private void takeTools(EpochSummary summary, CellCounts counts) {
        DistinctAddresses[] sources = new DistinctAddresses[counts.cells()];
        for (int slot = 0; slot < sources.length; slot++) {
            Tool tool = CellCode.tool(counts.code(slot));
            ToolRow row = tool == Tool.NONE ? NO_TOOL : tools.computeIfAbsent(tool, t -> new ToolRow(room));
            row.packets += tool == Tool.NONE ? 0 : counts.records(slot);
            sources[slot] = row.sources;
        }
        Addresses there = summary.dictionary().addresses();
        counts.forEachPair((slot, address, n) -> {
            if (sources[slot] != NO_TOOL.sources) {
                sources[slot].add(addresses.adopt(there, address));
            }
        });
    }

    private void takeVictims(EpochSummary summary) {
        CellCounts counts = summary.counted();
        DistinctAddresses[] known = new DistinctAddresses[counts.cells()];
        for (int slot = 0; slot < known.length; slot++) {
            AttackType type = CellCode.type(counts.code(slot));
            known[slot] = type.party() == Party.VICTIM
                    ? victims.computeIfAbsent(type, t -> new DistinctAddresses(room))
                    : NO_TOOL.sources;
        }
        Addresses there = summary.dictionary().addresses();
        counts.forEachPair((slot, address, n) -> {
            if (known[slot] != NO_TOOL.sources) {
                known[slot].add(addresses.adopt(there, address));
            }
        });
    }

    public Row total() {
        return total;
    }

    /** Counts per attack type, in the order of the decision list. */
    public Map<AttackType, Row> types() {
        return types;
    }

    /** Distinct victims of a type; 0 for a type that counts origins. */
    public long victims(AttackType type) {
        DistinctAddresses known = victims.get(type);
        return known == null ? 0 : known.size();
    }

    /** One service with its counts. */
    public record ServiceRow(Service service, Row row) {}

    /** Counts per service, most packets first. */
    public List<ServiceRow> services() {
        List<ServiceRow> out = new ArrayList<>();
        services.forEach((number, row) -> out.add(new ServiceRow(ServiceNumber.unpack(number), row)));
        out.sort(Comparator.comparingLong((ServiceRow r) -> -r.row().records()).thenComparing(ServiceRow::service));
        return out;
    }

    public Map<String, SensorRow> sensors() {
        return sensors;
    }

    public Map<Tool, ToolRow> tools() {
        return tools;
    }

    /** Sources that the source rule declares to run the tool in some hour. */
    public long declared(Tool tool) {
        return declarations.declared(tool);
    }

    /** Epochs with at least one observation. */
    public long epochs() {
        return epochs;
    }
}
