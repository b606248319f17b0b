package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * What is attacked at each region: distinct sources per service of a kind, block by block, each source once.
 *
 * <p>A service with few sources on a day does not leave its country, so at a small region it looks like none where a
 * large one tells a few: a difference of sizes, not of mixes. Only usual services are therefore compared one by one,
 * those that at least half of the regions tell on more than four days of five, and all others together: where a usual
 * one is not told, it is rare there. A test needs more care than an estimate: it takes one by one only what both
 * regions tell on every day.
 */
final class Mixes {
    /** Classes compared, the busiest by share; the others are left out of the comparison (algorithms §3.2). */
    private static final int MOST_CLASSES = 1_000;

    private static final Cell REST = new Cell(AttackType.REST_ORIGIN, Service.ANY);

    private final List<Cell> classes;
    private final List<Set<Vantage>> vantages = new ArrayList<>();
    /** By region, block and class. */
    private final double[][][] counts;
    /** Whether a region counted the class: a service that it cannot observe is missing there, not zero. */
    private final boolean[][] counted;
    private final Usual usual;

    Mixes(Cube cube, List<Region> regions, Epoch window, List<Epoch> blocks, double[] weights) {
        TreeSet<Cell> cells = new TreeSet<>();
        for (Region region : regions) {
            vantages.add(Vantage.of(cube, region, window));
            cube.cells(region, window).stream()
                    .filter(c -> c.party() == Party.ORIGIN && (c.single() || c.equals(REST)))
                    .forEach(cells::add);
        }
        List<Cell> all = List.copyOf(cells);
        double[][] whole = new double[regions.size()][];
        for (int r = 0; r < whole.length; r++) {
            Region region = regions.get(r);
            whole[r] = all.stream()
                    .mapToDouble(c -> counted(cube, region, c, window))
                    .toArray();
        }
        int[] kept = kept(whole, all.size(), weights);
        this.classes = Arrays.stream(kept).mapToObj(all::get).toList();
        this.counts = new double[whole.length][blocks.size()][kept.length];
        this.counted = new boolean[whole.length][kept.length];
        for (int r = 0; r < whole.length; r++) {
            for (int k = 0; k < kept.length; k++) {
                double n = whole[r][kept[k]];
                counted[r][k] = !Double.isNaN(n);
                if (n > 0) {
                    double[] perBlock = cube.newSources(regions.get(r), classes.get(k), blocks);
                    for (int t = 0; t < perBlock.length; t++) {
                        counts[r][t][k] = perBlock[t];
                    }
                }
            }
        }
        this.usual = usual(cube, regions, blocks, weights);
    }

    private Usual usual(Cube cube, List<Region> regions, List<Epoch> blocks, double[] weights) {
        boolean[][][] told = new boolean[regions.size()][blocks.size()][classes.size()];
        boolean[][] able = new boolean[regions.size()][classes.size()];
        for (int r = 0; r < able.length; r++) {
            for (int k = 0; k < able[r].length; k++) {
                Cell cell = classes.get(k);
                able[r][k] = counted[r][k] && vantages.get(r).contains(Vantage.of(cell.attackType()));
                for (int t = 0; t < told[r].length; t++) {
                    told[r][t][k] = able[r][k] && !cell.equals(REST) && cube.tells(regions.get(r), cell, blocks.get(t));
                }
            }
        }
        return new Usual(told, able, weights);
    }

    /** Not a number where a service was not counted: it is then left out of the pair's comparison. */
    private static double counted(Cube cube, Region region, Cell cell, Epoch window) {
        double n = Cube.number(cube.sources(region, cell, window));
        return Double.isNaN(n) && cell.total() ? 0 : n;
    }

