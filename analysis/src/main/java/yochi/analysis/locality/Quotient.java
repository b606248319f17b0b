package yochi.analysis.locality;

import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.special.Gamma;

/**
 * What is known about a quotient observed/expected after the count has been seen: a mixture of two Gamma distributions.
 * Small counts are drawn towards what is usual, so that 3 against 0.1 does not outrank 300 against 60 (DuMouchel 1999).
 *
 * @param weight of the first, 0..1
 * @param shape1 of the first
 * @param rate1 of the first
 * @param shape2 of the second
 * @param rate2 of the second
 */
record Quotient(double weight, double shape1, double rate1, double shape2, double rate2) {
    private static final int BISECTIONS = 80;

    double mean() {
        return weight * shape1 / rate1 + (1 - weight) * shape2 / rate2;
    }

    /** exp of the mean logarithm (EBGM, DuMouchel 1999): what is reported as the quotient itself. */
    double geometricMean() {
        double first = weight == 0 ? 0 : weight * (Gamma.digamma(shape1) - Math.log(rate1));
        double second = weight == 1 ? 0 : (1 - weight) * (Gamma.digamma(shape2) - Math.log(rate2));
        return Math.exp(first + second);
    }

    private double cumulative(double x) {
        double first = weight == 0 ? 0 : weight * Gamma.regularizedGammaP(shape1, rate1 * x);
        return first + (weight == 1 ? 0 : (1 - weight) * Gamma.regularizedGammaP(shape2, rate2 * x));
    }

    double quantile(double p) {
        if (weight == 1) {
            return new GammaDistribution(shape1, 1 / rate1).inverseCumulativeProbability(p);
        }
        double low = 0;
        double high = 1;
        while (cumulative(high) < p) {
            high *= 2;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break; // no number lies between them
            }
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
