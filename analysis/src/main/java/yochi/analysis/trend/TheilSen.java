package yochi.analysis.trend;

import java.util.Arrays;
import org.hipparchus.util.MathArrays;
import yochi.analysis.number.Median;

/**
 * The median of the slopes between all pairs of points, with a 95 % interval from the ranks of Kendall's statistic (Sen
 * 1968). One point in four may be an outlier without harm.
 *
 * @param slope per unit of x
 * @param low lower end of the interval
 * @param high upper end
 */
record TheilSen(double slope, double low, double high) {
    /** For independent values. Points whose y is NaN are left out; at least two must remain. */
    static TheilSen of(double[] x, double[] y) {
        return of(slopes(x, y), MannKendall.independent(y));
    }

    /** With the interval that belongs to the test, of slopes in ascending order. */
    static TheilSen of(double[] slopes, MannKendall test) {
        int n = slopes.length;
        double half = test.bound() * Math.sqrt(test.variance());
        int high = (int) Math.min(Math.rint((n + half) / 2), n - 1);
        int low = (int) Math.max(Math.rint((n - half) / 2) - 1, 0);
        return new TheilSen(Median.ofSorted(slopes), slopes[low], slopes[high]);
    }

    /** The slopes between all pairs of points whose y is a number, ascending; at least two points must remain. */
    static double[] slopes(double[] x, double[] y) {
        MathArrays.checkEqualLength(x, y);
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length && !Double.isNaN(y[i]); j++) {
                if (!Double.isNaN(y[j])) {
                    slopes[n++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        if (n == 0) {
            throw new IllegalArgumentException("fewer than two points");
        }
        double[] out = Arrays.copyOf(slopes, n);
        Arrays.sort(out);
        return out;
    }
}
