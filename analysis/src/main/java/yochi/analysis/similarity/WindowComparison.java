package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/** All pairs of regions in one window: the three parts of each, their combination, and both with redrawn days. */
final class WindowComparison {
    /** What is known of one pair. */
    record Pair(
            int i,
            int j,
            Optional<Mixes.Pair> mix,
            List<SourceOverlap.Pair> keys,
            Overlap overlap,
            Optional<ShapeMatch.Sums> sums,
            Optional<ShapeMatch> when) {}

    private final List<Region> regions;
    private final List<Epoch> blocks;
    private final Mixes mixes;
    private final Who who;
    private final Whens whens;
    private final double[] weights;
    private final List<Pair> pairs = new ArrayList<>();
    private final double dispersion;
    private final double[][] places;

    WindowComparison(Cube cube, List<Region> regions, Epoch window, SimilarityAnalysis.Settings settings) {
        this.regions = regions;
        this.blocks = Blocks.of(window);
        double[] weight = regions.stream()
                .mapToDouble(r -> settings.weights().getOrDefault(r, 1.0))
                .toArray();
        this.mixes = new Mixes(cube, regions, window, blocks, weight);
        this.who = new Who(cube, regions, window, blocks, mixes.kinds(), weight);
        this.whens = new Whens(cube, regions, window, blocks);
        List<Double> perPair = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                pairs.add(compared(i, j));
                perPair.add(weight[i] * weight[j]);
            }
        }
        this.weights = perPair.stream().mapToDouble(Double::doubleValue).toArray();
        this.dispersion = MixComparison.dispersion(pairs.stream()
                .filter(p -> Math.min(weight[p.i], weight[p.j]) >= Population.LEAST_WEIGHT)
                .flatMap(p -> p.mix.stream().map(Mixes.Pair::comparison))
                .toList());
        double[] mix = new double[pairs.size()];
        double[] overlap = new double[pairs.size()];
        double[] when = new double[pairs.size()];
        for (int p = 0; p < mix.length; p++) {
            Pair pair = pairs.get(p);
            boolean alike = mixes.sameVantage(pair.i, pair.j);
            mix[p] = alike ? pair.mix.map(m -> -m.comparison().debiased(dispersion)).orElse(Double.NaN) : Double.NaN;
            overlap[p] = pair.overlap.known() ? pair.overlap.quotient() : Double.NaN;
            when[p] = pair.when.map(ShapeMatch::likeness).orElse(Double.NaN);
        }
        this.places = new double[][] {
            Combination.places(mix, weights), Combination.places(overlap, weights), Combination.places(when, weights)
        };
    }

    private Pair compared(int i, int j) {
        boolean alike = mixes.sameVantage(i, j);
        List<SourceOverlap.Pair> keys = alike ? who.pair(i, j) : List.of();
        Optional<ShapeMatch.Sums> sums = alike ? whens.pair(i, j) : Optional.empty();
        return new Pair(
                i, j, mixes.pair(i, j), keys, Who.overlap(keys), sums, sums.flatMap(s -> s.match(once(blocks.size()))));
    }

    static int[] once(int n) {
        int[] out = new int[n];
        Arrays.fill(out, 1);
        return out;
    }

    List<Region> regions() {
        return regions;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Of the mixes of all pairs. */
    double dispersion() {
        return dispersion;
    }

    Who who() {
        return who;
    }

    Whens whens() {
        return whens;
    }

    boolean sameVantage(Pair pair) {
        return mixes.sameVantage(pair.i, pair.j);
    }

    int blocks() {
        return blocks.size();
    }

    int classes() {
        return mixes.classes();
    }

    /** Mean place of a pair over the parts that can be told; NaN where none can. */
    double combined(int pair) {
        return Combination.mean(places[0][pair], places[1][pair], places[2][pair]);
    }

    /** Over how many parts that mean is. */
    int parts(int pair) {
        return (int) Arrays.stream(places).filter(p -> !Double.isNaN(p[pair])).count();
    }

    /** Distances, 1 minus the combined similarity. */
    double[][] distances() {
        double[] all = new double[pairs.size()];
        Arrays.setAll(all, this::combined);
        return distances(all);
    }

    private double[][] distances(double[] combined) {
        double[][] out = new double[regions.size()][regions.size()];
        for (double[] row : out) {
            Arrays.fill(row, Double.NaN);
        }
        for (int p = 0; p < combined.length; p++) {
            Pair pair = pairs.get(p);
            out[pair.i][pair.j] = 1 - combined[p];
            out[pair.j][pair.i] = 1 - combined[p];
        }
        return out;
    }

    /** The distances if block t had come {@code times[t]} times and class k {@code classTimes[k]} times. */
    double[][] distances(int[] times, int[] classTimes) {
        int n = pairs.size();
        double[][] redrawn = new double[3][n];
        for (double[] part : redrawn) {
            Arrays.fill(part, Double.NaN);
        }
        for (int p = 0; p < n; p++) {
            Pair pair = pairs.get(p);
            if (!Double.isNaN(places[0][p]) && pair.mix.isPresent()) {
                redrawn[0][p] = pair.mix.get().redrawn(times, classTimes, dispersion);
            }
            if (!Double.isNaN(places[1][p])) {
                redrawn[1][p] = Who.redrawn(pair.keys, times).quotient();
            }
            if (!Double.isNaN(places[2][p]) && pair.sums.isPresent()) {
                redrawn[2][p] = pair.sums.get().match(times).map(ShapeMatch::likeness).orElse(Double.NaN);
            }
        }
        double[] mix = Combination.places(redrawn[0], weights);
        double[] overlap = Combination.places(redrawn[1], weights);
        double[] when = Combination.places(redrawn[2], weights);
        double[] combined = new double[n];
        Arrays.setAll(combined, p -> Combination.mean(mix[p], overlap[p], when[p]));
        return distances(combined);
    }
}
