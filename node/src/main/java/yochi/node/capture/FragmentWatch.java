package yochi.node.capture;

import yochi.node.observation.Packet;

/**
 * Notices fragments of one datagram that overlap without being repetitions (RFC 1858, RFC 5722: a sign of evasion or of
 * an attack on reassembly). It remembers the latest datagrams only: a fixed number of places, each with a fixed number
 * of fragments, so an overlap among more than these goes unnoticed.
 */
final class FragmentWatch {
    private static final int PLACES = 1 << 12;
    private static final int FRAGMENTS = 8;
    /** Reassembly is given up after 60 s (RFC 8200 §4.5); then the identification may mean another datagram. */
    private static final long LIFE_NANOS = 60_000_000_000L;

    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private long[] keys = {};
    private long[] since = {};
    private byte[] counts = {};
    /** Begin in the upper half, end in the lower. */
    private long[] ranges = {};

    /** Whether the fragment overlaps an earlier one of its datagram; remembers it. */
    boolean overlaps(Packet p, int id, int bytes, long nanos) {
        if (keys.length == 0) {
            allocate();
        }
        long key = key(p, id);
        int place = (int) (key >>> (Long.SIZE - Integer.numberOfTrailingZeros(PLACES)));
        long age = nanos - since[place];
        if (keys[place] != key || age > LIFE_NANOS || age < -LIFE_NANOS) {
            keys[place] = key;
            since[place] = nanos;
            counts[place] = 0;
        }
        long begin = p.fragmentOffset();
        long end = begin + Math.max(0, bytes);
        return end > begin && add(place, begin, end);
    }

    /** Many captures hold no fragment at all. */
    private void allocate() {
        keys = new long[PLACES];
        since = new long[PLACES];
        counts = new byte[PLACES];
        ranges = new long[PLACES * FRAGMENTS];
    }

    private boolean add(int place, long begin, long end) {
        int from = place * FRAGMENTS;
        int to = from + counts[place];
        long range = begin << Integer.SIZE | end;
        boolean overlapping = false;
        for (int i = from; i < to; i++) {
            if (ranges[i] == range) {
                return false;
            }
            overlapping |= begin < (int) ranges[i] && ranges[i] >>> Integer.SIZE < end;
        }
        if (counts[place] < FRAGMENTS) {
            ranges[to] = range;
            counts[place]++;
        }
        return overlapping;
    }

    /** Datagrams are told apart by a 64-bit mixture of addresses, protocol and identification. */
    private static long key(Packet p, int id) {
        long key = Integer.toUnsignedLong(id) << Byte.SIZE | p.protocol;
        for (long part : new long[] {p.sourceHigh(), p.sourceLow(), p.destinationHigh(), p.destinationLow()}) {
            key = (key ^ part) * MIX;
            key ^= key >>> Integer.SIZE;
        }
        return key * MIX;
    }
}
