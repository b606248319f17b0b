package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.KeyedSources;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * How alike all pairs of regions are in a window: three numbers, never one (algorithms §3.2). Origins only; victims are
 * not mixed in. Pairs are ranked by the lower bound of observed to expected overlap.
 */
public final class SimilarityAnalysis {
    /** Days before the window's end from which the rhythm is learnt: four weeks. */
    private static final int RHYTHM_DAYS = 28;

    private static final int MOST_LAG_HOURS = 24;
    private static final Cell REST = new Cell(AttackType.REST_ORIGIN, Service.ANY);

    private record Pair(Region a, Region b) {}

    /** All pairs in the window, best first; a region that did not report in it takes no part. */
    public List<Finding.Similarity> analyse(Cube cube, Epoch window) {
        List<Region> regions = cube.regions().stream()
                .filter(r -> cube.uptime(r, window) > 0)
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                pairs.add(new Pair(regions.get(i), regions.get(j)));
            }
        }
        SortedMap<Region, double[]> mixes = mixes(cube, regions, window);
        SortedMap<Region, double[]> shapes = shapes(cube, regions, window);
        Keys keys = new Keys(cube, regions, window);
        List<Optional<MixComparison>> mix = pairs.stream()
                .map(p -> compare(mixes.getOrDefault(p.a, new double[0]), mixes.getOrDefault(p.b, new double[0])))
                .toList();
        double[] q = BenjaminiYekutieli.qValues(mix.stream()
                .flatMap(Optional::stream)
                .mapToDouble(MixComparison::pValue)
                .toArray());
        List<Finding.Similarity> found = new ArrayList<>();
        int tested = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            OptionalDouble qValue = mix.get(i).isPresent() ? OptionalDouble.of(q[tested++]) : OptionalDouble.empty();
            Optional<ShapeMatch> when = ShapeMatch.of(
                    shapes.getOrDefault(pair.a, new double[0]),
                    shapes.getOrDefault(pair.b, new double[0]),
                    MOST_LAG_HOURS);
            found.add(finding(cube, window, pair, mix.get(i), qValue, keys, when));
        }
        return ranked(found);
    }

    private static Optional<MixComparison> compare(double[] a, double[] b) {
        int[] known = IntStream.range(0, Math.min(a.length, b.length))
                .filter(i -> !Double.isNaN(a[i]) && !Double.isNaN(b[i]))
                .toArray();
        double[] ours = Arrays.stream(known).mapToDouble(i -> a[i]).toArray();
        double[] theirs = Arrays.stream(known).mapToDouble(i -> b[i]).toArray();
        boolean both = Arrays.stream(ours).sum() > 0 && Arrays.stream(theirs).sum() > 0;
        return both ? Optional.of(MixComparison.of(ours, theirs)) : Optional.empty();
    }

    private static Finding.Similarity finding(
            Cube cube,
            Epoch window,
            Pair pair,
            Optional<MixComparison> mix,
            OptionalDouble qValue,
            Keys keys,
            Optional<ShapeMatch> when) {
        Overlap overlap = keys.overlap(pair);
        boolean who = overlap.known();
        List<String> missing = new ArrayList<>(cube.missing(pair.a, window));
        missing.addAll(cube.missing(pair.b, window));
        if (mix.isEmpty()) {
            missing.add("mix: no distinct sources per service at one of both");
        }
        if (!who) {
            missing.add(
                    keys.count() == 0
                            ? "who: the policy lets out no sketches"
                            : "who: too few common sources in the sketches to tell within 50 %");
        } else if (keys.count() > 1) {
            missing.add("who: " + keys.count() + " keys in the window; a source under two keys counts twice");
        }
        if (when.isEmpty()) {
            missing.add("when: too few hours measured at both");
        }
        return new Finding.Similarity(
                pair.a,
                pair.b,
                window,
                keys.sources(cube, pair.a, window),
                keys.sources(cube, pair.b, window),
                optional(mix.map(MixComparison::similarity)),
                who ? OptionalDouble.of(overlap.quotient()) : OptionalDouble.empty(),
                who ? OptionalDouble.of(overlap.observed()) : OptionalDouble.empty(),
                who ? OptionalDouble.of(overlap.expected()) : OptionalDouble.empty(),
                optional(when.map(ShapeMatch::likeness)),
                optional(when.map(w -> (double) w.lag())),
                who ? OptionalDouble.of(overlap.low()) : OptionalDouble.empty(),
                who ? OptionalDouble.of(overlap.high()) : OptionalDouble.empty(),
                0,
                qValue,
                List.copyOf(new TreeSet<>(missing)));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static List<Finding.Similarity> ranked(List<Finding.Similarity> found) {
        List<Finding.Similarity> sorted = found.stream()
                .sorted(Comparator.comparingDouble((Finding.Similarity s) -> -s.low().orElse(-1))
                        .thenComparingDouble(s -> -s.who().orElse(-1))
                        .thenComparingDouble(s -> -s.mix().orElse(-1))
                        .thenComparing(Finding.Similarity::a)
                        .thenComparing(Finding.Similarity::b))
                .toList();
        List<Finding.Similarity> out = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            out.add(withRank(sorted.get(i), i + 1));
        }
        return out;
    }

    private static Finding.Similarity withRank(Finding.Similarity s, int rank) {
        return new Finding.Similarity(
                s.a(),
                s.b(),
                s.window(),
                s.nA(),
                s.nB(),
                s.mix(),
                s.who(),
                s.observedOverlap(),
                s.expectedOverlap(),
                s.when(),
                s.lagHours(),
                s.low(),
                s.high(),
                rank,
                s.qValue(),
                s.missing());
    }

    /** Distinct sources per service of a kind, the cells below the policy's k as one class of their own. */
    private static SortedMap<Region, double[]> mixes(Cube cube, List<Region> regions, Epoch window) {
        TreeSet<Cell> cells = new TreeSet<>();
        for (Region region : regions) {
            cube.cells(region, window).stream()
                    .filter(c -> c.party() == Party.ORIGIN && (c.single() || c.equals(REST)))
                    .forEach(cells::add);
        }
        SortedMap<Region, double[]> out = new TreeMap<>();
        for (Region region : regions) {
            out.put(
                    region,
                    cells.stream()
                            .mapToDouble(c -> counted(cube, region, c, window))
                            .toArray());
        }
        return out;
    }

    /** Not a number where a service was not counted: it is then left out of the pair's comparison. */
    private static double counted(Cube cube, Region region, Cell cell, Epoch window) {
        double n = Cube.number(cube.sources(region, cell, window));
        return Double.isNaN(n) && cell.total() ? 0 : n;
    }

    private static SortedMap<Region, double[]> shapes(Cube cube, List<Region> regions, Epoch window) {
        long first = cube.days().get(0).startSecond();
        long learnt = window.endSecond() - RHYTHM_DAYS * (long) Epoch.DAY;
        long from = Math.max(first, Math.min(window.startSecond(), learnt));
        Epoch history = new Epoch(from, Math.toIntExact(window.endSecond() - from));
        int hours = Math.min(window.seconds(), history.seconds()) / Epoch.HOUR;
        SortedMap<Region, double[]> out = new TreeMap<>();
        for (Region region : regions) {
            double[] rest = Rhythm.removed(cube.hourlyExposedActivity(region, Cell.ALL_ORIGIN, history)
                    .atFullWatch());
            out.put(region, Arrays.copyOfRange(rest, rest.length - hours, rest.length));
        }
        return out;
    }

    /** Sources of all regions, one comparison per key. */
    private static final class Keys {
        private final List<SourceOverlap> perKey = new ArrayList<>();
        private final SortedMap<Region, Long> sources = new TreeMap<>();

        Keys(Cube cube, List<Region> regions, Epoch window) {
            SortedMap<String, SortedMap<Region, KeyedSources>> byKey = new TreeMap<>();
            for (Region region : regions) {
                cube.keyedSources(region, window).forEach((key, keyed) -> {
                    byKey.computeIfAbsent(key, k -> new TreeMap<>()).put(region, keyed);
                    sources.merge(region, Math.round(keyed.all().estimate()), Long::sum);
                });
            }
            byKey.values().forEach(own -> perKey.add(new SourceOverlap(own)));
        }

        int count() {
            return perKey.size();
        }

        Overlap overlap(Pair pair) {
            Overlap sum = Overlap.NONE;
            for (SourceOverlap key : perKey) {
                sum = sum.plus(key.of(pair.a, pair.b));
            }
            return sum;
        }

        /** Sources under all keys together, or the plain count where no sketch came. */
        long sources(Cube cube, Region region, Epoch window) {
            Long n = sources.get(region);
            if (n != null) {
                return n;
            }
            double counted = Cube.number(cube.sources(region, Cell.ALL_ORIGIN, window));
            return Double.isNaN(counted) ? 0 : Math.round(counted);
        }
    }
}
