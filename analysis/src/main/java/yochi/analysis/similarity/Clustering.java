package yochi.analysis.similarity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * Groups regions by their combined similarity and says how sure the groups are: days are drawn again with replacement,
 * and so are services (Efron 1979); the support of a group is how often it comes again (Felsenstein 1985).
 */
final class Clustering {
    /** Two groups are one while chance gives their mean similarity less often than that. */
    private static final double LEVEL = 0.05;

    private final WindowComparison comparison;
    private final SimilarityAnalysis.Settings settings;

    Clustering(WindowComparison comparison, SimilarityAnalysis.Settings settings) {
        this.comparison = comparison;
        this.settings = settings;
    }

    Finding.Clusters of(Epoch window) {
        List<Region> regions = comparison.regions();
        int parts = 0;
        for (int p = 0; p < comparison.pairs().size(); p++) {
            parts = Math.max(parts, comparison.parts(p));
        }
        double threshold = parts == 0 ? 1 : Combination.threshold(LEVEL, parts);
        Linkage linkage = new Linkage(comparison.distances());
        int[] groups = linkage.groups(1 - threshold);
        List<String> missing = new ArrayList<>();
        if (linkage.merges().isEmpty()) {
            missing.add("groups: fewer than three regions to compare with");
        } else if (comparison.blocks() < 2) {
            missing.add("groups: one day only, so their stability cannot be told");
        }
        boolean redraw = missing.isEmpty() && settings.draws() > 0;
        Map<BitSet, Integer> again = new HashMap<>();
        double agreement = 0;
        SplittableRandom random = new SplittableRandom(settings.seed() ^ window.startSecond());
        for (int draw = 0; redraw && draw < settings.draws(); draw++) {
            int[] times = drawn(random, comparison.blocks());
            int[] classTimes = drawn(random, comparison.classes());
            Linkage other = new Linkage(comparison.distances(times, classTimes));
            other.merges().forEach(m -> again.merge(m.members(), 1, Integer::sum));
            agreement += RandIndex.adjusted(groups, other.groups(1 - threshold));
        }
        int draws = redraw ? settings.draws() : 0;
        return new Finding.Clusters(
                window,
                regions,
                merges(linkage, again, draws),
                named(regions, groups),
                threshold,
                redraw ? OptionalDouble.of(agreement / draws) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                missing);
    }

    private static int[] drawn(SplittableRandom random, int n) {
        int[] times = new int[n];
        for (int i = 0; i < n; i++) {
            times[random.nextInt(n)]++;
        }
        return times;
    }

    private static List<Finding.Clusters.Merge> merges(Linkage linkage, Map<BitSet, Integer> again, int draws) {
        List<Finding.Clusters.Merge> out = new ArrayList<>();
        Map<BitSet, Integer> numbers = new HashMap<>();
        int leaves = linkage.leaves();
        for (Linkage.Merge merge : linkage.merges()) {
            BitSet members = merge.members();
            out.add(new Finding.Clusters.Merge(
                    number(merge.a(), numbers),
                    number(merge.b(), numbers),
                    merge.height(),
                    members.cardinality(),
                    draws == 0 ? 0 : (double) again.getOrDefault(members, 0) / draws));
            numbers.put(members, leaves + out.size() - 1);
        }
        return out;
    }

    private static int number(BitSet members, Map<BitSet, Integer> numbers) {
        return members.cardinality() == 1 ? members.nextSetBit(0) : numbers.getOrDefault(members, -1);
    }

    private static List<List<Region>> named(List<Region> regions, int[] groups) {
        Map<Integer, List<Region>> out = new TreeMap<>();
        for (int i = 0; i < groups.length; i++) {
            out.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(regions.get(i));
        }
        return List.copyOf(out.values());
    }

    /** The same, with how far its groups agree with those of another window, over the regions of both. */
    static Finding.Clusters after(Finding.Clusters before, Finding.Clusters now) {
        List<Region> both =
                now.regions().stream().filter(before.regions()::contains).toList();
        if (both.size() < Combination.LEAST_PAIRS) {
            return now;
        }
        double index = RandIndex.adjusted(numbers(before, both), numbers(now, both));
        return new Finding.Clusters(
                now.window(),
                now.regions(),
                now.merges(),
                now.groups(),
                now.threshold(),
                now.stability(),
                OptionalDouble.of(index),
                now.missing());
    }

    private static int[] numbers(Finding.Clusters clusters, List<Region> regions) {
        int[] out = new int[regions.size()];
        for (int g = 0; g < clusters.groups().size(); g++) {
            for (Region member : clusters.groups().get(g)) {
                int at = regions.indexOf(member);
                if (at >= 0) {
                    out[at] = g;
                }
            }
        }
        return out;
    }
}
