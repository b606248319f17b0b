package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.core.model.Prediction;

/**
 * How past forecasts did, beside a naive rival: sealed before, scored after.
 *
 * @param sealed forecasts sealed so far
 * @param scored of these, scored
 * @param waiting of these, whose span has not passed
 * @param notScorable of these, whose outcome was not watched
 * @param scores one line per group
 * @param calibration how often the outcome fell below each quantile
 * @param recent the latest scored statements, newest first
 */
public record ForecastRecord(
        long sealed,
        long scored,
        long waiting,
        long notScorable,
        List<Score> scores,
        List<Calibration> calibration,
        List<Scored> recent) {
    public ForecastRecord {
        scores = List.copyOf(scores);
        calibration = List.copyOf(calibration);
        recent = List.copyOf(recent);
    }

    /**
     * Our mean error beside a rival's.
     *
     * @param group which forecasts
     * @param measure which error, such as {@code pinball}
     * @param ours our mean error; lower is better
     * @param rival the rival's name
     * @param rivals its mean error
     * @param skill 1 - ours / rivals: above 0 we are better
     * @param low lower 95 % bound of skill
     * @param high upper 95 % bound of skill
     * @param n scored statements behind it
     */
    public record Score(
            String group,
            String measure,
            double ours,
            String rival,
            double rivals,
            OptionalDouble skill,
            OptionalDouble low,
            OptionalDouble high,
            long n) {}

    /**
     * How often the outcome fell at or below a quantile.
     *
     * @param level the quantile's probability
     * @param observed share of outcomes at or below it
     * @param n outcomes
     */
    public record Calibration(double level, double observed, long n) {}

    /**
     * One scored statement.
     *
     * @param series id of its series
     * @param quantiles level to value; empty for a probability
     * @param probability of the event; absent for a number
     * @param outcome what came; 0 or 1 for an event
     * @param better whether we were nearer than the rival
     */
    public record Scored(
            String id,
            String series,
            Prediction.Question question,
            Instant issued,
            Map<String, Double> quantiles,
            OptionalDouble probability,
            OptionalDouble outcome,
            Optional<String> rival,
            OptionalDouble rivalValue,
            Optional<Boolean> better) {
        public Scored {
            quantiles = java.util.Collections.unmodifiableMap(new TreeMap<>(quantiles));
        }
    }
}
