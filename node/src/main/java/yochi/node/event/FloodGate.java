package yochi.node.event;

import java.util.Arrays;

/**
 * Holds back the packets of destinations that get fewer than {@value #HOT} in a ten-second slot: in a darknet nearly
 * all. Every packet of the slot is written down one after the other, and a small table counts by destination, so a
 * destination that gets busy passes whole, however many quiet ones come between. Destinations that fall into one place
 * of the table count together: then too much passes, never too little. Where a slot brings more than
 * {@value #MOST_HELD} packets of quiet destinations, those of the quietest are let go; what is then missing of a busy
 * one is counted. The first slot passes whole, since an earlier part of the capture may hold the rest of it.
 */
final class FloodGate {
    static final int HOT = 8;

    /** Held at most: 6,553 packets a second of quiet destinations, twice what a /16 darknet sees; 2.5 MiB. */
    static final int MOST_HELD = 1 << 16;

    private static final int PLACE_BITS = 17;
    /** Key, other, time, length, source. */
    private static final int COLUMNS = 5;

    /** Takes what passes. */
    interface Exit {
        void pass(long key, long other, long nanos, long length, long source);
    }

    private final Exit exit;
    private final byte[] counts = new byte[1 << PLACE_BITS];
    /** Packets let go of a destination that may still get busy. */
    private final byte[] letGo = new byte[1 << PLACE_BITS];

    private final long[] held = new long[MOST_HELD * COLUMNS];
    private int end;
    private long slotEnd = Long.MIN_VALUE;
    private long slotStart = Long.MAX_VALUE;
    private boolean firstSlot = true;
    private long evicted;

    FloodGate(Exit exit) {
        this.exit = exit;
    }

    private static int place(long destination) {
        return (int) ((destination * 0x9E37_79B9_7F4A_7C15L) >>> (Long.SIZE - PLACE_BITS));
    }

    void add(long destination, long key, long other, long nanos, long length, long source) {
        if (nanos >= slotEnd) {
            open(nanos);
        } else if (nanos < slotStart) {
            exit.pass(key, other, nanos, length, source); // late: its slot's rest is already gone
            return;
        }
        int place = place(destination);
        if (counts[place] == HOT) {
            exit.pass(key, other, nanos, length, source);
            return;
        }
        if (++counts[place] == HOT) {
            evicted += letGo[place];
        }
        if (end == held.length) {
            makeRoom();
        }
        long[] to = held;
        int at = end;
        to[at] = key;
        to[at + 1] = other;
        to[at + 2] = nanos;
        to[at + 3] = length;
        to[at + 4] = source;
        end = at + COLUMNS;
    }

    /** Lets busy destinations pass; then the quietest go until half of the room is free. */
    private void makeRoom() {
        release(firstSlot);
        for (int quiet = 1; quiet < HOT && end > held.length / 2; quiet++) {
            int kept = 0;
            for (int at = 0; at < end; at += COLUMNS) {
                int place = place(VictimKey.address(held[at]));
                if (counts[place] <= quiet) {
                    letGo[place]++;
                } else {
                    System.arraycopy(held, at, held, kept, COLUMNS);
                    kept += COLUMNS;
                }
            }
            end = kept;
        }
    }

    /** Lets busy destinations pass, or all. */
    private void release(boolean all) {
        int kept = 0;
        for (int at = 0; at < end; at += COLUMNS) {
            if (all || counts[place(VictimKey.address(held[at]))] == HOT) {
                exit.pass(held[at], held[at + 1], held[at + 2], held[at + 3], held[at + 4]);
            } else {
                System.arraycopy(held, at, held, kept, COLUMNS);
                kept += COLUMNS;
            }
        }
        end = kept;
    }

    private void open(long nanos) {
        boolean wasOpen = slotEnd != Long.MIN_VALUE;
        release(wasOpen && firstSlot);
        end = 0;
        if (wasOpen) {
            firstSlot = false;
        }
        Arrays.fill(counts, (byte) 0);
        Arrays.fill(letGo, (byte) 0);
        slotStart = Slot.of(nanos) * Slot.NANOS;
        slotEnd = slotStart + Slot.NANOS;
    }

    /** Lets out what the slot at hand holds back, since nobody knows whether more of it will come. */
    void drain() {
        release(true);
    }

    /** Packets of busy destinations that were let go before it showed that they are busy. */
    long evicted() {
        return evicted;
    }
}
