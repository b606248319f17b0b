package yochi.analysis.cube;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A region's counts step by step, with what it watched in each (K-9): outages, sensors that came or went and other
 * sizes of a telescope must not pass for attacks.
 */
public final class ExposedCounts {
    /** A step of which so much was watched is whole. */
    private static final double WHOLE = 0.999;
    /** Sizes that differ by less are the same. */
    private static final double SAME = 0.01;

    private final double[] counts;
    private final double[] exposure;
    private final boolean byAddress;
    private final double least;
    private final double most;

    private ExposedCounts(double[] counts, double[] exposure, boolean byAddress, double least, double most) {
        this.counts = counts;
        this.exposure = exposure;
        this.byAddress = byAddress;
        this.least = least;
        this.most = most;
    }

    /**
     * Puts counts and watches together.
     *
     * @param share of each step that was watched, 0..1
     * @param sensors watched in each step
     * @param addresses the same times the addresses monitored, NaN where not known
     */
    static ExposedCounts of(double[] counts, double[] share, double[] sensors, double[] addresses) {
        boolean byAddress = true;
        for (int t = 0; t < counts.length; t++) {
            byAddress &= Double.isNaN(counts[t]) || addresses[t] > 0;
        }
        double[] watched = byAddress ? addresses : sensors;
        double newest = Double.NaN;
        double newestWhole = Double.NaN;
        double least = Double.NaN;
        double most = Double.NaN;
        for (int t = 0; t < counts.length; t++) {
            if (!Double.isNaN(counts[t]) && watched[t] > 0) {
                newest = watched[t] / share[t];
                if (share[t] >= WHOLE) {
                    newestWhole = watched[t];
                    least = least <= watched[t] ? least : watched[t];
                    most = most >= watched[t] ? most : watched[t];
                }
            }
        }
        double full = Double.isNaN(newestWhole) ? newest : newestWhole;
        double[] exposure = new double[counts.length];
        for (int t = 0; t < counts.length; t++) {
            boolean told = !Double.isNaN(counts[t]) && watched[t] > 0;
            exposure[t] = told ? watched[t] / full : 1;
        }
        return new ExposedCounts(counts, exposure, byAddress, least, most);
    }

    /** As they came, NaN where a step was not measured. */
    public double[] counts() {
        return counts.clone();
    }

    /** What was watched beside all that the newest sensors watch in a whole step: 1 where both are the same. */
    public double[] exposure() {
        return exposure.clone();
    }

    /** Whether the watch is counted in monitored addresses; else in sensors, since a size is not known. */
    public boolean byAddress() {
        return byAddress;
    }

    /** What would have come had the newest sensors watched every step whole: rates in a unit that people can read. */
    public double[] atFullWatch() {
        double[] out = new double[counts.length];
        Arrays.setAll(out, t -> counts[t] / exposure[t]);
        return out;
    }

    /** Says it where the watch itself grew or shrank, since distinct sources do not grow as fast as addresses. */
    public Optional<String> changed(String region) {
        return most > least * (1 + SAME)
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%s: watched %.0f to %.0f %s within the span; compared as rates",
                        region,
                        least,
                        most,
                        byAddress ? "addresses" : "sensors"))
                : Optional.empty();
    }
}
