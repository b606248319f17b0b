package yochi.node.event;

/**
 * Packets of which only first, last and number are told, taken as spread evenly, by slots of ten seconds: one step for
 * each slot with packets, however many packets there are, and no more than {@value #MOST_SLOTS} a row.
 */
final class EvenSpread {
    /** An hour's: routers tell of a flow that goes on after 60 minutes at the latest (NetFlow's active timeout). */
    static final int MOST_SLOTS = 361;

    private EvenSpread() {}

    /** Takes the packets of one slot. */
    @FunctionalInterface
    interface Sink {
        void add(int slot, long firstNanos, long lastNanos, int packets);
    }

    /**
     * Hands out a row, slot by slot: packet {@code i} of {@code n} comes at {@code from + (to - from) i / (n - 1)}.
     *
     * @return packets beyond the bound, which were not handed out
     */
    static long of(long from, long to, int n, Sink sink) {
        long length = Math.max(0, to - from);
        int limit = Slot.of(from) + MOST_SLOTS;
        long next = 0;
        while (next < n) {
            long first = at(from, length, next, n);
            int slot = Slot.of(first);
            if (slot >= limit) {
                return n - next;
            }
            long after = Math.clamp(before(from, length, (slot + 1) * Slot.NANOS, n), next + 1, n);
            sink.add(slot, first, at(from, length, after - 1, n), (int) (after - next));
            next = after;
        }
        return 0;
    }

    private static long at(long from, long length, long i, int n) {
        return n < 2 ? from : from + Math.min(length, (long) ((double) length * i / (n - 1)));
    }

    /** How many come before that time. */
    private static long before(long from, long length, long time, int n) {
        if (length < time - from) {
            return n;
        }
        return (long) Math.ceil((double) (time - from) * (n - 1) / length);
    }
}
