package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.distribution.continuous.NormalDistribution;
import yochi.analysis.number.Median;

/** Normal quantiles of ranks, those of as many values asked for once. */
final class NormalScores {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private final Map<Integer, double[]> quantiles = new HashMap<>();

    /** Of the ranks of a series, ties at their mean rank; a gap (NaN) is 0. */
    double[] of(double[] x) {
        double[] sorted = Median.sorted(x);
        double[] scores = scores(sorted);
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = Double.isNaN(x[t]) ? 0 : scores[Arrays.binarySearch(sorted, x[t])];
        }
        return out;
    }

    private double[] scores(double[] sorted) {
        int n = sorted.length;
        double[] out = quantiles.computeIfAbsent(n, NormalScores::quantiles).clone();
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && sorted[to] == sorted[from]) {
                to++;
            }
            if (to > from + 1) {
                Arrays.fill(out, from, to, quantile((from + to - 1) / 2.0 + 1, n));
            }
            from = to;
        }
        return out;
    }

    private static double[] quantiles(int n) {
        double[] out = new double[n];
        Arrays.setAll(out, k -> quantile(k + 1, n));
        return out;
    }

    private static double quantile(double rank, int n) {
        return NORMAL.inverseCumulativeProbability((rank - 0.375) / (n + 0.25));
    }
}
