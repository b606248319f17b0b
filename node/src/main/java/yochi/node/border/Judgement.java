package yochi.node.border;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.Suppressed;
import yochi.node.border.WindowCells.PartyGroup;
import yochi.node.summary.LongCounts;

/**
 * Which cells of one window may leave. A cell passes if it has at least k distinct addresses in enough networks and at
 * enough sensors, none of them dominant. The cells of one attack type that fail are judged again together: if that
 * group passes, its packets count in the type's total and in "rest"; else it is joined with the failing groups of the
 * other types of its party, and if even those fail together they are in no total at all, so that no difference of
 * released numbers isolates a group that fails.
 */
final class Judgement {
    private static final int MOST_NETWORKS = 64;

    private final PrivacyPolicy policy;
    private final WindowCells cells;
    private final Map<Integer, Removal> removals = new HashMap<>();
    private final BitSet visible = new BitSet();
    private final BitSet foldedTypes = new BitSet();
    private final Set<PartyGroup> foldedParties = new HashSet<>();

    Judgement(PrivacyPolicy policy, WindowCells cells) {
        this.policy = policy;
        this.cells = cells;
        Map<Integer, List<Integer>> byType = new TreeMap<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            Optional<Removal> rule = fails(List.of(cell));
            if (rule.isEmpty()) {
                visible.set(cell);
            } else {
                removals.put(cell, rule.get());
                byType.computeIfAbsent(cells.typeGroup(cell), t -> new ArrayList<>()).add(cell);
            }
        }
        Map<PartyGroup, List<Integer>> byParty = new HashMap<>();
        byType.forEach((type, failing) -> {
            if (fails(failing).isEmpty()) {
                foldedTypes.set(type);
            } else {
                byParty.computeIfAbsent(cells.typeGroupOf(type).partyGroup(), p -> new ArrayList<>())
                        .addAll(failing);
            }
        });
        byParty.forEach((party, failing) -> {
            if (fails(failing).isEmpty()) {
                foldedParties.add(party);
            }
        });
    }

    /** Whether the cell leaves under its own key. */
    boolean visible(int cell) {
        return visible.get(cell);
    }

    /** Whether a cell that is not visible counts in its type's total. */
    boolean inTypeTotal(int cell) {
        return visible(cell) || foldedTypes.get(cells.typeGroup(cell));
    }

    /** Whether the cell counts in "rest", if it is not visible, and in the total of its party. */
    boolean inPartyTotal(int cell) {
        return inTypeTotal(cell)
                || foldedParties.contains(
                        cells.typeGroupOf(cells.typeGroup(cell)).partyGroup());
    }

    /** Whether only one address's share keeps the cell back, so that its presence may be told (algorithms §6.2). */
    boolean present(int cell) {
        return removals.get(cell) == Removal.DOMINANCE;
    }

    /** How many cells each rule took away: the first rule that a cell fails. */
    Map<Removal, Long> removed() {
        Map<Removal, Long> out = new EnumMap<>(Removal.class);
        removals.values().forEach(rule -> out.merge(rule, 1L, Long::sum));
        return out;
    }

    /** Cells and packets that lost their own cell. */
    Suppressed suppressed() {
        long hidden = 0;
        long hiddenPackets = 0;
        long total = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            total += cells.told(cell);
            if (!visible(cell)) {
                hidden++;
                hiddenPackets += cells.told(cell);
            }
        }
        return new Suppressed(hidden, hiddenPackets, total);
    }

    /** Cells that lost their own line and count in "rest". */
    long foldedCells() {
        long folded = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            folded += !visible(cell) && inPartyTotal(cell) ? 1 : 0;
        }
        return folded;
    }

    /** Packets that are in no total. */
    long withheldPackets() {
        long withheld = 0;
        for (int cell = 0; cell < cells.size(); cell++) {
            withheld += inPartyTotal(cell) ? 0 : cells.told(cell);
        }
        return withheld;
    }

    /** The first rule that the cells fail as one group; nothing of the addresses is kept. */
    private Optional<Removal> fails(List<Integer> members) {
        long packets = 0;
        for (int cell : members) {
            packets += cells.packets(cell);
        }
        if (packets < policy.k()) {
            return Optional.of(Removal.K); // no more addresses than packets
        }
        LongCounts joined = new LongCounts(0);
        members.forEach(cell -> cells.addresses(cell, joined));
        if (joined.size() < policy.k()) {
            return Optional.of(Removal.K);
        }
        int needed = Math.min(policy.networks(), MOST_NETWORKS);
        Set<Long> someNetworks = new HashSet<>();
        long[] largest = new long[1];
        joined.forEach((address, n) -> {
            largest[0] = Math.max(largest[0], n);
            if (someNetworks.size() < needed) {
                someNetworks.add(cells.addresses().network(address));
            }
        });
        if (someNetworks.size() < needed) {
            return Optional.of(Removal.NETWORKS);
        }
        Set<Integer> sensors = new HashSet<>();
        for (int i = 0; i < members.size() && sensors.size() < policy.sensors(); i++) {
            sensors.addAll(cells.sensors(members.get(i)));
        }
        if (sensors.size() < policy.sensors()) {
            return Optional.of(Removal.SENSORS);
        }
        return largest[0] < policy.dominance() * packets ? Optional.empty() : Optional.of(Removal.DOMINANCE);
    }
}
