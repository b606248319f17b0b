package yochi.analysis.similarity;

import java.util.Arrays;
import java.util.List;
import yochi.analysis.cube.TokenSet;

/**
 * Overlaps of all pairs of regions under one key, by merging the hashes that their sketches retain (algorithms §3.2:
 * O(K) a pair). Expected is the sum over strata of brightness of |A||B|/|U|. U counts the sources that nobody saw as
 * well, as far as those seen at one and at two regions tell (Chao 1987): a lower bound, so that the expected overlap is
 * rather too high and the quotient on the careful side.
 */
final class SourceOverlap {
    /** Regions below which nothing tells how many sources there are in all. */
    static final int LEAST_REGIONS = 3;

    /** Where nearly all sources are seen everywhere, chance leaves no room; the interval keeps this much. */
    private static final double LEAST_DISPERSION = 0.01;

    private static final double HASH_SPACE = 0x1p63;

    /** All hashes that any region retains, ascending, and the stratum of each. */
    private final long[] all;

    private final byte[] stratum;
    /** By region: places of its hashes in {@link #all}, ascending, and the block in which each was first seen. */
    private final int[][] places;

    private final byte[][] first;
    private final double[] theta;
    private final Population population;
    private final int blocks;

    /**
     * Takes the sets of all regions.
     *
     * @param sets by region, empty where it has none, and block of time
     * @param weights of the regions, 0..1, in what is expected of the others
     */
    SourceOverlap(List<List<TokenSet>> sets, Brightness brightness, double[] weights) {
        int regions = sets.size();
        List<TokenSet> whole = sets.stream().map(TokenSet::union).toList();
        this.all = whole.stream()
                .flatMapToLong(TokenSet::hashes)
                .sorted()
                .distinct()
                .toArray();
        this.stratum = brightness.of(all);
        this.places = new int[regions][];
        this.first = new byte[regions][];
        this.theta = whole.stream().mapToDouble(TokenSet::theta).toArray();
        int most = 1;
        for (int r = 0; r < regions; r++) {
            places[r] = places(whole.get(r));
            first[r] = new byte[places[r].length];
            for (int t = sets.get(r).size() - 1; t >= 0; t--) {
                mark(whole.get(r), sets.get(r).get(t), first[r], (byte) t);
            }
            most = Math.max(most, sets.get(r).size());
        }
        this.blocks = most;
        double common = 1;
        for (int r = 0; r < regions; r++) {
            common = weights[r] >= Population.LEAST_WEIGHT ? Math.min(common, theta[r]) : common;
        }
        this.population = new Population(brightness.count(), places, stratum, until(common), common, weights);
    }

    private int[] places(TokenSet set) {
        int[] out = new int[set.size()];
        int at = 0;
        for (int i = 0; i < out.length; i++) {
            while (all[at] < set.hash(i)) {
                at++;
            }
            out[i] = at;
        }
        return out;
    }

    private static void mark(TokenSet whole, TokenSet part, byte[] first, byte block) {
        int at = 0;
        for (int i = 0; i < part.size() && at < first.length; i++) {
            while (at < first.length && whole.hash(at) < part.hash(i)) {
                at++;
            }
            if (at < first.length && whole.hash(at) == part.hash(i)) {
                first[at] = block;
            }
        }
    }

    /** How many of {@link #all} lie under the threshold. */
    private int until(double threshold) {
        if (threshold >= 1) {
            return all.length;
        }
        int at = Arrays.binarySearch(all, (long) (threshold * HASH_SPACE));
        return at < 0 ? -at - 1 : at;
    }

    /** What two regions share, to be redrawn block by block: overlap and margins by block, and the population. */
    final class Pair {
        private final double scale;
        /** Common hashes by the block in which they became common. */
        private final int[] common = new int[blocks];
        /** Hashes by stratum and block. */
        private final int[][] a = new int[population.strata()][blocks];

        private final int[][] b = new int[population.strata()][blocks];

        Pair(int i, int j) {
            this.scale = Math.min(theta[i], theta[j]);
            int end = until(scale);
            int[] x = places[i];
            int[] y = places[j];
            int p = 0;
            int q = 0;
            while (p < x.length && x[p] < end && q < y.length && y[q] < end) {
                if (x[p] == y[q]) {
                    common[Math.max(first[i][p], first[j][q])]++;
                }
                int step = Integer.compare(x[p], y[q]);
                p += step <= 0 ? 1 : 0;
                q += step >= 0 ? 1 : 0;
            }
            count(x, first[i], end, a);
            count(y, first[j], end, b);
        }

        private void count(int[] x, byte[] when, int end, int[][] into) {
            for (int p = 0; p < x.length && x[p] < end; p++) {
                into[stratum[x[p]]][when[p]]++;
            }
        }

        Overlap overlap() {
            int[] once = new int[blocks];
            Arrays.fill(once, 1);
            return redrawn(once);
        }

        /** If block t had come {@code times[t]} times; the population grows with the two regions' sources. */
        Overlap redrawn(int[] times) {
            double observed = 0;
            double nA = 0;
            double nB = 0;
            double expected = 0;
            double variance = 0;
            for (int t = 0; t < blocks; t++) {
                observed += times[t] * common[t];
            }
            for (int s = 0; s < a.length; s++) {
                double mine = weighted(a[s], times);
                double theirs = weighted(b[s], times);
                nA += mine;
                nB += theirs;
                if (mine > 0 && theirs > 0) {
                    double was = sum(a[s]) + sum(b[s]);
                    double in = population.of(s) * scale * (mine + theirs) / was;
                    in = Math.max(in, Math.max(mine, theirs));
                    double e = mine * theirs / in;
                    double free = in <= 1 ? 0 : (1 - mine / in) * (1 - theirs / in) * in / (in - 1);
                    expected += e;
                    variance += e * free + e * e * population.relativeVariance(s);
                }
            }
            double least = expected * LEAST_DISPERSION;
            return new Overlap(
                    observed / scale,
                    expected / scale,
                    Math.max(variance, least) / scale / scale,
                    nA / scale,
                    nB / scale);
        }
    }

    private static double sum(int[] x) {
        double sum = 0;
        for (int v : x) {
            sum += v;
        }
        return sum;
    }

    private static double weighted(int[] x, int[] times) {
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            sum += (double) times[t] * x[t];
        }
        return sum;
    }

    Pair pair(int i, int j) {
        return new Pair(i, j);
    }

    /** Regions that take part. */
    int regions() {
        return (int) Arrays.stream(places).filter(p -> p.length > 0).count();
    }
}
