package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.core.model.Prediction;

/**
 * The naive answers that ours must beat, told as distributions too: the naive point with the errors that it made on the
 * history at the same horizon, so that a rival is not beaten merely for naming no spread. Errors are of counts, by
 * which all rivals did better on the first two thirds of marx than by errors of logarithms.
 */
public final class Rivals {
    /** How many there are, where history is long enough. */
    public static final int ALL = 3;

    private static final String SEASONAL = "seasonal naive";
    private static final int WEEK = 7;

    private static final int LEAST_ERRORS = 10;

    private final double[] y;
    private final int season;
    private final double[] means;
    private final Optional<Autoregression> regression;

    /** A rival's point for the step so many ahead of {@code end} known ones, NaN where it has nothing to go by. */
    private interface Point {
        double at(int end, int ahead);
    }

    /**
     * Of one series; not for several threads.
     *
     * @param y counts, NaN in gaps
     * @param season 7 for days, 24 for hours
     */
    public Rivals(double[] y, int season) {
        this.y = y.clone();
        this.season = season;
        this.means = new double[y.length + 1];
        Arrays.setAll(means, this::mean);
        this.regression = Autoregression.fit(y, season);
    }

    /**
     * One rival's answer.
     *
     * @param point what it says before its errors are looked at
     * @param quantiles of its errors about that point; a median alone where it has made too few
     */
    public record Answer(String name, double point, Map<Double, Double> quantiles) {}

    List<Prediction.Rival> at(int horizon) {
        return answers(horizon).stream()
                .map(a -> new Prediction.Rival(a.name(), new Prediction.Quantiles(a.quantiles())))
                .toList();
    }

    /** What each says of the step so many ahead; one that has nothing to go by is not there. */
    public List<Answer> answers(int horizon) {
        List<Answer> out = new ArrayList<>();
        add(out, season + (season == WEEK ? "-day mean" : "-hour mean"), horizon, (end, ahead) -> means[end]);
        add(out, SEASONAL, horizon, this::seasonal);
        regression.ifPresent(ar -> add(out, "AR(" + season + ")", horizon, ar::at));
        return out;
    }

    private void add(List<Answer> out, String name, int horizon, Point point) {
        double now = point.at(y.length, horizon);
        if (Double.isNaN(now)) {
            return;
        }
        double[] errors = new double[y.length];
        int n = 0;
        for (int end = season; end + horizon <= y.length; end++) {
            double error = y[end + horizon - 1] - point.at(end, horizon);
            if (!Double.isNaN(error)) {
                errors[n++] = error;
            }
        }
        double told = Math.max(0, now);
        Map<Double, Double> quantiles = new TreeMap<>();
        if (n < LEAST_ERRORS) {
            quantiles.put(.5, told);
        } else {
            Levels.of(Arrays.copyOf(errors, n))
                    .forEach((level, error) -> quantiles.put(level, Math.max(0, now + error)));
        }
        out.add(new Answer(name, told, quantiles));
    }

    /** Mean of the season before {@code end}. */
    private double mean(int end) {
        double sum = 0;
        int n = 0;
        for (int t = Math.max(0, end - season); t < end; t++) {
            if (!Double.isNaN(y[t])) {
                sum += y[t];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    /** The newest value of the same phase. */
    private double seasonal(int end, int horizon) {
        for (int t = end + horizon - 1 - season; t >= 0; t -= season) {
            if (t < end && !Double.isNaN(y[t])) {
                return y[t];
            }
        }
        return Double.NaN;
    }
}
