package yochi.node.event;

import java.util.Arrays;

/**
 * Holds back the packets of destinations that get fewer than {@value #HOT} in a ten-second slot: in a darknet nearly
 * all. Four-way associative, so a packet costs one look at a small table; what a busier destination pushes out is
 * counted. The first slot passes whole, since an earlier part of the capture may hold the rest of it.
 */
final class FloodGate {
    static final int HOT = 8;

    private static final int WAYS = 4;
    private static final int SETS = 1 << 11;
    private static final long FREE = -1;
    /** Key, other, time, length, source. */
    private static final int COLUMNS = 5;

    /** Takes what passes. */
    interface Exit {
        void pass(long key, long other, long nanos, long length, long source);
    }

    private final Exit exit;
    private final long[] destinations = new long[SETS * WAYS];
    private final int[] counts = new int[SETS * WAYS];
    private final long[] held = new long[SETS * WAYS * HOT * COLUMNS];
    private long slotEnd = Long.MIN_VALUE;
    private long slotStart = Long.MAX_VALUE;
    private boolean firstSlot = true;
    private long evicted;

    FloodGate(Exit exit) {
        this.exit = exit;
        Arrays.fill(destinations, FREE);
    }

    void add(long destination, long key, long other, long nanos, long length, long source) {
        if (nanos >= slotEnd) {
            open(nanos);
        } else if (nanos < slotStart) {
            exit.pass(key, other, nanos, length, source); // late: its slot's rest is already gone
            return;
        }
        int set = (int) ((destination * 0x9E37_79B9_7F4A_7C15L) >>> 40) & (SETS - 1);
        int way = way(set * WAYS, destination);
        int before = counts[way]++;
        if (before >= HOT) {
            exit.pass(key, other, nanos, length, source);
            return;
        }
        int at = (way * HOT + before) * COLUMNS;
        held[at] = key;
        held[at + 1] = other;
        held[at + 2] = nanos;
        held[at + 3] = length;
        held[at + 4] = source;
        if (before == HOT - 1) {
            release(way, HOT);
        }
    }

    private int way(int from, long destination) {
        int least = from;
        for (int w = from; w < from + WAYS; w++) {
            if (destinations[w] == destination) {
                return w;
            }
            if (counts[w] < counts[least]) {
                least = w;
            }
        }
        int count = counts[least];
        if (count > 0 && count < HOT) {
            if (firstSlot) {
                release(least, count);
            } else if (count > 1) {
                evicted += count;
            }
        }
        destinations[least] = destination;
        counts[least] = 0;
        return least;
    }

    private void release(int way, int count) {
        for (int at = way * HOT * COLUMNS, i = 0; i < count; i++, at += COLUMNS) {
            exit.pass(held[at], held[at + 1], held[at + 2], held[at + 3], held[at + 4]);
        }
    }

    private void open(long nanos) {
        boolean wasOpen = slotEnd != Long.MIN_VALUE;
        if (wasOpen && firstSlot) {
            drain();
            firstSlot = false;
        }
        Arrays.fill(destinations, FREE);
        Arrays.fill(counts, 0);
        slotStart = Slot.of(nanos) * Slot.NANOS;
        slotEnd = slotStart + Slot.NANOS;
    }

    /** Lets out what the slot at hand holds back, since nobody knows whether more of it will come. */
    void drain() {
        for (int w = 0; w < counts.length; w++) {
            if (counts[w] > 0 && counts[w] < HOT) {
                release(w, counts[w]);
                counts[w] = 0;
                destinations[w] = FREE;
            }
        }
    }

    /** Packets pushed out of slots in which their destination had more than one. */
    long evicted() {
        return evicted;
    }
}
