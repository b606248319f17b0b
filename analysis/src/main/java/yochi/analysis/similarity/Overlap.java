package yochi.analysis.similarity;

import org.hipparchus.distribution.continuous.GammaDistribution;

/**
 * How many sources two regions share, beside how many they would share if every source chose its regions independently.
 *
 * @param observed sources seen at both
 * @param expected expected number
 * @param variance of the observed less the expected number, if the sources do choose independently
 * @param nA sources at the one
 * @param nB sources at the other
 */
record Overlap(double observed, double expected, double variance, double nA, double nB) {
    static final Overlap NONE = new Overlap(0, 0, 0, 0, 0);

    private static final double TAIL = 0.025;
    /** No number is printed that is surer by less than this (algorithms §3.2: relative bound of 50 %). */
    private static final double WIDEST = 0.5;

    Overlap plus(Overlap other) {
        return new Overlap(
                observed + other.observed,
                expected + other.expected,
                variance + other.variance,
                nA + other.nA,
                nB + other.nB);
    }

    /** Whether the quotient may be printed: half of its interval is at most half of it. */
    boolean known() {
        return expected > 0 && observed > 0 && (high() - low()) / 2 <= WIDEST * quotient();
    }

    double quotient() {
        return expected > 0 ? observed / expected : Double.NaN;
    }

    /**
     * Lower 95 % bound of the quotient: Poisson limits with half a count between Garwood's two (1936; Jeffreys' prior,
     * so that 5 % and not fewer miss), the count taken by its dispersion, which is below 1 where a good part of all
     * sources is seen and above 1 where sketches are samples.
     */
    double low() {
        return observed == 0 ? 0 : bound(TAIL);
    }

    double high() {
        return bound(1 - TAIL);
    }

    private double bound(double p) {
        double dispersion = variance / expected;
        return dispersion / expected
                * new GammaDistribution(observed / dispersion + 0.5, 1).inverseCumulativeProbability(p);
    }

    /** Sources at both by those of the smaller: the plain rival. */
    double containment() {
        return observed / Math.min(nA, nB);
    }

    /** Sources at both by those at either. */
    double jaccard() {
        return observed / (nA + nB - observed);
    }
}
