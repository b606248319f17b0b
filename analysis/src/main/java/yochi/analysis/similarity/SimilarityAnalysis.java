package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cube;
import yochi.analysis.number.FalseDiscovery;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * How alike all pairs of regions are in a window: three numbers, never one (algorithms §3.2), what they are together
 * ({@link Combination}), and which regions group. Origins only; victims are not mixed in. Pairs are ranked by the lower
 * bound of observed to expected overlap.
 */
public final class SimilarityAnalysis {
    private final Settings settings;

    /**
     * How it is done.
     *
     * @param weights of regions that are less trusted, 0..1, 1 where not named: how far a region counts in what is
     *     expected of the others; with 0 their numbers are as if it were not there
     * @param draws how often days and services are drawn again to tell how stable the groups are
     * @param seed of these draws
     */
    public record Settings(SortedMap<Region, Double> weights, int draws, long seed) {
        public static final Settings DEFAULTS = new Settings(new TreeMap<>(), 100, 20_130_303L);

        public Settings {
            weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
            weights.forEach((region, weight) -> {
                if (!(weight >= 0 && weight <= 1)) {
                    throw new IllegalArgumentException("weight of " + region + " is not within 0..1: " + weight);
                }
            });
        }
    }

    /**
     * One window's result.
     *
     * @param pairs best first
     * @param clusters which regions group
     */
    public record Alike(List<Finding.Similarity> pairs, Finding.Clusters clusters) {
        /** All findings, the pairs first. */
        public List<Finding> findings() {
            List<Finding> out = new ArrayList<>(pairs);
            out.add(clusters);
            return out;
        }
    }

    public SimilarityAnalysis() {
        this(Settings.DEFAULTS);
    }

    public SimilarityAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** All pairs in the window, best first; a region that did not report in it takes no part. */
    public List<Finding.Similarity> analyse(Cube cube, Epoch window) {
        return pairs(cube, window, comparison(cube, window));
    }

    /** Pairs and groups of several windows; groups are held against those of the window of the same length before. */
    public List<Alike> analyse(Cube cube, List<Epoch> windows) {
        Map<Epoch, Finding.Clusters> before = new HashMap<>();
        List<Alike> out = new ArrayList<>();
        for (Epoch window : windows.stream().sorted().toList()) {
            WindowComparison comparison = comparison(cube, window);
            Finding.Clusters alone = new Clustering(comparison, settings).of(window);
            Finding.Clusters clusters = Optional.ofNullable(
                            before.get(new Epoch(window.startSecond() - window.seconds(), window.seconds())))
                    .map(b -> Clustering.after(b, alone))
                    .orElse(alone);
            before.put(window, clusters);
            out.add(new Alike(pairs(cube, window, comparison), clusters));
        }
        return out;
    }

    /**
     * All pairs in the window in the order of their regions, for checks of the tests' levels.
     *
     * @param mixP of equal mixes, before any control of false discovery; NaN where not tested
     */
    public record Tested(List<Finding.Similarity> pairs, List<Double> mixP) {}

    /** The same as {@link #analyse(Cube, Epoch)}, with what its tests say of single pairs. */
    public Tested test(Cube cube, Epoch window) {
        WindowComparison comparison = comparison(cube, window);
        List<Finding.Similarity> pairs = pairs(cube, window, comparison).stream()
                .sorted(Comparator.comparing(Finding.Similarity::a).thenComparing(Finding.Similarity::b))
                .toList();
        return new Tested(pairs, comparison.pairs().stream().map(SimilarityAnalysis::mixP).toList());
    }

    private static double mixP(WindowComparison.Pair pair) {
        return pair.mix().map(m -> m.comparison().test().pValue()).orElse(Double.NaN);
    }

    private WindowComparison comparison(Cube cube, Epoch window) {
        List<Region> regions = cube.regions().stream()
                .filter(r -> cube.uptime(r, window) > 0)
                .toList();
        return new WindowComparison(cube, regions, window, settings);
    }

    private static List<Finding.Similarity> pairs(Cube cube, Epoch window, WindowComparison comparison) {
        List<WindowComparison.Pair> pairs = comparison.pairs();
        double[] p = pairs.stream()
                .mapToDouble(SimilarityAnalysis::mixP)
                .filter(v -> !Double.isNaN(v))
                .toArray();
        double[] q = FalseDiscovery.benjaminiYekutieli(p);
        List<Finding.Similarity> found = new ArrayList<>();
        int tested = 0;
        for (int i = 0; i < pairs.size(); i++) {
            boolean told = !Double.isNaN(mixP(pairs.get(i)));
            OptionalDouble qValue = told ? OptionalDouble.of(q[tested++]) : OptionalDouble.empty();
            found.add(finding(cube, window, comparison, i, qValue));
        }
        return ranked(found);
    }

