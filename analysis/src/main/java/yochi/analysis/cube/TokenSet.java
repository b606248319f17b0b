package yochi.analysis.cube;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;
import yochi.core.model.Measure;
import yochi.core.sketch.DistinctSketch;

/**
 * The retained hashes of a theta sketch, ascending, for unions and overlaps by plain merging (algorithms §3.2: 20 µs a
 * pair). Sets are compared under the smaller of their thresholds, above which a hash proves nothing. A union keeps at
 * most {@value #MOST} hashes.
 */
public final class TokenSet {
    /** Most hashes of a union: relative standard error 0.8 %. */
    public static final int MOST = 1 << 14;

    private static final double HASH_SPACE = 0x1p63;
    /** Standard deviations of the bounds, about 95 %. */
    private static final double DEVIATIONS = 2;

    private static final TokenSet EMPTY = new TokenSet(new long[0], 1);

    private final long[] hashes;
    private final double theta;

    private TokenSet(long[] hashes, double theta) {
        this.hashes = hashes;
        this.theta = theta;
    }

    public static TokenSet empty() {
        return EMPTY;
    }

    public static TokenSet of(DistinctSketch sketch) {
        return new TokenSet(sketch.hashes(), sketch.theta());
    }

    /** The union of all, under the smallest threshold among them. */
    public static TokenSet union(Collection<TokenSet> sets) {
        if (sets.isEmpty()) {
            return EMPTY;
        }
        if (sets.size() == 1) {
            return sets.iterator().next();
        }
        double theta = sets.stream().mapToDouble(s -> s.theta).min().orElse(1);
        long[] all = new long[sets.stream().mapToInt(s -> s.hashes.length).sum()];
        int n = 0;
        for (TokenSet set : sets) {
            int within = set.within(theta);
            System.arraycopy(set.hashes, 0, all, n, within);
            n += within;
        }
        Arrays.sort(all, 0, n);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        if (distinct > MOST) {
            theta = all[MOST] / HASH_SPACE;
            distinct = MOST;
        }
        return new TokenSet(Arrays.copyOf(all, distinct), theta);
    }

    /** Sampling threshold as a share of the hash space; 1 where the set is exact. */
    public double theta() {
        return theta;
    }

    /** How many hashes lie under the threshold. */
    public int within(double threshold) {
        if (threshold >= theta) {
            return hashes.length;
        }
        int at = Arrays.binarySearch(hashes, (long) (threshold * HASH_SPACE));
        return at < 0 ? -at - 1 : at;
    }

    public int size() {
        return hashes.length;
    }

    /** The i-th smallest hash. */
    public long hash(int i) {
        return hashes[i];
    }

    /** All hashes, ascending. */
    public LongStream hashes() {
        return Arrays.stream(hashes);
    }

    public boolean contains(long hash) {
        return Arrays.binarySearch(hashes, hash) >= 0;
    }

    /** Estimated number of distinct addresses, exact where {@link #theta} is 1. */
    public double estimate() {
        return hashes.length / theta;
    }

    /** The number with its bounds, about 95 %. */
    public Measure.DistinctCount count() {
        double spread = DEVIATIONS * Math.sqrt(hashes.length * (1 - theta)) / theta;
        long estimate = Math.round(estimate());
        long lower = Math.max(hashes.length, (long) Math.floor(estimate() - spread));
        return new Measure.DistinctCount(
                estimate, Math.min(lower, estimate), Math.max(estimate, (long) Math.ceil(estimate() + spread)));
    }
}
