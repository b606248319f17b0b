package yochi.core.sketch;

import java.util.Arrays;

/**
 * Quantiles of non-negative whole numbers from counts in bins whose width grows with the value: a quantile is wrong by
 * at most 1/64 = 1.6 % of its value, and exact below 64. Merging adds bins, so that every order and every split gives
 * the same bytes, which a sampling sketch such as KLL cannot (docs/decisions/040). Idea: HdrHistogram, DDSketch
 * (Masson, Rim, Lee 2019).
 */
public final class QuantileSketch implements Accumulator<QuantileSketch> {
    /** Largest relative error of a quantile. */
    public static final double RELATIVE_ERROR = 1.0 / 64;

    /** Bins per doubling: 2^5. */
    private static final int SUB_BITS = 5;

    private static final int SUB = 1 << SUB_BITS;
    /** Values up to here: 2^40 microseconds are 12 days. */
    private static final long LARGEST = (1L << 40) - 1;
    /** Bins that values can fall into: 0 .. BINS - 1. */
    public static final int BINS = binOf(LARGEST) + 1;

    private final BinCounts bins;

    private QuantileSketch(BinCounts bins) {
        this.bins = bins;
    }

    public static QuantileSketch empty() {
        return new QuantileSketch(BinCounts.empty());
    }

    /** The bin of a value; larger ones than 2^40 - 1 fall into the last. */
    public static int binOf(long value) {
        long v = Math.min(value, LARGEST);
        if (v < 2 * SUB) {
            return (int) Math.max(0, v);
        }
        int shift = 63 - SUB_BITS - Long.numberOfLeadingZeros(v);
        return shift * SUB + (int) (v >>> shift);
    }

    /** Smallest value of a bin. */
    static long lowest(int bin) {
        if (bin < 2 * SUB) {
            return bin;
        }
        int shift = bin / SUB - 1;
        return (long) (bin - shift * SUB) << shift;
    }

    @Override
    public void add(long value) {
        bins.add(binOf(value), 1);
    }

    /** Takes several values of one bin. */
    public void addToBin(int bin, long n) {
        if (bin >= BINS) {
            throw new IllegalArgumentException("no bin " + bin + " of " + BINS);
        }
        bins.add(bin, n);
    }

    @Override
    public QuantileSketch union(QuantileSketch other) {
        return new QuantileSketch(bins.union(other.bins));
    }

    /** The same without the bins that hold fewer values. */
    public QuantileSketch atLeast(long least) {
        return new QuantileSketch(bins.atLeast(least));
    }

    /** How many values were taken. */
    public long count() {
        return bins.total();
    }

    /**
     * The value below or at which that share of the values lies: the middle of its bin.
     *
     * @param share 0..1
     * @throws IllegalStateException where no value was taken
     */
    public double quantile(double share) {
        if (bins.total() == 0) {
            throw new IllegalStateException("no quantile of no values");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not a share of 0..1: " + share);
        }
        long rank = Math.min(bins.total() - 1, (long) Math.floor(share * bins.total()));
        int bin = bins.binAt(rank);
        return (lowest(bin) + (lowest(bin + 1) - 1)) / 2.0;
    }

    @Override
    public byte[] toBytes() {
        return bins.toBytes();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException on an unknown version, an absurd length or a broken body
     */
    public static QuantileSketch parse(byte[] bytes) {
        BinCounts bins = BinCounts.parse(bytes);
        bins.forEach((bin, n) -> {
            if (bin >= BINS) {
                throw new IllegalArgumentException("no bin " + bin + " of " + BINS);
            }
        });
        return new QuantileSketch(bins);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileSketch q && Arrays.equals(toBytes(), q.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return count() == 0 ? "no values" : count() + " values, median " + quantile(0.5);
    }
}
