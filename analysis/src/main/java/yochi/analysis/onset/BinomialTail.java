package yochi.analysis.onset;

import org.hipparchus.special.Beta;

/** Tails of the binomial law, by the regularised incomplete beta function. */
final class BinomialTail {
    private BinomialTail() {}

    /** P(X >= x) of n trials. */
    static double atLeast(int x, int n, double chance) {
        return x <= 0 ? 1 : x > n ? 0 : Math.clamp(Beta.regularizedBeta(chance, x, n - x + 1.0), 0, 1);
    }

    /** P(X <= x) of n trials. */
    static double atMost(int x, int n, double chance) {
        return x >= n ? 1 : Math.clamp(Beta.regularizedBeta(1 - chance, n - x, x + 1.0), 0, 1);
    }
}
