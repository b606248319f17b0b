package yochi.analysis.similarity;

import java.util.Comparator;
import java.util.stream.IntStream;

/** P-values of many tests at once to q-values that hold under any dependence (Benjamini and Yekutieli 2001). */
final class BenjaminiYekutieli {
    private BenjaminiYekutieli() {}

    static double[] qValues(double[] p) {
        int m = p.length;
        double harmonic = 0;
        for (int i = 1; i <= m; i++) {
            harmonic += 1.0 / i;
        }
        int[] order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> p[i]).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] q = new double[m];
        double least = 1;
        for (int rank = m; rank >= 1; rank--) {
            int i = order[rank - 1];
            least = Math.min(least, p[i] * m * harmonic / rank);
            q[i] = least;
        }
        return q;
    }
}
