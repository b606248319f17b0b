package yochi.analysis.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Region;

/**
 * Everything known about all regions until a moment, read-only and safe for several threads. A value that was not
 * measured is {@link Measure.Missing} or NaN, never zero; a zero means that the region watched and nothing (or less
 * than its policy lets out) came.
 */
public final class Cube {
    /** A region that watched less than half of a day, or of an hour, has no value for it (own choice, stated). */
    public static final double LEAST_UPTIME = 0.5;

    /** Days looked at, at most: ten years. */
    private static final int MOST_DAYS = 3660;

    private final Grouping grouping;
    private final Instant until;
    private final Instant asOf;
    private final Map<Region, History> histories;
    private final List<Region> regions;
    private final SortedSet<String> policies;
    private final List<Epoch> days;
    private final Instant since;
    private final Map<Region, RegionDays> daily = new ConcurrentHashMap<>();

    Cube(
            Grouping grouping,
            Instant until,
            Instant asOf,
            Instant since,
            SortedMap<Region, History> histories,
            SortedSet<String> policies) {
        this.grouping = grouping;
        this.until = until;
        this.asOf = asOf;
        this.since = since;
        this.histories = new HashMap<>(histories);
        this.regions = List.copyOf(histories.keySet());
        this.policies = Collections.unmodifiableSortedSet(policies);
        this.days = allDays();
    }

    public static CubeBuilder builder(Grouping grouping) {
        return new CubeBuilder(grouping);
    }

    public Grouping grouping() {
        return grouping;
    }

    /** End of the observation time looked at. */
    public Instant until() {
        return until;
    }

    /** When this was known. */
    public Instant asOf() {
        return asOf;
    }

    /** Names of the privacy policies behind the statistics. */
    public SortedSet<String> policies() {
        return policies;
    }

    public List<Region> regions() {
        return regions;
    }

    public Country country(Region region) {
        return of(region).country();
    }

    /** Who runs the region's sensors, if all are known to have the same operator. */
    public Optional<String> operator(Region region) {
        return of(region).operator();
    }

    /** Whether the region's totals count the same services all through: no filter was set or lifted in the window. */
    public boolean alike(Region region, Epoch window) {
        return of(region).span(window).alike();
    }

    /** The regions of a country: itself when grouped by country, its sensors otherwise. */
    public List<Region> regionsOf(Country country) {
        return regions.stream().filter(r -> country(r).equals(country)).toList();
    }

    public boolean isEmpty() {
        return histories.isEmpty();
    }

    /**
     * All days from the first one reported by anybody to the last one that ends by {@link #until}; at most the last
     * {@value #MOST_DAYS}, so that one report with a broken clock cannot make the past endless.
     */
    public List<Epoch> days() {
        return days;
    }

    private List<Epoch> allDays() {
        if (histories.isEmpty()) {
            return List.of();
        }
        long first = histories.values().stream()
                .mapToLong(History::firstSecond)
                .min()
                .orElse(0);
        List<Epoch> out = new ArrayList<>();
        long earliest = Math.subtractExact(until.getEpochSecond(), (long) MOST_DAYS * Epoch.DAY);
        Epoch day = Epoch.containing(Math.max(first, earliest), Epoch.DAY);
        while (day.endSecond() <= until.getEpochSecond()) {
            out.add(day);
            day = day.next();
        }
        return List.copyOf(out);
    }

    /** From the first reported second to {@link #until}, whole days or not; an empty cube has none. */
    public Epoch span() {
        long first = histories.values().stream()
                .mapToLong(History::firstSecond)
                .min()
                .orElseThrow(() -> new IllegalStateException("an empty cube has no span"));
        long earliest = Math.max(first, until.getEpochSecond() - (long) MOST_DAYS * Epoch.DAY);
        return new Epoch(earliest, Math.toIntExact(Math.max(1, until.getEpochSecond() - earliest)));
    }

    /** The span of the last {@code days} whole days that end by {@link #until}, or fewer where history is shorter. */
    public Epoch lastDays(int days) {
        List<Epoch> all = days();
        if (all.isEmpty()) {
            throw new IllegalStateException("an empty cube has no days");
        }
        int n = Math.min(days, all.size());
        return new Epoch(all.get(all.size() - n).startSecond(), n * Epoch.DAY);
    }

