package yochi.analysis.number;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Medians of what was measured. */
public final class Median {
    private Median() {}

    /** The median of the values that are numbers; NaN if there is none. */
    public static double of(double... values) {
        return ofSorted(sorted(values));
    }

    /** The values that are numbers, ascending. */
    public static double[] sorted(double[] values) {
        double[] told = new double[values.length];
        int n = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                told[n++] = v;
            }
        }
        double[] sorted = Arrays.copyOf(told, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The same of ascending numbers. */
    public static double ofSorted(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }

    /**
     * The least value at which half of all weight is reached; empty where there is none.
     *
     * @param values each with its weight; sorted on return
     */
    public static OptionalDouble weighted(List<double[]> values) {
        values.sort(Comparator.comparingDouble((double[] v) -> v[0]).thenComparingDouble(v -> v[1]));
        double all = values.stream().mapToDouble(v -> v[1]).sum();
        double below = 0;
        for (double[] v : values) {
            below += v[1];
            if (below >= all / 2) {
                return OptionalDouble.of(v[0]);
            }
        }
        return OptionalDouble.empty();
    }
}
