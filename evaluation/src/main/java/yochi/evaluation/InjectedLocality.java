package yochi.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.locality.LocalityAnalysis;
import yochi.analysis.number.Coverage;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Verdict;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.evaluation.world.EventKind;
import yochi.evaluation.world.Injected;
import yochi.evaluation.world.Injection;
import yochi.evaluation.world.WorldParameters;

/**
 * How right the verdicts are on events planted into real reports: every week one rise, one spread of a new service and
 * one burst of a single source, each judged at each of its regions after its third day there. What real events lie in
 * the same reports is not known, so nothing is said of verdicts on others.
 */
public final class InjectedLocality {
    private static final long SEED = 20_130_303;
    /** Weeks of past before the first event. */
    private static final int PAST_WEEKS = 5;

    private static final int DAYS_KNOWN = 3;
    /** Days that a verdict looks at. */
    private static final int WINDOW = 7;
    /** Sources a day that a service must have had to be raised. */
    private static final double LEAST_USUAL = 2;

    private static final int FIRST_NEW_PORT = 49_152;
    private static final double Z95 = 1.959963984540054;
    private static final Duration RELEASED = Duration.ofHours(1);

    private final List<EpochReport> reports;
    private final SplittableRandom random = new SplittableRandom(SEED);

    /** @param reports real ones, of five weeks or more */
    public InjectedLocality(List<EpochReport> reports) {
        this.reports = reports;
    }

    /** One planted event at one of its regions. */
    private record Judged(Injected event, Verdict truth, Optional<Finding.Locality> told)
            implements VerdictFigures.Named {}

    public List<Evaluation.Measured> measures() {
        Injection injection = Injection.into(reports, WorldParameters.committed().injection(), SEED);
        plant(injection);
        List<Judged> judged = judged(injection);
        List<Judged> told = judged.stream().filter(j -> j.told().isPresent()).toList();
        List<Evaluation.Measured> out = new ArrayList<>();
        double[] ends = BlockBootstrap.drawn(told, SEED, VerdictFigures::macroF1);
        out.add(new Evaluation.Measured(
                "verdict macro-F1",
                "planted into real reports, events told",
                "mean of the verdicts' F1",
                Evaluation.Better.HIGHER.word(),
                Optional.of(0.8),
                VerdictFigures.macroF1(told),
                ends[0],
                ends[1],
                told.size(),
                told.stream().map(Judged::event).distinct().count(),
                List.of(),
                Optional.empty(),
                VerdictFigures.macroF1(told) >= 0.8 ? "reached" : "not reached"));
        for (EventKind kind : List.of(EventKind.RISE, EventKind.SPREAD, EventKind.BURST)) {
            List<Judged> of = judged.stream().filter(j -> j.event().kind() == kind).toList();
            out.add(share("events told", kind, of, of.stream().map(j -> j.told().isPresent()).toList()));
            out.add(share("events named rightly", kind, of, of.stream().map(j -> j.verdict() == j.truth()).toList()));
        }
        return out;
    }

    private void plant(Injection injection) {
        List<Epoch> weeks = injection.before().fullWeeks();
        for (int w = PAST_WEEKS; w + 1 < weeks.size(); w++) {
            Epoch monday = new Epoch(weeks.get(w).startSecond(), Epoch.DAY);
            rise(injection, monday);
            injection.spread(
                    new Cell(AttackType.SCAN_SYN, Service.tcp(FIRST_NEW_PORT + w)),
                    monday.start().plusSeconds(Epoch.HOUR * (long) random.nextInt(48)));
            burst(injection, monday);
        }
    }

    /** A service that its regions know rises at one to three of them. */
    private void rise(Injection injection, Epoch day) {
        Cube cube = injection.before();
        Map<Cell, List<Region>> known = new TreeMap<>();
        Epoch month = new Epoch(day.startSecond() - 28L * Epoch.DAY, 28 * Epoch.DAY);
        for (Region region : cube.regions()) {
            for (Cell cell : cube.cells(region, month)) {
                boolean usual = Cube.number(cube.sources(region, cell, month)) >= LEAST_USUAL * 28;
                if (usual && !cell.service().equals(Service.ANY) && cell.attackType().party() == Party.ORIGIN) {
                    known.computeIfAbsent(cell, c -> new ArrayList<>()).add(region);
                }
            }
        }
        injection.planted().forEach(p -> known.remove(p.cell()));
        if (!known.isEmpty()) {
            List<Cell> cells = List.copyOf(known.keySet());
            Cell cell = cells.get(random.nextInt(cells.size()));
            List<Region> regions = new ArrayList<>(known.get(cell));
            while (regions.size() > 1 + random.nextInt(3)) {
                regions.remove(random.nextInt(regions.size()));
            }
            injection.rise(cell, regions, day);
        }
    }

