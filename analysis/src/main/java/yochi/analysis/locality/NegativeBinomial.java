package yochi.analysis.locality;

import java.util.SplittableRandom;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;
import yochi.analysis.number.LogGamma;

/**
 * Counts whose variance is a multiple of their mean: a Poisson distribution whose rate is itself Gamma distributed;
 * with a dispersion of 1 Poisson itself.
 *
 * @param mean at least 0
 * @param dispersion variance by mean, at least 1
 */
record NegativeBinomial(double mean, double dispersion) {
    /** A surprise beyond which more digits tell nothing (algorithms §3.3). */
    static final double MOST_SURPRISE = 300;

    /** Below it the Gamma's variance is lost in rounding. */
    private static final double POISSON = 1e-9;
    /** Deviations above the mean from which the tail is summed term by term, since one minus it is 0 there. */
    private static final double FAR = 3;

    private static final double LEAST_TERM = 1e-17;
    private static final int MOST_TERMS = 10_000_000;
    /** From this mean on Poisson counts are drawn by rejection (Hörmann 1993; valid from 10 on). */
    private static final double BY_REJECTION = 12;

    NegativeBinomial {
        if (!(mean >= 0) || !(dispersion >= 1)) {
            throw new IllegalArgumentException("mean " + mean + ", dispersion " + dispersion);
        }
    }

    private boolean poisson() {
        return dispersion - 1 < POISSON;
    }

    private double size() {
        return mean / (dispersion - 1);
    }

    double logProbability(long n) {
        if (mean == 0) {
            return n == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (poisson()) {
            return n * Math.log(mean) - mean - LogGamma.of(n + 1.0);
        }
        double some = n == 0 ? 0 : LogGamma.of(size() + n) - LogGamma.of(size()) - LogGamma.of(n + 1.0);
        return some - size() * Math.log(dispersion) + n * Math.log1p(-1 / dispersion);
    }

    /** Logarithm of the probability of so many or more. */
    double logUpperTail(long n) {
        if (n <= 0) {
            return 0;
        }
        if (mean == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (n <= mean + FAR * Math.sqrt(mean * dispersion)) {
            double tail = poisson()
                    ? Gamma.regularizedGammaP((double) n, mean)
                    : Beta.regularizedBeta(1 - 1 / dispersion, (double) n, size());
            return Math.log(tail);
        }
        double sum = 1;
        double term = 1;
        for (long k = n; term > LEAST_TERM * sum && k < n + MOST_TERMS; k++) {
            term *= poisson() ? mean / (k + 1) : (1 - 1 / dispersion) * (k + size()) / (k + 1);
            sum += term;
        }
        return logProbability(n) + Math.log(sum);
    }

    /** Minus log10 of the probability of so many or more, 0 .. {@value #MOST_SURPRISE}. */
    double surprise(double n) {
        return Math.clamp(-logUpperTail(Math.round(n)) / Math.log(10), 0, MOST_SURPRISE);
    }

    long draw(SplittableRandom random) {
        return draw(mean, dispersion, random);
    }

    /** The same without making one first. */
    static long draw(double mean, double dispersion, SplittableRandom random) {
        if (mean == 0) {
            return 0;
        }
        double beyond = dispersion - 1;
        return drawPoisson(beyond < POISSON ? mean : drawGamma(mean / beyond, random) * beyond, random);
    }

    /** A draw from Gamma with scale 1 (Marsaglia and Tsang 2000). */
    static double drawGamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return drawGamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                double u = 1 - random.nextDouble();
                if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) {
                    return d * v;
                }
            }
        }
    }

    private static long drawPoisson(double mean, SplittableRandom random) {
        return mean < BY_REJECTION ? drawSmall(mean, random) : drawLarge(mean, random);
    }

    private static long drawSmall(double mean, SplittableRandom random) {
        double left = Math.exp(-mean);
        long n = -1;
        double product = 1;
        do {
            product *= random.nextDouble();
            n++;
        } while (product > left);
        return n;
    }

    /** Hörmann's transformed rejection with squeeze (1993), with his constants. */
    private static long drawLarge(double mean, SplittableRandom random) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double inside = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= inside) {
                return (long) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b)
                    <= k * Math.log(mean) - mean - LogGamma.of(k + 1)) {
                return (long) k;
            }
        }
    }
}
