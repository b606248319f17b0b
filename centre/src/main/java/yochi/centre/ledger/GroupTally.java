package yochi.centre.ledger;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;

/**
 * Adds up the scores of one group, by the span asked for. Spans beyond the bound are joined with the next one, oldest
 * first: sums, means and counts stay exact, and the interval of the oldest weeks becomes wider, never narrower.
 */
final class GroupTally {
    private static final String ALONE = "";
    /** Share of the places on a list whose source did not come. */
    private static final String MISSED = "missed";

    private record Pair(String measure, String rival) {}

    private static final class Span {
        private long to;
        private boolean happened;
        private final Map<Pair, double[]> sums = new HashMap<>();
        private Optional<ListTally> lists = Optional.empty();

        void join(Span older) {
            to = Math.max(to, older.to);
            happened |= older.happened;
            older.sums.forEach((pair, sum) -> add(sums.computeIfAbsent(pair, p -> new double[3]), sum));
        }
    }

    private final Group group;
    private final int bound;
    private final TreeMap<Long, Span> spans = new TreeMap<>();
    private final ReliabilityTally reliability = new ReliabilityTally();
    private final AlarmTally alarms = new AlarmTally();
    private final TreeMap<String, ActionTally> actions = new TreeMap<>();
    private final Map<String, long[]> hits = new TreeMap<>();
    private long days;
    /** On lists told whole, whatever their length. */
    private long places;

    /**
     * An empty one.
     *
     * @param bound most spans kept apart
     */
    GroupTally(Group group, int bound) {
        this.group = group;
        this.bound = bound;
    }

    void add(Sealed sealed, Score score) {
        Forecast forecast = sealed.forecast();
        boolean event = forecast.prediction() instanceof Prediction.Probability;
        boolean came = event && score.outcome() > 0;
        Span span = span(begin(forecast.question().from()));
        span.to = Math.max(span.to, forecast.question().to().getEpochSecond());
        span.happened |= came && !group.surges();
        for (Loss loss : Loss.of(forecast, score.outcome())) {
            add(
                    span.sums.computeIfAbsent(new Pair(loss.measure(), ALONE), p -> new double[3]),
                    new double[] {loss.ours(), 0, 1});
            loss.rivals().forEach((rival, theirs) -> add(
                    span.sums.computeIfAbsent(new Pair(loss.measure(), rival), p -> new double[3]),
                    new double[] {loss.ours(), theirs, 1}));
        }
        if (forecast.prediction() instanceof Prediction.Probability p) {
            event(sealed, p.value(), came, span, score.leadHours(forecast));
        }
    }

    /** Takes lists of equal length for all tellers; the loss is the share of places whose source did not come. */
    void add(ListJson.Tally tally) {
        ListOutcome.OfUnit list = tally.list();
        Span span = span(tally.from().getEpochSecond());
        span.to = Math.max(span.to, tally.to().getEpochSecond());
        places += list.length();
        double ours = 1 - (double) list.hits() / list.length();
        add(span.sums.computeIfAbsent(new Pair(MISSED, ALONE), p -> new double[3]), new double[] {ours, 0, 1});
        add(hits.computeIfAbsent(AlarmLine.OURS, w -> new long[3]), list.hits(), list.came());
        list.rivals().forEach((rival, n) -> {
            double theirs = 1 - (double) n / list.length();
            add(
                    span.sums.computeIfAbsent(new Pair(MISSED, rival), p -> new double[3]),
                    new double[] {ours, theirs, 1});
            add(hits.computeIfAbsent(rival, w -> new long[3]), n, list.came());
        });
    }

    private static void add(long[] sum, int hits, int came) {
        sum[0] += hits;
        sum[1] += came;
        sum[2]++;
    }

    private void event(Sealed sealed, double probability, boolean came, Span span, OptionalDouble lead) {
        reliability.add(probability, came);
        ListTally list = span.lists.orElseGet(ListTally::new);
        span.lists = Optional.of(list);
        list.unit(came);
        alarms.add(AlarmLine.OURS, probability, came, lead);
        act(AlarmLine.OURS, probability, came);
        list.place(AlarmLine.OURS, probability, sealed.id(), came);
        for (Prediction.Rival rival : sealed.forecast().rivals()) {
            if (rival.prediction() instanceof Prediction.Probability theirs) {
                alarms.add(rival.name(), theirs.value(), came, lead);
                act(rival.name(), theirs.value(), came);
                list.place(rival.name(), theirs.value(), sealed.id(), came);
            }
        }
    }

