package yochi.analysis.similarity;

/** Counts of two regions by block of time and class, ready to be compared and redrawn. */
final class MixTables {
    private static final double BITS = Math.log(2);

    private final double[][] a;
    private final double[][] b;
    private final double[] sumA;
    private final double[] sumB;
    private final double nA;
    private final double nB;
    private final double plain;
    private final double cosine;
    private final MixDifference test;

    /**
     * Takes what was counted.
     *
     * @param wholeA by block and class
     * @param wholeB likewise
     * @param to with which class each is counted together, itself or another
     * @param tested the same for the test
     */
    MixTables(double[][] wholeA, double[][] wholeB, int[] to, int[] tested) {
        double[] allA = totals(wholeA);
        double[] allB = totals(wholeB);
        this.plain = divergence(allA, allB);
        this.cosine = dot(allA, allB) / Math.sqrt(dot(allA, allA) * dot(allB, allB));
        this.a = pooled(wholeA, to);
        this.b = pooled(wholeB, to);
        this.test = MixDifference.of(pooled(wholeA, tested), pooled(wholeB, tested));
        this.sumA = totals(a);
        this.sumB = totals(b);
        this.nA = sum(sumA);
        this.nB = sum(sumB);
        if (nA <= 0 || nB <= 0) {
            throw new IllegalArgumentException("an empty mix");
        }
    }

    MixComparison compare() {
        return new MixComparison(
                plain,
                divergence(sumA, sumB),
                chance(sumA, sumB),
                test,
                cosine,
                Math.min(nA, nB));
    }

    /**
     * The divergence less chance at that dispersion if block b had come {@code times[b]} times and class k {@code
     * classTimes[k]} times.
     */
    double redrawn(int[] times, int[] classTimes, double dispersion) {
        double[] x = new double[sumA.length];
        double[] y = new double[sumA.length];
        for (int k = 0; k < x.length; k++) {
            for (int t = 0; t < times.length && classTimes[k] > 0; t++) {
                x[k] += classTimes[k] * times[t] * a[t][k];
                y[k] += classTimes[k] * times[t] * b[t][k];
            }
        }
        return sum(x) > 0 && sum(y) > 0 ? divergence(x, y) - dispersion * chance(x, y) : Double.NaN;
    }

    /** Expected divergence of two samples of independent sources of one mix, in bits (Grosse and others 2002). */
    private static double chance(double[] x, double[] y) {
        int classes = 0;
        for (int k = 0; k < x.length; k++) {
            classes += x[k] + y[k] > 0 ? 1 : 0;
        }
        return Math.max(0, classes - 1) / 8.0 * (1 / sum(x) + 1 / sum(y)) / BITS;
    }

    private static double[][] pooled(double[][] counts, int[] to) {
        double[][] out = new double[counts.length][to.length];
        for (int t = 0; t < counts.length; t++) {
            for (int k = 0; k < to.length; k++) {
                out[t][to[k]] += counts[t][k];
            }
        }
        return out;
    }

    private static double[] totals(double[][] counts) {
        double[] out = new double[counts.length == 0 ? 0 : counts[0].length];
        for (double[] block : counts) {
            for (int k = 0; k < out.length; k++) {
                out[k] += block[k];
            }
        }
        return out;
    }

    static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** In bits: mean distance of both to the middle between them. */
    private static double divergence(double[] x, double[] y) {
        double mine = sum(x);
        double theirs = sum(y);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            double p = x[k] / mine;
            double q = y[k] / theirs;
            double m = (p + q) / 2;
            sum += (term(p, m) + term(q, m)) / 2;
        }
        return Math.max(0, sum / BITS);
    }

    private static double term(double p, double m) {
        return p == 0 ? 0 : p * Math.log(p / m);
    }
}
