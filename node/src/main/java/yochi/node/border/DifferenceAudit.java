package yochi.node.border;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Remembers which groups of hidden cells the released numbers give away, so that no difference of reports and
 * answers, to whichever readers, isolates a group that fails the policy.
 *
 * <p>What can be computed from released sums is a partition of the hidden cells into blocks: at first the groups that
 * the reports folded into type totals and rest. An answer may use a block as a whole, may split one if both parts pass,
 * and may form one of cells that are in no number yet if they pass; everything else stays out. Each block passes the
 * policy, and every derivable sum is one of whole blocks.
 */
final class DifferenceAudit {
    private final Map<HiddenCell.Key, Integer> blocks = new HashMap<>();
    private final Map<Integer, Set<HiddenCell.Key>> members = new HashMap<>();
    private int next;

    /** Takes in a group that a report gave away. */
    void released(Set<HiddenCell.Key> group) {
        if (!group.isEmpty() && group.stream().noneMatch(blocks::containsKey)) {
            block(group);
        }
    }

    private void block(Set<HiddenCell.Key> group) {
        int number = next++;
        for (HiddenCell.Key key : group) {
            Integer before = blocks.put(key, number);
            if (before != null) {
                members.getOrDefault(before, Set.of()).remove(key);
            }
        }
        members.put(number, new HashSet<>(group));
    }

    /** Cells that are remembered. */
    int size() {
        return blocks.size();
    }

    /** Forgets the cells of windows that can no longer be asked for. */
    void forget(Predicate<HiddenCell.Key> gone) {
        blocks.keySet().removeIf(gone);
        members.values().forEach(group -> group.removeIf(gone));
        members.values().removeIf(Set::isEmpty);
    }

    /**
     * Of the hidden cells asked for those that may count in the answer.
     *
     * @param known all cells at hand by key; a block with cells beyond them is not split
     * @param passes whether a group passes the policy
     */
    List<HiddenCell> admit(
            List<HiddenCell> asked,
            Map<HiddenCell.Key, HiddenCell> known,
            Predicate<List<HiddenCell>> passes) {
        TreeMap<Integer, List<HiddenCell>> byBlock = new TreeMap<>();
        for (HiddenCell cell : asked) {
            byBlock.computeIfAbsent(blocks.getOrDefault(cell.key(), -1), b -> new ArrayList<>())
                    .add(cell);
        }
        List<HiddenCell> out = new ArrayList<>();
        byBlock.forEach((block, part) -> {
            if (block >= 0 && (whole(block, part) || split(block, part, known, passes))) {
                out.addAll(part);
            }
        });
        List<HiddenCell> free = byBlock.getOrDefault(-1, List.of()).stream()
                .filter(HiddenCell::remembered)
                .toList();
        if (passes.test(free)) {
            block(keys(free));
            out.addAll(free);
        }
        return out;
    }

    private boolean whole(int block, List<HiddenCell> part) {
        return members.getOrDefault(block, Set.of()).size() == part.size();
    }

    private boolean split(
            int block,
            List<HiddenCell> part,
            Map<HiddenCell.Key, HiddenCell> known,
            Predicate<List<HiddenCell>> passes) {
        Set<HiddenCell.Key> rest = new HashSet<>(members.getOrDefault(block, Set.of()));
        rest.removeAll(keys(part));
        if (!known.keySet().containsAll(rest)) {
            return false;
        }
        List<HiddenCell> others = rest.stream().map(known::get).toList();
        boolean admitted =
                part.stream().allMatch(HiddenCell::remembered) && passes.test(part) && passes.test(others);
        if (admitted) {
            block(keys(part));
        }
        return admitted;
    }

    private static Set<HiddenCell.Key> keys(List<HiddenCell> cells) {
        Set<HiddenCell.Key> out = new HashSet<>();
        cells.forEach(c -> out.add(c.key()));
        return out;
    }
}