    private void act(String who, double probability, boolean came) {
        actions.computeIfAbsent(who, w -> new ActionTally()).add(probability, came);
    }

    /** Hours of one day are foretold from one moment and hang together: they are one span, as the evaluation has it. */
    private long begin(Instant from) {
        long second = from.getEpochSecond();
        return group.horizonHours() < 24 ? second - Math.floorMod(second, Epoch.DAY) : second;
    }

    private Span span(long from) {
        Span known = spans.get(from);
        if (known != null) {
            return known;
        }
        days++;
        Span fresh = new Span();
        spans.put(from, fresh);
        if (spans.size() > bound) {
            Span oldest = spans.pollFirstEntry().getValue();
            oldest.lists.ifPresent(list -> count(hits, list));
            spans.firstEntry().getValue().join(oldest);
        }
        return fresh;
    }

    /** Adds to hits, what came and lists per teller; only spans in which there was something to choose. */
    private static void count(Map<String, long[]> sums, ListTally list) {
        if (list.choosing()) {
            list.hits().forEach((who, n) -> {
                long[] sum = sums.computeIfAbsent(who, w -> new long[3]);
                sum[0] += n;
                sum[1] += list.happened();
                sum[2]++;
            });
        }
    }

    private static void add(double[] sum, double[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
    }

    Stream<Spell> spells() {
        return spans.entrySet().stream().map(e -> new Spell(e.getKey(), e.getValue().to, e.getValue().happened));
    }

    private Map<Pair, List<double[]>> byPair() {
        Map<Pair, List<double[]>> out =
                new TreeMap<>(java.util.Comparator.comparing(Pair::measure).thenComparing(Pair::rival));
        spans.values().forEach(span -> span.sums.forEach(
                (pair, sum) -> out.computeIfAbsent(pair, p -> new ArrayList<>()).add(sum)));
        return out;
    }

    ForecastBook.Part part() {
        int independent = Spell.independent(spells().toList());
        List<MeanLine> means = new ArrayList<>();
        List<SkillLine> lines = new ArrayList<>();
        byPair().forEach((pair, sums) -> {
            if (pair.rival.equals(ALONE)) {
                double[] all = new double[3];
                sums.forEach(sum -> add(all, sum));
                means.add(new MeanLine(group, pair.measure, all[0] / all[2], Math.round(all[2]), independent));
            } else {
                lines.add(SkillLine.of(group, pair.measure, pair.rival, sums, independent));
            }
        });
        Map<String, long[]> listed = new TreeMap<>();
        hits.forEach((who, sum) -> listed.put(who, sum.clone()));
        spans.values().forEach(span -> span.lists.ifPresent(list -> count(listed, list)));
        TreeMap<String, ActionTally> acted = new TreeMap<>();
        actions.forEach((who, tally) -> acted.put(who, tally.copy()));
        return new ForecastBook.Part(
                group,
                independent,
                means,
                lines,
                weeks(independent >= Spell.LEAST),
                reliability.result(),
                alarms.lines(group, days / 7.0),
                listed.entrySet().stream()
                        .map(e -> new ListLine(
                                group,
                                places == 0 ? ListTally.LENGTH : Math.round((float) places / e.getValue()[2]),
                                e.getKey(),
                                e.getValue()[0],
                                e.getValue()[1],
                                e.getValue()[2]))
                        .toList(),
                acted);
    }

    /** Week by week; skill only where the group's outcomes are enough for any. */
    private List<WeekLine> weeks(boolean told) {
        Map<LocalDate, Map<Pair, double[]>> weeks = new TreeMap<>();
        spans.forEach((from, span) -> {
            LocalDate week = LocalDate.ofInstant(java.time.Instant.ofEpochSecond(from), ZoneOffset.UTC)
                    .with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            span.sums.forEach((pair, sum) -> add(
                    weeks.computeIfAbsent(week, w -> new TreeMap<>(java.util.Comparator.comparing(Pair::measure)
                                    .thenComparing(Pair::rival)))
                            .computeIfAbsent(pair, p -> new double[3]),
                    sum));
        });
        List<WeekLine> out = new ArrayList<>();
        weeks.forEach((week, pairs) -> pairs.forEach((pair, sum) -> {
            if (!pair.rival.equals(ALONE)) {
                out.add(new WeekLine(
                        group,
                        pair.measure,
                        pair.rival,
                        week,
                        sum[0] / sum[2],
                        sum[1] / sum[2],
                        told && sum[1] > 0 ? OptionalDouble.of(1 - sum[0] / sum[1]) : OptionalDouble.empty(),
                        Math.round(sum[2])));
            }
        }));
        return out;
    }
}
