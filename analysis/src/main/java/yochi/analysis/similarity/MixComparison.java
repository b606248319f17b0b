package yochi.analysis.similarity;

import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * How different two mixes of counts are: Jensen-Shannon divergence with its test (algorithms §3.2; Lin 1991, Grosse and
 * others 2002). Two samples of one mix differ by chance; that expectation is subtracted.
 *
 * @param divergence with equal weights, bits, as measured
 * @param debiased the same with rare classes pooled, less what chance alone makes, at least 0
 * @param g2 twice the sum of both counts times the weighted divergence in nats
 * @param freedom degrees of freedom
 * @param pValue of the hypothesis that the mixes are equal
 */
record MixComparison(double divergence, double debiased, double g2, int freedom, double pValue) {
    /** Counts of a class in both mixes together below which it is pooled: the usual rule for chi-square tests. */
    private static final double LEAST_POOLED = 10;

    private static final double BITS = Math.log(2);

    /** 1 minus the Jensen-Shannon distance, 0 nothing in common, 1 no more different than chance allows. */
    double similarity() {
        return 1 - Math.sqrt(Math.min(1, debiased));
    }

    /** Both arrays hold counts of the same classes. */
    static MixComparison of(double[] a, double[] b) {
        double nA = sum(a);
        double nB = sum(b);
        if (nA <= 0 || nB <= 0) {
            throw new IllegalArgumentException("an empty mix");
        }
        double divergence = divergence(a, b, nA, nB, 0.5);
        double[][] pooled = pool(a, b);
        int freedom = Math.max(0, classes(pooled) - 1);
        double share = nA / (nA + nB);
        double g2 = 2 * (nA + nB) * divergence(pooled[0], pooled[1], nA, nB, share) * BITS;
        double pValue = freedom == 0 ? 1 : 1 - new ChiSquaredDistribution(freedom).cumulativeProbability(g2);
        double chance = freedom / 8.0 * (1 / nA + 1 / nB) / BITS;
        double debiased = Math.max(0, divergence(pooled[0], pooled[1], nA, nB, 0.5) - chance);
        return new MixComparison(divergence, debiased, g2, freedom, pValue);
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    private static int classes(double[][] counts) {
        int n = 0;
        for (int i = 0; i < counts[0].length; i++) {
            n += counts[0][i] + counts[1][i] > 0 ? 1 : 0;
        }
        return n;
    }

    /** Rare classes become one. */
    private static double[][] pool(double[] a, double[] b) {
        double[][] out = new double[2][a.length + 1];
        for (int i = 0; i < a.length; i++) {
            int to = a[i] + b[i] < LEAST_POOLED ? a.length : i;
            out[0][to] += a[i];
            out[1][to] += b[i];
        }
        return out;
    }

    /** In bits: mean distance of both to their mixture, a's weight given. */
    private static double divergence(double[] a, double[] b, double nA, double nB, double weight) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double p = a[i] / nA;
            double q = b[i] / nB;
            double m = weight * p + (1 - weight) * q;
            sum += weight * term(p, m) + (1 - weight) * term(q, m);
        }
        return Math.max(0, sum / BITS);
    }

    private static double term(double p, double m) {
        return p == 0 ? 0 : p * Math.log(p / m);
    }
}
