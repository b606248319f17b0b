package yochi.node.event;

/**
 * Who lately sent a request to whom, so that an answer that was asked for is no attack: a direct-mapped table that
 * forgets what another pair overwrites. Not for use by two threads at a time.
 */
final class Pairs {
    /** An answer later than this was not waited for: the longest usual resolver and SYN time-outs are shorter. */
    private static final long SECONDS = 60;

    private static final int BITS = 14;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long[] entries = new long[1 << BITS];

    private static long mix(long from, long to) {
        long h = ((from * 0x9E37_79B9_7F4A_7C15L) ^ Long.rotateLeft(to, 32)) * 0xC2B2_AE3D_27D4_EB4FL;
        return h ^ (h >>> 29);
    }

    void asked(long from, long to, long nanos) {
        long h = mix(from, to);
        entries[(int) (h >>> (Long.SIZE - BITS))] = (h << Integer.SIZE) | (nanos / NANOS_PER_SECOND);
    }

    /** Whether the receiver had asked the sender. */
    boolean wasAsked(long sender, long receiver, long nanos) {
        long h = mix(receiver, sender);
        long entry = entries[(int) (h >>> (Long.SIZE - BITS))];
        return entry >>> Integer.SIZE == (h & 0xFFFF_FFFFL)
                && nanos / NANOS_PER_SECOND - (entry & 0xFFFF_FFFFL) <= SECONDS;
    }
}
