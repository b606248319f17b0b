package yochi.analysis.trend;

import java.util.Arrays;

/** Medians of what was measured. */
final class Middle {
    private Middle() {}

    /** The median of the values that are numbers; NaN if there is none. */
    static double of(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return ofSorted(sorted);
    }

    /** The same of ascending numbers. */
    static double ofSorted(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }
}
