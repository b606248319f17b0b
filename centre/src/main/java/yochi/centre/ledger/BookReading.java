package yochi.centre.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import yochi.core.model.Prediction;

/**
 * The ledger read once from its beginning: takes entry by entry and keeps sums, not statements. Groups, spans, reasons
 * and levels are bounded; what finds no room is counted.
 */
final class BookReading {
    /** Eleven years of days in each group. */
    static final int MOST_SPANS = 4096;

    /** A dozen methods in a dozen horizons and days ahead, twice over. */
    private static final int MOST_GROUPS = 256;
    private static final int MOST_REASONS = 200;
    private static final int MOST_SILENCES = 1000;
    private static final int MOST_LEVELS = 64;
    private static final int LAST = 10;
    /** Statements that are kept whole, for lists of the latest: half a year of a centre with fifty a day. */
    private static final int MOST_RECENT = 10_000;
    private static final String OTHER_REASONS = "other reasons";

    private final Function<String, Sealed> forecasts;
    private final int bound;
    private final Map<Group, GroupTally> groups = new TreeMap<>();
    private final Map<Group, GroupTally> lists = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final TreeMap<Silence, Long> silences = new TreeMap<>();
    private final Map<Double, long[]> levels = new TreeMap<>();
    private final Deque<ForecastBook.Told> lastScored = new ArrayDeque<>();
    private final SequencedMap<String, ForecastBook.Told> recent = new LinkedHashMap<>();
    private long last;
    private long sealed;
    private long scored;
    private long unscored;
    private long silent;
    private long covered;
    private long intervals;
    private long leftOut;
    private long withdrawn;
    private OptionalLong eligible = OptionalLong.empty();
    private long missing;

    /**
     * Nothing read yet.
     *
     * @param forecasts finds a forecast by its id
     * @param bound most spans kept apart in a group
     */
    BookReading(Function<String, Sealed> forecasts, int bound) {
        this.forecasts = forecasts;
        this.bound = bound;
    }

    /** Number of the last entry taken, 0 before the first. */
    long last() {
        return last;
    }

    /** Takes the next entry; {@code said}, where it is at hand, saves looking the statement up. */
    void add(Entry entry, Optional<Sealed> said) {
        switch (entry.kind()) {
            case FORECAST, SEALED -> {
                sealed++;
                Sealed statement = said.orElseGet(() -> forecasts.apply(entry.subject()));
                keep(new ForecastBook.Told(statement, Optional.empty(), Optional.empty()));
            }
            case SCORE -> score(statement(entry.subject()), ScoreJson.score(entry));
            case UNSCORED -> {
                unscored++;
                String reason = ScoreJson.reason(entry);
                because(reason);
                ScoreJson.silence(entry).ifPresent(this::silent);
                keep(new ForecastBook.Told(statement(entry.subject()), Optional.empty(), Optional.of(reason)));
            }
            case LISTED -> sealed++;
            case HITS -> hits(ListJson.tallies(entry.body()));
            case WITHDRAWN -> withdrawn++;
            case DAY -> {
                DayBook.Tally tally = DayBook.tally(entry);
                eligible = OptionalLong.of(eligible.orElse(0) + tally.eligible());
                missing += tally.missing();
            }
            case RULE -> {}
        }
        last = entry.number();
    }

    private void silent(Silence silence) {
        silent++;
        if (silences.containsKey(silence) || silences.size() < MOST_SILENCES) {
            silences.merge(silence, 1L, Long::sum);
        }
    }

    private void because(String reason) {
        boolean room = reasons.containsKey(reason) || reasons.size() < MOST_REASONS;
        reasons.merge(room ? reason : OTHER_REASONS, 1L, Long::sum);
    }

