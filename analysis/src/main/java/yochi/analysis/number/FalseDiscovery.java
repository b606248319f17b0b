package yochi.analysis.number;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values of many tests at once to q-values: q of rank r among m is the least p m / r of this and of later ranks.
 * NaN, a test not done, stays NaN.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /** Benjamini and Hochberg (1995); the least of them is Simes's p-value of all (1986). */
    public static double[] benjaminiHochberg(double[] p) {
        int done = (int) Arrays.stream(p).filter(v -> !Double.isNaN(v)).count();
        return stepUp(p, done, 1);
    }

    /** Benjamini and Yekutieli (2001), which holds under any dependence. */
    public static double[] benjaminiYekutieli(double[] p) {
        return benjaminiYekutieli(p, p.length);
    }

    /** The same of some of {@code tests} p-values, of which all others are 1. */
    public static double[] benjaminiYekutieli(double[] p, int tests) {
        double harmonic = 0;
        for (int i = 1; i <= tests; i++) {
            harmonic += 1.0 / i;
        }
        return stepUp(p, tests, harmonic);
    }

    private static double[] stepUp(double[] p, int tests, double factor) {
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] q = new double[p.length];
        Arrays.fill(q, Double.NaN);
        double least = 1;
        for (int rank = order.length; rank >= 1; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, p[i] * tests * factor / rank);
            q[i] = least;
        }
        return q;
    }
}
