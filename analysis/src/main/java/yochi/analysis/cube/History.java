package yochi.analysis.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** One region's slices in order of time, and the questions they answer. */
final class History {
    private final List<Slice> slices;
    private final Map<Cell, Long> firstSeen = new HashMap<>();
    /** The same as narrowly as the report tells it. */
    private final Map<Cell, Epoch> firstSighting = new HashMap<>();
    /** When each sensor was first heard of; from then on its silence is missing, not zero. */
    private final SortedMap<String, Long> sensors = new TreeMap<>();
    /** Who runs each sensor as last told, empty where that was not told. */
    private final SortedMap<String, String> operators = new TreeMap<>();
    /** The windows in which a service was left out by configuration, and the reason last told. */
    private final Map<Service, LeftOut> leftOut = new HashMap<>();

    /** Only what is dear to ask again: unions of sets. */
    private final Map<Question, Measure> answered = new ConcurrentHashMap<>();
    private final Map<Epoch, Double> uptimes = new ConcurrentHashMap<>();
    private final Map<Epoch, Exposure> exposures = new ConcurrentHashMap<>();

    private static final class LeftOut {
        private final Set<Epoch> windows = new HashSet<>();
        private String reason = "";
    }

    private record Question(Cell cell, Epoch window) {}

    History(List<Slice> slices) {
        this.slices = new ArrayList<>(slices);
        this.slices.sort(Comparator.comparing(Slice::window));
        for (Slice slice : this.slices) {
            long start = slice.window().startSecond();
            slice.cells().forEach(c -> {
                firstSeen.putIfAbsent(c, start);
                firstSighting.computeIfAbsent(c, cell -> slice.firstSighting(cell));
            });
            slice.sensors().keySet().forEach(s -> sensors.putIfAbsent(s, slice.window().startSecond()));
            operators.putAll(slice.operators());
            slice.unwatched().forEach((service, reason) -> {
                LeftOut out = leftOut.computeIfAbsent(service, s -> new LeftOut());
                out.windows.add(slice.window());
                out.reason = reason;
            });
        }
    }

    /** The operator of all sensors, if all are known to have the same. */
    Optional<String> operator() {
        Set<String> names = new HashSet<>(operators.values());
        return names.size() == 1 && !names.contains("") ? names.stream().findFirst() : Optional.empty();
    }

    /** Whether totals count the same services all through the window. */
    boolean alike(Epoch window) {
        Map<Epoch, Set<Service>> perWindow = new HashMap<>();
        for (Slice slice : inside(window)) {
            perWindow
                    .computeIfAbsent(slice.window(), w -> new HashSet<>())
                    .addAll(slice.unwatched().keySet());
        }
        return new HashSet<>(perWindow.values()).size() <= 1;
    }

    /** The slices that counted the cell's service, or the reason why too little of the window did. */
    private record Counting(List<Slice> slices, Optional<Measure> missing) {}

    private Counting counting(Cell cell, Epoch window) {
        List<Slice> within = inside(window);
        if (within.isEmpty()) {
            return new Counting(within, Optional.of(new Measure.Missing("no report")));
        }
        Exposure exposure = exposure(window);
        if (exposure.of(cell)[0] < Cube.LEAST_UPTIME * exposure.sensorSeconds()
                && within.stream().noneMatch(s -> s.holds(cell))) {
            return new Counting(
                    within, Optional.of(new Measure.Missing(cell.service() + " cannot be observed most of the time")));
        }
        LeftOut out = leftOut.get(cell.service());
        if (out == null) {
            return new Counting(within, Optional.empty());
        }
        long all = seconds(within);
        List<Slice> counted =
                within.stream().filter(s -> !out.windows.contains(s.window())).toList();
        boolean enough = seconds(counted) >= Cube.LEAST_UPTIME * all;
        return new Counting(counted, enough ? Optional.empty() : Optional.of(new Measure.Missing(out.reason)));
    }

    private static long seconds(List<Slice> slices) {
        return slices.stream().map(Slice::window).distinct().mapToLong(Epoch::seconds).sum();
    }

