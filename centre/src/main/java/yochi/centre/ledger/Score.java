package yochi.centre.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.analysis.score.Crps;
import yochi.analysis.score.Scores;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * How one statement did beside its rivals.
 *
 * @param forecast id of the statement
 * @param outcome what came
 * @param knownAt end of the observation time that had to pass
 * @param measure {@code crps} for a number (twice the mean pinball loss over the quantiles told), {@code brier} for
 *     an event; smaller is better
 * @param ours our error
 * @param rivals rivals' errors on the same question
 * @param inside90 whether the outcome lay within our central 90 % interval; empty for events and points
 * @param inside50 the same for 50 %
 * @param first of an event that came: begin of the day on which it first did
 */
public record Score(
        String forecast,
        double outcome,
        Instant knownAt,
        String measure,
        double ours,
        Map<String, Double> rivals,
        Optional<Boolean> inside90,
        Optional<Boolean> inside50,
        Optional<Instant> first) {
    public Score {
        rivals = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
    }

    static Score of(String id, Forecast forecast, Truth.Known truth) {
        Map<String, Double> rivals = new TreeMap<>();
        for (Prediction.Rival rival : forecast.rivals()) {
            rivals.put(rival.name(), error(rival.prediction(), truth.value()));
        }
        double ours = error(forecast.prediction(), truth.value());
        return switch (forecast.prediction()) {
            case Prediction.Probability p ->
                new Score(
                        id,
                        truth.value(),
                        truth.knownAt(),
                        "brier",
                        ours,
                        rivals,
                        Optional.empty(),
                        Optional.empty(),
                        truth.first());
            case Prediction.Quantiles q -> {
                Distribution d = new Distribution(q.quantiles());
                boolean point = d.isPoint();
                yield new Score(
                        id,
                        truth.value(),
                        truth.knownAt(),
                        "crps",
                        ours,
                        rivals,
                        point ? Optional.empty() : Optional.of(d.covers(truth.value(), 0.9)),
                        point ? Optional.empty() : Optional.of(d.covers(truth.value(), 0.5)),
                        Optional.empty());
            }
        };
    }

    /** Hours from the last data known to the day of the event; empty where it did not come, or its day is not told. */
    OptionalDouble leadHours(Forecast forecast) {
        return first.map(day -> OptionalDouble.of(
                        Math.max(0, Duration.between(forecast.informationUntil(), day).toMinutes() / 60.0)))
                .orElse(OptionalDouble.empty());
    }

    private static double error(Prediction prediction, double outcome) {
        return switch (prediction) {
            case Prediction.Quantiles q -> Crps.quantiles(q.quantiles(), outcome);
            case Prediction.Probability p -> Scores.brier(p.value(), outcome > 0);
        };
    }
}
