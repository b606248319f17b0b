package yochi.node.border;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * Two-sided geometric noise, P(z) proportional to exp(-|z| epsilon / m), drawn with whole numbers alone (Canonne,
 * Kamath, Steinke 2020, algorithms 1 and 2): no floating point that an attacker could look through (Mironov 2012).
 */
final class DiscreteLaplace {
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(31);

    private final long numerator;
    private final long denominator;
    private final RandomGenerator random;

    /**
     * Noise for a sum that one unit changes by at most {@code sensitivity}.
     *
     * @param random cryptographically secure, where privacy depends on it
     */
    DiscreteLaplace(double epsilon, int sensitivity, RandomGenerator random) {
        BigDecimal decimal = new BigDecimal(Double.toString(epsilon));
        BigInteger over = decimal.scale() > 0 ? BigInteger.TEN.pow(decimal.scale()) : BigInteger.ONE;
        BigInteger top = decimal.multiply(new BigDecimal(over)).toBigIntegerExact();
        BigInteger bottom = over.multiply(BigInteger.valueOf(sensitivity));
        BigInteger common = top.gcd(bottom);
        if (top.signum() <= 0
                || top.divide(common).compareTo(LARGEST) > 0
                || bottom.divide(common).compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("no noise for epsilon " + epsilon + " and sensitivity " + sensitivity);
        }
        this.numerator = top.divide(common).longValueExact();
        this.denominator = bottom.divide(common).longValueExact();
        this.random = random;
    }

    /** One draw. */
    long draw() {
        while (true) {
            long within = random.nextLong(denominator);
            if (!withExpOf(within, denominator)) {
                continue;
            }
            long whole = 0;
            while (withExpOf(1, 1)) {
                whole++;
            }
            long size = (within + denominator * whole) / numerator;
            boolean negative = random.nextBoolean();
            if (!negative || size > 0) {
                return negative ? -size : size;
            }
        }
    }

    /** True with probability exp(-top / bottom), for a fraction of at most one. */
    private boolean withExpOf(long top, long bottom) {
        long k = 1;
        while (random.nextLong(bottom * k) < top) {
            k++;
        }
        return k % 2 == 1;
    }
}