    /** At a service that the region knows, so that the many packets alone are new. */
    private void burst(Injection injection, Epoch monday) {
        Cube cube = injection.before();
        Region region = cube.regions().get(random.nextInt(cube.regions().size()));
        Epoch day = new Epoch(monday.startSecond() + Epoch.DAY * (long) random.nextInt(5), Epoch.DAY);
        List<Cell> cells = cube.cells(region, new Epoch(monday.startSecond() - 7L * Epoch.DAY, 7 * Epoch.DAY)).stream()
                .filter(c -> !c.service().equals(Service.ANY) && c.attackType().party() == Party.ORIGIN)
                .filter(c -> injection.planted().stream().noneMatch(p -> p.cell().equals(c)))
                .toList();
        if (!cells.isEmpty()) {
            injection.burst(cells.get(random.nextInt(cells.size())), region, day);
        }
    }

    private static List<Judged> judged(Injection injection) {
        TreeMap<Instant, List<Map.Entry<Injected, Region>>> due = new TreeMap<>();
        for (Injected event : injection.planted()) {
            event.arrivals().forEach((region, at) -> {
                long day = Math.floorDiv(at.getEpochSecond(), Epoch.DAY) + DAYS_KNOWN;
                due.computeIfAbsent(Instant.ofEpochSecond(day * Epoch.DAY), d -> new ArrayList<>())
                        .add(Map.entry(event, region));
            });
        }
        List<EpochReport> all = injection.reports().stream()
                .sorted(Comparator.comparing(r -> r.window().end()))
                .toList();
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        int next = 0;
        List<Judged> out = new ArrayList<>();
        for (Map.Entry<Instant, List<Map.Entry<Injected, Region>>> moment : due.entrySet()) {
            while (next < all.size() && !all.get(next).window().end().isAfter(moment.getKey())) {
                builder.add(all.get(next++));
            }
            Cube cube = builder.build(moment.getKey(), moment.getKey().plus(RELEASED));
            LocalityAnalysis.Asked asked = new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS)
                    .asked(cube, cube.lastDays(WINDOW), Party.ORIGIN);
            for (Map.Entry<Injected, Region> one : moment.getValue()) {
                judged(cube, asked, one.getKey(), one.getValue()).ifPresent(out::add);
            }
        }
        return out;
    }

    /** Nothing where the region saw nothing of it: its sensor was down, or the policy kept it back. */
    private static Optional<Judged> judged(Cube cube, LocalityAnalysis.Asked asked, Injected event, Region region) {
        if (!(Cube.number(cube.sources(region, event.cell(), cube.lastDays(WINDOW))) > 0)) {
            return Optional.empty();
        }
        Instant first = event.arrivals().values().stream().min(Comparator.naturalOrder()).orElseThrow();
        Verdict truth = switch (event.kind()) {
            case RISE -> Verdict.LOCAL_ONLY;
            case SPREAD ->
                first.equals(event.arrivals().get(region)) ? Verdict.OMEN_OF_SPREAD : Verdict.SEEN_BEFORE_ELSEWHERE;
            case BURST -> Verdict.ONE_SOURCE_BURST;
            case LOCAL, FILTER_LIFTED, FILTER_SET, GLOBAL -> throw new IllegalStateException(event.kind() + "");
        };
        return Optional.of(new Judged(event, truth, asked.finding(region, event.cell())));
    }

    private static Evaluation.Measured share(
            String name, EventKind kind, List<Judged> of, Collection<Boolean> right) {
        Coverage share = Coverage.NONE;
        for (boolean one : right) {
            share = share.plus(one);
        }
        return new Evaluation.Measured(
                name,
                "planted into real reports, " + kind.name().toLowerCase(Locale.ROOT),
                "share of the events at a region that let something of them out",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                share.of() == 0 ? 0 : share.share(),
                share.of() == 0 ? 0 : share.low(Z95),
                share.of() == 0 ? 1 : share.high(Z95),
                share.of(),
                of.stream().map(Judged::event).distinct().count(),
                List.of(),
                Optional.empty(),
                share.held() + " of " + share.of());
    }
}
