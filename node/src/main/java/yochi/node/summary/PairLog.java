package yochi.node.summary;

import java.util.Arrays;

/**
 * Pairs of cell and address of an epoch in the order in which they came, one record each. Most epochs are over when the
 * next one begins: sorting their pairs once costs less than a look into a large table for each.
 */
final class PairLog {
    /** Longer logs go into a table: 2 MiB. */
    private static final int MOST = 1 << 18;
    /** Shorter logs go into a table: somebody steps back and forth between epochs. */
    private static final int LEAST = 1 << 9;

    private static final long[] NONE = {};

    private long[] keys = NONE;
    private int size;
    private boolean open = true;

    /** Whether it takes pairs: until it was asked for, or is full. */
    boolean isOpen() {
        return open;
    }

    /** Adds a pair to an open log; it is full afterwards, or not. */
    void add(long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(LEAST, 2 * size));
        }
        keys[size++] = key;
    }

    boolean isFull() {
        return size == MOST;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether sorting pays, and so many distinct pairs may be kept. */
    boolean isWorthSorting(int mostPairs) {
        return size >= LEAST && size <= mostPairs;
    }

    long bytes() {
        return 8L * keys.length;
    }

    /** Closes it, and gives the pairs sorted and counted. */
    PairRuns sorted(int cells) {
        Arrays.sort(keys, 0, size);
        PairRuns runs = PairRuns.ofSorted(keys, size, cells);
        close();
        return runs;
    }

    /** Closes it, and hands over the pairs as they came. */
    void empty(LongCounts.Visitor visitor) {
        long[] from = keys;
        int n = size;
        close();
        for (int i = 0; i < n; i++) {
            visitor.visit(from[i], 1);
        }
    }

    private void close() {
        keys = NONE;
        size = 0;
        open = false;
    }

    /** Forgets everything, and is open again. */
    void clear() {
        close();
        open = true;
    }
}
