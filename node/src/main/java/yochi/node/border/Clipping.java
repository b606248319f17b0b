package yochi.node.border;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.node.summary.CellCounts;
import yochi.node.summary.LongCounts;

/**
 * What one address adds to one cell in one epoch beyond a bound: left out of the cell's packets, so that one loud
 * source neither makes a number nor can be measured by it (algorithms §6.2). Bytes shrink by the same share, since they
 * are not known per address.
 */
final class Clipping {
    private final int bound;

    /** With 0 as the bound nothing is clipped. */
    Clipping(int bound) {
        this.bound = bound;
    }

    /** The packets beyond the bound of those cells that have some. */
    Map<Integer, Long> excess(CellCounts counts, int[] cellOf) {
        Map<Integer, List<Integer>> large = large(counts, cellOf);
        Map<Integer, Long> out = new TreeMap<>();
        large.forEach((cell, slots) -> {
            LongCounts byAddress = new LongCounts(0);
            slots.forEach(slot -> counts.forEachAddress(slot, byAddress::add));
            long[] sum = new long[1];
            byAddress.forEach((address, n) -> sum[0] += Math.max(0, n - bound));
            if (sum[0] > 0) {
                out.put(cell, sum[0]);
            }
        });
        return out;
    }

    /** Cells with more records than one address may add, with their slots: in most epochs few. */
    private Map<Integer, List<Integer>> large(CellCounts counts, int[] cellOf) {
        Map<Integer, List<Integer>> out = new TreeMap<>();
        if (bound == 0 || cellOf.length == 0) {
            return out;
        }
        long[] records = new long[1 + Arrays.stream(cellOf).max().orElse(0)];
        for (int slot = 0; slot < cellOf.length; slot++) {
            records[cellOf[slot]] += counts.records(slot);
        }
        for (int slot = 0; slot < cellOf.length; slot++) {
            if (records[cellOf[slot]] > bound) {
                out.computeIfAbsent(cellOf[slot], c -> new ArrayList<>()).add(slot);
            }
        }
        return out;
    }

    static long scaled(long bytes, long packets, long excess) {
        return excess == 0 ? bytes : Math.round((double) bytes * (packets - excess) / packets);
    }
}
