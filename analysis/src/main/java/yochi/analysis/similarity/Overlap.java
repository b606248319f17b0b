package yochi.analysis.similarity;

import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * How many sources two regions share, beside how many they would share if every source chose its regions independently.
 *
 * @param observed sources seen at both
 * @param expected expected number
 * @param sampled common hashes behind {@code observed}; equal to it where the sketches are exact
 * @param exact whether no sketch was sampled
 */
record Overlap(double observed, double expected, long sampled, boolean exact) {
    static final Overlap NONE = new Overlap(0, 0, 0, true);

    /** Common hashes below which a sampled overlap is off by more than half (1.96/sqrt(16) = 49 %; §3.2). */
    private static final int LEAST_SAMPLED = 16;

    private static final double TAIL = 0.025;

    Overlap plus(Overlap other) {
        return new Overlap(
                observed + other.observed, expected + other.expected, sampled + other.sampled, exact && other.exact);
    }

    /** Whether the quotient may be printed. */
    boolean known() {
        return expected > 0 && (exact || sampled >= LEAST_SAMPLED);
    }

    double quotient() {
        return observed / expected;
    }

    /** Lower 95 % bound of the quotient: exact Poisson limits of the common hashes (Garwood 1936). */
    double low() {
        return sampled == 0 ? 0 : scale() * quantile(sampled, TAIL);
    }

    double high() {
        return scale() * quantile(sampled + 1, 1 - TAIL);
    }

    private double scale() {
        return (sampled == 0 ? 1 : observed / sampled) / expected;
    }

    private static double quantile(long shape, double p) {
        return new GammaDistribution(shape, 1).inverseCumulativeProbability(p);
    }
}
