package yochi.centre.desk;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Score;
import yochi.centre.ledger.Sealed;
import yochi.centre.pages.ForecastRecord;
import yochi.core.model.Prediction;

/** The ledger's book, as the pages show it. */
final class RecordView {
    private static final int RECENT = 50;

    private RecordView() {}

    static ForecastRecord of(Desk desk) {
        ForecastBook book = desk.ledger().book(4 * RECENT);
        return new ForecastRecord(
                book.sealed(),
                book.scored(),
                book.waiting(),
                book.notScorable(),
                book.lines().stream()
                        .map(l -> new ForecastRecord.Score(
                                l.method(),
                                l.measure(),
                                l.ours(),
                                l.rival(),
                                l.rivals(),
                                l.skill(),
                                l.low(),
                                l.high(),
                                l.n()))
                        .toList(),
                book.calibration().stream()
                        .map(c -> new ForecastRecord.Calibration(c.level(), c.observed(), c.n()))
                        .toList(),
                book.recent().stream()
                        .filter(t -> t.score().isPresent())
                        .limit(RECENT)
                        .map(RecordView::scored)
                        .toList());
    }

    static ForecastRecord.Scored scored(ForecastBook.Told told) {
        Sealed sealed = told.sealed();
        Score score = told.score().orElseThrow();
        Optional<Prediction.Rival> rival = sealed.forecast().rivals().stream()
                .min(Comparator.comparing(r -> score.rivals().getOrDefault(r.name(), Double.MAX_VALUE)));
        return new ForecastRecord.Scored(
                sealed.id(),
                SeriesView.id(sealed.forecast().question()),
                sealed.forecast().question(),
                sealed.forecast().issued(),
                quantiles(sealed.forecast().prediction()),
                sealed.forecast().prediction() instanceof Prediction.Probability p
                        ? OptionalDouble.of(p.value())
                        : OptionalDouble.empty(),
                OptionalDouble.of(score.outcome()),
                rival.map(Prediction.Rival::name),
                rival.map(r -> OptionalDouble.of(point(r.prediction()))).orElse(OptionalDouble.empty()),
                rival.map(r -> score.ours() < score.rivals().getOrDefault(r.name(), Double.MAX_VALUE)));
    }

    static Map<String, Double> quantiles(Prediction prediction) {
        Map<String, Double> out = new TreeMap<>();
        if (prediction instanceof Prediction.Quantiles q) {
            q.quantiles().forEach((level, value) -> out.put(String.format(Locale.ROOT, "%s", level), value));
        }
        return out;
    }

    static double point(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Probability p -> p.value();
            case Prediction.Quantiles q -> q.quantiles().getOrDefault(0.5, Double.NaN);
        };
    }
}
