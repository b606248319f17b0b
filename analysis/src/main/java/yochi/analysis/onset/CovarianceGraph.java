package yochi.analysis.onset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/**
 * The graph of sources whose log counts vary together: an edge where the covariance (divisor n, zeros taken as 0.1, as
 * in Dark-GLASSO) is beyond a threshold. As telling as the graphical lasso at the same threshold, at a thousandth of
 * its cost; blind to single packets, which {@link Presence} sees.
 *
 * @param most sources compared, the busiest first (Dark-GLASSO: 1,000 at random)
 * @param threshold of the absolute covariance; 0.9 needs repeated or multi-packet coincidence
 */
record CovarianceGraph(int most, double threshold) {
    /** What a slot without a packet counts as. */
    private static final double ZERO = 0.1;

    static CovarianceGraph usual() {
        return new CovarianceGraph(1_000, 0.9);
    }

    /** Share of the pairs that have an edge, 0..1. */
    double density(SourceMatrix matrix) {
        double[][] rows = rows(matrix);
        double p = rows.length;
        return p < 2 ? 0 : 2.0 * edges(rows) / (p * (p - 1));
    }

    /**
     * Chance of so many edges if each source kept its counts and came in other slots: against the same rows with their
     * slots shuffled. Shuffled pairs are independent of each other two by two, so that the variance of their number is
     * at most the number; a swell of everything makes busier sources and more edges, shuffled they have them too.
     */
    double pValue(SourceMatrix matrix, long seed) {
        double[][] rows = rows(matrix);
        double observed = edges(rows);
        SplittableRandom random = new SplittableRandom(seed);
        for (double[] row : rows) {
            for (int s = row.length - 1; s > 0; s--) {
                int other = random.nextInt(s + 1);
                double kept = row[s];
                row[s] = row[other];
                row[other] = kept;
            }
        }
        double shuffled = edges(rows);
        double z = (observed - shuffled) / Math.sqrt(observed + shuffled + 1);
        return Erf.erfc(z / Math.sqrt(2)) / 2;
    }

    /** The most variable first; of as much variance by their counts, so that it does not matter who came first. */
    private double[][] rows(SourceMatrix matrix) {
        int[] chosen = busiest(matrix);
        double[][] rows = new double[chosen.length][];
        Arrays.setAll(rows, i -> centred(matrix, chosen[i]));
        Arrays.sort(rows, Comparator.comparingDouble((double[] row) -> -covariance(row, row))
                .thenComparing(Arrays::compare));
        return rows;
    }

    /** No covariance is beyond the root of both variances: from some row on, the less variable ones have no edge. */
    private long edges(double[][] rows) {
        double[] variance = new double[rows.length];
        Arrays.setAll(variance, i -> covariance(rows[i], rows[i]));
        long edges = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length && variance[i] * variance[j] > threshold * threshold; j++) {
                edges += Math.abs(covariance(rows[i], rows[j])) > threshold ? 1 : 0;
            }
        }
        return edges;
    }

    /** Most active slots first, then most packets; rows with the same of both stay in the order they came. */
    private int[] busiest(SourceMatrix matrix) {
        long[] weight = new long[matrix.size()];
        for (int i = 0; i < weight.length; i++) {
            long sum = 0;
            for (int s = 0; s < matrix.slots(); s++) {
                sum += matrix.packets(i, s);
            }
            weight[i] = (long) Long.bitCount(matrix.active(i)) << 48 | Math.min(sum, (1L << 48) - 1);
        }
        long[] sorted = weight.clone();
        Arrays.sort(sorted);
        long least = sorted.length > most ? sorted[sorted.length - most] : 0;
        return IntStream.range(0, weight.length)
                .filter(i -> weight[i] >= least && matrix.active(i) != 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -weight[i]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static double covariance(double[] a, double[] b) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            sum += a[s] * b[s];
        }
        return sum / a.length;
    }

    private static double[] centred(SourceMatrix matrix, int source) {
        double[] out = new double[Long.bitCount(matrix.usable())];
        int at = 0;
        double sum = 0;
        for (int s = 0; s < matrix.slots(); s++) {
            if ((matrix.usable() >>> s & 1) != 0) {
                int count = matrix.packets(source, s);
                out[at] = Math.log(count == 0 ? ZERO : count);
                sum += out[at++];
            }
        }
        for (int s = 0; s < out.length; s++) {
            out[s] -= sum / out.length;
        }
        return out;
    }

    /** Covariance of two sources of the matrix, by row. */
    static double covariance(SourceMatrix matrix, int a, int b) {
        return covariance(centred(matrix, a), centred(matrix, b));
    }
}
