package yochi.centre.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.analysis.score.Crps;
import yochi.analysis.score.Scores;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * What one statement cost by one proper score, and what the rivals' answers to the same question did; less is better.
 *
 * @param measure {@code brier} and {@code log} of an event, {@code crps} and {@code interval90} of a number
 * @param ours our loss
 * @param rivals theirs, of those whose answer has this loss: a point has no interval
 */
record Loss(String measure, double ours, Map<String, Double> rivals) {
    /** No statement is taken to be surer than that, ours nor a rival's: else one wrong 0 or 1 costs without end. */
    static final double SUREST = 0.001;

    private static final double MISS90 = 0.1;

    Loss {
        rivals = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
    }

    static List<Loss> of(Forecast forecast, double outcome) {
        return switch (forecast.prediction()) {
            case Prediction.Probability p ->
                List.of(
                        event(forecast, p, "brier", v -> Scores.brier(v, outcome > 0)),
                        event(forecast, p, "log", v -> log(v, outcome > 0)));
            case Prediction.Quantiles q -> {
                List<Loss> out = new ArrayList<>();
                out.add(number(forecast, "crps", q, v -> OptionalDouble.of(Crps.quantiles(v.quantiles(), outcome))));
                if (interval(q, outcome).isPresent()) {
                    out.add(number(forecast, "interval90", q, v -> interval(v, outcome)));
                }
                yield out;
            }
        };
    }

    /** Minus the logarithm of the probability given to what came (Good 1952). */
    static double log(double probability, boolean happened) {
        double p = Math.clamp(probability, SUREST, 1 - SUREST);
        return -Math.log(happened ? p : 1 - p);
    }

    private static OptionalDouble interval(Prediction.Quantiles told, double outcome) {
        Distribution d = new Distribution(told.quantiles());
        return d.isPoint()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Scores.interval(d.at(MISS90 / 2), d.at(1 - MISS90 / 2), MISS90, outcome));
    }

    private static Loss event(
            Forecast forecast, Prediction.Probability ours, String measure, Function<Double, Double> loss) {
        Map<String, Double> rivals = new TreeMap<>();
        for (Prediction.Rival rival : forecast.rivals()) {
            if (rival.prediction() instanceof Prediction.Probability p) {
                rivals.put(rival.name(), loss.apply(p.value()));
            }
        }
        return new Loss(measure, loss.apply(ours.value()), rivals);
    }

    private static Loss number(
            Forecast forecast,
            String measure,
            Prediction.Quantiles ours,
            Function<Prediction.Quantiles, OptionalDouble> loss) {
        Map<String, Double> rivals = new TreeMap<>();
        for (Prediction.Rival rival : forecast.rivals()) {
            if (rival.prediction() instanceof Prediction.Quantiles q) {
                loss.apply(q).ifPresent(v -> rivals.put(rival.name(), v));
            }
        }
        return new Loss(measure, loss.apply(ours).orElseThrow(), rivals);
    }
}
