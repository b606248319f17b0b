package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import yochi.analysis.cube.Cube;
import yochi.centre.open.OpenCounts;
import yochi.centre.open.OpenSettings;
import yochi.centre.open.OpenStatistics;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastRecord;
import yochi.core.model.Country;

/**
 * What the desk lets everybody know; made anew at most once a minute, however many ask. Of forecasts only those about
 * whole countries are told one by one: a network or site that was named would be a victim by name.
 */
public final class OpenView implements Supplier<OpenStatistics> {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int LAST = 10;
    /** Statements looked back at for them. */
    private static final int LOOKED_AT = 10_000;
    /** The one proper score of events, the one of numbers, and misses of lists: what laymen can make something of. */
    private static final Set<String> MEASURES = Set.of("brier", "crps", "missed");

    private final Desk desk;
    private final Around around;
    private final DeskBoard.Facts facts;
    private final OpenSettings settings;
    private final OpenCounts counts;
    private Optional<OpenStatistics> made = Optional.empty();
    private long madeAt;

    public OpenView(Desk desk, Around around, DeskBoard.Facts facts, OpenSettings settings) {
        this.desk = desk;
        this.around = around;
        this.facts = facts;
        this.settings = settings;
        counts = new OpenCounts(settings);
    }

    @Override
    public synchronized OpenStatistics get() {
        long now = around.ticker().nanos();
        if (made.isEmpty() || now - madeAt > FRESH.toNanos()) {
            OpenStatistics next = make();
            if (made.isEmpty() || !made.get().equals(next)) {
                made = Optional.of(next);
            }
            madeAt = now;
        }
        return made.orElseThrow();
    }

    private OpenStatistics make() {
        Optional<Cube> cube = desk.lastCube().filter(c -> !c.days().isEmpty());
        return new OpenStatistics(
                desk.settings().home(),
                cube.flatMap(counts::until),
                facts.replayed(),
                facts.simulated(),
                facts.sources().stream()
                        .map(s -> new OpenStatistics.Source(s.name(), s.address(), s.licence()))
                        .toList(),
                cube.map(counts::of).orElse(List.of()),
                cube.map(counts::usual).orElse(List.of()),
                forecasts(RecordView.of(desk), cube));
    }

    private OpenStatistics.Forecasts forecasts(ForecastRecord record, Optional<Cube> cube) {
        return new OpenStatistics.Forecasts(
                record.sealed(),
                record.scored(),
                record.waiting(),
                record.notScorable(),
                record.silent(),
                methods(record.scores()),
                cube.map(c -> last(c.until().minus(settings.delay()))).orElse(List.of()));
    }

    /** As old as the counts must be, and as round: what came is a count too. */
    private List<OpenStatistics.Told> last(Instant latest) {
        return desk.ledger().book(LOOKED_AT).recent().stream()
                .filter(t -> t.score().isPresent())
                .filter(t -> !t.sealed().forecast().question().to().isAfter(latest))
                .filter(t -> ForecastView.whom(
                                t.sealed().forecast().question().region().name())
                        == ForecastBoard.Whom.COUNTRY)
                .limit(LAST)
                .map(t -> told(RecordView.scored(t)))
                .toList();
    }

    /** Of each method the line beside the rival that did best: a weak one would flatter. */
    private static List<OpenStatistics.Method> methods(Collection<ForecastRecord.Score> scores) {
        Map<String, ForecastRecord.Score> strongest = new LinkedHashMap<>();
        for (ForecastRecord.Score score : scores) {
            if (MEASURES.contains(score.measure())) {
                String group = String.join(
                        " ",
                        score.group(),
                        score.kind(),
                        Long.toString(score.horizonHours()),
                        Long.toString(score.daysAhead()));
                strongest.merge(group, score, (a, b) -> a.rivals() <= b.rivals() ? a : b);
            }
        }
        List<OpenStatistics.Method> out = new ArrayList<>();
        strongest.values().stream()
                .sorted(Comparator.comparing(ForecastRecord.Score::group)
                        .thenComparingLong(ForecastRecord.Score::horizonHours)
                        .thenComparingLong(ForecastRecord.Score::daysAhead))
                .forEach(s -> out.add(new OpenStatistics.Method(
                        s.group(),
                        s.kind(),
                        s.horizonHours(),
                        s.daysAhead(),
                        s.measure(),
                        s.ours(),
                        s.rival(),
                        s.rivals(),
                        verdict(s),
                        s.n(),
                        s.independent())));
        return out;
    }

    private static OpenStatistics.Verdict verdict(ForecastRecord.Score score) {
        if (score.tooFew() || score.low().isEmpty() || score.high().isEmpty()) {
            return OpenStatistics.Verdict.FEW;
        }
        if (score.low().getAsDouble() > 0) {
            return OpenStatistics.Verdict.BETTER;
        }
        return score.high().getAsDouble() < 0 ? OpenStatistics.Verdict.WORSE : OpenStatistics.Verdict.OPEN;
    }

    private OpenStatistics.Told told(ForecastRecord.Scored s) {
        boolean event = s.probability().isPresent();
        List<Double> values = s.quantiles().values().stream().sorted().toList();
        boolean ranged = values.size() > 1;
        Double middle = s.quantiles().get("0.5");
        double outcome = s.outcome().orElseThrow();
        return new OpenStatistics.Told(
                s.id(),
                new Country(s.question().region().name()),
                s.question().attackType(),
                s.question().from(),
                s.question().to(),
                s.probability(),
                middle == null ? OptionalDouble.empty() : OptionalDouble.of(rounded(middle)),
                ranged ? OptionalDouble.of(rounded(values.getFirst())) : OptionalDouble.empty(),
                ranged ? OptionalDouble.of(rounded(values.getLast())) : OptionalDouble.empty(),
                event
                        ? OptionalDouble.of(outcome)
                        : outcome < settings.smallest() ? OptionalDouble.empty() : OptionalDouble.of(rounded(outcome)),
                s.better());
    }

    private double rounded(double value) {
        return settings.rounding() * (double) Math.round(value / settings.rounding());
    }
}
