package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import yochi.analysis.number.FalseDiscovery;

/**
 * Tests one window for sources that act together: all of them, and those of each service beside the rhythm of all
 * others, so that a swell of everything is no group. Cost: one pass over the pairs
 * of source and service, where Dark-GLASSO solves a graphical lasso.
 *
 * @param fewest sources that a service must have to be tested; fewer can hardly reach any level
 * @param level highest false-discovery rate of the services told
 */
public record SynchronyAnalysis(int fewest, double level) {
    private static final double FEWEST_A_SLOT = 5;
    /** Any will do; one and the same, so that the same window gives the same numbers. */
    private static final long GRAPH_SEED = 1;

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
            return new Synchrony(matrix.size(), n, 0, 0, 0, 1, 1, 1, 1, 0, 1, List.of(), matrix.left());
        }
        SlotCounts all = new SlotCounts(matrix.slots(), n);
        for (int i = 0; i < matrix.size(); i++) {
            all.add(matrix.active(i));
        }
        Presence whole = all.testEven(matrix.usable());
        List<Tested> tests = services(matrix, n, all);
        double[] q = FalseDiscovery.benjaminiHochberg(tests.stream().mapToDouble(Tested::pValue).toArray());
        return new Synchrony(
                all.sources(),
                n,
                whole.peakSlot(),
                whole.zMax(),
                whole.dispersion(),
                whole.pDispersion(),
                whole.pPeak(),
                whole.pBeyond(),
                CovarianceGraph.usual().pValue(matrix, GRAPH_SEED),
                tests.size(),
                q.length == 0 ? 1 : q[0],
                told(matrix, tests, q),
                matrix.left());
    }

    /**
     * Uneven is a service that is so both by itself and beside the others: a swell of everything is only the one, a
     * service that is steady while others swell only the other (the larger p-value of both: Berger 1982).
     */
    private record Tested(int service, Presence test, double pUneven) {
        /** From five sources a slot on, those always there apart, the dispersion's law holds (Cochran 1954). */
        double pValue() {
            boolean both = test.variance() >= FEWEST_A_SLOT;
            return both ? Math.min(1, 2 * Math.min(test.pPeak(), pUneven)) : test.pPeak();
        }
    }

    private List<Tested> services(SourceMatrix matrix, int n, SlotCounts all) {
        Map<Integer, SlotCounts> byService = new HashMap<>();
        for (int i = 0; i < matrix.pairs(); i++) {
            byService
                    .computeIfAbsent(matrix.serviceOfPair(i), s -> new SlotCounts(matrix.slots(), n))
                    .add(matrix.activeOfPair(i));
        }
        List<Tested> out = new ArrayList<>();
        byService.forEach((service, tally) -> {
            if (tally.sources() >= fewest) {
                Presence beside = tally.testBeside(all, matrix.usable());
                double even = tally.testEven(matrix.usable()).pDispersion();
                out.add(new Tested(service, beside, Math.max(even, beside.pDispersion())));
            }
        });
        out.sort(Comparator.comparingDouble(Tested::pValue).thenComparingInt(Tested::service));
        return out;
    }

    private List<Synchrony.Group> told(SourceMatrix matrix, List<Tested> tests, double[] q) {
        List<Synchrony.Group> out = new ArrayList<>();
        Map<Integer, Map<Integer, Double>> odds = new HashMap<>();
        for (int i = 0; i < q.length && q[i] <= level; i++) {
            int service = tests.get(i).service();
            Presence t = tests.get(i).test();
            double ratio = odds.computeIfAbsent(t.peakSlot(), slot -> odds(matrix, slot))
                    .getOrDefault(service, 1.0);
            out.add(new Synchrony.Group(
                    service,
                    t.sources(),
                    t.peakSlot(),
                    t.peak(),
                    t.expected(),
                    t.zMax(),
                    tests.get(i).pValue(),
                    ratio,
                    q[i]));
        }
        return out;
    }

    private Map<Integer, Double> odds(SourceMatrix matrix, int slot) {
        return PortShare.of(matrix, slot, fewest).stream()
                .collect(Collectors.toMap(PortShare::service, PortShare::oddsRatio));
    }
}
