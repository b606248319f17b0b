package yochi.analysis.cube;

import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** What a region's slices tell of one window together; keeps what is dear to put together again. */
final class Span {
    private static final Measure NO_REPORT = new Measure.Missing("no report");
    private static final Measure NOTHING = Measure.DistinctCount.exactly(0);
    private static final Measure WITHHELD =
            new Measure.Missing("the policy lets out no distinct sources of this total");

    private final History of;
    private final Epoch window;
    private final List<Slice> slices;
    private final Exposure exposure;
    private final double uptime;
    private volatile @Nullable Set<Cell> sets;
    private final Map<Cell, Measure> unions = new ConcurrentHashMap<>();
    private final Map<Cell, Integer> items = new ConcurrentHashMap<>();
    private volatile @Nullable Sums sums;

    private record Sums(Cells cells, CountColumn counts, Column packets) {}

    Span(History of, Epoch window, List<Slice> slices) {
        this.of = of;
        this.window = window;
        this.slices = slices;
        this.exposure = slices.stream().map(Slice::exposure).reduce(Exposure.none(), Exposure::plus);
        this.uptime = of.uptime(window, slices);
    }

    /** Cells of which a set came in any slice: their numbers are those of unions. */
    private Set<Cell> sets() {
        Set<Cell> known = sets;
        if (known == null) {
            Set<Cell> all = new HashSet<>();
            if (slices.size() != 1) {
                slices.forEach(s -> all.addAll(s.sets().keySet()));
            }
            known = slices.size() == 1 ? slices.getFirst().sets().keySet() : all;
            sets = known;
        }
        return known;
    }

    private Sums sums() {
        Sums known = sums;
        if (known == null) {
            known = new Sums(
                    Cells.union(slices.stream().map(Slice::cells).toList()),
                    CountColumn.together(slices.stream().map(Slice::counts).toList()),
                    Column.together(slices.stream().map(Slice::packets).toList()));
            sums = known;
        }
        return known;
    }

    Cells cells() {
        return slices.isEmpty() ? Cells.NONE : sums().cells();
    }

    List<Slice> slices() {
        return slices;
    }

    Exposure exposure() {
        return exposure;
    }

    double uptime() {
        return uptime;
    }

    Measure sources(Cell cell) {
        if (sets().contains(cell)) {
            return unions.computeIfAbsent(cell, this::union);
        }
        if (slices.isEmpty()) {
            return NO_REPORT;
        }
        if (closed(cell)) {
            return unobservable(cell);
        }
        if (of.leftOut(cell).isPresent()) {
            return union(cell);
        }
        Optional<Measure.DistinctCount> told = sums().counts().get(cell);
        return told.isPresent() ? told.get() : unseen(cell, slices);
    }

    /** Whether it could not be observed most of the time and was not seen all the same. */
    private boolean closed(Cell cell) {
        return !exposure.reachesAll()
                && exposure.of(cell)[0] < Cube.LEAST_UPTIME * exposure.sensorSeconds()
                && !cells().contains(cell);
    }

    private static Measure unobservable(Cell cell) {
        return new Measure.Missing(cell.service() + " cannot be observed most of the time");
    }

    /** The slices that counted the cell's service, or the reason why too little of the window did. */
    private record Counting(List<Slice> slices, Optional<Measure> missing) {}

    private Counting counting(Cell cell) {
        if (closed(cell)) {
            return new Counting(slices, Optional.of(unobservable(cell)));
        }
        Optional<History.LeftOut> out = of.leftOut(cell);
        if (out.isEmpty()) {
            return new Counting(slices, Optional.empty());
        }
        List<Slice> counted =
                slices.stream().filter(s -> !out.get().covers(s.window())).toList();
        boolean enough = seconds(counted) >= Cube.LEAST_UPTIME * seconds(slices);
        return new Counting(
                counted,
                enough ? Optional.empty() : Optional.of(new Measure.Missing(out.get().reason())));
    }

    private static long seconds(List<Slice> slices) {
        return slices.stream().map(Slice::window).distinct().mapToLong(Epoch::seconds).sum();
    }