    /** The ISO weeks (Monday to Sunday) that lie wholly inside the days. */
    public List<Epoch> fullWeeks() {
        List<Epoch> out = new ArrayList<>();
        List<Epoch> all = days();
        for (Epoch day : all) {
            Epoch week = Epoch.week(day.startSecond());
            if (week.startSecond() == day.startSecond()
                    && week.endSecond() <= all.get(all.size() - 1).endSecond()) {
                out.add(week);
            }
        }
        return out;
    }

    /** What was told up to the end of the last full week; of the last whole day before there is one. */
    public Told toldWeeks() {
        List<Epoch> weeks = fullWeeks();
        return weeks.isEmpty() ? toldDays() : told(weeks.getLast());
    }

    /** What was told up to the end of the last whole day. */
    public Told toldDays() {
        return days.isEmpty() ? Told.NOTHING : told(days.getLast());
    }

    /** What was told of the time before then: every report whose window begins before it. */
    public Told toldBefore(Instant end) {
        SortedMap<Region, List<Slice>> slices = new TreeMap<>();
        regions.forEach(region -> slices.put(region, of(region).begunBefore(end.getEpochSecond())));
        return new Told(new Epoch(end.getEpochSecond(), 1), slices);
    }

    private Told told(Epoch last) {
        SortedMap<Region, List<Slice>> slices = new TreeMap<>();
        regions.forEach(region -> slices.put(region, of(region).until(last.endSecond())));
        return new Told(last, slices);
    }

    /** First day on which the region reported. */
    public Epoch firstDay(Region region) {
        return Epoch.containing(of(region).firstSecond(), Epoch.DAY);
    }

    /** Start of the window in which the region first saw anything of the cell. */
    public Optional<Instant> firstSeen(Region region, Cell cell) {
        return of(region).firstSeen(cell);
    }

    /** The narrowest span of which it is told that the region first saw the cell in it: an epoch, or a whole window. */
    public Optional<Epoch> firstSighting(Region region, Cell cell) {
        return of(region).firstSighting(cell);
    }

    /**
     * Sensor days and address days of the window in which the cell could be observed; NaN where a size is not known.
     */
    public double[] watched(Region region, Cell cell, Epoch window) {
        double[] seconds = exposure(region, window).of(cell);
        return new double[] {seconds[0] / Epoch.DAY, seconds[1] / Epoch.DAY};
    }

    /** Every cell that the region ever reported. */
    public SortedSet<Cell> cells(Region region) {
        return of(region).cells();
    }

    /** Every cell that the region reported in the window. */
    public SortedSet<Cell> cells(Region region, Epoch window) {
        return of(region).span(window).cells();
    }

    public SortedSet<Cell> cells() {
        return Cells.union(histories.values().stream().map(History::cells).toList());
    }

    /** Distinct sources (or victims) of the cell in the window: a count with bounds, or missing. */
    public Measure sources(Region region, Cell cell, Epoch window) {
        return of(region).span(window).sources(cell);
    }

    /** Distinct sources of all the region's cells, step by step over a span. */
    public StepCounts steps(Region region, Epoch span, int stepSeconds) {
        List<Epoch> steps = new ArrayList<>();
        for (long at = span.startSecond(); at + stepSeconds <= span.endSecond(); at += stepSeconds) {
            steps.add(new Epoch(at, stepSeconds));
        }
        return of(region).steps(steps);
    }

    /** Packets of the cell in the window, or missing. */
    public Measure packets(Region region, Cell cell, Epoch window) {
        return of(region).span(window).packets(cell);
    }

    /** Distinct sources per day of {@link #days}, NaN where it was not measured. */
    public double[] dailySources(Region region, Cell cell) {
        return dailySources(region, cell, days.size());
    }

    /** The same for the last {@code most} days, or fewer where history is shorter. */
    public double[] dailySources(Region region, Cell cell, int most) {
        return days(region).sources(cell, most);
    }

    /** Distinct sources of the last days with what was watched on each. */
    public ExposedCounts dailyExposedSources(Region region, Cell cell, int most) {
        return days(region).exposedSources(cell, most);
    }

    /** {@link #hourlyActivity} with what was watched in each hour. */
    public ExposedCounts hourlyExposedActivity(Region region, Cell total, Epoch window) {
        return exposed(region, hourlyActivity(region, total, window), window);
    }

    /** Distinct sources of a total cell per hour, all 0 where no report tells them, with what was watched in each. */
    public ExposedCounts hourlyExposedSources(Region region, Cell total, Epoch window) {
        return exposed(region, of(region).span(window).hourly(total, Slice::hourlySources), window);
    }