    /** Whether both hold the very same slices of windows that end by then. */
    @SuppressWarnings("ReferenceEquality") // a slice is as large as its window, and the builder keeps it
    boolean sameUntil(long second, History other) {
        List<Slice> own = until(second);
        List<Slice> theirs = other.until(second);
        return own.size() == theirs.size()
                && IntStream.range(0, own.size()).allMatch(i -> own.get(i) == theirs.get(i));
    }

    private List<Slice> until(long second) {
        return slices.stream().filter(s -> s.window().endSecond() <= second).toList();
    }

    Country country() {
        return slices.get(0).country();
    }

    long firstSecond() {
        return slices.get(0).window().startSecond();
    }

    SortedSet<Cell> cells() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(firstSeen.keySet()));
    }

    SortedSet<Cell> cells(Epoch window) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(cells(inside(window))));
    }

    Optional<Instant> firstSeen(Cell cell) {
        return Optional.ofNullable(firstSeen.get(cell)).map(Instant::ofEpochSecond);
    }

    Optional<Epoch> firstSighting(Cell cell) {
        return Optional.ofNullable(firstSighting.get(cell));
    }

    private List<Slice> inside(Epoch window) {
        int from = firstAtOrAfter(window.startSecond());
        List<Slice> out = new ArrayList<>();
        for (int i = from; i < slices.size() && slices.get(i).window().startSecond() < window.endSecond(); i++) {
            if (slices.get(i).window().endSecond() <= window.endSecond()) {
                out.add(slices.get(i));
            }
        }
        return out;
    }

    private int firstAtOrAfter(long second) {
        int low = 0;
        int high = slices.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (slices.get(middle).window().startSecond() < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Measure sources(Cell cell, Epoch window) {
        boolean merges = inside(window).stream().anyMatch(s -> s.sets().containsKey(cell));
        return merges
                ? answered.computeIfAbsent(new Question(cell, window), q -> ask(cell, window))
                : ask(cell, window);
    }

    private Measure ask(Cell cell, Epoch window) {
        Counting counting = counting(cell, window);
        if (counting.missing().isPresent()) {
            return counting.missing().get();
        }
        List<Slice> within = counting.slices();
        if (within.size() == 1) {
            TokenSet only = within.get(0).sets().get(cell);
            if (only != null && !within.get(0).counts().containsKey(cell)) {
                return only.count();
            }
        }
        SortedMap<String, List<TokenSet>> perKey = new TreeMap<>();
        List<Measure.DistinctCount> parts = new ArrayList<>();
        for (Slice slice : within) {
            TokenSet set = slice.sets().get(cell);
            if (set != null) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(set);
            }
            Measure.DistinctCount count = slice.counts().get(cell);
            if (count != null) {
                parts.add(count);
            }
        }
        perKey.values().forEach(sets -> parts.add(TokenSet.union(sets).count()));
        if (!parts.isEmpty()) {
            return together(parts);
        }
        if (cell.total() && within.stream().noneMatch(s -> s.tells(cell)) && hasParts(cell)) {
            return new Measure.Missing("the policy lets out no distinct sources of this total");
        }
        return Measure.DistinctCount.exactly(0);
    }

    /** Distinct sources of all cells, step by step; nothing of it is kept for later questions. */
    StepCounts steps(Epoch span, int seconds) {
        List<Epoch> steps = new ArrayList<>();
        for (long at = span.startSecond(); at + seconds <= span.endSecond(); at += seconds) {
            steps.add(new Epoch(at, seconds));
        }
        boolean[] watched = new boolean[steps.size()];
        List<Exposure> looked = new ArrayList<>();
        for (int t = 0; t < watched.length; t++) {
            watched[t] = !inside(steps.get(t)).isEmpty() && uptime(steps.get(t)) >= Cube.LEAST_UPTIME;
            looked.add(exposure(steps.get(t)));
        }
        StepCounts out = new StepCounts(steps, watched, looked, (cell, step) -> {
            LeftOut left = leftOut.get(cell.service());
            return left != null && inside(step).stream().anyMatch(s -> left.windows.contains(s.window()));
        });
        for (int t = 0; t < watched.length; t++) {
            List<Slice> within = watched[t] ? inside(steps.get(t)) : List.of();
            for (Cell cell : cells(within)) {
                double n = within.size() == 1 && !leftOut.containsKey(cell.service())
                        ? alone(within.getFirst(), cell)
                        : Cube.number(ask(cell, steps.get(t)));
                if (!Double.isNaN(n)) {
                    out.put(cell, t, n);
                }
            }
        }
        return out;
    }

    private static double alone(Slice slice, Cell cell) {
        Measure.DistinctCount count = slice.counts().get(cell);
        TokenSet set = slice.sets().get(cell);
        return count != null ? count.estimate() : set != null ? Math.round(set.estimate()) : 0;
    }

    private static Set<Cell> cells(List<Slice> slices) {
        Set<Cell> out = new HashSet<>();
        slices.forEach(s -> out.addAll(s.cells()));
        return out;
    }

    /**
     * Numbers whose sets cannot be merged: the union is at least the largest and at most the sum. The sum is also the
     * estimate, since it compares fairly between regions and does not jump when a key changes inside a window.
     */
    private static Measure.DistinctCount together(List<Measure.DistinctCount> parts) {
        long sum = 0;
        long low = 0;
        long high = 0;
        for (Measure.DistinctCount part : parts) {
            sum = Math.addExact(sum, part.estimate());
            low = Math.max(low, part.lower());
            high = Math.addExact(high, part.upper());
        }
        return new Measure.DistinctCount(sum, low, high);
    }

    private boolean hasParts(Cell total) {
        return !firstSeen.containsKey(total)
                && firstSeen.keySet().stream()
                        .anyMatch(c -> !c.total()
                                && (total.attackType().isTotal() ? c.party() == total.party() : c.attackType()
                                        == total.attackType()));
    }

    Measure packets(Cell cell, Epoch window) {
        Counting counting = counting(cell, window);
        return counting.missing()
                .orElseGet(() -> new Measure.Count(counting.slices().stream()
                        .mapToLong(s -> s.packets().getOrDefault(cell, 0L))
                        .sum()));
    }

    double[] hourly(Epoch window, Cell cell, Function<Slice, Map<Cell, long[]>> which) {
        int hours = window.seconds() / Epoch.HOUR;
        double[] sum = new double[hours];
        double[] share = new double[hours];
        for (Slice slice : inside(window)) {
            int offset = (int) ((slice.window().startSecond() - window.startSecond()) / Epoch.HOUR);
            long[] values = which.apply(slice).get(cell);
            for (int h = 0; h < slice.hourlyShare().size() && offset + h < hours; h++) {
                share[offset + h] += slice.hourlyShare().get(h);
                sum[offset + h] += values == null ? 0 : values[h];
            }
        }
        for (int h = 0; h < hours; h++) {
            long second = window.startSecond() + (long) h * Epoch.HOUR;
            if (share[h] / Math.max(1, known(second)) < Cube.LEAST_UPTIME) {
                sum[h] = Double.NaN;
            }
        }
        return sum;
    }

    /** How many sensors were known by that hour of the window. */
    long known(Epoch window, int hour) {
        return known(window.startSecond() + (long) hour * Epoch.HOUR);
    }

    /** How many sensors were known by then. */
    private long known(long second) {
        return sensors.values().stream().filter(first -> first <= second).count();
    }

    /** Sensors' shares of the hours, and the same by monitored addresses. */
    double[][] hourlyWatch(Epoch window) {
        int hours = window.seconds() / Epoch.HOUR;
        double[][] out = new double[2][hours];
        for (Slice slice : inside(window)) {
            int offset = (int) ((slice.window().startSecond() - window.startSecond()) / Epoch.HOUR);
            for (int h = 0; h < slice.hourlyShare().size() && offset + h < hours; h++) {
                out[0][offset + h] += slice.hourlyShare().get(h);
                out[1][offset + h] += slice.hourlyAddresses().get(h);
            }
        }
        return out;
    }

    Exposure exposure(Epoch window) {
        return exposures.computeIfAbsent(
                window, w -> inside(w).stream().map(Slice::exposure).reduce(Exposure.none(), Exposure::plus));
    }

    double uptime(Epoch window) {
        return uptimes.computeIfAbsent(window, this::watched);
    }

    private double watched(Epoch window) {
        double watched = 0;
        for (Slice slice : inside(window)) {
            for (double share : slice.sensors().values()) {
                watched += share * slice.window().seconds();
            }
        }
        long due = sensors.values().stream()
                .mapToLong(first -> Math.max(0, window.endSecond() - Math.max(first, window.startSecond())))
                .sum();
        return due == 0 ? 0 : Math.min(1, watched / due);
    }

    SortedMap<String, KeyedSources> keyedSources(Epoch window) {
        SortedMap<String, List<Slice>> perKey = new TreeMap<>();
        for (Slice slice : inside(window)) {
            if (slice.sets().containsKey(Cell.ALL_ORIGIN)) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(slice);
            }
        }
        SortedMap<String, KeyedSources> out = new TreeMap<>();
        perKey.forEach((key, own) -> out.put(key, join(own)));
        return out;
    }

    /** The same hashes of one cell, without brightness. */
    SortedMap<String, TokenSet> keyedSets(Cell cell, Epoch window) {
        SortedMap<String, List<TokenSet>> perKey = new TreeMap<>();
        for (Slice slice : inside(window)) {
            TokenSet set = slice.sets().get(cell);
            if (set != null) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(set);
            }
        }
        SortedMap<String, TokenSet> out = new TreeMap<>();
        perKey.forEach((key, sets) -> out.put(key, TokenSet.union(sets)));
        return out;
    }

    /** Distinct sources of each block that were in no earlier one; numbers without a set count as they came. */
    double[] newSources(Cell cell, List<Epoch> blocks) {
        double[] out = new double[blocks.size()];
        SortedMap<String, TokenSet> met = new TreeMap<>();
        for (int b = 0; b < out.length; b++) {
            for (Slice slice : inside(blocks.get(b))) {
                Measure.DistinctCount count = slice.counts().get(cell);
                TokenSet set = slice.sets().get(cell);
                if (count != null) {
                    out[b] += count.estimate();
                } else if (set != null) {
                    TokenSet before = met.getOrDefault(slice.keyId(), TokenSet.empty());
                    TokenSet all = TokenSet.union(List.of(before, set));
                    out[b] += Math.max(0, all.estimate() - before.estimate());
                    met.put(slice.keyId(), all);
                }
            }
        }
        return out;
    }

    private static KeyedSources join(List<Slice> slices) {
        List<TokenSet> all = new ArrayList<>();
        SortedMap<Integer, List<TokenSet>> strata = new TreeMap<>();
        for (Slice slice : slices) {
            all.add(slice.sets().getOrDefault(Cell.ALL_ORIGIN, TokenSet.empty()));
            slice.brightness()
                    .forEach((stratum, set) -> strata.computeIfAbsent(stratum, s -> new ArrayList<>())
                            .add(set));
        }
        SortedMap<Integer, TokenSet> joined = new TreeMap<>();
        strata.forEach((stratum, sets) -> joined.put(stratum, TokenSet.union(sets)));
        return new KeyedSources(TokenSet.union(all), joined);
    }

    List<String> missing(Region region, Epoch window) {
        List<Slice> within = inside(window);
        if (within.isEmpty()) {
            return List.of(region + ": no report");
        }
        List<String> out = new ArrayList<>();
        double uptime = uptime(window);
        if (uptime < 0.9995) {
            out.add(String.format(Locale.ROOT, "%s: watched %.1f %% of the window", region, 100 * uptime));
        }
        if (within.stream().anyMatch(s -> !s.uptimeTold())) {
            out.add(region + ": a report tells no uptime; it is taken as up");
        }
        SortedSet<String> reasons = new TreeSet<>();
        within.forEach(s -> reasons.addAll(s.reasons()));
        reasons.forEach(r -> out.add(region + ": " + r));
        double rest = Cube.number(packets(new Cell(AttackType.REST_ORIGIN, Service.ANY), window));
        double all = Cube.number(packets(Cell.ALL_ORIGIN, window));
        if (rest > 0 && all > 0) {
            out.add(String.format(
                    Locale.ROOT,
                    "%s: %.1f %% of the packets lie in cells too small to be let out",
                    region,
                    100 * rest / all));
        }
        return out;
    }

    @Override
    public String toString() {
        return Arrays.toString(sensors.keySet().toArray()) + " " + slices.size() + " windows";
    }
}
