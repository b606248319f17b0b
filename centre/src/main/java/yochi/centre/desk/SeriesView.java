package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Sealed;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Series;
import yochi.core.model.Epoch;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/** The series that were forecast, with what came, as the pages show them. */
final class SeriesView {
    private static final int STATEMENTS = 20_000;
    /** A day watched less than that is drawn as a gap. */
    private static final double WHOLE = 0.999;

    private final Desk desk;
    private final Function<Region, List<Series.Mark>> policies;

    SeriesView(Desk desk, Function<Region, List<Series.Mark>> policies) {
        this.desk = desk;
        this.policies = policies;
    }

    /** The series of a question, fit for an address. */
    static String id(Prediction.Question q) {
        return q.region() + "." + q.attackType() + "." + q.service().toString().replace('/', '-') + "." + q.metric();
    }

    List<Series.Key> keys() {
        Map<String, Series.Key> out = new TreeMap<>();
        told().forEach(t -> {
            Prediction.Question q = t.sealed().forecast().question();
            if (t.sealed().forecast().prediction() instanceof Prediction.Quantiles) {
                out.putIfAbsent(id(q), key(q));
            }
        });
        return out.values().stream()
                .sorted(java.util.Comparator.comparing(
                                (Series.Key k) -> !k.attackType().isTotal())
                        .thenComparing(Series.Key::id))
                .toList();
    }

    private static Series.Key key(Prediction.Question q) {
        return new Series.Key(
                id(q), q.region(), q.attackType().party(), q.attackType(), q.service(), q.metric(), false);
    }

    Optional<Series> series(String id) {
        Optional<Cube> cube = desk.lastCube();
        List<ForecastBook.Told> told = told().stream()
                .filter(t -> id(t.sealed().forecast().question()).equals(id))
                .toList();
        if (cube.isEmpty() || told.isEmpty()) {
            return Optional.empty();
        }
        Prediction.Question q = told.getFirst().sealed().forecast().question();
        if (!cube.get().regions().contains(q.region())) {
            return Optional.empty();
        }
        return Optional.of(series(cube.get(), q, told));
    }

    private Series series(Cube cube, Prediction.Question q, List<ForecastBook.Told> told) {
        Cell cell = new Cell(q.attackType(), q.service());
        double[] values = q.metric().equals(Metric.PACKETS)
                ? cube.dailyPackets(q.region(), cell)
                : cube.dailySources(q.region(), cell);
        List<Epoch> days = cube.days();
        List<Series.Point> points = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            points.add(new Series.Point(
                    days.get(i).start(),
                    Double.isNaN(values[i]) ? OptionalDouble.empty() : OptionalDouble.of(values[i])));
        }
        return new Series(
                key(q),
                q.metric().equals(Metric.SOURCES) ? "distinct sources per day" : q.metric() + " per day",
                Duration.ofDays(1),
                points,
                spans(told),
                gaps(cube, q.region()),
                marks(q.region()),
                Sentences.of(cube.missing(q.region(), cube.lastDays(Math.max(1, days.size())))));
    }

    /** The newest statement for each span. */
    private static List<Series.Span> spans(List<ForecastBook.Told> told) {
        Map<Instant, ForecastBook.Told> newest = new TreeMap<>();
        for (ForecastBook.Told t : told) {
            newest.merge(
                    t.sealed().forecast().question().from(),
                    t,
                    (a, b) -> a.sealed()
                                    .forecast()
                                    .issued()
                                    .isBefore(b.sealed().forecast().issued())
                            ? b
                            : a);
        }
        return newest.values().stream().map(SeriesView::span).toList();
    }

    private static Series.Span span(ForecastBook.Told told) {
        Sealed sealed = told.sealed();
        Map<String, Double> rivals = new TreeMap<>();
        sealed.forecast().rivals().forEach(r -> rivals.put(r.name(), RecordView.point(r.prediction())));
        return new Series.Span(
                sealed.id(),
                sealed.forecast().issued(),
                sealed.forecast().informationUntil(),
                sealed.forecast().question().from(),
                sealed.forecast().question().to(),
                RecordView.quantiles(sealed.forecast().prediction()),
                rivals,
                told.score().map(s -> OptionalDouble.of(s.outcome())).orElse(OptionalDouble.empty()));
    }

    private static List<Series.Gap> gaps(Cube cube, Region region) {
        return cube.days().stream()
                .filter(day -> cube.uptime(region, day) < WHOLE)
                .map(day -> new Series.Gap(
                        day.start(),
                        day.end(),
                        cube.uptime(region, day),
                        Optional.of(region.name()),
                        reasons(cube.missing(region, day))))
                .toList();
    }

    /** How much was watched is told beside them; small cells are no gap. */
    private static List<Phrase> reasons(List<String> missing) {
        return Sentences.of(missing).stream()
                .filter(p -> !p.code().equals("missing.watched") && !p.code().equals("missing.rest"))
                .toList();
    }

    /** Alerts are drawn where they speak of: at the end of the data that raised them. */
    private List<Series.Mark> marks(Region region) {
        Stream<Series.Mark> alerts = desk.situation().newest(50).stream()
                .flatMap(record -> record.forecasts().stream()
                        .flatMap(id -> desk.ledger().find(id).stream())
                        .map(found -> new Series.Mark(
                                found.forecast().question().from(),
                                Series.MarkKind.ALERT,
                                AlertView.title(record.alert()))));
        return Stream.concat(policies.apply(region).stream(), alerts)
                .distinct()
                .sorted(java.util.Comparator.comparing(Series.Mark::at))
                .toList();
    }

    /** Statements of whole days, which is what is drawn. */
    private List<ForecastBook.Told> told() {
        return desk.ledger().book(STATEMENTS).recent().stream()
                .filter(t -> {
                    Prediction.Question q = t.sealed().forecast().question();
                    return Duration.between(q.from(), q.to()).toDays() >= 1;
                })
                .toList();
    }
}
