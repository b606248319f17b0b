package yochi.node.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.LongCounts;

/**
 * What one address adds beyond a bound, to one cell in one epoch or to all cells of a window together: left out of the
 * packets, so that one loud source neither makes a number nor can be measured by it (algorithms §6.2). Bytes shrink by
 * the same share, since they are not known per address. Whole numbers alone, so that no order of addresses shows.
 */
final class Clipping {
    /** Packets are shared among cells to this fraction of one. */
    private static final int FRACTION_BITS = 20;

    private final int bound;
    private final int windowBound;
    /** Packets of each address in the window, where a window has a bound. */
    private final LongCounts totals = new LongCounts(64);

    /** With 0 as a bound nothing is clipped by it. */
    Clipping(PrivacyPolicy policy, List<EpochSummary> epochs) {
        this.bound = policy.clip();
        this.windowBound = policy.clipWindow();
        if (windowBound > 0) {
            for (EpochSummary epoch : epochs) {
                CellCounts counts = epoch.counted();
                for (int slot = 0; slot < counts.cells(); slot++) {
                    if (!orders(counts, slot)) {
                        counts.forEachAddress(slot, totals::add);
                    }
                }
            }
        }
    }

    private static boolean orders(CellCounts counts, int slot) {
        return CellCode.type(counts.code(slot)) == AttackType.ATTACK_ORDER;
    }

    /** The packets beyond the bounds of those cells that have some. */
    Map<Integer, Long> excess(CellCounts counts, int[] cellOf) {
        Map<Integer, Long> out = new TreeMap<>();
        large(counts, cellOf).forEach((cell, slots) -> {
            LongCounts byAddress = new LongCounts(0);
            slots.forEach(slot -> counts.forEachAddress(slot, byAddress::add));
            long[] sums = new long[2];
            byAddress.forEach((address, n) -> {
                sums[0] += n;
                sums[1] += kept(address, n, orders(counts, slots.getFirst()));
            });
            long excess = sums[0] - ((sums[1] + (1L << FRACTION_BITS) - 1) >> FRACTION_BITS);
            if (excess > 0) {
                out.put(cell, excess);
            }
        });
        return out;
    }

    /** What counts of one address's packets in a cell and epoch, in fractions. */
    private long kept(long address, int n, boolean orders) {
        long kept = (long) (bound == 0 ? n : Math.min(n, bound)) << FRACTION_BITS;
        int total = windowBound == 0 || orders ? 0 : totals.get(address);
        return total <= windowBound ? kept : (long) ((double) kept * windowBound / total);
    }

    /** Cells in which something may be clipped, with their slots: without a bound on windows in most epochs few. */
    private Map<Integer, List<Integer>> large(CellCounts counts, int[] cellOf) {
        Map<Integer, List<Integer>> out = new TreeMap<>();
        if ((bound == 0 && windowBound == 0) || cellOf.length == 0) {
            return out;
        }
        long[] records = new long[1 + Arrays.stream(cellOf).max().orElse(0)];
        for (int slot = 0; slot < cellOf.length; slot++) {
            records[cellOf[slot]] += counts.records(slot);
        }
        for (int slot = 0; slot < cellOf.length; slot++) {
            if (windowBound > 0 || records[cellOf[slot]] > bound) {
                out.computeIfAbsent(cellOf[slot], c -> new ArrayList<>()).add(slot);
            }
        }
        return out;
    }

    static long scaled(long bytes, long packets, long excess) {
        return excess == 0 ? bytes : Math.round((double) bytes * (packets - excess) / packets);
    }
}
