package yochi.analysis.forecast;

/**
 * Simple exponential smoothing of a series with gaps, with the weight and the first level of least squared one-step
 * errors: the level is linear in the first one, so only the weight is searched for, by golden section in the bounds of
 * R's {@code ets} (1e-4 … .9999).
 */
final class SimpleSmoothing {
    private static final double LEAST = 1e-4;
    private static final double MOST = .9999;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** Places where a search begins, since the error may have two valleys. */
    private static final int STARTS = 8;

    private final double alpha;
    private final double[] levels;

    private SimpleSmoothing(double alpha, double[] levels) {
        this.alpha = alpha;
        this.levels = levels;
    }

    /** Fits to the series within a relative tolerance of the weight. */
    static SimpleSmoothing fit(double[] y, double tolerance) {
        double best = LEAST;
        double least = Double.POSITIVE_INFINITY;
        double step = (MOST - LEAST) / STARTS;
        for (int i = 0; i <= STARTS; i++) {
            double error = profile(y, LEAST + i * step)[0];
            if (error < least) {
                least = error;
                best = LEAST + i * step;
            }
        }
        double low = Math.max(LEAST, best - step);
        double high = Math.min(MOST, best + step);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = profile(y, left)[0];
        double atRight = profile(y, right)[0];
        while (high - low > tolerance) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = profile(y, left)[0];
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = profile(y, right)[0];
            }
        }
        double alpha = (low + high) / 2;
        return new SimpleSmoothing(alpha, levels(y, alpha, profile(y, alpha)[1]));
    }

    /** Squared one-step errors with the best first level, and that level. */
    private static double[] profile(double[] y, double alpha) {
        double fromZero = 0;
        double share = 1;
        double ee = 0;
        double es = 0;
        double ss = 0;
        for (double value : y) {
            if (Double.isNaN(value)) {
                continue;
            }
            double error = value - fromZero;
            ee += error * error;
            es += error * share;
            ss += share * share;
            fromZero += alpha * error;
            share *= 1 - alpha;
        }
        double first = ss == 0 ? 0 : es / ss;
        return new double[] {ee - 2 * first * es + first * first * ss, first};
    }

    private static double[] levels(double[] y, double alpha, double first) {
        double[] levels = new double[y.length + 1];
        levels[0] = first;
        for (int t = 0; t < y.length; t++) {
            double error = y[t] - levels[t];
            levels[t + 1] = levels[t] + (Double.isNaN(error) ? 0 : alpha * error);
        }
        return levels;
    }

    double alpha() {
        return alpha;
    }

    /** The level when so many values were known. */
    double level(int end) {
        return levels[end];
    }
}
