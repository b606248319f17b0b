package yochi.analysis.cube;

import java.util.Arrays;

/** Medians of what was measured. */
public final class Median {
    private Median() {}

    /** The median of the values that are numbers; NaN if there is none. */
    public static double of(double... values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }
}
