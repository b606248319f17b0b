package yochi.analysis.number;

/**
 * Logarithms for inner loops, by the JVM's own {@code Math.log}, which is machine code where the library's others are
 * not: as exact as these to a few units in the last place.
 */
public final class Logs {
    /** Factors of one product; beyond, two gamma functions cost less. */
    private static final int MOST_FACTORS = 64;

    /** From here on the rounding of the sum is less than that of its logarithm. */
    private static final double NEAR = 0.5;

    private static final double SMALL = 1e-290;
    private static final double LARGE = 1e290;

    private Logs() {}

    /** ln(1 + x), finite x > -1: that of the rounded sum, times what rounding made of x (Goldberg 1991, theorem 4). */
    public static double ofOnePlus(double x) {
        double sum = 1 + x;
        if (x > NEAR) {
            return Math.log(sum);
        }
        return sum == 1 ? x : Math.log(sum) * (x / (sum - 1));
    }

    /** ln(Γ(x + n) by^n / Γ(x)), x > 0, n ≥ 0, by > 0: of one product where n is a small whole number. */
    public static double rising(double x, double n, double by) {
        if (n <= MOST_FACTORS && n == Math.rint(n)) {
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= (x + i) * by;
            }
            if (product > SMALL && product < LARGE) {
                return n == 0 ? 0 : Math.log(product);
            }
        }
        return LogGamma.of(x + n) - LogGamma.of(x) + n * Math.log(by);
    }
}
