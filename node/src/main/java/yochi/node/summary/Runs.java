package yochi.node.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of packets of one cell that came in one piece each, beside the run that is open: between them lie gaps that are
 * known only when all parts are together, so that parts of a capture may be merged in any order.
 */
final class Runs {
    /** Runs kept of one cell; further ones are forgotten with their gaps. */
    private static final int MOST = 64;

    private final Map<Integer, List<Run>> runs = new HashMap<>();

    private record Run(long from, long to) {}

    void add(int slot, long from, long to) {
        List<Run> known = runs.computeIfAbsent(slot, s -> new ArrayList<>(2));
        if (known.size() < MOST) {
            known.add(new Run(from, to));
        }
    }

    void addAll(Runs other, int[] slots) {
        other.runs.forEach((slot, list) -> list.forEach(r -> add(slots[slot], r.from, r.to)));
    }

    /** Hands over the time between each run and the next one that begins after its end. */
    void forEachGap(long[] openFrom, long[] openTo, GapVisitor visitor) {
        runs.forEach((slot, list) -> {
            List<Run> all = new ArrayList<>(list);
            if (openTo[slot] != Long.MIN_VALUE) {
                all.add(new Run(openFrom[slot], openTo[slot]));
            }
            all.sort(Comparator.comparingLong(Run::from).thenComparingLong(Run::to));
            long end = Long.MIN_VALUE;
            for (Run run : all) {
                if (end != Long.MIN_VALUE && run.from >= end) {
                    visitor.visit(slot, run.from - end);
                }
                end = Math.max(end, run.to);
            }
        });
    }

    /** Takes one gap of one cell. */
    @FunctionalInterface
    interface GapVisitor {
        void visit(int slot, long nanos);
    }
}
