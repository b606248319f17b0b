package yochi.node.border;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.summary.Addresses;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.LongCounts;
import yochi.node.summary.LongIndex;

/**
 * The cells of one window under the dimensions that the policy lets out: per cell the packets, the distinct sensors,
 * and how many packets each distinct address gave. The addresses stay in the epochs, packed, and are put together cell
 * by cell: a window of a large darknet holds ten million. All epochs of a window come from one dictionary.
 */
final class WindowCells {
    private static final int SENSOR_SHIFT = Integer.numberOfTrailingZeros(CellCode.MOST_SENSORS);

    /** What a cell is about, time left out. */
    record About(String sensorGroup, AttackType type, Service service, Tool tool, Country place, Asn asn) {
        /** The cell's attack type at its sensor group: the level of type totals. */
        TypeGroup typeGroup() {
            return new TypeGroup(sensorGroup, type);
        }

        /** The key of the cell at that time. */
        CellKey in(Epoch epoch) {
            return new CellKey(epoch, sensorGroup, type, service, tool, place, asn);
        }
    }

    /** All cells of one attack type at one sensor group. */
    record TypeGroup(String sensorGroup, AttackType type) {
        PartyGroup partyGroup() {
            return new PartyGroup(sensorGroup, type.party());
        }
    }

    /** All cells of one party at one sensor group. */
    record PartyGroup(String sensorGroup, Party party) {}

    private final PrivacyPolicy policy;
    private final String nodeName;
    private final List<EpochSummary> epochs;
    private final Dictionary dictionary;
    private final LongIndex codes = new LongIndex();
    private final LongIndex typeCodes = new LongIndex();
    private final Map<Dictionary.Place, Integer> places = new HashMap<>();
    private final Map<Integer, Long> excess = new HashMap<>();
    private final Clipping clipping;
    private final long[] packets;
    private final int[] typeGroups;
    /** Of each cell the end of its stretch in {@code sensors} and in {@code slots}. */
    private final int[] sensorEnds;
    private final int[] slotEnds;
    private final int[] sensors;
    /** Epoch and slot of each part of a cell. */
    private final long[] slots;

    WindowCells(PrivacyPolicy policy, String nodeName, List<EpochSummary> epochs) {
        this.policy = policy;
        this.nodeName = nodeName;
        this.epochs = epochs;
        this.dictionary = epochs.isEmpty() ? new Dictionary() : epochs.getFirst().dictionary();
        this.clipping = new Clipping(policy, epochs);
        LongIndex sensorsOfCells = new LongIndex();
        int[][] cellOf = new int[epochs.size()][];
        int parts = 0;
        for (int e = 0; e < cellOf.length; e++) {
            if (epochs.get(e).dictionary() != dictionary) {
                throw new IllegalArgumentException("epochs of two dictionaries in one window");
            }
            cellOf[e] = cellsOf(epochs.get(e));
            parts += cellOf[e].length;
        }
        this.packets = new long[codes.size()];
        this.slotEnds = new int[codes.size()];
        this.sensorEnds = new int[codes.size()];
        this.typeGroups = new int[codes.size()];
        for (int e = 0; e < cellOf.length; e++) {
            CellCounts counts = epochs.get(e).counted();
            for (int slot = 0; slot < cellOf[e].length; slot++) {
                int cell = cellOf[e][slot];
                packets[cell] += counts.records(slot);
                slotEnds[cell]++;
                sensorsOfCells.of((long) cell << SENSOR_SHIFT | CellCode.sensor(counts.code(slot)));
            }
            clipping.excess(counts, cellOf[e]).forEach((c, n) -> excess.merge(c, n, Long::sum));
        }
        this.slots = new long[parts];
        begin(slotEnds);
        for (int e = 0; e < cellOf.length; e++) {
            for (int slot = 0; slot < cellOf[e].length; slot++) {
                slots[slotEnds[cellOf[e][slot]]++] = (long) e << Integer.SIZE | slot;
            }
        }
        this.sensors = new int[sensorsOfCells.size()];
        sort(sensorsOfCells);
        for (int cell = 0; cell < typeGroups.length; cell++) {
            typeGroups[cell] = typeCodes.of(CellCode.part(codes.keyOf(cell), true, false, false, 0));
        }
    }

    /** Makes of lengths the begins of stretches one after the other. */
    private static void begin(int[] lengths) {
        int sum = 0;
        for (int i = 0; i < lengths.length; i++) {
            int length = lengths[i];
            lengths[i] = sum;
            sum += length;
        }
    }

