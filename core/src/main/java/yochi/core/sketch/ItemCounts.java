package yochi.core.sketch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of the most frequent keyed items. While there are no more than {@value #MOST_ITEMS} items all counts are exact
 * and every order of merging gives the same bytes; beyond, the rarest are given up and {@link #error} bounds what an
 * item's count may lack, in any order (merging of Misra–Gries summaries, Agarwal et al. 2012).
 */
public final class ItemCounts implements Accumulator<ItemCounts> {
    /** Items that are kept. */
    public static final int MOST_ITEMS = 256;

    static final byte VERSION = 1;
    private static final int MOST_BYTES = 32 * MOST_ITEMS;
    private static final long MOST_COUNT = 1L << 56;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long error;

    private ItemCounts() {}

    public static ItemCounts empty() {
        return new ItemCounts();
    }

    @Override
    public void add(long token) {
        add(token, 1);
    }

    /** Takes an item several times. */
    public void add(long token, long n) {
        put(token, n);
        shrink();
    }

    private void put(long token, long n) {
        if (n < 0 || n > MOST_COUNT) {
            throw new IllegalArgumentException("an item " + n + " times");
        }
        if (n > 0) {
            counts.merge(token, n, Math::addExact);
        }
    }

    /** Gives up the rarest: the largest count given up is what any absent item may have had. */
    private void shrink() {
        if (counts.size() <= MOST_ITEMS) {
            return;
        }
        List<Long> sorted = new ArrayList<>(counts.values());
        sorted.sort(Collections.reverseOrder());
        long cut = sorted.get(MOST_ITEMS);
        counts.values().removeIf(n -> n <= cut);
        error = Math.addExact(error, cut);
    }

    @Override
    public ItemCounts union(ItemCounts other) {
        ItemCounts out = new ItemCounts();
        out.counts.putAll(counts);
        other.counts.forEach(out::put);
        out.error = Math.addExact(error, other.error);
        out.shrink();
        return out;
    }

    /** Items with the least that each came, by item. */
    public SortedMap<Long, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    /** By how much a count may be too small, and the most that an absent item can have come; 0 where exact. */
    public long error() {
        return error;
    }

    @Override
    public byte[] toBytes() {
        PackedNumbers out = PackedNumbers.writing(VERSION).put(error).put(counts.size());
        for (Map.Entry<Long, Long> item : counts.entrySet()) {
            out.putFixed(item.getKey()).put(item.getValue());
        }
        return out.written();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException on an unknown version, an absurd length or a broken body
     */
    public static ItemCounts parse(byte[] bytes) {
        PackedNumbers in = PackedNumbers.reading(bytes, VERSION, MOST_BYTES);
        ItemCounts out = new ItemCounts();
        out.error = in.next();
        if (out.error > MOST_COUNT) {
            throw new IllegalArgumentException("an error of " + out.error);
        }
        int items = in.nextUpTo(MOST_ITEMS, "items");
        for (int i = 0; i < items; i++) {
            long token = in.nextFixed();
            long n = in.next();
            if (n == 0 || out.counts.containsKey(token)) {
                throw new IllegalArgumentException("an item " + n + " times, or twice");
            }
            out.put(token, n);
        }
        in.end();
        return out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemCounts i && i.error == error && i.counts.equals(counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return counts.size() + " items" + (error == 0 ? "" : ", each at most " + error + " more");
    }
}
