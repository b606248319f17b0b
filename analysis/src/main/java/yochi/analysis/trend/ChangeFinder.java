package yochi.analysis.trend;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Two autoregressions in a row: the second one follows the smoothed surprise of the first, so that a lasting change
 * scores and a single outlier does not (Takeuchi and Yamanishi 2006; parameters of Dark-TRACER). Kept for comparison
 * with that system: the score depends on the unit of the series, and its first {@link #BURN_IN} values say nothing,
 * because a cold start inflates the variance (algorithms §2.2, §9). Gaps leave the state as it was.
 */
public final class ChangeFinder {
    /** 1/0.005: what the published rule of 15 leaves in is a start-up artefact. */
    public static final int BURN_IN = 200;
    /** What Dark-TRACER calls an alert; meaningful for its own data only. */
    public static final double PUBLISHED_THRESHOLD = 3;

    private static final double RATE = 0.005;

    private final Sdar first = new Sdar(RATE);
    private final Sdar second = new Sdar(RATE);
    private final Moving between = new Moving(10);
    private final Moving after = new Moving(5);

    /** How much the series has changed by this value, in nats; NaN in a gap. */
    public double add(double x) {
        return Double.isNaN(x) ? x : after.add(second.add(between.add(first.add(x))));
    }

    /** Scores of a whole series. */
    public static double[] scores(double[] series) {
        ChangeFinder finder = new ChangeFinder();
        double[] out = new double[series.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = finder.add(series[i]);
        }
        return out;
    }

    /** The same after a warm-up on the mirrored series, which removes the artefacts of a cold start. */
    public static double[] warmScores(double[] series) {
        ChangeFinder finder = new ChangeFinder();
        for (int i = series.length - 1; i >= 0; i--) {
            finder.add(series[i]);
        }
        double[] out = new double[series.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = finder.add(series[i]);
        }
        return out;
    }

    /** Mean of the last values, of fewer at the start. */
    private static final class Moving {
        private final int width;
        private final Deque<Double> kept = new ArrayDeque<>();

        Moving(int width) {
            this.width = width;
        }

        double add(double x) {
            kept.addLast(x);
            if (kept.size() > width) {
                kept.removeFirst();
            }
            return kept.stream().mapToDouble(Double::doubleValue).sum() / kept.size();
        }
    }
}
