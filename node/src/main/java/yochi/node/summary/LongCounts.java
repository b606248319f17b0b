package yochi.node.summary;

import java.util.Arrays;

/**
 * Counts per non-negative 64-bit key by open addressing: one probe of two arrays for a key that is there, load at most
 * one half. Not for use by two threads at a time.
 */
public final class LongCounts {
    private static final long EMPTY = -1;
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 28;

    private long[] keys;
    private int[] counts;
    private int size;

    /** A table that holds the expected number of keys without growing. */
    public LongCounts(int expected) {
        allocate(capacityFor(expected));
    }

    private static int capacityFor(int expected) {
        return Math.max(SMALLEST, Integer.highestOneBit(Math.clamp(2L * expected, 1, LARGEST)) << 1);
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        counts = new int[capacity];
    }

    static int spread(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h ^ (h >>> 32));
    }

    /** Adds to the key's count and gives the count before: 0 for a new key. */
    public int add(long key, int n) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (true) {
            long found = keys[i];
            if (found == key) {
                int before = counts[i];
                counts[i] = before + n;
                return before;
            }
            if (found == EMPTY) {
                keys[i] = key;
                counts[i] = n;
                if (++size * 2 > keys.length) {
                    grow();
                }
                return 0;
            }
            i = (i + 1) & mask;
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        allocate(oldKeys.length * 2);
        int mask = keys.length - 1;
        for (int j = 0; j < oldKeys.length; j++) {
            if (oldKeys[j] != EMPTY) {
                int i = spread(oldKeys[j]) & mask;
                while (keys[i] != EMPTY) {
                    i = (i + 1) & mask;
                }
                keys[i] = oldKeys[j];
                counts[i] = oldCounts[j];
            }
        }
    }

    /** The key's count, 0 where it has none. */
    public int get(long key) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (keys[i] != EMPTY) {
            if (keys[i] == key) {
                return counts[i];
            }
            i = (i + 1) & mask;
        }
        return 0;
    }

    public int size() {
        return size;
    }

    /** Forgets all keys and keeps the room. */
    public void clear() {
        if (size > 0) {
            Arrays.fill(keys, EMPTY);
            size = 0;
        }
    }

    /** Hands over every key with its count, in no particular order. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != EMPTY) {
                visitor.visit(keys[i], counts[i]);
            }
        }
    }

    /** Takes one key and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(long key, int count);
    }
}
