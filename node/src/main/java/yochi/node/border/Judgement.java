package yochi.node.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import yochi.core.model.Suppressed;
import yochi.node.border.WindowCells.PartyGroup;
import yochi.node.border.WindowCells.TypeGroup;
import yochi.node.summary.LongCounts;

/**
 * Which cells of one window may leave. A cell passes if it has at least k distinct addresses in enough networks and at
 * enough sensors, none of them dominant. The cells of one attack type that fail are judged again together: if that
 * group passes, its packets count in the type's total and in "rest"; else it is joined with the failing groups of the
 * other types of its party, and if even those fail together they are in no total at all, so that no difference of
 * released numbers isolates a group that fails.
 */
final class Judgement {
    private final PrivacyPolicy policy;
    private final WindowCells cells;
    private final boolean[] visible;
    private final Map<Integer, Removal> removals = new HashMap<>();
    private final Set<TypeGroup> foldedTypes = new HashSet<>();
    private final Set<PartyGroup> foldedParties = new HashSet<>();

    Judgement(PrivacyPolicy policy, WindowCells cells) {
        this.policy = policy;
        this.cells = cells;
        this.visible = new boolean[cells.size()];
        List<Integer> all = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            all.add(cell);
        }
        Set<Integer> passing = passing(all, cell -> cell, removals);
        passing.forEach(cell -> visible[cell] = true);
        all.removeAll(passing);
        foldedTypes.addAll(passing(all, cell -> cells.about(cell).typeGroup(), new HashMap<>()));
        all.removeIf(cell -> foldedTypes.contains(cells.about(cell).typeGroup()));
        foldedParties.addAll(passing(
                all, cell -> cells.about(cell).typeGroup().partyGroup(), new HashMap<>()));
    }

    /** Whether the cell leaves under its own key. */
    boolean visible(int cell) {
        return visible[cell];
    }

    /** Whether a cell that is not visible counts in its type's total. */
    boolean inTypeTotal(int cell) {
        return visible[cell] || foldedTypes.contains(cells.about(cell).typeGroup());
    }

    /** Whether the cell counts in "rest", if it is not visible, and in the total of its party. */
    boolean inPartyTotal(int cell) {
        return inTypeTotal(cell)
                || foldedParties.contains(cells.about(cell).typeGroup().partyGroup());
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
            if (!visible[cell]) {
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
            folded += !visible[cell] && inPartyTotal(cell) ? 1 : 0;
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

    /** The groups, made of those cells, that pass the policy as a whole; and which rule the others fail. */
    private <G> Set<G> passing(List<Integer> members, IntFunction<G> groupOf, Map<G, Removal> failing) {
        Map<G, Integer> numbers = new HashMap<>();
        int[] groups = new int[cells.size()];
        Arrays.fill(groups, -1);
        List<Evidence> evidence = new ArrayList<>();
        for (int cell : members) {
            int number = numbers.computeIfAbsent(groupOf.apply(cell), g -> numbers.size());
            groups[cell] = number;
            if (number == evidence.size()) {
                evidence.add(new Evidence());
            }
            evidence.get(number).packets += cells.packets(cell);
            evidence.get(number).sensors.addAll(cells.sensors(cell));
        }
        addresses(groups, numbers.size() == members.size()).forEach((pair, n) -> {
            int group = WindowCells.number(pair);
            evidence.get(group).address(cells.addresses().network(WindowCells.address(pair)), n);
        });
        Set<G> out = new HashSet<>();
        numbers.forEach((group, number) -> {
            evidence.get(number)
                    .fails(policy)
                    .ifPresentOrElse(rule -> failing.put(group, rule), () -> out.add(group));
        });
        return out;
    }

    /** Every group's distinct addresses with their packets; groups of one cell each need no table of their own. */
    private Pairs addresses(int[] groups, boolean single) {
        if (single) {
            return visitor -> cells.pairs().forEach((pair, n) -> {
                int group = groups[WindowCells.number(pair)];
                if (group >= 0) {
                    visitor.visit(WindowCells.pair(group, WindowCells.address(pair)), n);
                }
            });
        }
        LongCounts joined = new LongCounts(64);
        addresses(groups, true).forEach(joined::add);
        return joined::forEach;
    }

    /** Something that hands over pairs of group and address. */
    @FunctionalInterface
    private interface Pairs {
        void forEach(LongCounts.Visitor visitor);
    }

    /** What the rules ask of a group. */
    private static final class Evidence {
        private final Set<Integer> sensors = new HashSet<>(2);
        private final Set<Long> someNetworks = new HashSet<>(4);
        private long packets;
        private long addresses;
        private long largest;

        void address(long network, int n) {
            addresses++;
            largest = Math.max(largest, n);
            if (someNetworks.size() < 64) {
                someNetworks.add(network);
            }
        }

        /** The first rule that the group fails. */
        Optional<Removal> fails(PrivacyPolicy policy) {
            if (addresses < policy.k()) {
                return Optional.of(Removal.K);
            } else if (someNetworks.size() < Math.min(policy.networks(), 64)) {
                return Optional.of(Removal.NETWORKS);
            } else if (sensors.size() < policy.sensors()) {
                return Optional.of(Removal.SENSORS);
            }
            return largest < policy.dominance() * packets ? Optional.empty() : Optional.of(Removal.DOMINANCE);
        }
    }
}
