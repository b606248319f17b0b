package yochi.centre.ledger;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import java.util.TreeMap;
import yochi.core.model.Prediction;

/**
 * How past forecasts did, as anybody may read it.
 *
 * @param sealed forecasts sealed
 * @param scored of these, scored
 * @param waiting of these, whose span has not passed or whose data have not come
 * @param notScorable of these, whose outcome was not watched; with the reasons counted
 * @param reasons why, and how often
 * @param lines one per method, measure and rival
 * @param calibration how often the outcome fell at or below each quantile
 * @param coverage90 share of outcomes inside our central 90 % interval; empty before the first
 * @param recent the last statements with what came, newest first
 */
public record ForecastBook(
        long sealed,
        long scored,
        long waiting,
        long notScorable,
        Map<String, Long> reasons,
        List<SkillLine> lines,
        List<Calibration> calibration,
        OptionalDouble coverage90,
        List<Told> recent) {
    public ForecastBook {
        reasons = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        lines = List.copyOf(lines);
        calibration = List.copyOf(calibration);
        recent = List.copyOf(recent);
    }

    /** How often the outcome fell at or below a quantile, over n outcomes. */
    public record Calibration(double level, double observed, long n) {}

    /** One statement and its score; the score is empty while it waits or where it was not watched. */
    public record Told(Sealed sealed, Optional<Score> score, Optional<String> whyNot) {}

    static ForecastBook of(List<Entry> entries, int recent) {
        Map<String, Sealed> forecasts = new HashMap<>();
        SequencedSet<String> order = new LinkedHashSet<>();
        Map<String, Score> scores = new HashMap<>();
        Map<String, String> unscored = new HashMap<>();
        Map<String, Long> reasons = new TreeMap<>();
        for (Entry entry : entries) {
            switch (entry.kind()) {
                case FORECAST -> forecasts.put(entry.subject(), ScoreJson.sealed(entry));
                case SCORE -> scores.put(entry.subject(), ScoreJson.score(entry));
                case UNSCORED -> {
                    String reason = ScoreJson.reason(entry);
                    unscored.put(entry.subject(), reason);
                    reasons.merge(reason, 1L, Long::sum);
                }
            }
            order.addLast(entry.subject());
        }
        List<Told> told = order.reversed().stream()
                .limit(recent)
                .map(id -> new Told(
                        sealed(forecasts, id),
                        Optional.ofNullable(scores.get(id)),
                        Optional.ofNullable(unscored.get(id))))
                .toList();
        return new ForecastBook(
                forecasts.size(),
                scores.size(),
                forecasts.size() - scores.size() - unscored.size(),
                unscored.size(),
                reasons,
                SkillLine.of(forecasts, scores),
                calibration(forecasts, scores),
                coverage(scores),
                told);
    }

    private static List<Calibration> calibration(Map<String, Sealed> forecasts, Map<String, Score> scores) {
        Map<Double, long[]> counts = new TreeMap<>();
        scores.forEach((id, score) -> {
            if (sealed(forecasts, id).forecast().prediction() instanceof Prediction.Quantiles q) {
                q.quantiles().forEach((level, value) -> {
                    long[] count = counts.computeIfAbsent(level, l -> new long[2]);
                    count[0] += score.outcome() <= value ? 1 : 0;
                    count[1]++;
                });
            }
        });
        return counts.entrySet().stream()
                .map(e -> new Calibration(e.getKey(), (double) e.getValue()[0] / e.getValue()[1], e.getValue()[1]))
                .toList();
    }

    private static OptionalDouble coverage(Map<String, Score> scores) {
        return scores.values().stream()
                .flatMap(score -> score.inside90().stream())
                .mapToDouble(inside -> inside ? 1 : 0)
                .average();
    }

    static Sealed sealed(Map<String, Sealed> forecasts, String id) {
        Sealed sealed = forecasts.get(id);
        if (sealed == null) {
            throw new IllegalStateException("the ledger speaks of a forecast it does not hold: " + id);
        }
        return sealed;
    }
}
