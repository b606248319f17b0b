package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.centre.ledger.Entry;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Group;
import yochi.centre.ledger.MeanLine;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.SkillLine;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastSheet;
import yochi.centre.pages.SourceLists;
import yochi.centre.situation.AlertRecord;
import yochi.centre.source.Standing;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/** What is forecast now, and one forecast in full, as the pages show them. */
final class ForecastView {
    /** Statements of the ledger looked back at, the newest first. */
    private static final int STATEMENTS = 20_000;

    private static final int LISTED = 300;
    private static final int PAST = 40;
    private static final int ALERTS = 200;

    private final Desk desk;
    private final List<ForecastBook.Told> told;
    private final Map<String, List<AlertRecord>> alerts = new HashMap<>();
    private final List<ForecastBook.Part> parts;
    private final UnitHistories histories;

    ForecastView(Desk desk) {
        this.desk = desk;
        ForecastBook book = desk.ledger().book(STATEMENTS);
        told = book.recent();
        parts = book.parts();
        histories = new UnitHistories(desk);
        for (AlertRecord record : desk.situation().newest(ALERTS)) {
            record.forecasts()
                    .forEach(id ->
                            alerts.computeIfAbsent(id, i -> new ArrayList<>()).add(record));
        }
    }

    /** Of each question that is still open, the newest statement. */
    ForecastBoard board() {
        Map<Prediction.Question, ForecastBook.Told> newest = new LinkedHashMap<>();
        told.stream()
                .filter(t -> t.score().isEmpty() && t.whyNot().isEmpty())
                .forEach(t -> newest.merge(question(t), t, ForecastView::later));
        Optional<Instant> until = desk.lastCube().map(Cube::until);
        List<ForecastBook.Told> open = newest.values().stream()
                .filter(t -> until.isEmpty() || question(t).to().isAfter(until.get()))
                .sorted(ORDER)
                .toList();
        return new ForecastBoard(
                until,
                open.stream().limit(LISTED).map(this::statement).toList(),
                Math.max(0, open.size() - LISTED),
                sources());
    }

    private SourceLists sources() {
        Standing now = desk.sources();
        return new SourceLists(
                now.told(),
                now.nodes(),
                now.listed(),
                now.lists().stream()
                        .map(l -> new SourceLists.OfService(l.service(), l.length(), l.expected()))
                        .toList(),
                Sentences.of(now.missing()),
                now.sealed(),
                now.over());
    }

    private static final Comparator<ForecastBook.Told> ORDER = Comparator.<ForecastBook.Told>comparingDouble(
                    t -> -probability(t.sealed().forecast()).orElse(-1))
            .thenComparing(t -> question(t).from())
            .thenComparing(t -> !question(t).attackType().isTotal())
            .thenComparing(t -> SeriesView.id(question(t)));

    /** The statement by its id; empty where the ledger knows none. */
    Optional<ForecastSheet> sheet(String id) {
        Optional<ForecastBook.Told> known =
                told.stream().filter(t -> t.sealed().id().equals(id)).findFirst();
        return known.or(() -> desk.ledger()
                        .find(id)
                        .map(s -> new ForecastBook.Told(s, Optional.empty(), Optional.empty())))
                .map(this::sheet);
    }

    private ForecastSheet sheet(ForecastBook.Told one) {
        List<Entry> entry = desk.ledger().entries(one.sealed().number() - 1, 1);
        return new ForecastSheet(
                statement(one),
                entry.getFirst().hash(),
                Sentences.of(Stream.concat(
                                histories.of(question(one)).stream(),
                                alerts.getOrDefault(one.sealed().id(), List.of()).stream()
                                        .flatMap(a -> a.alert().evidence().stream()))
                        .toList()),
                one.score().map(s -> RecordView.scored(one)),
                told.stream()
                        .filter(t -> t.score().isPresent()
                                && t.sealed().number() < one.sealed().number()
                                && sameMatter(question(t), question(one)))
                        .limit(PAST)
                        .map(RecordView::scored)
                        .toList());
    }