    /** The lists of one span, sealed as one statement: scored if what came to any is known. */
    private void hits(List<ListJson.Tally> tallies) {
        boolean known = tallies.stream().anyMatch(t -> t.list().unknown().isEmpty());
        scored += known ? 1 : 0;
        unscored += known ? 0 : 1;
        for (ListJson.Tally tally : tallies) {
            tally.list().unknown().ifPresent(this::because);
            if (tally.list().unknown().isEmpty()) {
                if (!lists.containsKey(tally.group()) && lists.size() >= MOST_GROUPS) {
                    leftOut++;
                } else {
                    lists.computeIfAbsent(tally.group(), g -> new GroupTally(g, bound))
                            .add(tally);
                }
            }
        }
    }

    private Sealed statement(String id) {
        return Optional.ofNullable(recent.get(id))
                .map(ForecastBook.Told::sealed)
                .orElseGet(() -> forecasts.apply(id));
    }

    private void keep(ForecastBook.Told told) {
        recent.putLast(told.sealed().id(), told);
        if (recent.size() > MOST_RECENT) {
            recent.pollFirstEntry();
        }
    }

    private void score(Sealed statement, Score score) {
        scored++;
        ForecastBook.Told told = new ForecastBook.Told(statement, Optional.of(score), Optional.empty());
        keep(told);
        lastScored.addFirst(told);
        if (lastScored.size() > LAST) {
            lastScored.removeLast();
        }
        Group group = Group.of(statement);
        if (!groups.containsKey(group) && groups.size() >= MOST_GROUPS) {
            leftOut++;
            return;
        }
        groups.computeIfAbsent(group, g -> new GroupTally(g, bound)).add(statement, score);
        Surge.of(statement.forecast(), Surge.FACTOR).ifPresent(surge -> surge(statement, surge, score));
        score.inside90().ifPresent(inside -> {
            intervals++;
            covered += inside ? 1 : 0;
        });
        if (statement.forecast().prediction() instanceof Prediction.Quantiles q) {
            q.quantiles().forEach((level, value) -> {
                if (levels.containsKey(level) || levels.size() < MOST_LEVELS) {
                    long[] count = levels.computeIfAbsent(level, l -> new long[2]);
                    count[0] += score.outcome() <= value ? 1 : 0;
                    count[1]++;
                }
            });
        }
    }

    /** The event that the count speaks of too: a second reading of the same statement, counted once above. */
    private void surge(Sealed counted, Surge surge, Score score) {
        Sealed event = new Sealed(
                counted.id(),
                counted.number(),
                counted.sealedAt(),
                counted.knownUntil(),
                surge.forecast(),
                counted.basis(),
                counted.inputDigest());
        Group group = Group.of(event);
        if (!groups.containsKey(group) && groups.size() >= MOST_GROUPS) {
            leftOut++;
            return;
        }
        Truth.Known truth = new Truth.Known(surge.came(score.outcome()) ? 1 : 0, score.knownAt());
        groups.computeIfAbsent(group, g -> new GroupTally(g, bound))
                .add(event, Score.of(counted.id(), event.forecast(), truth));
    }

    /** The book of what was taken; {@code statements} of the latest one by one, within the bound. */
    ForecastBook book(int statements) {
        List<ForecastBook.Part> parts = new ArrayList<>();
        groups.values().forEach(group -> parts.add(group.part()));
        lists.values().forEach(group -> parts.add(group.part()));
        List<Spell> ahead = groups.entrySet().stream()
                .filter(e -> e.getKey().basis() == Basis.FORECAST)
                .flatMap(e -> e.getValue().spells())
                .toList();
        return new ForecastBook(
                sealed,
                scored,
                sealed - scored - unscored,
                unscored,
                silent,
                silences,
                withdrawn,
                eligible,
                eligible.isPresent() ? OptionalLong.of(missing) : OptionalLong.empty(),
                leftOut,
                reasons,
                Spell.independent(ahead),
                parts,
                calibration(),
                intervals == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) covered / intervals),
                recent.sequencedValues().reversed().stream().limit(statements).toList(),
                List.copyOf(lastScored));
    }

    private List<ForecastBook.Calibration> calibration() {
        return levels.entrySet().stream()
                .map(e -> new ForecastBook.Calibration(
                        e.getKey(), (double) e.getValue()[0] / e.getValue()[1], e.getValue()[1]))
                .toList();
    }
}
