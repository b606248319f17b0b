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

/** The ledger read once from its beginning: takes entry by entry, and gives the book of all that it has taken. */
final class BookReading {
    private final Map<String, Sealed> forecasts = new HashMap<>();
    private final SequencedSet<String> order = new LinkedHashSet<>();
    private final Map<String, Score> scores = new HashMap<>();
    private final Map<String, String> unscored = new HashMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long last;

    /** Number of the last entry taken, 0 before the first. */
    long last() {
        return last;
    }

    void add(Entry entry) {
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
        last = entry.number();
    }

    ForecastBook book(int recent) {
        List<ForecastBook.Told> told = order.reversed().stream()
                .limit(recent)
                .map(id -> new ForecastBook.Told(
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
                calibration(),
                coverage(),
                told);
    }

    private List<ForecastBook.Calibration> calibration() {
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
                .map(e -> new ForecastBook.Calibration(
                        e.getKey(), (double) e.getValue()[0] / e.getValue()[1], e.getValue()[1]))
                .toList();
    }

    private OptionalDouble coverage() {
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
