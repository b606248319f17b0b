package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Beta;
import yochi.analysis.number.FalseDiscovery;

/**
 * Who sees signatures before others: for each pair, in how many of the common signatures one came first (sign test),
 * and for each region the share of its comparisons that it won. Sightings whose spans overlap are ties and do not
 * count. It needs no model; a large telescope leads by its size alone, which the network of arrivals corrects and
 * this does not.
 */
public final class FirstArrivals {
    private final int[][] before;
    private final int regions;

    private FirstArrivals(int[][] before) {
        this.before = before;
        this.regions = before.length;
    }

    /**
     * One ordered pair.
     *
     * @param first signatures seen at {@code leader} first
     * @param of signatures seen at both, ties left out
     * @param pValue one-sided, if either came first by a fair coin
     */
    public record Pair(int leader, int follower, int first, int of, double pValue, double qValue) {}

    /**
     * A region's place.
     *
     * @param won comparisons with another region in which it came first
     * @param of comparisons
     */
    public record Leader(int region, int won, int of) {
        public double share() {
            return of == 0 ? 0.5 : (double) won / of;
        }
    }

    public static FirstArrivals of(List<Cascade> cascades, int regions) {
        int[][] before = new int[regions][regions];
        for (Cascade c : cascades) {
            for (int i = 0; i < regions; i++) {
                for (int j = 0; j < regions; j++) {
                    if (c.seen(i) && c.seen(j) && i != j) {
                        boolean point = c.from()[i] == c.to()[i] && c.from()[j] == c.to()[j];
                        before[i][j] += point ? (c.to()[i] < c.from()[j] ? 1 : 0) : (c.to()[i] <= c.from()[j] ? 1 : 0);
                    }
                }
            }
        }
        return new FirstArrivals(before);
    }

    /** How often the one came before the other. */
    public int first(int leader, int follower) {
        return before[leader][follower];
    }

    /** All ordered pairs with a common signature, the surest first. */
    public List<Pair> pairs() {
        List<Pair> out = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            for (int j = 0; j < regions; j++) {
                int of = before[i][j] + before[j][i];
                if (i != j && of > 0) {
                    out.add(new Pair(i, j, before[i][j], of, atLeast(before[i][j], of), Double.NaN));
                }
            }
        }
        double[] q = FalseDiscovery.benjaminiHochberg(
                out.stream().mapToDouble(Pair::pValue).toArray());
        return IntStream.range(0, out.size())
                .mapToObj(k -> new Pair(
                        out.get(k).leader,
                        out.get(k).follower,
                        out.get(k).first,
                        out.get(k).of,
                        out.get(k).pValue,
                        q[k]))
                .sorted(Comparator.comparingDouble(Pair::pValue)
                        .thenComparingInt(Pair::leader)
                        .thenComparingInt(Pair::follower))
                .toList();
    }

    /** All regions, who leads most first. */
    public List<Leader> leaders() {
        return IntStream.range(0, regions)
                .mapToObj(i -> new Leader(
                        i,
                        IntStream.range(0, regions).map(j -> before[i][j]).sum(),
                        IntStream.range(0, regions).map(j -> before[i][j] + before[j][i]).sum()))
                .sorted(Comparator.comparingDouble((Leader l) -> -l.share()).thenComparingInt(Leader::region))
                .toList();
    }

    /** Probability of at least so many heads of a fair coin. */
    public static double atLeast(int heads, int of) {
        return heads <= 0 ? 1 : heads > of ? 0 : Beta.regularizedBeta(0.5, heads, of - heads + 1.0);
    }
}
