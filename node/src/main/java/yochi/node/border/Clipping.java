package yochi.node.border;

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

    /** Per cell the packets beyond the bound. */
    long[] excess(CellCounts counts, int[] cellOf, int cells) {
        long[] out = new long[cells];
        if (bound == 0 || !reached(counts, cellOf, cells)) {
            return out;
        }
        LongCounts byAddress = new LongCounts(counts.pairs());
        counts.forEachPair((slot, address, n) -> byAddress.add(WindowCells.pair(cellOf[slot], address), n));
        byAddress.forEach((pair, n) -> {
            if (n > bound) {
                out[WindowCells.number(pair)] += n - bound;
            }
        });
        return out;
    }

    /** Whether any cell holds more than one address may add; in most epochs none does. */
    private boolean reached(CellCounts counts, int[] cellOf, int cells) {
        long[] records = new long[cells];
        for (int slot = 0; slot < cellOf.length; slot++) {
            records[cellOf[slot]] += counts.records(slot);
            if (records[cellOf[slot]] > bound) {
                return true;
            }
        }
        return false;
    }

    static long scaled(long bytes, long packets, long excess) {
        return excess == 0 ? bytes : Math.round((double) bytes * (packets - excess) / packets);
    }
}
