package yochi.analysis.similarity;

/** Counts of two regions by block of time and class, rare classes pooled, ready to be compared and redrawn. */
final class MixTables {
    /** Counts of a class in both mixes together below which it is pooled: the usual rule for chi-square tests. */
    private static final double LEAST_POOLED = 10;
    /** Degrees of freedom below which a dispersion is not told (own choice: the F test tells next to nothing). */
    private static final int LEAST_RESIDUAL = 4;

    private static final double BITS = Math.log(2);

    /** Pooled counts by block and class; the last class holds the rare ones. */
    private final double[][] a;

    private final double[][] b;
    private final double[] sumA;
    private final double[] sumB;
    private final double nA;
    private final double nB;
    private final double plain;
    private final double cosine;
    private final int classes;
    private final Dispersion dispersion;

    MixTables(double[][] wholeA, double[][] wholeB) {
        double[] allA = totals(wholeA);
        double[] allB = totals(wholeB);
        this.nA = sum(allA);
        this.nB = sum(allB);
        if (nA <= 0 || nB <= 0) {
            throw new IllegalArgumentException("an empty mix");
        }
        this.plain = divergence(allA, allB, 0.5);
        this.cosine = dot(allA, allB) / Math.sqrt(dot(allA, allA) * dot(allB, allB));
        int[] to = pooling(allA, allB);
        this.a = pooled(wholeA, to);
        this.b = pooled(wholeB, to);
        this.sumA = totals(a);
        this.sumB = totals(b);
        int met = 0;
        for (int k = 0; k < sumA.length; k++) {
            met += sumA[k] + sumB[k] > 0 ? 1 : 0;
        }
        this.classes = met;
        this.dispersion = Dispersion.of(a, b);
    }

    MixComparison compare() {
        int freedom = Math.max(0, classes - 1);
        double n = nA + nB;
        double g2 = 2 * n * divergence(sumA, sumB, nA / n) * BITS / williams(n);
        boolean told = freedom > 0 && dispersion.freedom() >= LEAST_RESIDUAL;
        return new MixComparison(
                plain,
                divergence(sumA, sumB, 0.5) - chance(nA, nB),
                g2,
                freedom,
                told ? dispersion.value() : Double.NaN,
                dispersion.freedom(),
                cosine,
                Math.min(nA, nB));
    }

    /** The debiased divergence if block b had come {@code times[b]} times and class k {@code classTimes[k]} times. */
    double redrawn(int[] times, int[] classTimes) {
        double[] x = new double[sumA.length];
        double[] y = new double[sumA.length];
        for (int k = 0; k < x.length; k++) {
            int weight = k < classTimes.length ? classTimes[k] : 1;
            for (int t = 0; t < times.length && weight > 0; t++) {
                x[k] += weight * times[t] * a[t][k];
                y[k] += weight * times[t] * b[t][k];
            }
        }
        double mine = sum(x);
        double theirs = sum(y);
        return mine > 0 && theirs > 0 ? divergence(x, y, 0.5) - chance(mine, theirs) : Double.NaN;
    }

    /** Expected divergence of two samples of one mix, in bits. */
    private double chance(double mine, double theirs) {
        boolean told = dispersion.freedom() >= LEAST_RESIDUAL;
        double much = told ? dispersion.value() : 1;
        return much * Math.max(0, classes - 1) / 8.0 * (1 / mine + 1 / theirs) / BITS;
    }

    /** Williams (1976): makes the mean of the statistic that of chi-square where counts are small. */
    private double williams(double n) {
        double inverse = 0;
        for (int k = 0; k < sumA.length; k++) {
            double both = sumA[k] + sumB[k];
            inverse += both > 0 ? 1 / both : 0;
        }
        int freedom = Math.max(1, classes - 1);
        return 1 + (n / nA + n / nB - 1) * (n * inverse - 1) / (6 * n * freedom);
    }

    /** Where each class goes: to itself, or to the last where both together have few. */
    private static int[] pooling(double[] a, double[] b) {
        int[] to = new int[a.length];
        for (int k = 0; k < to.length; k++) {
            to[k] = a[k] + b[k] < LEAST_POOLED ? to.length : k;
        }
        return to;
    }

    private static double[][] pooled(double[][] counts, int[] to) {
        double[][] out = new double[counts.length][to.length + 1];
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

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v;
        }
        return sum;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    /** In bits: mean distance of both to their mixture, a's weight given. */
    private static double divergence(double[] x, double[] y, double weight) {
        double mine = sum(x);
        double theirs = sum(y);
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            double p = x[k] / mine;
            double q = y[k] / theirs;
            double m = weight * p + (1 - weight) * q;
            sum += weight * term(p, m) + (1 - weight) * term(q, m);
        }
        return Math.max(0, sum / BITS);
    }

    private static double term(double p, double m) {
        return p == 0 ? 0 : p * Math.log(p / m);
    }
}