    private static int[] kept(double[][] whole, int all, double[] weights) {
        double[] share = new double[all];
        for (int r = 0; r < whole.length; r++) {
            double[] region = whole[r];
            double sum = Arrays.stream(region).filter(v -> !Double.isNaN(v)).sum();
            for (int k = 0; k < all && sum > 0; k++) {
                share[k] += Double.isNaN(region[k]) ? 0 : weights[r] * region[k] / sum;
            }
        }
        return IntStream.range(0, all)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -share[k]).thenComparing(Comparator.naturalOrder()))
                .limit(MOST_CLASSES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** How many classes there are, for drawing them again. */
    int classes() {
        return classes.size();
    }

    Set<Vantage> vantages(int region) {
        return vantages.get(region);
    }

    /** Kinds of attack met at any region, without rests and totals. */
    SortedSet<AttackType> kinds() {
        TreeSet<AttackType> out = new TreeSet<>();
        classes.stream().filter(Cell::single).map(Cell::attackType).forEach(out::add);
        return out;
    }

    /** The pair's comparisons by vantage that both have; empty where they have none in common. */
    Optional<Pair> pair(int i, int j) {
        Set<Vantage> common = EnumSet.noneOf(Vantage.class);
        common.addAll(vantages.get(i));
        common.retainAll(vantages.get(j));
        Map<Vantage, List<Integer>> chosen = new EnumMap<>(Vantage.class);
        for (int k = 0; k < classes.size(); k++) {
            boolean rest = classes.get(k).equals(REST);
            Optional<Vantage> vantage = rest
                    ? common.stream().findFirst()
                    : Optional.of(Vantage.of(classes.get(k).attackType()));
            if (vantage.isPresent() && common.contains(vantage.get()) && counted[i][k] && counted[j][k]) {
                chosen.computeIfAbsent(vantage.get(), v -> new ArrayList<>()).add(k);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (List<Integer> own : chosen.values()) {
            int[] index = own.stream().mapToInt(Integer::intValue).toArray();
            double[][] a = cut(counts[i], index);
            double[][] b = cut(counts[j], index);
            if (sum(a) > 0 && sum(b) > 0) {
                MixTables tables = new MixTables(a, b, usual.together(own), usual.together(own, i, j));
                parts.add(new Part(tables, tables.compare(), own));
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Pair(parts));
    }

    /** Whether both look at attackers in the same ways: only then do their sources and their rhythm compare. */
    boolean sameVantage(int i, int j) {
        return new HashSet<>(vantages.get(i)).equals(new HashSet<>(vantages.get(j)));
    }

    private static double[][] cut(double[][] x, int[] index) {
        double[][] out = new double[x.length][index.length];
        for (int t = 0; t < x.length; t++) {
            for (int k = 0; k < index.length; k++) {
                out[t][k] = x[t][index[k]];
            }
        }
        return out;
    }

    private static double sum(double[][] x) {
        return Arrays.stream(x).flatMapToDouble(Arrays::stream).sum();
    }

    private record Part(MixTables tables, MixComparison comparison, List<Integer> classes) {}

    /** Two regions' mixes, one comparison per vantage. */
    static final class Pair {
        private final List<Part> parts;
        private final MixComparison comparison;

        private Pair(List<Part> parts) {
            this.parts = parts;
            this.comparison =
                    MixComparison.together(parts.stream().map(Part::comparison).toList());
        }

        MixComparison comparison() {
            return comparison;
        }

        /** Minus the debiased divergence under redrawn blocks and classes: more is more alike; NaN if none is left. */
        double redrawn(int[] times, int[] classTimes, double dispersion) {
            double sum = 0;
            double weight = 0;
            for (Part part : parts) {
                int[] own = part.classes.stream().mapToInt(k -> classTimes[k]).toArray();
                double divergence = part.tables.redrawn(times, own, dispersion);
                double n = part.comparison.sources();
                sum += Double.isNaN(divergence) ? 0 : n * divergence;
                weight += Double.isNaN(divergence) ? 0 : n;
            }
            return weight == 0 ? Double.NaN : -sum / weight;
        }
    }
}
