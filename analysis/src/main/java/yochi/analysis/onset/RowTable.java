package yochi.analysis.onset;

import java.util.Arrays;

/** Rows 0, 1, 2 … of 64-bit keys, each with bits of slots; open addressing with linear probing. */
final class RowTable {
    private static final int SMALLEST = 1 << 11;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** With fewer than one row in so many places they are emptied one by one. */
    private static final int FULL = 16;

    private int[] places = new int[SMALLEST];
    private long[] keys = new long[SMALLEST / 2];
    private long[] masks = new long[SMALLEST / 2];
    private int size;

    /** The key's row, or -1. */
    int rowOf(long key) {
        return places[place(key)] - 1;
    }

    /** Puts in a key that is not there. */
    int insert(long key) {
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        places[place(key)] = size + 1;
        return size++;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        masks = Arrays.copyOf(masks, 2 * size);
        places = new int[2 * places.length];
        for (int row = 0; row < size; row++) {
            places[place(keys[row])] = row + 1;
        }
    }

    private int place(long key) {
        int mask = places.length - 1;
        long h = key * SPREAD;
        int at = (int) (h ^ h >>> 32) & mask;
        while (places[at] != 0 && keys[places[at] - 1] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    void mark(int row, int slot) {
        masks[row] |= 1L << slot;
    }

    void unmark(int row) {
        masks[row] = 0;
    }

    long key(int row) {
        return keys[row];
    }

    long mask(int row) {
        return masks[row];
    }

    int size() {
        return size;
    }

    void clear() {
        if (size < places.length / FULL) {
            for (int row = size - 1; row >= 0; row--) { // the last one in is in nobody's way
                places[place(keys[row])] = 0;
            }
        } else {
            Arrays.fill(places, 0);
        }
        Arrays.fill(masks, 0, size, 0);
        size = 0;
    }
}
