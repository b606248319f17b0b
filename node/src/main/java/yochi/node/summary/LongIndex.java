package yochi.node.summary;

import java.util.Arrays;

/** Numbers 0, 1, 2 … for 64-bit keys in the order in which they first come; open addressing. */
public final class LongIndex {
    private static final int SMALLEST = 16;
    private static final int[] TRIMMED = {};

    private int[] slots = filled(SMALLEST);
    private long[] keys = new long[SMALLEST / 2];
    private int size;

    private static int[] filled(int capacity) {
        int[] out = new int[capacity];
        Arrays.fill(out, -1);
        return out;
    }

    /** The key's number, a new one where it has none. */
    public int of(long key) {
        if (slots.length == 0) {
            reindex(Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size)) << 2));
        }
        int mask = slots.length - 1;
        int i = LongCounts.spread(key) & mask;
        while (true) {
            int slot = slots[i];
            if (slot < 0) {
                return insert(key, i);
            }
            if (keys[slot] == key) {
                return slot;
            }
            i = (i + 1) & mask;
        }
    }

    /**
     * The numbers of keys, -1 where the first look does not tell: the looks do not wait for each other, as those behind
     * a wrongly predicted branch would.
     */
    void first(long[] wanted, int n, int[] out) {
        int mask = slots.length - 1;
        if (mask < 0 || size == 0) {
            Arrays.fill(out, 0, n, -1);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[i] = slots[LongCounts.spread(wanted[i]) & mask];
        }
        for (int i = 0; i < n; i++) {
            int slot = out[i];
            long differs = keys[Math.max(slot, 0)] ^ wanted[i];
            out[i] = slot | (int) ((differs | -differs) >> (Long.SIZE - 1));
        }
    }

    private int insert(long key, int at) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(SMALLEST / 2, 2 * size));
            reindex(2 * slots.length);
            slots[free(key)] = size;
        } else {
            slots[at] = size;
        }
        keys[size] = key;
        return size++;
    }

    private void reindex(int capacity) {
        slots = filled(capacity);
        for (int s = 0; s < size; s++) {
            slots[free(keys[s])] = s;
        }
    }

    /** Gives back the room that only finding a key needs; the next question takes it again. */
    void trim() {
        keys = Arrays.copyOf(keys, size);
        slots = TRIMMED;
    }

    /** Forgets all keys. */
    void clear() {
        keys = new long[SMALLEST / 2];
        slots = filled(SMALLEST);
        size = 0;
    }

    /** Bytes of memory, headers left out. */
    long bytes() {
        return 8L * keys.length + 4L * slots.length;
    }

    private int free(long key) {
        int mask = slots.length - 1;
        int i = LongCounts.spread(key) & mask;
        while (slots[i] >= 0) {
            i = (i + 1) & mask;
        }
        return i;
    }

    public long keyOf(int number) {
        return keys[number];
    }

    public int size() {
        return size;
    }
}
