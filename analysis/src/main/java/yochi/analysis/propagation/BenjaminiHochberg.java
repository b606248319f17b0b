package yochi.analysis.propagation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values of many tests at once to q-values (Benjamini and Hochberg 1995); NaN, a test not done, stays NaN. */
final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    static double[] qValues(double[] p) {
        double[] q = new double[p.length];
        java.util.Arrays.fill(q, Double.NaN);
        int[] order = IntStream.range(0, p.length)
                .filter(i -> !Double.isNaN(p[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double least = 1;
        for (int rank = order.length; rank >= 1; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, p[i] * order.length / rank);
            q[i] = least;
        }
        return q;
    }
}
