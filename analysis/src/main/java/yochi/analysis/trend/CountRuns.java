package yochi.analysis.trend;

import org.hipparchus.special.Beta;
import yochi.analysis.number.LogGamma;
import yochi.analysis.number.Logs;

/**
 * Counts with exposure whose rate is Gamma distributed. The predictive distribution is negative binomial with mean m
 * and variance φ m + m²/a: φ is the over-dispersion of the counts themselves (1 gives the exact Gamma–Poisson), m²/a
 * what is not yet known of the rate. Counts weigh 1/φ, so that bursts of one source do not pass for many observations.
 */
final class CountRuns implements RunModel {
    /** Counts up to which adding terms is faster than the incomplete beta function. */
    private static final double FEW = 32;
    /** A tail from here on keeps ten digits when it is taken as what lacks to 1. */
    private static final double EXACT = 1e-3;

    private final double dispersion;
    private final double[] shape;
    private final double[] rate;
    private double lastCount = -1;
    private double lastLogFactorial;

    /**
     * Hypotheses up to the bound, each starting from a vague belief around the level.
     *
     * @param level counts per unit of exposure, greater than 0
     * @param dispersion variance divided by mean at a constant rate, at least 1
     */
    CountRuns(int bound, double level, double dispersion) {
        if (!(level > 0) || !(dispersion >= 1)) {
            throw new IllegalArgumentException("level " + level + ", dispersion " + dispersion);
        }
        this.dispersion = dispersion;
        shape = new double[bound];
        rate = new double[bound];
        shape[0] = 0.5;
        rate[0] = 0.5 / level;
    }

    @Override
    public double logPredictive(int run, double x, double exposure) {
        // Mean by size: ((φ - 1)/m + 1/a) m.
        double most = exposure / rate[run];
        double odds = dispersion - 1 + most;
        double size = shape[run] * most / odds;
        return Logs.rising(size, x, odds / (1 + odds)) - logFactorial(x) - size * Logs.ofOnePlus(odds);
    }

    /** Probability of x or more, x > 0, under hypothesis {@code run}. */
    double upperTail(int run, double x, double exposure) {
        double mean = level(run) * exposure;
        double size = 1 / ((dispersion - 1) / mean + 1 / shape[run]);
        double success = mean / (size + mean);
        double tail = x <= FEW && x == Math.rint(x) ? 1 - below(x, success, size) : 0;
        return tail >= EXACT ? tail : Beta.regularizedBeta(success, x, size);
    }

    /** Probability of less than x, x > 0 a whole number: its terms added, each from the one before. */
    private static double below(double x, double success, double size) {
        double term = Math.exp(size * Math.log1p(-success));
        double sum = term;
        for (int k = 1; k < x; k++) {
            term *= success * (size + k - 1) / k;
            sum += term;
        }
        return sum;
    }

    /** The same for all hypotheses of a bin, hence kept. */
    private double logFactorial(double x) {
        if (x != lastCount) {
            lastCount = x;
            lastLogFactorial = LogGamma.of(x + 1);
        }
        return lastLogFactorial;
    }

    @Override
    public void learn(double x, double exposure) {
        double counts = x / dispersion;
        double watched = exposure / dispersion;
        for (int run = shape.length - 1; run > 0; run--) {
            shape[run] = shape[run - 1] + counts;
            rate[run] = rate[run - 1] + watched;
        }
    }

    @Override
    public double level(int run) {
        return shape[run] / rate[run];
    }
}
