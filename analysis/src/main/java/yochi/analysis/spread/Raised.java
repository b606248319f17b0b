package yochi.analysis.spread;

import java.util.OptionalDouble;
import org.hipparchus.special.Beta;

/**
 * Whether a region's rate in a window is more than twice its own usual: counts are Poisson in their exposure, both
 * rates have Jeffreys' prior Gamma(1/2, 0), and the quotient of two Gamma variables follows a Beta
 * distribution (Gelman and
 * others 2013, section 2.6). Where days vary more than Poisson's law allows, counts and exposure are taken by that
 * dispersion, so that fewer independent ones are left.
 */
final class Raised {
    /** Days of the past below which there is no usual: a week, as for rates. */
    static final int LEAST_DAYS = 7;
    /** Twice the usual. */
    private static final double FACTOR = 2;

    private Raised() {}

    /**
     * Probability that the rate is more than twice the usual; empty where the past is too short.
     *
     * @param past counts by day, NaN where not measured
     * @param pastExposure what was watched on each, 1 for all
     * @param now counts of the window's days
     * @param nowExposure what was watched on each
     */
    static OptionalDouble probability(double[] past, double[] pastExposure, double[] now, double[] nowExposure) {
        double[] before = totals(past, pastExposure);
        double[] within = totals(now, nowExposure);
        if (before[2] < LEAST_DAYS || within[1] <= 0) {
            return OptionalDouble.empty();
        }
        double dispersion = dispersion(past, pastExposure, before);
        double x = FACTOR * within[1] / (FACTOR * within[1] + before[1]);
        return OptionalDouble.of(
                1 - Beta.regularizedBeta(x, within[0] / dispersion + 0.5, before[0] / dispersion + 0.5));
    }

    /** Counts, exposure and days measured. */
    private static double[] totals(double[] counts, double[] exposure) {
        double[] out = new double[3];
        for (int d = 0; d < counts.length; d++) {
            if (!Double.isNaN(counts[d]) && exposure[d] > 0) {
                out[0] += counts[d];
                out[1] += exposure[d];
                out[2]++;
            }
        }
        return out;
    }

    /** Pearson's, at least 1. */
    private static double dispersion(double[] counts, double[] exposure, double[] totals) {
        double rate = totals[0] / totals[1];
        double sum = 0;
        for (int d = 0; d < counts.length && rate > 0; d++) {
            if (!Double.isNaN(counts[d]) && exposure[d] > 0) {
                double expected = rate * exposure[d];
                sum += (counts[d] - expected) * (counts[d] - expected) / expected;
            }
        }
        return Math.max(1, sum / (totals[2] - 1));
    }
}
