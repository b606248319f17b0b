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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.centre.ledger.Entry;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Sealed;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastSheet;
import yochi.centre.situation.AlertRecord;
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
    private final Map<String, List<ForecastBook.Told>> scored;
    private final Map<String, Optional<ForecastBoard.Past>> records = new HashMap<>();

    ForecastView(Desk desk) {
        this.desk = desk;
        told = desk.ledger().book(STATEMENTS).recent();
        scored = told.stream().filter(t -> t.score().isPresent()).collect(Collectors.groupingBy(ForecastView::group));
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
                Math.max(0, open.size() - LISTED));
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
                alerts.getOrDefault(one.sealed().id(), List.of()).stream()
                        .flatMap(a -> a.alert().evidence().stream())
                        .distinct()
                        .map(Sentences::of)
                        .toList(),
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
                Sentences.of(forecast.missing()),
                alerts.getOrDefault(sealed.id(), List.of()).stream()
                        .map(a -> a.alert().id())
                        .toList(),
                records.computeIfAbsent(group(one), this::past));
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

    /** Statements that are judged together: one method, one kind of subject, one length of span. */
    private static String group(ForecastBook.Told one) {
        Prediction.Question q = question(one);
        return one.sealed().forecast().method() + " " + whom(q.region().name()) + " " + q.metric() + " " + length(q);
    }

    private Optional<ForecastBoard.Past> past(String group) {
        List<ForecastBook.Told> judged = scored.getOrDefault(group, List.of());
        if (judged.isEmpty()) {
            return Optional.empty();
        }
        boolean event = probability(judged.getFirst().sealed().forecast()).isPresent();
        long independent = independent(judged);
        Optional<Map.Entry<String, Double>> rival = strongest(judged);
        double ours = mean(judged, t -> Optional.of(t.score().orElseThrow().ours()));
        OptionalDouble skill = independent < ForecastBoard.Past.LEAST || rival.isEmpty() || rival.get().getValue() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - ours / rival.get().getValue());
        return Optional.of(new ForecastBoard.Past(
                judged.size(),
                independent,
                event
                        ? Optional.of(judged.stream()
                                .filter(t -> t.score().orElseThrow().outcome() > 0)
                                .count())
                        : Optional.empty(),
                rival.map(Map.Entry::getKey),
                skill));
    }

    /** The rival with the least mean error among those that answered every one of the questions. */
    private static Optional<Map.Entry<String, Double>> strongest(List<ForecastBook.Told> judged) {
        return judged.stream()
                .flatMap(t -> t.score().orElseThrow().rivals().keySet().stream())
                .distinct()
                .filter(name -> judged.stream()
                        .allMatch(t -> t.score().orElseThrow().rivals().containsKey(name)))
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> mean(judged, t -> Optional.ofNullable(
                                t.score().orElseThrow().rivals().get(name)))))
                .entrySet()
                .stream()
                .min(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    private static double mean(List<ForecastBook.Told> judged, Function<ForecastBook.Told, Optional<Double>> error) {
        return judged.stream()
                .flatMap(t -> error.apply(t).stream())
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** Spans that follow each other without overlap; all questions of one span are one outcome. */
    private static long independent(List<ForecastBook.Told> judged) {
        Stream<Prediction.Question> spans = judged.stream()
                .map(ForecastView::question)
                .sorted(Comparator.comparing(Prediction.Question::to));
        Instant end = Instant.MIN;
        long n = 0;
        for (Prediction.Question q : spans.toList()) {
            if (!q.from().isBefore(end)) {
                n++;
                end = q.to();
            }
        }
        return n;
    }
}
