package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.KeyedSources;
import yochi.analysis.cube.TokenSet;
import yochi.core.model.Region;

/**
 * Overlaps of all pairs of regions under one key. A source's brightness is the highest stratum in which any region saw
 * it, so that the strata split every set and every overlap without rest; expected is the sum over strata of
 * |A||B|/|U|, U being the sources seen anywhere (algorithms §3.2). U misses the sources that nobody saw, so the
 * expected overlap is too high rather than too low and the quotient is on the careful side.
 */
final class SourceOverlap {
    private final SortedMap<Region, TokenSet> sets = new TreeMap<>();
    /** All hashes seen anywhere, ascending, and the stratum of each. */
    private final TokenSet union;

    private final int[] stratumOf;
    private final double[] population;

    SourceOverlap(SortedMap<Region, KeyedSources> sources) {
        List<TokenSet> all = new ArrayList<>();
        sources.forEach((region, keyed) -> {
            sets.put(region, keyed.all());
            all.add(keyed.all());
        });
        this.union = TokenSet.union(all);
        this.stratumOf = new int[union.size()];
        int strata = 1;
        for (KeyedSources keyed : sources.values()) {
            for (var e : keyed.byBrightness().entrySet()) {
                mark(e.getValue(), e.getKey());
                strata = Math.max(strata, e.getKey() + 1);
            }
        }
        this.population = new double[strata];
        for (int stratum : stratumOf) {
            population[stratum] += 1 / union.theta();
        }
    }

    /** Both are ascending, so that one walk finds all. */
    private void mark(TokenSet set, int stratum) {
        int u = 0;
        for (int i = 0; i < set.size() && u < stratumOf.length; i++) {
            while (u < stratumOf.length && union.hash(u) < set.hash(i)) {
                u++;
            }
            if (u < stratumOf.length && union.hash(u) == set.hash(i)) {
                stratumOf[u] = Math.max(stratumOf[u], stratum);
            }
        }
    }

    /** Both regions under the threshold that all share. */
    Overlap of(Region a, Region b) {
        double theta = union.theta();
        double[] nA = perStratum(sets.getOrDefault(a, TokenSet.empty()));
        double[] nB = perStratum(sets.getOrDefault(b, TokenSet.empty()));
        double expected = 0;
        for (int s = 0; s < population.length; s++) {
            expected += population[s] == 0 ? 0 : nA[s] / theta * (nB[s] / theta) / population[s];
        }
        long common = common(sets.getOrDefault(a, TokenSet.empty()), sets.getOrDefault(b, TokenSet.empty()), theta);
        return new Overlap(common / theta, expected, common, theta == 1);
    }

    private double[] perStratum(TokenSet set) {
        double[] n = new double[population.length];
        int u = 0;
        int within = set.within(union.theta());
        for (int i = 0; i < within && u < stratumOf.length; i++) {
            while (u < stratumOf.length && union.hash(u) < set.hash(i)) {
                u++;
            }
            if (u < stratumOf.length && union.hash(u) == set.hash(i)) {
                n[stratumOf[u]]++;
            }
        }
        return n;
    }

    private static long common(TokenSet a, TokenSet b, double theta) {
        int endA = a.within(theta);
        int endB = b.within(theta);
        long n = 0;
        for (int i = 0, j = 0; i < endA && j < endB; ) {
            int c = Long.compare(a.hash(i), b.hash(j));
            n += c == 0 ? 1 : 0;
            i += c <= 0 ? 1 : 0;
            j += c >= 0 ? 1 : 0;
        }
        return n;
    }

    /** Sources per stratum over all regions, for tests. */
    double[] population() {
        return Arrays.copyOf(population, population.length);
    }
}
