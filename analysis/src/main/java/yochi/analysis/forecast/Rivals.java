package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import yochi.core.model.Prediction;

/**
 * The naive answers that ours must beat, told as distributions too: the naive point with the errors that it made on the
 * history at the same horizon, on log1p counts, so that a rival is not beaten merely for naming no spread.
 */
final class Rivals {
    static final String MEAN = "7-day mean";
    static final String SEASONAL = "seasonal naive";

    private static final int WEEK = 7;
    private static final int LEAST_ERRORS = 10;

    private final double[] y;

    /** The history on log1p, NaN in gaps. */
    Rivals(double[] y) {
        this.y = y.clone();
    }

    List<Prediction.Rival> at(int horizon) {
        List<Prediction.Rival> out = new ArrayList<>();
        add(out, MEAN, horizon, this::mean);
        add(out, SEASONAL, horizon, end -> seasonal(end, horizon));
        return out;
    }

    private void add(List<Prediction.Rival> out, String name, int horizon, IntFunction<OptionalDouble> point) {
        OptionalDouble now = point.apply(y.length);
        if (now.isEmpty()) {
            return;
        }
        double[] errors = new double[y.length];
        int n = 0;
        for (int end = WEEK; end + horizon <= y.length; end++) {
            OptionalDouble then = point.apply(end);
            double came = y[end + horizon - 1];
            if (then.isPresent() && !Double.isNaN(came)) {
                errors[n++] = came - then.getAsDouble();
            }
        }
        Map<Double, Double> quantiles = new TreeMap<>();
        if (n < LEAST_ERRORS) {
            quantiles.put(.5, count(now.getAsDouble()));
        } else {
            Levels.of(java.util.Arrays.copyOf(errors, n))
                    .forEach((level, error) -> quantiles.put(level, count(now.getAsDouble() + error)));
        }
        out.add(new Prediction.Rival(name, new Prediction.Quantiles(quantiles)));
    }

    private static double count(double log) {
        return Math.max(0, Math.expm1(log));
    }

    /** Mean of the seven days before {@code end}, on the scale of counts. */
    private OptionalDouble mean(int end) {
        double sum = 0;
        int n = 0;
        for (int t = Math.max(0, end - WEEK); t < end; t++) {
            if (!Double.isNaN(y[t])) {
                sum += Math.expm1(y[t]);
                n++;
            }
        }
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.log1p(sum / n));
    }

    /** The newest value of the same day of the week. */
    private OptionalDouble seasonal(int end, int horizon) {
        for (int t = end + horizon - 1 - WEEK; t >= 0; t -= WEEK) {
            if (t < end && !Double.isNaN(y[t])) {
                return OptionalDouble.of(y[t]);
            }
        }
        return OptionalDouble.empty();
    }
}
