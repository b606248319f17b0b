package yochi.node.border;

import java.util.ArrayList;
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

/**
 * The cells of one window under the dimensions that the policy lets out: per cell the packets, the distinct sensors,
 * and how many packets each distinct address gave. All epochs of a window come from one dictionary.
 */
final class WindowCells {
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
    private final Map<About, Integer> numbers = new HashMap<>();
    private final List<About> abouts = new ArrayList<>();
    private final List<Long> packets = new ArrayList<>();
    private final List<Set<Integer>> sensors = new ArrayList<>();
    private final Map<Integer, Long> excess = new HashMap<>();
    private final LongCounts pairs;
    private final Addresses addresses;

    WindowCells(PrivacyPolicy policy, String nodeName, List<EpochSummary> epochs) {
        this.policy = policy;
        this.nodeName = nodeName;
        this.addresses = epochs.isEmpty()
                ? new Addresses()
                : epochs.getFirst().dictionary().addresses();
        this.pairs = new LongCounts(
                epochs.stream().mapToInt(e -> e.counted().pairs()).max().orElse(0));
        for (EpochSummary epoch : epochs) {
            if (epoch.dictionary().addresses() != addresses) {
                throw new IllegalArgumentException("epochs of two dictionaries in one window");
            }
            take(epoch);
        }
    }

    private void take(EpochSummary epoch) {
        CellCounts counts = epoch.counted();
        int[] cellOf = cellsOf(epoch);
        for (int slot = 0; slot < cellOf.length; slot++) {
            int cell = cellOf[slot];
            packets.set(cell, packets.get(cell) + counts.records(slot));
            sensors.get(cell).add(CellCode.sensor(counts.code(slot)));
        }
        counts.forEachPair((slot, address, n) -> pairs.add(pair(cellOf[slot], address), n));
        long[] beyond = new Clipping(policy.clip()).excess(counts, cellOf, abouts.size());
        for (int cell = 0; cell < beyond.length; cell++) {
            if (beyond[cell] > 0) {
                excess.merge(cell, beyond[cell], Long::sum);
            }
        }
    }

    /** For every slot of the epoch the number of its cell here. */
    int[] cellsOf(EpochSummary epoch) {
        CellCounts counts = epoch.counted();
        int[] out = new int[counts.cells()];
        for (int slot = 0; slot < out.length; slot++) {
            About about = about(counts.code(slot), epoch.dictionary());
            Integer known = numbers.get(about);
            if (known == null) {
                known = abouts.size();
                numbers.put(about, known);
                abouts.add(about);
                packets.add(0L);
                sensors.add(new HashSet<>(2));
            }
            out[slot] = known;
        }
        return out;
    }

    private About about(long code, Dictionary dictionary) {
        Dictionary.Place place = dictionary.placeOf(CellCode.place(code));
        return new About(
                lets(Dimension.SENSOR)
                        ? dictionary.sensorOf(CellCode.sensor(code)).name()
                        : nodeName,
                CellCode.type(code),
                lets(Dimension.SERVICE) ? CellCode.service(code) : Service.ANY,
                lets(Dimension.TOOL) ? CellCode.tool(code) : Tool.NONE,
                lets(Dimension.PLACE) ? place.country() : Country.UNKNOWN,
                lets(Dimension.ASN) ? place.asn() : Asn.UNKNOWN);
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
        return abouts.size();
    }

    About about(int cell) {
        return abouts.get(cell);
    }

    long packets(int cell) {
        return packets.get(cell);
    }

    /** Its packets as every output tells them: clipped alike, since a difference would measure the loudest source. */
    long told(int cell) {
        return packets.get(cell) - excess.getOrDefault(cell, 0L);
    }

    Set<Integer> sensors(int cell) {
        return sensors.get(cell);
    }

    /** Every cell's distinct addresses with the packets each gave. */
    LongCounts pairs() {
        return pairs;
    }

    Addresses addresses() {
        return addresses;
    }
}
