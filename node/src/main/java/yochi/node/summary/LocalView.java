package yochi.node.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
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
 * Distinct counts are exact while all rows together hold at most {@value #MOST_EXACT} addresses, those of services
 * {@value #MOST_OF_SERVICES}; then the large rows become estimates, so that memory does not grow with the input.
 */
public final class LocalView {
    /** Addresses of all rows but services together that are kept exactly: 16 to 32 MB. */
    private static final int MOST_EXACT = 2_000_000;
    /** The same of all services: 4 to 8 MB. */
    private static final int MOST_OF_SERVICES = 500_000;

    private final DistinctAddresses.Room room = new DistinctAddresses.Room(MOST_EXACT);
    private final DistinctAddresses.Room servicesRoom = new DistinctAddresses.Room(MOST_OF_SERVICES);

    private final Map<AttackType, Row> types = new EnumMap<>(AttackType.class);
    private final LongIndex serviceNumbers = new LongIndex();
    private final List<Row> services = new ArrayList<>();
    private final Map<String, SensorRow> sensors = new TreeMap<>();
    private final Map<Tool, ToolRow> tools = new EnumMap<>(Tool.class);
    private final Map<AttackType, DistinctAddresses> victims = new EnumMap<>(AttackType.class);
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
        private DistinctAddresses sources;

        Row(DistinctAddresses.Room room) {
            this(new DistinctAddresses(room));
        }

        private Row(DistinctAddresses sources) {
            this.sources = sources;
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
        private final Map<AttackType, Long> recordsByType = new EnumMap<>(AttackType.class);

        private SensorRow(DistinctAddresses sources) {
            row = new Row(sources);
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
        addWritten(summary);
        takeVictims(summary);
        takeTools(summary, summary.furtherTools());
        declarations.add(summary, addresses);
        shrink();
    }

    /** Takes in what only this view reads of an epoch; the rest must come later. */
    void addWritten(EpochSummary summary) {
        take(summary, summary.written(), false);
        shrink();
    }

    private void shrink() {
        if (servicesRoom.full()) {
            services.forEach(r -> r.sources.shrink());
        }
        if (room.full() && sensors.size() > 1) {
            sensors.values().forEach(r -> r.row.sources.shrink());
        }
        if (room.full()) {
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
        return Math.max(room.error(), servicesRoom.error());
    }

    /** The same of all rows but services. */
    public double totalsError() {
        return room.error();
    }

    private void take(EpochSummary summary, CellCounts counts, boolean counted) {
        Addresses there = summary.dictionary().addresses();
        for (int slot = 0; slot < counts.cells(); slot++) {
            long code = counts.code(slot);
            AttackType type = CellCode.type(code);
            if (counted && readsWritten(type)) {
                continue;
            }
            Row byType = types.computeIfAbsent(type, t -> new Row(room));
            Row byService = service(CellCode.serviceNumber(code));
            SensorRow sensor = sensor(summary.dictionary().sensorOf(CellCode.sensor(code)).name());
            sensor.recordsByType.merge(type, counts.records(slot), Long::sum);
            byType.add(counts, slot);
            byService.add(counts, slot);
            sensor.row.add(counts, slot);
            total.add(counts, slot);
            if (type != AttackType.ATTACK_ORDER) {
                boolean apart = sensors.size() > 1;
                counts.forEachAddress(slot, (address, n) -> {
                    long here = addresses.adopt(there, address);
                    byService.sources.add(here);
                    if (byType.sources.add(here)) {
                        total.sources.add(here); // what is not new to its type is not new at all
                    }
                    if (apart) {
                        sensor.row.sources.add(here);
                    }
                });
            }
        }
        if (counted) {
            takeTools(summary, counts);
        }
    }

    private Row service(int number) {
        int at = serviceNumbers.of(number);
        if (at == services.size()) {
            services.add(new Row(servicesRoom));
        }
        return services.get(at);
    }

    /** The only sensor has the sources of all; once there is a second one, each has a set of its own. */
    private SensorRow sensor(String name) {
        SensorRow known = sensors.get(name);
        if (known != null) {
            return known;
        }
        if (sensors.size() == 1) {
            DistinctAddresses own = new DistinctAddresses(room);
            own.copy(total.sources);
            sensors.values().forEach(first -> first.row.sources = own);
        }
        SensorRow added = new SensorRow(sensors.isEmpty() ? total.sources : new DistinctAddresses(room));
        sensors.put(name, added);
        return added;
    }

    private void takeTools(EpochSummary summary, CellCounts counts) {
        Addresses there = summary.dictionary().addresses();
        for (int slot = 0; slot < counts.cells(); slot++) {
            Tool tool = CellCode.tool(counts.code(slot));
            if (tool != Tool.NONE) {
                ToolRow row = tools.computeIfAbsent(tool, t -> new ToolRow(room));
                row.packets += counts.records(slot);
                counts.forEachAddress(slot, (address, n) -> row.sources.add(addresses.adopt(there, address)));
            }
        }
    }

    /** Whether the victims are others than the sources; if not, a victim type's sources are its victims. */
    private static boolean hasVictimsApart(AttackType type) {
        return type.party() == Party.VICTIM && (readsWritten(type) || type == AttackType.ATTACK_ORDER);
    }

    private void takeVictims(EpochSummary summary) {
        CellCounts counts = summary.counted();
        Addresses there = summary.dictionary().addresses();
        for (int slot = 0; slot < counts.cells(); slot++) {
            AttackType type = CellCode.type(counts.code(slot));
            if (hasVictimsApart(type)) {
                DistinctAddresses known = victims.computeIfAbsent(type, t -> new DistinctAddresses(room));
                counts.forEachAddress(slot, (address, n) -> known.add(addresses.adopt(there, address)));
            }
        }
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
        if (type.party() == Party.VICTIM && !hasVictimsApart(type)) {
            Row row = types.get(type);
            return row == null ? 0 : row.sources.size();
        }
        DistinctAddresses known = victims.get(type);
        return known == null ? 0 : known.size();
    }

    /** One service with its counts. */
    public record ServiceRow(Service service, Row row) {}

    /** Counts per service, most packets first. */
    public List<ServiceRow> services() {
        List<ServiceRow> out = new ArrayList<>();
        for (int at = 0; at < services.size(); at++) {
            out.add(new ServiceRow(ServiceNumber.unpack((int) serviceNumbers.keyOf(at)), services.get(at)));
        }
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
