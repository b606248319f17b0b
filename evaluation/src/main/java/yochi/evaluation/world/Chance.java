package yochi.evaluation.world;

import java.util.SplittableRandom;
import org.hipparchus.special.Gamma;

/**
 * A stream of chance of its own for each purpose, so that adding one thing to a world leaves all others as they were.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Mean from which the rejection method is used instead of adding up probabilities. */
    private static final double LARGE = 30;

    private final SplittableRandom random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The stream of that purpose and those numbers. */
    static Chance of(long seed, String purpose, long... numbers) {
        long mixed = mix(seed + GOLDEN) ^ mix(purpose.hashCode() * GOLDEN);
        for (long number : numbers) {
            mixed = mix(mixed + GOLDEN * (number + 1));
        }
        return new Chance(mixed);
    }

    /** Finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }

    /** In (0, 1]: its logarithm is finite. */
    double unit() {
        return 1 - random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Evenly spread on the logarithmic scale. */
    double logBetween(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long any() {
        return random.nextLong();
    }

    /** Any address at all, as a forger draws it. */
    int address() {
        return (int) random.nextLong();
    }

    /**
     * An address that a machine may really send from: none of the larger special-purpose blocks (RFC 6890), the class D
     * and E space among them. Only forged packets come from those to a darknet (Dainotti and others 2014).
     */
    int sender() {
        int drawn = address();
        while (special(drawn)) {
            drawn = address();
        }
        return drawn;
    }

    private static boolean special(int address) {
        int first = address >>> 24;
        int two = address >>> 16;
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || two >>> 6 == (100 << 8 | 64) >>> 6
                || two == (169 << 8 | 254)
                || two >>> 4 == (172 << 8 | 16) >>> 4
                || two == (192 << 8 | 168)
                || two >>> 1 == (198 << 8 | 18) >>> 1;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    double normal() {
        return random.nextGaussian();
    }

    /** Log-normal with median 1. */
    double around(double sigma) {
        return sigma == 0 ? 1 : Math.exp(sigma * random.nextGaussian());
    }

    double exponential(double mean) {
        return -mean * Math.log(unit());
    }

    /** Marsaglia and Tsang 2000. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(unit(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(unit()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** A factor of mean 1 and that variance: Poisson times it is negative binomial. */
    double scatter(double variance) {
        return variance == 0 ? 1 : gamma(1 / variance) * variance;
    }

    long poisson(double mean) {
        if (!(mean > 0)) {
            return 0;
        }
        return mean < LARGE ? small(mean) : large(mean);
    }

    /** Sums probabilities up to a uniform number. */
    private long small(double mean) {
        double left = random.nextDouble();
        double p = Math.exp(-mean);
        long k = 0;
        while (left > p && p > 0) {
            left -= p;
            k++;
            p *= mean / k;
        }
        return k;
    }

    /** Transformed rejection (Hörmann 1993, PTRS). */
    private long large(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverse = 1.1239 + 1.1328 / (b - 3.4);
        double accept = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = unit();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= accept) {
                return (long) k;
            }
            boolean outside = k < 0 || (us < 0.013 && v > us);
            if (!outside
                    && Math.log(v * inverse / (a / (us * us) + b))
                            <= k * Math.log(mean) - mean - Gamma.logGamma(k + 1)) {
                return (long) k;
            }
        }
    }

    /** So many different numbers below the bound, in order of drawing. */
    int[] distinct(int many, int bound) {
        int[] all = new int[bound];
        for (int i = 0; i < bound; i++) {
            all[i] = i;
        }
        int[] out = new int[many];
        for (int i = 0; i < many; i++) {
            int at = i + random.nextInt(bound - i);
            out[i] = all[at];
            all[at] = all[i];
        }
        return out;
    }
}