    private Measure union(Cell cell) {
        TokenSet only = slices.size() == 1 ? slices.getFirst().sets().get(cell) : null;
        if (only != null && of.leftOut(cell).isEmpty() && !slices.getFirst().counts().holds(cell)) {
            return only.count();
        }
        Counting counting = counting(cell);
        if (counting.missing().isPresent()) {
            return counting.missing().get();
        }
        SortedMap<String, List<TokenSet>> perKey = new TreeMap<>();
        List<Measure.DistinctCount> parts = new ArrayList<>();
        for (Slice slice : counting.slices()) {
            TokenSet set = slice.sets().get(cell);
            if (set != null) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(set);
            }
            slice.counts().get(cell).ifPresent(parts::add);
        }
        perKey.values().forEach(own -> parts.add(TokenSet.union(own).count()));
        return parts.stream()
                .reduce(CountColumn::together)
                .<Measure>map(count -> count)
                .orElseGet(() -> unseen(cell, counting.slices()));
    }

    /** The estimate of the window as one step among many, NaN where it is missing. */
    double step(Cell cell) {
        if (slices.size() == 1 && of.leftOut(cell).isEmpty()) {
            Slice only = slices.getFirst();
            TokenSet set = only.sets().get(cell);
            return only.counts().estimate(cell, set == null ? 0 : Math.round(set.estimate()));
        }
        return Cube.number(sets().contains(cell) ? union(cell) : sources(cell));
    }

    private Measure unseen(Cell cell, List<Slice> within) {
        return cell.total() && within.stream().noneMatch(s -> s.tells(cell)) && of.hasParts(cell) ? WITHHELD : NOTHING;
    }

    Measure packets(Cell cell) {
        if (slices.isEmpty()) {
            return NO_REPORT;
        }
        if (closed(cell)) {
            return unobservable(cell);
        }
        if (of.leftOut(cell).isEmpty()) {
            return new Measure.Count(sums().packets().getOrDefault(cell, 0));
        }
        Counting counting = counting(cell);
        return counting.missing()
                .orElseGet(() -> new Measure.Count(counting.slices().stream()
                        .mapToLong(s -> s.packets().getOrDefault(cell, 0))
                        .sum()));
    }

    /** How many services of a total's kind, or party, could be seen or were. */
    int items(Cell total) {
        return items.computeIfAbsent(total, t -> (int) cells().stream()
                .filter(Cell::single)
                .filter(c -> t.attackType().isTotal() ? c.party() == t.party() : c.attackType() == t.attackType())
                .map(Cell::service)
                .distinct()
                .count());
    }

    /** Whether totals count the same services all through the window. */
    boolean alike() {
        Map<Epoch, Set<Service>> perWindow = new HashMap<>();
        for (Slice slice : slices) {
            perWindow
                    .computeIfAbsent(slice.window(), w -> new HashSet<>())
                    .addAll(slice.unwatched().keySet());
        }
        return new HashSet<>(perWindow.values()).size() <= 1;
    }

    double[] hourly(Cell cell, Function<Slice, Map<Cell, long[]>> which) {
        int hours = window.seconds() / Epoch.HOUR;
        double[] sum = new double[hours];
        double[] share = new double[hours];
        for (Slice slice : slices) {
            int offset = hour(slice);
            long[] values = which.apply(slice).get(cell);
            for (int h = 0; h < slice.hourlyShare().size() && offset + h < hours; h++) {
                share[offset + h] += slice.hourlyShare().get(h);
                sum[offset + h] += values == null ? 0 : values[h];
            }
        }
        for (int h = 0; h < hours; h++) {
            long second = window.startSecond() + (long) h * Epoch.HOUR;
            if (share[h] / Math.max(1, of.known(second)) < Cube.LEAST_UPTIME) {
                sum[h] = Double.NaN;
            }
        }
        return sum;
    }

    /** How many sensors were known by that hour of the window. */
    long known(int hour) {
        return of.known(window.startSecond() + (long) hour * Epoch.HOUR);
    }

    /** Sensors' shares of the hours, and the same by monitored addresses. */
    double[][] hourlyWatch() {
        int hours = window.seconds() / Epoch.HOUR;
        double[][] out = new double[2][hours];
        for (Slice slice : slices) {
            int offset = hour(slice);
            for (int h = 0; h < slice.hourlyShare().size() && offset + h < hours; h++) {
                out[0][offset + h] += slice.hourlyShare().get(h);
                out[1][offset + h] += slice.hourlyAddresses().get(h);
            }
        }
        return out;
    }

    private int hour(Slice slice) {
        return (int) ((slice.window().startSecond() - window.startSecond()) / Epoch.HOUR);
    }

    SortedMap<String, KeyedSources> keyedSources() {
        SortedMap<String, List<Slice>> perKey = new TreeMap<>();
        for (Slice slice : slices) {
            if (slice.sets().containsKey(Cell.ALL_ORIGIN)) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(slice);
            }
        }
        SortedMap<String, KeyedSources> out = new TreeMap<>();
        perKey.forEach((key, own) -> out.put(key, join(own)));
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

    /** The same hashes of one cell, without brightness. */
    SortedMap<String, TokenSet> keyedSets(Cell cell) {
        SortedMap<String, List<TokenSet>> perKey = new TreeMap<>();
        for (Slice slice : slices) {
            TokenSet set = slice.sets().get(cell);
            if (set != null) {
                perKey.computeIfAbsent(slice.keyId(), k -> new ArrayList<>()).add(set);
            }
        }
        SortedMap<String, TokenSet> out = new TreeMap<>();
        perKey.forEach((key, own) -> out.put(key, TokenSet.union(own)));
        return out;
    }

    List<String> missing(Region region) {
        if (slices.isEmpty()) {
            return new ArrayList<>(List.of(region + ": no report"));
        }
        List<String> out = new ArrayList<>();
        if (uptime < 0.9995) {
            out.add(String.format(Locale.ROOT, "%s: watched %.1f %% of the window", region, 100 * uptime));
        }
        if (slices.stream().anyMatch(s -> !s.uptimeTold())) {
            out.add(region + ": a report tells no uptime; it is taken as up");
        }
        SortedSet<String> reasons = new TreeSet<>();
        slices.forEach(s -> reasons.addAll(s.reasons()));
        reasons.forEach(r -> out.add(region + ": " + r));
        double rest = Cube.number(packets(new Cell(AttackType.REST_ORIGIN, Service.ANY)));
        double all = Cube.number(packets(Cell.ALL_ORIGIN));
        if (rest > 0 && all > 0) {
            out.add(String.format(
                    Locale.ROOT,
                    "%s: %.1f %% of the packets lie in cells too small to be let out",
                    region,
                    100 * rest / all));
        }
        return out;
    }
}
