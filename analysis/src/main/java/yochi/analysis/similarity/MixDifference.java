package yochi.analysis.similarity;

import org.hipparchus.special.Beta;

/**
 * Whether two regions' mixes differ beyond chance, day by day: the score of a class in a block is its count at the one
 * region less what that region's part of all counts of the block would give it (Mantel and Haenszel 1959; Landis,
 * Heyman and Koch 1978), so that what both have in common, such as a worm's day, falls out. The sum of the squared
 * scores by their variance for independent sources is Pearson's form of G² = 2n times the weighted Jensen-Shannon
 * divergence.
 *
 * <p>Sources are not independent: one comes to many services, many come together. So the scores' covariance is taken
 * from how they vary from block to block about their mean (leverage-corrected: MacKinnon and White 1985), and the
 * statistic by the trace of it is F with degrees of freedom by Box's approximation (Brunner, Dette and Munk 1997; for
 * samples in clusters Rao and Scott 1984, Thomas and Rao 1987): tr²(V)/tr(V²), both without bias of the few blocks (Bai
 * and Saranadasa 1996). One dispersion for all classes would not do: with few sources that come to very many services
 * one class has nearly all of the variance, and the degrees of freedom are those of one class.
 */
final class MixDifference {
    /** Degrees of freedom of the blocks below which nothing is tested: three, about four days alike in size. */
    private static final double LEAST_BLOCKS = 3 - 1e-9;

    /** Squared sum of the standardised scores. */
    private final double statistic;
    /** Products of the blocks' residuals; its trace is that of the scores' covariance. */
    private final double[][] products;

    private final int freedom;
    /** Degrees of freedom of the blocks: those of as many blocks of one size as tell as much. */
    private final double blocks;

    private MixDifference(double statistic, double[][] products, int freedom, double blocks) {
        this.statistic = statistic;
        this.products = products;
        this.freedom = freedom;
        this.blocks = blocks;
    }

    /** Counts by block and class. */
    static MixDifference of(double[][] a, double[][] b) {
        int classes = a[0].length;
        double[][] score = new double[a.length][classes];
        double[] variance = new double[classes];
        double[] part = new double[a.length];
        double all = 0;
        for (int t = 0; t < a.length; t++) {
            double mine = MixTables.sum(a[t]);
            double theirs = MixTables.sum(b[t]);
            if (mine == 0 || theirs == 0) {
                continue;
            }
            double share = mine / (mine + theirs);
            part[t] = share * theirs;
            all += part[t];
            for (int k = 0; k < classes; k++) {
                double both = a[t][k] + b[t][k];
                score[t][k] = a[t][k] - share * both;
                variance[k] += share * (1 - share) * both;
            }
        }
        double[] total = new double[classes];
        int met = 0;
        for (int k = 0; k < classes; k++) {
            met += variance[k] > 0 ? 1 : 0;
            for (double[] block : score) {
                block[k] = variance[k] > 0 ? block[k] / Math.sqrt(variance[k]) : 0;
                total[k] += block[k];
            }
        }
        double squares = 0;
        for (int t = 0; t < part.length; t++) {
            part[t] = all == 0 ? 0 : part[t] / all;
            squares += part[t] * part[t];
        }
        return new MixDifference(
                MixTables.dot(total, total),
                products(score, total, part),
                Math.max(0, met - 1),
                squares == 0 ? 0 : 1 / squares - 1);
    }

    private static double[][] products(double[][] score, double[] total, double[] part) {
        double[][] residual = new double[score.length][total.length];
        for (int t = 0; t < score.length; t++) {
            for (int k = 0; k < total.length && part[t] < 1; k++) {
                residual[t][k] = (score[t][k] - part[t] * total[k]) / Math.sqrt(1 - part[t]);
            }
        }
        double[][] out = new double[score.length][score.length];
        for (int t = 0; t < out.length; t++) {
            for (int s = 0; s < out.length; s++) {
                out[t][s] = MixTables.dot(residual[t], residual[s]);
            }
        }
        return out;
    }

    /** Both together, over the same blocks: other classes, of another vantage. */
    MixDifference plus(MixDifference other) {
        double[][] sum = new double[products.length][products.length];
        for (int t = 0; t < sum.length; t++) {
            for (int s = 0; s < sum.length; s++) {
                sum[t][s] = products[t][s] + other.products[t][s];
            }
        }
        return new MixDifference(
                statistic + other.statistic, sum, freedom + other.freedom, Math.min(blocks, other.blocks));
    }

    /** Whether there are blocks enough to tell how much the counts vary by chance. */
    boolean told() {
        return freedom > 0 && blocks >= LEAST_BLOCKS && trace() > 0;
    }

    private double trace() {
        double trace = 0;
        for (int t = 0; t < products.length; t++) {
            trace += products[t][t];
        }
        return trace;
    }

    /** How much more the counts vary than those of independent sources, for which it is 1; NaN where not told. */
    double dispersion() {
        return told() ? trace() / freedom : Double.NaN;
    }

    /** Of the hypothesis that the mixes are equal in every block; NaN where not told. */
    double pValue() {
        if (!told()) {
            return Double.NaN;
        }
        double trace = trace();
        double squares = 0;
        for (double[] row : products) {
            squares += MixTables.dot(row, row);
        }
        double ofSquare = blocks * blocks / ((blocks - 1) * (blocks + 2)) * (squares - trace * trace / blocks);
        double squared = trace * trace - 2 * ofSquare / blocks;
        double degrees = ofSquare > 0 ? Math.clamp(squared / ofSquare, 1, freedom) : freedom;
        double f = statistic / trace;
        return Beta.regularizedBeta(blocks / (blocks + f), blocks * degrees / 2, degrees / 2);
    }
}
