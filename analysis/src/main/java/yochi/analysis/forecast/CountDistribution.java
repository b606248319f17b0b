package yochi.analysis.forecast;

import org.hipparchus.special.Erf;

/**
 * The distribution of a count: negative binomial with variance mean + excess · mean² (NB2), where counts below a floor
 * are told as 0, as a privacy policy with a least number of sources does. From a mean of {@value #SUMMED} on it is the
 * Gamma distribution of the same mean and variance by its cube root (Wilson and Hilferty 1931), corrected by half a
 * count; below, it is exact.
 *
 * @param mean of the count before the floor
 * @param excess 1/size; 0 for a Poisson distribution
 * @param floor least count told, 1 where all are
 */
record CountDistribution(double mean, double excess, int floor) {
    private static final double POISSON = 1e-6;
    private static final double SUMMED = 50;
    /** Deviations from the mean beyond which nothing is looked for. */
    private static final double FAR = 60;

    private static final int HALVINGS = 24;

    CountDistribution {
        if (!(mean >= 0) || Double.isInfinite(mean) || !(excess >= 0) || floor < 1) {
            throw new IllegalArgumentException("mean " + mean + ", excess " + excess + ", floor " + floor);
        }
    }

    /** The one whose told counts have that mean. */
    static CountDistribution ofTold(double told, double excess, int floor) {
        double low = told;
        double high = told + floor;
        for (int i = 0; i < HALVINGS && floor > 1 && told < SUMMED; i++) {
            double middle = (low + high) / 2;
            if (new CountDistribution(middle, excess, floor).told() < told) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new CountDistribution(low, excess, floor);
    }

    /** Mean of the told counts. */
    private double told() {
        double left = mean;
        double p = none();
        for (int k = 1; k < floor; k++) {
            p *= step(k);
            left -= k * p;
        }
        return left;
    }

    private double none() {
        return excess < POISSON ? Math.exp(-mean) : Math.exp(-Math.log1p(excess * mean) / excess);
    }

    /** The probability of k by that of k - 1. */
    private double step(long k) {
        return excess < POISSON ? mean / k : (k - 1 + 1 / excess) / k * (mean * excess / (1 + mean * excess));
    }

    /** Probability of a told count up to k. */
    double cumulative(double k) {
        if (k < 0) {
            return 0;
        }
        long counted = Math.max((long) Math.floor(k), floor - 1L);
        if (mean == 0) {
            return 1;
        }
        if (mean >= SUMMED) {
            double shape = 1 / (1 / mean + excess);
            double z = (Math.cbrt((counted + .5) / mean) - 1 + 1 / (9 * shape)) * 3 * Math.sqrt(shape);
            return .5 * Erf.erfc(-z / Math.sqrt(2));
        }
        double p = none();
        double sum = p;
        for (long i = 1; i <= counted && (p > 1e-17 || i < mean); i++) {
            p *= step(i);
            sum += p;
        }
        return Math.min(1, sum);
    }

    /** The least told count that is reached with that probability, which is between 0 and 1. */
    double quantile(double level) {
        double deviation = Math.sqrt(mean + excess * mean * mean);
        double low = -1;
        double high = Math.ceil(mean + deviation);
        while (cumulative(high) < level && high < mean + FAR * (deviation + 1)) {
            low = high;
            high = Math.ceil(high + deviation + 1);
        }
        while (high - low > 1) {
            double middle = Math.floor((low + high) / 2);
            if (cumulative(middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high < floor ? 0 : high;
    }
}
