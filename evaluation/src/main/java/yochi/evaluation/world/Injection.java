package yochi.evaluation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Region;

/**
 * Plants events into real reports, so that a method can be tried against real background with known truth (algorithms
 * §10.8). Everything that the reports held stays; sources are added to the cells that would have counted them. Real
 * events in the background stay unknown: what an analysis tells beside the planted ones need not be wrong.
 */
public final class Injection {
    private static final int PAST_DAYS = 28;
    /** Packets of a planted source: one to so many. */
    private static final int MOST_PACKETS = 8;

    private final List<EpochReport> reports;
    private final InjectionParameters parameters;
    private final long seed;
    private final Cube before;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Injected> planted = new ArrayList<>();

    private Injection(List<EpochReport> reports, InjectionParameters parameters, long seed) {
        this.reports = List.copyOf(reports);
        this.parameters = parameters;
        this.seed = seed;
        this.before = cube(this.reports);
    }

    /**
     * Makes ready to plant.
     *
     * @param reports as their nodes let them out, in any order; regions are their sensors
     */
    public static Injection into(List<EpochReport> reports, InjectionParameters parameters, long seed) {
        return new Injection(reports, parameters, seed);
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    /** The cube without anything planted. */
    public Cube before() {
        return before;
    }

    /**
     * More sources of a known signature, by the committed factor of the mean of the four weeks before.
     *
     * @param firstDay on which it begins, for the committed number of days
     */
    public Injected rise(Cell cell, List<Region> regions, Epoch firstDay) {
        SortedMap<Region, Instant> arrivals = new TreeMap<>();
        Instant until = firstDay.start().plusSeconds((long) parameters.riseDays() * Epoch.DAY);
        List<Visit> own = new ArrayList<>();
        for (Region region : regions) {
            arrivals.put(region, firstDay.start());
            double mean = (parameters.riseFactor() - 1) * past(region, cell, firstDay);
            own.addAll(sources(cell, region, firstDay.start(), until, mean, new long[0]));
        }
        return plant(EventKind.RISE, cell, arrivals, until, own);
    }

    /** Mean distinct sources a day over the days before on which the region was measured. */
    private double past(Region region, Cell cell, Epoch firstDay) {
        double sum = 0;
        int days = 0;
        for (int d = 1; d <= PAST_DAYS; d++) {
            Epoch day = new Epoch(firstDay.startSecond() - (long) d * Epoch.DAY, Epoch.DAY);
            Measure measure = before.sources(region, cell, day);
            if (!(measure instanceof Measure.Missing)) {
                sum += Cube.number(measure);
                days++;
            }
        }
        return days == 0 ? 0 : sum / days;
    }

    /**
     * A brand-new signature that goes from region to region, in an order that is drawn, and stays to the end; its
     * sources are of one population.
     *
     * @param cell one that no report holds
     */
    public Injected spread(Cell cell, Instant onset) {
        if (before.cells().contains(cell)) {
            throw new IllegalArgumentException(cell + " is in the reports already; take a service that is not");
        }
        int many = Math.min(parameters.spreadRegions(), before.regions().size());
        Chance chance = Chance.of(seed, "spread", planted.size());
        long[] population = new long[(int) Math.ceil(4 * parameters.newPerDay()) + 1];
        Arrays.setAll(population, i -> chance.any());
        SortedMap<Region, Instant> arrivals = new TreeMap<>();
        List<Visit> own = new ArrayList<>();
        Instant at = onset;
        for (int r : chance.distinct(many, before.regions().size())) {
            Region region = before.regions().get(r);
            if (at.isBefore(before.until())) {
                arrivals.put(region, at);
                own.addAll(sources(cell, region, at, before.until(), parameters.newPerDay(), population));
            }
            at = at.plusSeconds(1 + (long) chance.exponential(parameters.spreadHours() * Epoch.HOUR));
        }
        return plant(EventKind.SPREAD, cell, arrivals, before.until(), own);
    }

    /** One source that sends the committed number of packets to one region within a day. */
    public Injected burst(Cell cell, Region region, Epoch day) {
        Chance chance = Chance.of(seed, "burst", planted.size());
        long token = chance.any();
        List<Visit> own = new ArrayList<>();
        double[] even = new double[24];
        Arrays.fill(even, 1);
        long[] hours = SimulatedReports.spread(parameters.burstPackets(), even);
        for (int h = 0; h < 24; h++) {
            if (hours[h] > 0) {
                long second = day.startSecond() + (long) h * Epoch.HOUR;
                own.add(new Visit(region.name(), cell, token, second, hours[h]));
            }
        }
        SortedMap<Region, Instant> arrivals = new TreeMap<>();
        arrivals.put(region, day.start());
        return plant(EventKind.BURST, cell, arrivals, day.end(), own);
    }

    /** Sources spread evenly over the time, so many a day; of a population where one is given. */
    private List<Visit> sources(
            Cell cell, Region region, Instant from, Instant until, double perDay, long[] population) {
        Chance chance = Chance.of(seed, "sources", planted.size(), region.name().hashCode());
        double seconds = until.getEpochSecond() - (double) from.getEpochSecond();
        long many = chance.poisson(perDay * seconds / Epoch.DAY);
        List<Visit> out = new ArrayList<>();
        for (long k = 0; k < many; k++) {
            long token = population.length == 0 ? chance.any() : population[chance.below(population.length)];
            long second = from.getEpochSecond() + (long) (chance.between(0, 1) * seconds);
            out.add(new Visit(region.name(), cell, token, second, 1 + chance.below(MOST_PACKETS)));
        }
        return out;
    }

    /** What falls into a window that nobody reported, or that the sensor did not watch, was not seen. */
    private Injected plant(
            EventKind kind, Cell cell, SortedMap<Region, Instant> arrivals, Instant until, List<Visit> own) {
        SortedMap<Region, SortedMap<Epoch, Long>> added = new TreeMap<>();
        for (Region region : arrivals.keySet()) {
            SortedMap<Epoch, Long> perWindow = new TreeMap<>();
            for (EpochReport report : reports) {
                List<Visit> seen = seen(report, own, region.name());
                if (!seen.isEmpty()) {
                    perWindow.merge(report.window(), Visit.sources(seen), Long::sum);
                    visits.addAll(seen);
                }
            }
            added.put(region, perWindow);
        }
        Injected out = new Injected(kind, cell, arrivals, until, added);
        planted.add(out);
        return out;
    }

    private static List<Visit> seen(EpochReport report, List<Visit> all, String only) {
        return all.stream()
                .filter(v -> report.window().contains(v.second()) && !report.late())
                .filter(v -> only.isEmpty() || only.equals(v.sensor()))
                .filter(v -> report.uptime().stream()
                        .anyMatch(u -> u.sensor().equals(v.sensor())
                                && u.share() > 0
                                && u.epoch().contains(v.second())))
                .toList();
    }

    /** The truth, in the order of planting. */
    public List<Injected> planted() {
        return List.copyOf(planted);
    }

    /** The reports with everything planted. */
    public List<EpochReport> reports() {
        return reports.stream()
                .map(r -> PlantedReport.of(r, seen(r, visits, "")))
                .sorted(Comparator.comparing(EpochReport::window)
                        .thenComparing(EpochReport::node)
                        .thenComparingLong(EpochReport::sequence))
                .toList();
    }

    /** The cube with everything planted. */
    public Cube cube() {
        return cube(reports());
    }
}
