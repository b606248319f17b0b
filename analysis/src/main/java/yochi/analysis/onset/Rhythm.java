package yochi.analysis.onset;

import java.util.Arrays;

/**
 * How busy each slot of a window is beside the mean one, told by other sources: 1 for as busy as the mean, 0 where it
 * was not watched.
 */
final class Rhythm {
    private final double[] busy;
    private final double noise;

    private Rhythm(double[] busy, double noise) {
        this.busy = busy;
        this.noise = noise;
    }

    static Rhythm even(int slots, long usable) {
        double[] busy = new double[slots];
        Arrays.setAll(busy, s -> watched(usable, s) ? 1 : 0);
        return new Rhythm(busy, 0);
    }

    /**
     * Drawn to even slots as far as chance alone explains the difference (James and Stein 1961).
     *
     * @param counts other sources active in each slot
     * @param v variance of a slot's count by chance
     * @param tested the same of the sources that will be tested
     */
    static Rhythm of(int[] counts, double v, double tested, long usable) {
        int n = Long.bitCount(usable);
        double mean = 0;
        for (int s = 0; s < counts.length; s++) {
            mean += watched(usable, s) ? (double) counts[s] / n : 0;
        }
        double squares = 0;
        for (int s = 0; s < counts.length; s++) {
            squares += watched(usable, s) ? (counts[s] - mean) * (counts[s] - mean) : 0;
        }
        if (v <= 0 || n <= 3 || squares <= (n - 3) * v) {
            return even(counts.length, usable);
        }
        double kept = 1 - (n - 3) * v / squares;
        double[] busy = new double[counts.length];
        for (int s = 0; s < busy.length; s++) {
            busy[s] = watched(usable, s) ? Math.max(Double.MIN_NORMAL, 1 + kept * (counts[s] / mean - 1)) : 0;
        }
        return new Rhythm(busy, kept * kept * tested / v);
    }

    double busy(int slot) {
        return busy[slot];
    }

    /** By how much the estimate's own variance widens that of the sources tested, 0 for not at all. */
    double noise() {
        return noise;
    }

    private static boolean watched(long usable, int slot) {
        return (usable >>> slot & 1) != 0;
    }
}
