package yochi.core.sketch;

import java.util.Arrays;

/**
 * Counts in numbered bins: merging adds bin by bin, so every order gives the same bytes. At most {@value #MOST_BINS}
 * bins. What a bin means is the metric's matter.
 */
public final class BinCounts implements Accumulator<BinCounts> {
    /** Bins are 0 .. MOST_BINS - 1. */
    public static final int MOST_BINS = 4096;

    static final byte VERSION = 1;
    private static final int MOST_BYTES = 64 << 10;
    /** Sums of counts stay far below what a long holds. */
    private static final long MOST_COUNT = 1L << 56;

    private long[] counts = {};
    private int first;
    private long total;

    private BinCounts() {}

    public static BinCounts empty() {
        return new BinCounts();
    }

    /** Takes one thing into a bin. */
    @Override
    public void add(long bin) {
        add(Math.toIntExact(bin), 1);
    }

    /** Takes several things into one bin. */
    public void add(int bin, long n) {
        if (bin < 0 || bin >= MOST_BINS || n < 0 || n > MOST_COUNT || total + n > MOST_COUNT) {
            throw new IllegalArgumentException(n + " into bin " + bin + " of " + MOST_BINS);
        }
        if (n == 0) {
            return;
        }
        cover(bin);
        counts[bin - first] += n;
        total += n;
    }

    private void cover(int bin) {
        if (counts.length == 0) {
            first = bin;
            counts = new long[4];
        } else if (bin < first) {
            int from = Math.max(0, Math.min(bin, first - counts.length / 2));
            long[] wider = new long[counts.length + first - from];
            System.arraycopy(counts, 0, wider, first - from, counts.length);
            counts = wider;
            first = from;
        } else if (bin >= first + counts.length) {
            counts = Arrays.copyOf(counts, Math.max(bin - first + 1, counts.length + counts.length / 2));
        }
    }

    @Override
    public BinCounts union(BinCounts other) {
        BinCounts out = new BinCounts();
        out.addAll(this);
        out.addAll(other);
        return out;
    }

    /** Adds all of another to this one. */
    public void addAll(BinCounts other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                add(other.first + i, other.counts[i]);
            }
        }
    }

    /** The same without the bins that hold fewer. */
    public BinCounts atLeast(long least) {
        BinCounts out = new BinCounts();
        forEach((bin, n) -> out.add(bin, n >= least ? n : 0));
        return out;
    }

    public long total() {
        return total;
    }

    public long count(int bin) {
        int i = bin - first;
        return i < 0 || i >= counts.length ? 0 : counts[i];
    }

    /** The bin at which the sum of counts first exceeds the rank (0 .. total - 1). */
    int binAt(long rank) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            if (sum > rank) {
                return first + i;
            }
        }
        throw new IllegalArgumentException("no rank " + rank + " of " + total);
    }

    /** Hands over every bin that is not empty, ascending. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                visitor.visit(first + i, counts[i]);
            }
        }
    }

    /** Takes one bin and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int bin, long count);
    }

    @Override
    public byte[] toBytes() {
        PackedNumbers out = PackedNumbers.writing(VERSION);
        int[] last = {-1};
        forEach((bin, n) -> {
            out.put(bin - last[0] - 1).put(n);
            last[0] = bin;
        });
        return out.put(MOST_BINS).written();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException on an unknown version, an absurd length or a broken body
     */
    public static BinCounts parse(byte[] bytes) {
        PackedNumbers in = PackedNumbers.reading(bytes, VERSION, MOST_BYTES);
        BinCounts out = new BinCounts();
        int bin = -1;
        for (int gap = in.nextUpTo(MOST_BINS, "bins"); gap < MOST_BINS; gap = in.nextUpTo(MOST_BINS, "bins")) {
            bin += gap + 1;
            long n = in.next();
            if (n == 0) {
                throw new IllegalArgumentException("an empty bin " + bin);
            }
            out.add(bin, n);
        }
        in.end();
        return out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinCounts b && Arrays.equals(toBytes(), b.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        forEach((bin, n) -> out.append(out.isEmpty() ? "" : " ").append(bin).append(':').append(n));
        return out.toString();
    }
}
