package yochi.analysis.onset;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which sources were active in which slots of one window: a row a source, and a row a pair of source and service, each
 * a bit a slot, with packets a slot for the sources. Keys are the caller's (an address, a network);
 * they go back to nobody else.
 * About 80 bytes a source at 12 slots and 24 a pair.
 */
public final class SourceMatrix {
    /** Sources kept; those that come later are only counted. Bounds the memory at about 250 MB. */
    public static final int MAX_SOURCES = 1 << 20;

    private static final int PAIRS_A_SOURCE = 4;

    private final int slots;
    private final RowTable sources = new RowTable();
    private final RowTable pairs = new RowTable();
    private final RowTable special = new RowTable();
    private final int limit;
    private int[] packets;
    private long usable;
    private long left;

    /** @param slots 2..63 slots of equal length; 12 slots of 50 s in Dark-GLASSO */
    public SourceMatrix(int slots) {
        this(slots, MAX_SOURCES);
    }

    SourceMatrix(int slots, int limit) {
        if (slots < 2 || slots > 63) {
            throw new IllegalArgumentException("2 to 63 slots, not " + slots);
        }
        this.slots = slots;
        this.limit = limit;
        this.usable = (1L << slots) - 1;
        this.packets = new int[slots << 10];
    }

    /**
     * Takes one packet.
     *
     * @param source the caller's key
     * @param service any number below 2^24, the same for the same service
     * @param slot 0..slots-1
     */
    public void add(long source, int service, int slot) {
        int row = sources.rowOf(source);
        if (row < 0) {
            if (sources.size() == limit) {
                left++;
                return;
            }
            row = sources.insert(source);
            if ((row + 1) * slots > packets.length) {
                packets = Arrays.copyOf(packets, 2 * packets.length);
            }
        }
        sources.mark(row, slot);
        packets[row * slots + slot]++;
        markPair((long) row << 24 | service, slot);
    }

    /** A source that sweeps services could make a pair a packet: beyond the bound only services known by then count. */
    private void markPair(long key, int slot) {
        int row = pairs.rowOf(key);
        if (row < 0 && pairs.size() < PAIRS_A_SOURCE * limit) {
            row = pairs.insert(key);
        }
        if (row >= 0) {
            pairs.mark(row, slot);
        } else {
            left++;
        }
    }

    /**
     * Takes one packet whose source address nobody can have (RFC 6890): it is forged. It is in no row.
     *
     * @param source its IPv4 address
     */
    public void addSpecial(long source, int service) {
        long key = source << 24 | service;
        if (special.rowOf(key) >= 0) {
            return;
        }
        if (special.size() < limit) {
            special.insert(key);
        } else {
            left++;
        }
    }

    /** Forged addresses by service. */
    Map<Integer, Integer> special() {
        Map<Integer, Integer> out = new TreeMap<>();
        for (int row = 0; row < special.size(); row++) {
            out.merge((int) special.key(row) & 0xff_ffff, 1, Integer::sum);
        }
        return out;
    }

    /** Takes a slot out in which the sensor did not watch: silence there says nothing. */
    public void gap(int slot) {
        usable &= ~(1L << slot);
    }

    /** Forgets everything but its size. */
    public void clear() {
        Arrays.fill(packets, 0, sources.size() * slots, 0);
        sources.clear();
        pairs.clear();
        special.clear();
        usable = (1L << slots) - 1;
        left = 0;
    }

    /** The caller's keys of the sources that were active in the slot at that service. */
    public LongStream sources(int service, int slot) {
        return IntStream.range(0, pairs.size())
                .filter(pair -> serviceOfPair(pair) == service && (activeOfPair(pair) >>> slot & 1) != 0)
                .mapToLong(pair -> sources.key(sourceOfPair(pair)));
    }

    /** Which sources the caller says are new, by row; each is asked for once, in the order they came. */
    BitSet fresh(LongPredicate isNew) {
        BitSet out = new BitSet(size());
        for (int row = 0; row < size(); row++) {
            out.set(row, isNew.test(sources.key(row)));
        }
        return out;
    }

    /** How many of those rows came to each service, in slots that were watched. */
    Map<Integer, Integer> ofService(BitSet rows) {
        Map<Integer, Integer> out = new TreeMap<>();
        for (int pair = 0; pair < pairs(); pair++) {
            if (activeOfPair(pair) != 0 && rows.get(sourceOfPair(pair))) {
                out.merge(serviceOfPair(pair), 1, Integer::sum);
            }
        }
        return out;
    }

    /** Sources that sent one packet, by row. */
    BitSet once() {
        BitSet out = new BitSet(size());
        for (int row = 0; row < size(); row++) {
            out.set(row, packets(row) == 1);
        }
        return out;
    }

    private int packets(int row) {
        int sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            sum += packets[row * slots + slot];
        }
        return sum;
    }

    /** From now on as if those of the rows that came to the service had not come. */
    void leaveOut(int service, BitSet rows) {
        for (int pair = 0; pair < pairs(); pair++) {
            int row = sourceOfPair(pair);
            if (serviceOfPair(pair) == service && rows.get(row)) {
                pairs.unmark(pair);
                sources.unmark(row);
                Arrays.fill(packets, row * slots, (row + 1) * slots, 0);
            }
        }
    }

    int slots() {
        return slots;
    }

    /** Bits of the slots that were watched. */
    long usable() {
        return usable;
    }

    public int size() {
        return sources.size();
    }

    /** Packets that the bounds kept out of a row. */
    public long left() {
        return left;
    }

    long active(int source) {
        return sources.mask(source) & usable;
    }

    int packets(int source, int slot) {
        return packets[source * slots + slot];
    }

    /** The caller's key of the row. */
    long key(int source) {
        return sources.key(source);
    }

    int pairs() {
        return pairs.size();
    }

    int sourceOfPair(int pair) {
        return (int) (pairs.key(pair) >>> 24);
    }

    int serviceOfPair(int pair) {
        return (int) pairs.key(pair) & 0xff_ffff;
    }

    long activeOfPair(int pair) {
        return pairs.mask(pair) & usable;
    }
}
