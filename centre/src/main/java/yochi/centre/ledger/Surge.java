package yochi.centre.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * The event that a sealed forecast of a day's count speaks of beside its number: that so many times the mean of the
 * last seven days come, or more. Threshold, probability and what the rivals say of it follow from the sealed statement
 * alone, so it is sealed with it, for every unit and day, and is scored like any other event.
 *
 * @param mean of the last seven days, as the rival of that name told it
 * @param threshold count from which on it is a surge
 * @param forecast the same question as an event; rivals that told a point only have none
 */
public record Surge(double mean, double threshold, Forecast forecast) {
    /** Twice the usual; own choice, stated. */
    public static final double FACTOR = 2;

    /** What stands before a method's name where its surges are scored. */
    static final String PREFIX = "surge, ";

    private static final String MEAN = "mean";

    /** What a forecast says of a surge; empty where it is no count of a day, or nothing came in the last seven. */
    public static Optional<Surge> of(Forecast counted, double factor) {
        Prediction.Question asked = counted.question();
        boolean days = Duration.between(asked.from(), asked.to()).toSeconds() >= Epoch.DAY;
        if (!days
                || asked.attackType() == AttackType.ATTACK_ORDER
                || !(counted.prediction() instanceof Prediction.Quantiles ours)) {
            return Optional.empty();
        }
        return counted.rivals().stream()
                .filter(r -> r.name().contains(MEAN))
                .flatMap(r -> middle(r.prediction()))
                .findFirst()
                .filter(mean -> mean > 0)
                .map(mean -> new Surge(mean, factor * mean, event(counted, ours, factor * mean)));
    }

    private static Stream<Double> middle(Prediction prediction) {
        return prediction instanceof Prediction.Quantiles q
                ? Optional.ofNullable(q.quantiles().get(0.5)).stream()
                : Stream.empty();
    }

    private static Forecast event(Forecast counted, Prediction.Quantiles ours, double threshold) {
        List<Prediction.Rival> rivals = counted.rivals().stream()
                .filter(r -> r.prediction() instanceof Prediction.Quantiles q
                        && q.quantiles().size() > 1)
                .map(r -> new Prediction.Rival(
                        r.name(),
                        new Prediction.Probability(
                                above(((Prediction.Quantiles) r.prediction()).quantiles(), threshold))))
                .toList();
        return new Forecast(
                counted.question(),
                new Prediction.Probability(above(ours.quantiles(), threshold)),
                rivals,
                counted.issued(),
                counted.informationUntil(),
                PREFIX + counted.method(),
                counted.missing());
    }

    /** Probability that it comes. */
    public double probability() {
        return ((Prediction.Probability) forecast.prediction()).value();
    }

    /** Whether that many are a surge. */
    boolean came(double count) {
        return count >= threshold;
    }

    /** Probability that more than the threshold comes, by straight lines between the quantiles known. */
    static double above(Map<Double, Double> quantiles, double threshold) {
        NavigableMap<Double, Double> levels = new TreeMap<>(quantiles);
        double below = levels.firstKey();
        Map.Entry<Double, Double> before = levels.firstEntry();
        for (Map.Entry<Double, Double> next : levels.entrySet()) {
            if (next.getValue() > threshold) {
                double width = next.getValue() - before.getValue();
                double share = width > 0 ? (threshold - before.getValue()) / width : 0;
                return 1
                        - (before.getValue() > threshold
                                ? below
                                : before.getKey() + share * (next.getKey() - before.getKey()));
            }
            before = next;
            below = next.getKey();
        }
        return 1 - below;
    }
}
