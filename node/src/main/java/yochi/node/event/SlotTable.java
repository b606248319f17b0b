package yochi.node.event;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Counts per key, other address and ten-second {@link Slot}: open addressing over dense columns, one probe a packet,
 * no allocation but for growth. Counts add, so two tables merge in any order. Not for use by two threads at a time.
 */
final class SlotTable {
    /** Slot numbers fit until the year 2310. */
    private static final int SLOT_BITS = 30;
    private static final int SMALLEST = 1 << 8;

    private int most;
    private final Join join;
    private int[] index = new int[2 * SMALLEST];
    private long[] keys = new long[SMALLEST];
    private long[] others = new long[SMALLEST];
    private long[] first = new long[SMALLEST];
    private long[] last = new long[SMALLEST];
    private int[] packets = new int[SMALLEST];
    private long[] bytes = new long[SMALLEST];
    private int size;

    /** How what stands for a record's bytes adds up; in any order the same. */
    @FunctionalInterface
    interface Join {
        long join(long key, long a, long b);
    }

    /** A table of at most so many records. */
    SlotTable(int most, Join join) {
        this.most = most;
        this.join = join;
    }

    private static int spread(long key, long other) {
        long h = (key ^ Long.rotateLeft(other, 29) * 0xC2B2_AE3D_27D4_EB4FL) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h >>> 32 ^ h);
    }

    /** Adds packets of one time; false where the table is full and their record is a new one. */
    boolean add(long key, long other, long nanos, int n, long length) {
        return add(key, other, Slot.of(nanos), nanos, nanos, n, length);
    }

    boolean add(long key, long otherAddress, int slot, long from, long to, int n, long length) {
        long other = otherAddress << SLOT_BITS | slot;
        int mask = index.length - 1;
        int i = spread(key, other) & mask;
        while (index[i] != 0) {
            int r = index[i] - 1;
            if (keys[r] == key && others[r] == other) {
                first[r] = Math.min(first[r], from);
                last[r] = Math.max(last[r], to);
                packets[r] += n;
                bytes[r] = join.join(key, bytes[r], length);
                return true;
            }
            i = (i + 1) & mask;
        }
        if (size == most) {
            return false;
        }
        if (size == keys.length) {
            grow();
            return add(key, otherAddress, slot, from, to, n, length);
        }
        keys[size] = key;
        others[size] = other;
        first[size] = from;
        last[size] = to;
        packets[size] = n;
        bytes[size] = length;
        index[i] = ++size;
        return true;
    }

    private void grow() {
        int capacity = Math.min(2 * size, most);
        keys = Arrays.copyOf(keys, capacity);
        others = Arrays.copyOf(others, capacity);
        first = Arrays.copyOf(first, capacity);
        last = Arrays.copyOf(last, capacity);
        packets = Arrays.copyOf(packets, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        index = new int[Integer.highestOneBit(3 * capacity / 2 - 1) << 1];
        reindex();
    }

    private void reindex() {
        Arrays.fill(index, 0);
        int mask = index.length - 1;
        for (int r = 0; r < size; r++) {
            int i = spread(keys[r], others[r]) & mask;
            while (index[i] != 0) {
                i = (i + 1) & mask;
            }
            index[i] = r + 1;
        }
    }

    int size() {
        return size;
    }

    int capacity() {
        return most;
    }

    /** Takes so many records from now on. */
    void widen(int records) {
        most = records;
    }

    long first(int record) {
        return first[record];
    }

    long key(int record) {
        return keys[record];
    }

    long other(int record) {
        return others[record] >> SLOT_BITS;
    }

    int slot(int record) {
        return (int) others[record] & ((1 << SLOT_BITS) - 1);
    }

    int packets(int record) {
        return packets[record];
    }

    long last(int record) {
        return last[record];
    }

    Slot get(int r) {
        return new Slot(keys[r], other(r), slot(r), first[r], last[r], packets[r], bytes[r]);
    }

    /** Removes the records that the test names and gives their packets. */
    long removeIf(IntPredicate isOver) {
        int kept = 0;
        long removed = 0;
        for (int r = 0; r < size; r++) {
            if (isOver.test(r)) {
                removed += packets[r];
                continue;
            }
            keys[kept] = keys[r];
            others[kept] = others[r];
            first[kept] = first[r];
            last[kept] = last[r];
            packets[kept] = packets[r];
            bytes[kept] = bytes[r];
            kept++;
        }
        size = kept;
        reindex();
        return removed;
    }

    /** Removes the records whose last packet came before then. */
    void removeBefore(long nanos) {
        removeIf(r -> last[r] < nanos);
    }

    /** The latest time of a record, or 0. */
    long latest() {
        long out = 0;
        for (int r = 0; r < size; r++) {
            out = Math.max(out, last[r]);
        }
        return out;
    }
}