    private static ForecastBook.Told later(ForecastBook.Told a, ForecastBook.Told b) {
        return a.sealed().number() > b.sealed().number() ? a : b;
    }

    private static Prediction.Question question(ForecastBook.Told told) {
        return told.sealed().forecast().question();
    }

    private static Duration length(Prediction.Question q) {
        return Duration.between(q.from(), q.to());
    }

    private static boolean sameMatter(Prediction.Question a, Prediction.Question b) {
        return SeriesView.id(a).equals(SeriesView.id(b)) && length(a).equals(length(b));
    }

    private ForecastBoard.Statement statement(ForecastBook.Told one) {
        Sealed sealed = one.sealed();
        Forecast forecast = sealed.forecast();
        Prediction.Question q = forecast.question();
        boolean counted = forecast.prediction() instanceof Prediction.Quantiles;
        return new ForecastBoard.Statement(
                sealed.id(),
                sealed.number(),
                whom(q.region().name()),
                counted ? Optional.of(SeriesView.id(q)) : Optional.empty(),
                q,
                Duration.between(forecast.issued(), q.to()).toMinutes() / 60.0,
                probability(forecast),
                RecordView.quantiles(forecast.prediction()),
                forecast.rivals().stream().map(ForecastView::rival).toList(),
                forecast.issued(),
                sealed.sealedAt(),
                forecast.informationUntil(),
                forecast.method(),
                histories.sites(q.region().name()),
                Sentences.of(histories.of(q)),
                Sentences.of(forecast.missing()),
                alerts.getOrDefault(sealed.id(), List.of()).stream()
                        .map(a -> a.alert().id())
                        .toList(),
                past(one));
    }

    private static ForecastBoard.Rival rival(Prediction.Rival rival) {
        return new ForecastBoard.Rival(
                rival.name(),
                rival.prediction() instanceof Prediction.Probability p
                        ? OptionalDouble.of(p.value())
                        : OptionalDouble.empty(),
                RecordView.quantiles(rival.prediction()));
    }

    private static OptionalDouble probability(Forecast forecast) {
        return forecast.prediction() instanceof Prediction.Probability p
                ? OptionalDouble.of(p.value())
                : OptionalDouble.empty();
    }

    static ForecastBoard.Whom whom(String region) {
        if (region.matches("[A-Z]{2}")) {
            return ForecastBoard.Whom.COUNTRY;
        }
        if (region.matches("AS\\d+")) {
            return ForecastBoard.Whom.NETWORK;
        }
        if (region.matches("[0-9a-fA-F.:]+/\\d{1,3}")) {
            return ForecastBoard.Whom.PREFIX;
        }
        return region.startsWith("sector:") ? ForecastBoard.Whom.SECTOR : ForecastBoard.Whom.SENSORS;
    }

    /** How the statement's group did, beside the rival that did best in it. */
    private Optional<ForecastBoard.Past> past(ForecastBook.Told one) {
        Optional<ForecastBook.Part> part = parts.stream()
                .filter(p -> p.group().equals(Group.of(one.sealed())))
                .findFirst();
        String measure = probability(one.sealed().forecast()).isPresent() ? "brier" : "crps";
        Optional<MeanLine> mean = part.flatMap(p ->
                p.means().stream().filter(m -> m.measure().equals(measure)).findFirst());
        Optional<SkillLine> strongest = part.flatMap(p -> p.lines().stream()
                .filter(line -> line.measure().equals(measure))
                .min(Comparator.comparingDouble(SkillLine::rivals)));
        return mean.map(m -> new ForecastBoard.Past(
                m.n(),
                m.independent(),
                part.flatMap(ForecastBook.Part::reliability)
                        .map(r -> Math.round(r.bins().stream()
                                .mapToDouble(b -> b.observed() * b.n())
                                .sum())),
                strongest.map(SkillLine::rival),
                strongest.map(SkillLine::skill).orElse(OptionalDouble.empty())));
    }
}
