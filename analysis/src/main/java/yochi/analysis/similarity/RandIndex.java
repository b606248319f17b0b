package yochi.analysis.similarity;

import java.util.Map;
import java.util.TreeMap;

/** How far two partitions of the same things agree, 1 the same, 0 what chance gives (Hubert and Arabie 1985). */
final class RandIndex {
    private RandIndex() {}

    static double adjusted(int[] a, int[] b) {
        Map<Integer, Integer> ofA = new TreeMap<>();
        Map<Integer, Integer> ofB = new TreeMap<>();
        Map<Long, Integer> ofBoth = new TreeMap<>();
        for (int i = 0; i < a.length; i++) {
            ofA.merge(a[i], 1, Integer::sum);
            ofB.merge(b[i], 1, Integer::sum);
            ofBoth.merge(((long) a[i] << Integer.SIZE) + b[i], 1, Integer::sum);
        }
        double together = pairs(ofBoth);
        double mine = pairs(ofA);
        double theirs = pairs(ofB);
        double all = a.length * (a.length - 1) / 2.0;
        double chance = all == 0 ? 0 : mine * theirs / all;
        double most = (mine + theirs) / 2;
        return most == chance ? 1 : (together - chance) / (most - chance);
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
    }
}