    private static Finding.Similarity finding(
            Cube cube, Epoch window, WindowComparison comparison, int number, OptionalDouble qValue) {
        WindowComparison.Pair pair = comparison.pairs().get(number);
        Optional<MixComparison> mix = pair.mix().map(Mixes.Pair::comparison);
        Overlap overlap = pair.overlap();
        boolean who = overlap.known();
        double combined = comparison.combined(number);
        return new Finding.Similarity(
                comparison.regions().get(pair.i()),
                comparison.regions().get(pair.j()),
                window,
                comparison.who().sources(cube, pair.i(), window),
                comparison.who().sources(cube, pair.j(), window),
                number(mix.map(m -> m.similarity(comparison.dispersion())).orElse(Double.NaN)),
                number(who ? overlap.quotient() : Double.NaN),
                number(who ? overlap.observed() : Double.NaN),
                number(who ? overlap.expected() : Double.NaN),
                number(pair.when().map(ShapeMatch::likeness).orElse(Double.NaN)),
                number(pair.when().map(w -> (double) w.lag()).orElse(Double.NaN)),
                number(who ? overlap.low() : Double.NaN),
                number(who ? overlap.high() : Double.NaN),
                number(combined),
                number(Double.isNaN(combined) ? combined : Combination.pValue(combined, comparison.parts(number))),
                0,
                qValue,
                number(mix.map(m -> m.debiased(comparison.dispersion())).orElse(Double.NaN)),
                number(mix.map(m -> m.test().dispersion()).orElse(Double.NaN)),
                rivals(comparison, pair),
                comparison.who().kinds(pair.i(), pair.j()),
                missing(cube, window, comparison, number));
    }

    private static Finding.Similarity.Rivals rivals(WindowComparison comparison, WindowComparison.Pair pair) {
        boolean met = pair.overlap().nA() > 0 && pair.overlap().nB() > 0;
        return new Finding.Similarity.Rivals(
                number(pair.mix().map(m -> m.comparison().cosine()).orElse(Double.NaN)),
                number(met ? pair.overlap().containment() : Double.NaN),
                number(met ? pair.overlap().jaccard() : Double.NaN),
                number(pair.when().isPresent() ? comparison.whens().correlation(pair.i(), pair.j()) : Double.NaN));
    }

    private static List<String> missing(Cube cube, Epoch window, WindowComparison comparison, int number) {
        WindowComparison.Pair pair = comparison.pairs().get(number);
        TreeSet<String> missing =
                new TreeSet<>(cube.missing(comparison.regions().get(pair.i()), window));
        missing.addAll(cube.missing(comparison.regions().get(pair.j()), window));
        boolean alike = comparison.sameVantage(pair);
        if (pair.mix().isEmpty()) {
            missing.add("mix: no distinct sources per service at one of both");
        } else if (!pair.mix().get().comparison().test().told()) {
            missing.add("mix: too few days and services to tell how much the counts vary by chance");
        }
        if (!alike) {
            missing.add("who: one counts packets, the other sessions or visits, which are not alike");
            missing.add("when: one counts packets, the other sessions or visits, which are not alike");
        } else if (!pair.overlap().known()) {
            missing.add(unknown(comparison.who()));
        } else if (comparison.who().keys() > 1) {
            int keys = comparison.who().keys();
            missing.add("who: " + keys + " keys in the window; a source under two keys counts twice");
        }
        if (alike && pair.when().isEmpty()) {
            missing.add("when: too few hours measured at both");
        }
        if (Double.isNaN(comparison.combined(number))) {
            missing.add("combined: fewer than three pairs to compare with");
        }
        return List.copyOf(missing);
    }

    private static String unknown(Who who) {
        if (who.keys() == 0) {
            return "who: the policy lets out no sketches";
        }
        return who.enough()
                ? "who: too few common sources in the sketches to tell within 50 %"
                : "who: fewer than three regions tell sources, so nothing says how many there are in all";
    }

    private static OptionalDouble number(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static List<Finding.Similarity> ranked(List<Finding.Similarity> found) {
        List<Finding.Similarity> sorted = found.stream()
                .sorted(Comparator.comparingDouble((Finding.Similarity s) -> -s.low().orElse(-1))
                        .thenComparingDouble(s -> -s.who().orElse(-1))
                        .thenComparingDouble(s -> -s.combined().orElse(-1))
                        .thenComparing(Finding.Similarity::a)
                        .thenComparing(Finding.Similarity::b))
                .toList();
        List<Finding.Similarity> out = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            out.add(sorted.get(i).withRank(i + 1));
        }
        return out;
    }
}
