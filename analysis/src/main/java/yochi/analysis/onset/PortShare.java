package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.analysis.number.FalseDiscovery;

/**
 * A service that the sources of one slot asked for more than those of the whole window (Fisher's one-sided test).
 *
 * @param service the number that the caller gave it
 * @param inSlot sources of the slot that came to it
 * @param inWindow sources of the window that came to it
 * @param oddsRatio of the slot's sources against the others, half a source added to each count (Haldane 1956)
 * @param pValue by chance at least so many
 * @param qValue after Benjamini-Hochberg over the tested services
 */
public record PortShare(int service, int inSlot, int inWindow, double oddsRatio, double pValue, double qValue) {

    /**
     * Tests all services that enough of the window's sources came to.
     *
     * @param fewest sources that a service must have to be tested
     * @return by p-value and service
     */
    public static List<PortShare> of(SourceMatrix matrix, int slot, int fewest) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int i = 0; i < matrix.pairs(); i++) {
            if (matrix.activeOfPair(i) != 0) {
                int[] of = counts.computeIfAbsent(matrix.serviceOfPair(i), s -> new int[2]);
                of[0] += isIn(matrix, matrix.sourceOfPair(i), slot) ? 1 : 0;
                of[1]++;
            }
        }
        int drawn = 0;
        int all = 0;
        for (int i = 0; i < matrix.size(); i++) {
            drawn += isIn(matrix, i, slot) ? 1 : 0;
            all += matrix.active(i) != 0 ? 1 : 0;
        }
        List<PortShare> tested = new ArrayList<>();
        for (Map.Entry<Integer, int[]> e : counts.entrySet()) {
            int a = e.getValue()[0];
            int marked = e.getValue()[1];
            if (marked >= fewest) {
                double p = Hypergeometric.atLeast(a, drawn, marked, all);
                tested.add(new PortShare(e.getKey(), a, marked, odds(a, drawn, marked, all), p, 1));
            }
        }
        tested.sort(Comparator.comparingDouble(PortShare::pValue).thenComparingInt(PortShare::service));
        double[] q = FalseDiscovery.benjaminiHochberg(
                tested.stream().mapToDouble(PortShare::pValue).toArray());
        for (int i = 0; i < q.length; i++) {
            PortShare t = tested.get(i);
            tested.set(i, new PortShare(t.service, t.inSlot, t.inWindow, t.oddsRatio, t.pValue, q[i]));
        }
        return tested;
    }

    private static boolean isIn(SourceMatrix matrix, int source, int slot) {
        return (matrix.active(source) >>> slot & 1) != 0;
    }

    private static double odds(int a, int drawn, int marked, int all) {
        double others = all - drawn - (marked - a);
        return (a + 0.5) * (others + 0.5) / ((drawn - a + 0.5) * (marked - a + 0.5));
    }
}
