package yochi.analysis.similarity;

import java.util.Arrays;
import yochi.analysis.number.Median;

/**
 * Takes the daily and weekly rhythm out of an hourly series: the median of each hour of the day, then of each day of
 * the week, is subtracted from the square roots (algorithms §3.2; without that, time zones dominate a comparison).
 */
final class Rhythm {
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private Rhythm() {}

    /** What is left over; NaN stays NaN. */
    static double[] removed(double[] hourlyCounts) {
        double[] x = Arrays.stream(hourlyCounts).map(Math::sqrt).toArray();
        subtractMedians(x, HOURS, 1);
        if (x.length >= 2 * HOURS * DAYS) {
            subtractMedians(x, DAYS, HOURS);
        }
        return x;
    }

    private static void subtractMedians(double[] x, int phases, int length) {
        double[] medians = new double[phases];
        for (int p = 0; p < phases; p++) {
            double[] own = new double[x.length];
            int n = 0;
            for (int t = 0; t < x.length; t++) {
                if (t / length % phases == p && !Double.isNaN(x[t])) {
                    own[n++] = x[t];
                }
            }
            double median = Median.of(Arrays.copyOf(own, n));
            medians[p] = Double.isNaN(median) ? 0 : median;
        }
        for (int t = 0; t < x.length; t++) {
            x[t] -= medians[t / length % phases];
        }
    }
}
