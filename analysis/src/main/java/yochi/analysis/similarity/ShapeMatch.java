package yochi.analysis.similarity;

import java.util.Optional;

/**
 * How well the shapes of two series match at the best shift: the largest normalised cross-correlation, which is 1 minus
 * the shape-based distance (Paparrizos and Gravano 2015). Shifts are limited to a day, so the 49 sums are taken
 * directly, which is less work than a Fourier transform of a week or a quarter and gives the same numbers.
 *
 * @param likeness -1..1
 * @param lag by how many steps the second follows the first
 */
record ShapeMatch(double likeness, int lag) {
    /** Share of steps that both must have measured. */
    private static final double LEAST_MEASURED = 0.5;

    /** NaN are taken as the mean; empty where too little was measured or a series does not vary. */
    static Optional<ShapeMatch> of(double[] a, double[] b, int mostLag) {
        int both = 0;
        for (int t = 0; t < a.length; t++) {
            both += Double.isNaN(a[t]) || Double.isNaN(b[t]) ? 0 : 1;
        }
        double[] x = standard(a);
        double[] y = standard(b);
        double norm = Math.sqrt(energy(x) * energy(y));
        if (both < LEAST_MEASURED * a.length || norm == 0) {
            return Optional.empty();
        }
        double best = Double.NEGATIVE_INFINITY;
        int lag = 0;
        for (int distance = 0; distance <= mostLag; distance++) {
            for (int shift : new int[] {distance, -distance}) {
                double match = product(x, y, shift) / norm;
                if (match > best) {
                    best = match;
                    lag = shift;
                }
            }
        }
        return Optional.of(new ShapeMatch(best, lag));
    }

    private static double product(double[] x, double[] y, int shift) {
        double sum = 0;
        for (int t = Math.max(0, -shift); t < Math.min(x.length, y.length - shift); t++) {
            sum += x[t] * y[t + shift];
        }
        return sum;
    }

    private static double[] standard(double[] x) {
        double sum = 0;
        int n = 0;
        for (double v : x) {
            if (!Double.isNaN(v)) {
                sum += v;
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = Double.isNaN(x[t]) ? 0 : x[t] - mean;
        }
        return out;
    }

    private static double energy(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += v * v;
        }
        return sum;
    }
}