    private void sort(LongIndex sensorsOfCells) {
        for (int i = 0; i < sensors.length; i++) {
            sensorEnds[(int) (sensorsOfCells.keyOf(i) >>> SENSOR_SHIFT)]++;
        }
        begin(sensorEnds);
        for (int i = 0; i < sensors.length; i++) {
            long key = sensorsOfCells.keyOf(i);
            sensors[sensorEnds[(int) (key >>> SENSOR_SHIFT)]++] = (int) key & (CellCode.MOST_SENSORS - 1);
        }
    }

    /** For every slot of the epoch the number of its cell here. */
    int[] cellsOf(EpochSummary epoch) {
        CellCounts counts = epoch.counted();
        int[] out = new int[counts.cells()];
        for (int slot = 0; slot < out.length; slot++) {
            long code = counts.code(slot);
            out[slot] = codes.of(CellCode.part(
                    code,
                    lets(Dimension.SENSOR),
                    lets(Dimension.TOOL),
                    lets(Dimension.SERVICE),
                    place(CellCode.place(code))));
        }
        return out;
    }

    /** The first place that looks the same under the dimensions that leave. */
    private int place(int number) {
        if (number == 0 || !(lets(Dimension.PLACE) || lets(Dimension.ASN))) {
            return 0;
        }
        Dictionary.Place place = dictionary.placeOf(number);
        Dictionary.Place told = new Dictionary.Place(
                lets(Dimension.PLACE) ? place.country() : Country.UNKNOWN,
                lets(Dimension.ASN) ? place.asn() : Asn.UNKNOWN);
        return told.equals(Dictionary.Place.UNKNOWN) ? 0 : places.computeIfAbsent(told, t -> number);
    }

    private boolean lets(Dimension dimension) {
        return policy.dimensions().contains(dimension);
    }

    static long pair(int number, long address) {
        return ((long) number << Addresses.BITS) | address;
    }

    static int number(long pair) {
        return (int) (pair >>> Addresses.BITS);
    }

    static long address(long pair) {
        return pair & ((1L << Addresses.BITS) - 1);
    }

    int size() {
        return packets.length;
    }

    About about(int cell) {
        long code = codes.keyOf(cell);
        Dictionary.Place place = dictionary.placeOf(CellCode.place(code));
        return new About(
                group(code),
                CellCode.type(code),
                lets(Dimension.SERVICE) ? CellCode.service(code) : Service.ANY,
                CellCode.tool(code),
                lets(Dimension.PLACE) ? place.country() : Country.UNKNOWN,
                lets(Dimension.ASN) ? place.asn() : Asn.UNKNOWN);
    }

    private String group(long code) {
        return lets(Dimension.SENSOR)
                ? dictionary.sensorOf(CellCode.sensor(code)).name()
                : nodeName;
    }

    /** The number of the cell's {@link TypeGroup}. */
    int typeGroup(int cell) {
        return typeGroups[cell];
    }

    int typeGroups() {
        return typeCodes.size();
    }

    /** The type group of that number. */
    TypeGroup typeGroupOf(int number) {
        long code = typeCodes.keyOf(number);
        return new TypeGroup(group(code), CellCode.type(code));
    }

    /** What one address may not add, here and in whatever else is told of these cells. */
    Clipping clipping() {
        return clipping;
    }

    long packets(int cell) {
        return packets[cell];
    }

    /** Its packets as every output tells them: clipped alike, since a difference would measure the loudest source. */
    long told(int cell) {
        return packets[cell] - excess.getOrDefault(cell, 0L);
    }

    Set<Integer> sensors(int cell) {
        Set<Integer> out = new HashSet<>();
        for (int i = cell == 0 ? 0 : sensorEnds[cell - 1]; i < sensorEnds[cell]; i++) {
            out.add(sensors[i]);
        }
        return out;
    }

    /** Adds the cell's distinct addresses with the packets each gave. */
    void addresses(int cell, LongCounts into) {
        for (int i = cell == 0 ? 0 : slotEnds[cell - 1]; i < slotEnds[cell]; i++) {
            epochs.get((int) (slots[i] >>> Integer.SIZE))
                    .counted()
                    .forEachAddress((int) slots[i], into::add);
        }
    }

    /** Hands over every cell's distinct addresses with the packets each gave, cell by cell. */
    void forEachPair(LongCounts.Visitor visitor) {
        for (int c = 0; c < packets.length; c++) {
            int cell = c;
            LongCounts one = new LongCounts(0);
            addresses(cell, one);
            one.forEach((address, n) -> visitor.visit(pair(cell, address), n));
        }
    }

    Addresses addresses() {
        return dictionary.addresses();
    }
}
