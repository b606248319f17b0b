package yochi.analysis.forecast;

import java.util.Arrays;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) as Hyndman and Billah (2003) have shown it to be: simple
 * smoothing with half of the slope of a straight line as drift, of what remains when a season that is there by the test
 * of its autocorrelation (90 %) has been taken out by moving averages.
 */
final class Theta implements PointModel {
    /** One-sided 95 % point of the normal distribution, for the season's autocorrelation. */
    private static final double SEASONAL = 1.645;

    private static final double TOLERANCE = 1e-4;

    private final SimpleSmoothing level;
    private final double halfSlope;
    private final double[] season;
    private final Season kind;

    /** How a season takes part. */
    enum Season {
        /** It adds to the level, as is right for logarithms. */
        ADDED,
        /** It is a factor of the level, as in the method's first form. */
        FACTOR
    }

    private Theta(SimpleSmoothing level, double halfSlope, double[] season, Season kind) {
        this.level = level;
        this.halfSlope = halfSlope;
        this.season = season;
        this.kind = kind;
    }

    /** Fits to values that a season adds to; NaN are gaps. */
    static Theta fit(double[] y, int season) {
        return fit(y, season, Season.ADDED, TOLERANCE);
    }

    static Theta fit(double[] y, int season, Season kind, double tolerance) {
        boolean factor = kind == Season.FACTOR;
        double[] pattern = seasonal(y, season) ? pattern(y, season, factor) : new double[] {factor ? 1 : 0};
        double[] left = new double[y.length];
        Arrays.setAll(left, t -> factor ? y[t] / pattern[t % pattern.length] : y[t] - pattern[t % pattern.length]);
        return new Theta(SimpleSmoothing.fit(left, tolerance), slope(left) / 2, pattern, kind);
    }

    @Override
    public double[] path(int end, int steps) {
        double[] path = new double[steps];
        double alpha = level.alpha();
        double begun = (1 - Math.pow(1 - alpha, end)) / alpha;
        for (int h = 0; h < steps; h++) {
            double without = level.level(end) + halfSlope * (h + begun);
            double phase = season[(end + h) % season.length];
            path[h] = kind == Season.FACTOR ? without * phase : without + phase;
        }
        return path;
    }

    @Override
    public int parameters() {
        return 3 + (season.length > 1 ? season.length - 1 : 0);
    }

    /** Whether the autocorrelation one season back is more than chance (Bartlett's variance). */
    static boolean seasonal(double[] y, int season) {
        if (season < 2 || Arrays.stream(y).filter(v -> !Double.isNaN(v)).count() <= 2L * season) {
            return false;
        }
        double mean = Arrays.stream(y).filter(v -> !Double.isNaN(v)).average().orElse(0);
        double none = lagged(y, mean, 0);
        double before = 0;
        for (int lag = 1; lag < season; lag++) {
            double r = lagged(y, mean, lag) / none;
            before += r * r;
        }
        long n = Arrays.stream(y).filter(v -> !Double.isNaN(v)).count();
        return Math.abs(lagged(y, mean, season) / none) > SEASONAL * Math.sqrt((1 + 2 * before) / n);
    }

    private static double lagged(double[] y, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < y.length; t++) {
            double product = (y[t] - mean) * (y[t - lag] - mean);
            sum += Double.isNaN(product) ? 0 : product;
        }
        return sum;
    }

    /** Mean distance of each phase from the moving average over one season: 0 in the mean, as a factor 1. */
    private static double[] pattern(double[] y, int season, boolean factor) {
        double[] sum = new double[season];
        int[] n = new int[season];
        int half = season / 2;
        for (int t = half; t + half < y.length; t++) {
            double around = 0;
            for (int k = -half; k <= half; k++) {
                boolean shared = season % 2 == 0 && Math.abs(k) == half;
                around += y[t + k] * (shared ? .5 : 1);
            }
            double distance = factor ? y[t] / (around / season) : y[t] - around / season;
            if (!Double.isNaN(distance)) {
                sum[t % season] += distance;
                n[t % season]++;
            }
        }
        double[] pattern = new double[season];
        Arrays.setAll(pattern, p -> n[p] == 0 ? (factor ? 1 : 0) : sum[p] / n[p]);
        double mean = Arrays.stream(pattern).average().orElse(0);
        Arrays.setAll(pattern, p -> factor ? pattern[p] / mean : pattern[p] - mean);
        return pattern;
    }

    private static double slope(double[] y) {
        double n = 0;
        double st = 0;
        double sy = 0;
        double stt = 0;
        double sty = 0;
        for (int t = 0; t < y.length; t++) {
            if (!Double.isNaN(y[t])) {
                n++;
                st += t;
                sy += y[t];
                stt += (double) t * t;
                sty += t * y[t];
            }
        }
        double spread = stt - st * st / n;
        return n < 3 ? 0 : (sty - st * sy / n) / spread;
    }
}
