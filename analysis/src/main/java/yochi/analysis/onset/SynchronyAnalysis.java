package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests one window for sources that act together: all of them, and those of each service beside the rhythm of all
 * others, so that a swell of everything is no group. Cost: one pass over the pairs
 * of source and service, where Dark-GLASSO solves a graphical lasso.
 *
 * @param fewest sources that a service must have to be tested; fewer can hardly reach any level
 * @param level highest false-discovery rate of the services told
 */
public record SynchronyAnalysis(int fewest, double level) {
    public SynchronyAnalysis {
        if (fewest < 2 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("at least 2 sources and a level in (0,1)");
        }
    }

    /** Five sources, one false service in a hundred told. */
    public static SynchronyAnalysis usual() {
        return new SynchronyAnalysis(5, 0.01);
    }

    public Synchrony of(SourceMatrix matrix) {
        int n = Long.bitCount(matrix.usable());
        if (n < 2) {
            return new Synchrony(matrix.size(), n, 0, 0, 0, 1, 1, 0, 0, List.of(), matrix.left());
        }
        SlotCounts all = new SlotCounts(matrix.slots(), n);
        for (int i = 0; i < matrix.size(); i++) {
            all.add(matrix.active(i));
        }
        PresenceTest whole = all.testEven(matrix.usable());
        List<Map.Entry<Integer, PresenceTest>> tests = services(matrix, n, all);
        return new Synchrony(
                all.sources(),
                n,
                whole.peakSlot(),
                whole.zMax(),
                whole.dispersion(),
                whole.pDispersion(),
                whole.pPeak(),
                CovarianceGraph.usual().density(matrix),
                tests.size(),
                told(tests),
                matrix.left());
    }

    private List<Map.Entry<Integer, PresenceTest>> services(SourceMatrix matrix, int n, SlotCounts all) {
        Map<Integer, SlotCounts> byService = new HashMap<>();
        for (int i = 0; i < matrix.pairs(); i++) {
            byService
                    .computeIfAbsent(matrix.serviceOfPair(i), s -> new SlotCounts(matrix.slots(), n))
                    .add(matrix.activeOfPair(i));
        }
        List<Map.Entry<Integer, PresenceTest>> out = new ArrayList<>();
        byService.forEach((service, tally) -> {
            if (tally.sources() >= fewest) {
                out.add(Map.entry(service, tally.testBeside(all, matrix.usable())));
            }
        });
        out.sort(Comparator.comparingDouble((Map.Entry<Integer, PresenceTest> e) -> e.getValue().pPeak())
                .thenComparing(Map.Entry::getKey));
        return out;
    }

    /** Benjamini-Hochberg: q of rank r among m is the least p m / r of this rank and those behind it. */
    private List<Synchrony.Group> told(List<Map.Entry<Integer, PresenceTest>> tests) {
        int m = tests.size();
        double[] q = new double[m];
        double least = 1;
        for (int rank = m; rank >= 1; rank--) {
            least = Math.min(least, tests.get(rank - 1).getValue().pPeak() * m / rank);
            q[rank - 1] = least;
        }
        List<Synchrony.Group> out = new ArrayList<>();
        for (int i = 0; i < m && q[i] <= level; i++) {
            PresenceTest t = tests.get(i).getValue();
            out.add(new Synchrony.Group(
                    tests.get(i).getKey(),
                    t.sources(),
                    t.peakSlot(),
                    t.peak(),
                    t.expected(),
                    t.zMax(),
                    t.pPeak(),
                    q[i]));
        }
        return out;
    }
}