    private ExposedCounts exposed(Region region, double[] counts, Epoch window) {
        Span span = of(region).span(window);
        double[][] watch = span.hourlyWatch();
        double[] share = new double[counts.length];
        for (int h = 0; h < share.length; h++) {
            share[h] = Math.min(1, watch[0][h] / Math.max(1, span.known(h)));
        }
        return ExposedCounts.of(counts, share, watch[0], watch[1]);
    }

    /** Packets per day of {@link #days}, NaN where it was not measured. */
    public double[] dailyPackets(Region region, Cell cell) {
        return days(region).numbers(days.size(), day -> day.packets(cell));
    }

    private RegionDays days(Region region) {
        History of = of(region);
        return daily.computeIfAbsent(region, r -> new RegionDays(of, days));
    }

    /** The estimate of a measure, NaN where it is missing. */
    public static double number(Measure measure) {
        return switch (measure) {
            case Measure.DistinctCount d -> d.estimate();
            case Measure.DistinctSet d -> d.bounds().estimate();
            case Measure.Count c -> c.value();
            case Measure.Packed p -> Double.NaN;
            case Measure.Missing m -> Double.NaN;
        };
    }

    /**
     * Distinct sources of a total cell per hour of the window, packets where no report tells hourly sources; NaN where
     * it was not measured. Over several sensors hourly sources add up, which is an upper bound.
     */
    public double[] hourlyActivity(Region region, Cell total, Epoch window) {
        double[] sources = of(region).span(window).hourly(total, Slice::hourlySources);
        double[] chosen = Arrays.stream(sources).anyMatch(v -> v > 0)
                ? sources
                : of(region).span(window).hourly(total, Slice::hourlyPackets);
        return chosen;
    }

    /** Share of the window that the region's sensors watched, 0..1. */
    public double uptime(Region region, Epoch window) {
        return of(region).span(window).uptime();
    }

    /** Share of the time watched in which the region's sensors could observe the cell, 0..1. */
    public double observable(Region region, Cell cell, Epoch window) {
        Exposure exposure = exposure(region, window);
        double all = exposure.sensorSeconds();
        return all == 0 ? 1 : Math.min(1, exposure.of(cell)[0] / all);
    }

    /** What is stated of a service at a region in a window. */
    public enum Reach {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /** Whether the region's networks are stated to let the cell's service through, most of the window. */
    public Reach reach(Region region, Cell cell, Epoch window) {
        return exposure(region, window).stated(cell);
    }

    Exposure exposure(Region region, Epoch window) {
        return of(region).span(window).exposure();
    }

    /** How many services of a total's kind, or party, were seen. */
    int items(Region region, Cell total, Epoch window) {
        return of(region).span(window).items(total);
    }

    /** Packets of the cell, made comparable (K-9). */
    public Rate packetRate(Region region, Cell cell, Epoch window) {
        return new Rates(this, region, cell, false).of(window);
    }

    /** Distinct sources (or victims) of the cell, made comparable (K-9). */
    public Rate sourceRate(Region region, Cell cell, Epoch window) {
        return new Rates(this, region, cell, true).of(window);
    }

    /** The hashes behind the region's distinct origins in the window, per key, by brightness. */
    public SortedMap<String, KeyedSources> keyedSources(Region region, Epoch window) {
        return of(region).span(window).keyedSources();
    }

    /** The hashes behind the cell's distinct sources in the window, per key; empty where no sketch came. */
    public SortedMap<String, TokenSet> keyedSets(Region region, Cell cell, Epoch window) {
        return of(region).span(window).keyedSets(cell);
    }

    /** Distinct sources of each block that were in no earlier one, so that they sum up to those of all. */
    public double[] newSources(Region region, Cell cell, List<Epoch> blocks) {
        return of(region).newSources(cell, blocks);
    }

    /** Whether any report of the region within the window tells the cell's sources. */
    public boolean tells(Region region, Cell cell, Epoch window) {
        return of(region).tells(cell, window);
    }

    /** What was missing at the region in the window, one sentence each. */
    public List<String> missing(Region region, Epoch window) {
        List<String> out = of(region).span(window).missing(region);
        if (window.start().isBefore(since)) {
            out.add(region + ": what was told before " + since + " was forgotten for want of memory");
        }
        return out;
    }

    /** Every question goes this way, so that an analysis nobody waits for any more ends at its next one. */
    private History of(Region region) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("told to stop");
        }
        History history = histories.get(region);
        if (history == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return history;
    }
}
