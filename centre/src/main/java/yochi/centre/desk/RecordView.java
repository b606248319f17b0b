package yochi.centre.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import yochi.centre.ledger.AlarmLine;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Group;
import yochi.centre.ledger.ListLine;
import yochi.centre.ledger.MeanLine;
import yochi.centre.ledger.PublicName;
import yochi.centre.ledger.Reliability;
import yochi.centre.ledger.Score;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.SkillLine;
import yochi.centre.ledger.WeekLine;
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
                book.silent(),
                book.silences().entrySet().stream()
                        .map(e -> new ForecastRecord.Silence(
                                e.getKey().region(), e.getKey().since(), e.getValue()))
                        .toList(),
                book.reasons().entrySet().stream()
                        .map(e -> new ForecastRecord.Reason(Sentences.of(e.getKey()), e.getValue()))
                        .toList(),
                book.withdrawn(),
                book.eligible(),
                book.missing(),
                book.independent(),
                book.tooFew(),
                ForecastBook.LEAST_INDEPENDENT,
                book.coverage90(),
                each(book, p -> p.means().stream().map(RecordView::mean)),
                each(book, p -> p.lines().stream().map(RecordView::score)),
                each(book, p -> p.weeks().stream().map(RecordView::week)),
                each(book, p -> p.reliability().stream().map(r -> reliability(p.group(), r))),
                each(book, p -> p.alarms().stream().map(RecordView::alarm)),
                each(book, p -> p.lists().stream().map(RecordView::hits)),
                ValueView.values(book),
                ValueView.recipients(desk, book),
                book.calibration().stream()
                        .map(c -> new ForecastRecord.Calibration(c.level(), c.observed(), c.n()))
                        .toList(),
                book.lastTen().stream().map(RecordView::scored).toList(),
                book.recent().stream()
                        .filter(t -> t.score().isPresent())
                        .limit(RECENT)
                        .map(RecordView::scored)
                        .toList());
    }

    private static <T> List<T> each(ForecastBook book, Function<ForecastBook.Part, Stream<T>> lines) {
        return book.parts().stream().flatMap(lines).toList();
    }

    private static ForecastRecord.Mean mean(MeanLine l) {
        return new ForecastRecord.Mean(
                l.group().method(),
                l.group().basis().word(),
                l.group().horizonHours(),
                l.group().daysAhead(),
                l.measure(),
                l.ours(),
                l.n(),
                l.independent());
    }

    private static ForecastRecord.Score score(SkillLine l) {
        return new ForecastRecord.Score(
                l.group().method(),
                l.group().basis().word(),
                l.group().horizonHours(),
                l.group().daysAhead(),
                l.measure(),
                l.ours(),
                l.rival(),
                l.rivals(),
                l.skill(),
                l.low(),
                l.high(),
                l.n(),
                l.independent(),
                l.tooFew());
    }

    private static ForecastRecord.Week week(WeekLine l) {
        return new ForecastRecord.Week(
                l.group().method(),
                l.group().basis().word(),
                l.group().horizonHours(),
                l.group().daysAhead(),
                l.measure(),
                l.rival(),
                l.week(),
                l.ours(),
                l.rivals(),
                l.skill(),
                l.n());
    }

    private static ForecastRecord.Reliability reliability(Group group, Reliability r) {
        return new ForecastRecord.Reliability(
                group.method(),
                group.basis().word(),
                group.horizonHours(),
                group.daysAhead(),
                r.n(),
                new ForecastRecord.Decomposition(
                        r.brier(), r.reliability(), r.resolution(), r.uncertainty(), r.withinBins()),
                r.bins().stream()
                        .map(b -> new ForecastRecord.Bin(b.low(), b.high(), b.said(), b.observed(), b.n()))
                        .toList());
    }

    private static ForecastRecord.Alarm alarm(AlarmLine l) {
        return new ForecastRecord.Alarm(
                l.group().method(),
                l.group().basis().word(),
                l.group().horizonHours(),
                l.group().daysAhead(),
                l.threshold(),
                l.who(),
                l.alarms(),
                l.hits(),
                l.falseAlarms(),
                l.missed(),
                l.perWeek(),
                l.leadHours());
    }

    private static ForecastRecord.Hits hits(ListLine l) {
        return new ForecastRecord.Hits(
                l.group().method(),
                l.group().basis().word(),
                l.group().horizonHours(),
                l.group().daysAhead(),
                l.length(),
                l.who(),
                l.hits(),
                l.of(),
                l.lists());
    }

    static ForecastRecord.Scored scored(ForecastBook.Told told) {
        Sealed sealed = told.sealed();
        Score score = told.score().orElseThrow();
        Prediction.Question asked = sealed.forecast().question();
        Prediction.Question shown = PublicName.of(asked);
        Optional<Prediction.Rival> rival = sealed.forecast().rivals().stream()
                .min(Comparator.comparing(r -> score.rivals().getOrDefault(r.name(), Double.MAX_VALUE)));
        return new ForecastRecord.Scored(
                sealed.id(),
                sealed.basis().word(),
                shown.equals(asked) ? SeriesView.id(asked) : "",
                shown,
                sealed.forecast().issued(),
                quantiles(sealed.forecast().prediction()),
                sealed.forecast().prediction() instanceof Prediction.Probability p
                        ? OptionalDouble.of(p.value())
                        : OptionalDouble.empty(),
                OptionalDouble.of(score.outcome()),
                rival.map(Prediction.Rival::name),
                rival.map(r -> OptionalDouble.of(point(r.prediction()))).orElse(OptionalDouble.empty()),
                rival.map(r -> score.ours() < score.rivals().getOrDefault(r.name(), Double.MAX_VALUE)),
                Optional.of(sealed.right(score)));
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
