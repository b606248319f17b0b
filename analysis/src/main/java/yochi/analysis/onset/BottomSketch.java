package yochi.analysis.onset;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The smallest hashes of a set: how many there are and what two sets share (bottom-k; Cohen and Kaplan 2007). Exact up
 * to {@value #MOST} members; beyond, the number is within 13 % in two of three sets.
 */
final class BottomSketch {
    static final int MOST = 64;

    static final BottomSketch EMPTY = new BottomSketch(new long[0]);

    /** Ascending as unsigned numbers, without doubles. */
    private final long[] hashes;

    private BottomSketch(long[] hashes) {
        this.hashes = hashes;
    }

    static BottomSketch of(LongStream keys, long secret) {
        return smallest(keys.map(key -> mixed(key ^ secret)));
    }

    private static BottomSketch smallest(LongStream hashes) {
        return new BottomSketch(hashes.map(h -> h ^ Long.MIN_VALUE)
                .sorted()
                .distinct()
                .limit(MOST)
                .map(h -> h ^ Long.MIN_VALUE)
                .toArray());
    }

    /** Stafford's thirteenth finaliser of 64 bits, as in SplittableRandom. */
    private static long mixed(long key) {
        long z = (key ^ key >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    BottomSketch with(BottomSketch other) {
        return smallest(LongStream.concat(Arrays.stream(hashes), Arrays.stream(other.hashes)));
    }

    boolean isEmpty() {
        return hashes.length == 0;
    }

    double size() {
        return hashes.length < MOST ? hashes.length : (MOST - 1) / share(hashes[MOST - 1]);
    }

    private static double share(long hash) {
        return ((hash >>> 11) + 0.5) * 0x1p-53;
    }

    /** What share of the smaller set is in the other, 0..1. */
    double overlap(BottomSketch other) {
        if (hashes.length == 0 || other.hashes.length == 0) {
            return 0;
        }
        BottomSketch union = with(other);
        int both = 0;
        for (long hash : union.hashes) {
            both += holds(hash) && other.holds(hash) ? 1 : 0;
        }
        double shared = union.size() * both / union.hashes.length;
        return Math.min(1, shared / Math.min(size(), other.size()));
    }

    private boolean holds(long hash) {
        int low = 0;
        int high = hashes.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(hashes[middle], hash);
            if (order == 0) {
                return true;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
