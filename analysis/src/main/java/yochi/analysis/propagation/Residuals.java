package yochi.analysis.propagation;

import java.util.Arrays;

/**
 * What is left of each region's series when its own daily and weekly rhythm is out: roots of rates, less the medians of
 * the hour of day and of the day of week, by their standard deviation, cut at {@value #MOST} so that one source with a
 * million packets moves nothing. What all regions share is taken out per pair ({@link #without}).
 */
final class Residuals {
    /** Deviations beyond which a value says no more (own choice). */
    private static final double MOST = 4;
    /** A region of which less was measured takes no part. */
    private static final double LEAST_MEASURED = 0.5;
    private static final int WEEK = 7;
    private static final int ROUNDS = 20;
    /** Loadings stay between these, so that no row is all and the factor never vanishes. */
    private static final double LEAST_LOADING = 0.05;

    private static final double MOST_LOADING = 0.9;

    private final double[][] rows;
    /** How much each row tells of what all share: the surer the more. */
    private final double[] weight;
    /** Weighted sums of the rows, and of the weights of those measured. */
    private final double[] sum;

    private final double[] of;

    private Residuals(double[][] rows, int steps) {
        this.rows = rows;
        this.weight = weights(rows);
        this.sum = new double[steps];
        this.of = new double[steps];
        for (int i = 0; i < rows.length; i++) {
            for (int t = 0; t < rows[i].length; t++) {
                if (!Double.isNaN(rows[i][t])) {
                    sum[t] += weight[i] * rows[i][t];
                    of[t] += weight[i];
                }
            }
        }
    }

    /**
     * Weights of one common factor (Bartlett 1937): a row's loading by the rest of its variance, loadings by least
     * squares of the correlations (Harman and Jones 1966); a small telescope, mostly noise, has little say.
     */
    private static double[] weights(double[][] rows) {
        int n = rows.length;
        double[][] together = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                together[i][j] = correlation(rows[i], rows[j]);
                together[j][i] = together[i][j];
            }
        }
        double[] loading = new double[n];
        Arrays.fill(loading, 0.5);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < n; i++) {
                double both = 0;
                double own = 0;
                for (int j = 0; j < n; j++) {
                    both += together[i][j] * loading[j];
                    own += j == i || rows[j].length == 0 ? 0 : loading[j] * loading[j];
                }
                loading[i] = Math.clamp(own > 0 ? both / own : 0, LEAST_LOADING, MOST_LOADING);
            }
        }
        return Arrays.stream(loading).map(l -> l / (1 - l * l)).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double both = 0;
        int n = 0;
        for (int t = 0; t < Math.min(x.length, y.length); t++) {
            if (!Double.isNaN(x[t]) && !Double.isNaN(y[t])) {
                both += x[t] * y[t];
                n++;
            }
        }
        return n == 0 ? 0 : both / n;
    }

    static Residuals of(Panel panel) {
        double[][] rows = new double[panel.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = panel.measured(i) >= LEAST_MEASURED ? row(panel, i) : new double[0];
        }
        return new Residuals(rows, panel.steps());
    }

    private static double[] row(Panel panel, int region) {
        double[] x = new double[panel.steps()];
        double scale = 0;
        int n = 0;
        for (int t = 0; t < x.length; t++) {
            if (panel.told(region, t)) {
                scale += panel.exposure(region, t);
                n++;
            }
        }
        double usual = scale / n;
        Arrays.setAll(x, t -> Math.sqrt(panel.rate(region, t) * usual));
        subtractMedians(x, panel.stepsPerDay(), 1);
        if (x.length >= 2 * WEEK * panel.stepsPerDay()) {
            subtractMedians(x, WEEK, panel.stepsPerDay());
        }
        return standardised(x);
    }

    /** No row where the series does not vary. */
    private static double[] standardised(double[] x) {
        double[] told = Arrays.stream(x).filter(v -> !Double.isNaN(v)).toArray();
        double mean = Arrays.stream(told).average().orElse(0);
        double deviation = Math.sqrt(
                Arrays.stream(told).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        if (!(deviation > 1e-12)) {
            return new double[0];
        }
        return Arrays.stream(x)
                .map(v -> Double.isNaN(v) ? v : Math.clamp((v - mean) / deviation, -MOST, MOST))
                .toArray();
    }

    private static void subtractMedians(double[] x, int phases, int length) {
        double[] told = new double[x.length];
        for (int p = 0; p < phases; p++) {
            int n = 0;
            for (int from = p * length; from < x.length; from += phases * length) {
                for (int t = from; t < Math.min(from + length, x.length); t++) {
                    if (!Double.isNaN(x[t])) {
                        told[n++] = x[t];
                    }
                }
            }
            if (n > 0) {
                Arrays.sort(told, 0, n);
                double median = (told[n / 2] + told[(n - 1) / 2]) / 2;
                for (int from = p * length; from < x.length; from += phases * length) {
                    for (int t = from; t < Math.min(from + length, x.length); t++) {
                        x[t] -= median;
                    }
                }
            }
        }
    }

    /** Whether the region was measured for long enough and varies. */
    boolean varies(int region) {
        return rows[region].length > 0;
    }

    double[] row(int region) {
        return rows[region];
    }

    /** The weighted mean of all regions but the two, NaN where none of them was measured. */
    double[] factor(int one, int other) {
        double[] out = new double[sum.length];
        for (int t = 0; t < out.length; t++) {
            double s = sum[t];
            double w = of[t];
            for (int own : one == other ? new int[] {one} : new int[] {one, other}) {
                if (varies(own) && !Double.isNaN(rows[own][t])) {
                    s -= weight[own] * rows[own][t];
                    w -= weight[own];
                }
            }
            out[t] = w > LEAST_LOADING / 2 ? s / w : Double.NaN;
        }
        return out;
    }

    /** The region's row less what a factor explains of it by least squares, at the same step. */
    double[] without(int region, double[] factor) {
        double[] x = rows[region];
        double slope = slope(x, factor);
        double[] out = new double[x.length];
        Arrays.setAll(out, t -> x[t] - (Double.isNaN(factor[t]) ? 0 : slope * factor[t]));
        return out;
    }

    /** Share of the region's variance that moves with all others in the same step, 0..1. */
    double shared(int region) {
        double[] factor = factor(region, region);
        double[] rest = without(region, factor);
        return Math.clamp(1 - energy(rest) / energy(rows[region]), 0, 1);
    }

    private static double slope(double[] x, double[] factor) {
        double both = 0;
        double own = 0;
        for (int t = 0; t < x.length; t++) {
            if (!Double.isNaN(x[t]) && !Double.isNaN(factor[t])) {
                both += x[t] * factor[t];
                own += factor[t] * factor[t];
            }
        }
        return own > 0 ? both / own : 0;
    }

    private static double energy(double[] x) {
        return Arrays.stream(x).filter(v -> !Double.isNaN(v)).map(v -> v * v).sum();
    }
}
