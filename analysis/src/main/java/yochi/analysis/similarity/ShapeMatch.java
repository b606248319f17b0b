package yochi.analysis.similarity;

import java.util.Arrays;
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
        Optional<Sums> sums = sums(a, b, mostLag, new int[a.length], 1);
        return sums.flatMap(s -> s.match(new int[] {1}));
    }

    /** The sums behind it by block of time; empty where too little was measured. */
    static Optional<Sums> sums(double[] a, double[] b, int mostLag, int[] blockOf, int blocks) {
        int both = 0;
        for (int t = 0; t < a.length; t++) {
            both += Double.isNaN(a[t]) || Double.isNaN(b[t]) ? 0 : 1;
        }
        boolean told = a.length > 0 && both >= LEAST_MEASURED * a.length;
        return told ? Optional.of(new Sums(standard(a), standard(b), mostLag, blockOf, blocks)) : Optional.empty();
    }

    /** The plain rival: correlation of the counts as they are, at lag 0, over the steps that both measured. */
    static double correlation(double[] a, double[] b) {
        double[] x = a.clone();
        double[] y = b.clone();
        for (int t = 0; t < x.length; t++) {
            if (Double.isNaN(x[t]) || Double.isNaN(y[t])) {
                x[t] = Double.NaN;
                y[t] = Double.NaN;
            }
        }
        x = standard(x);
        y = standard(y);
        double norm = Math.sqrt(product(x, x) * product(y, y));
        return norm == 0 ? Double.NaN : product(x, y) / norm;
    }

    private static double product(double[] x, double[] y) {
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            sum += x[t] * y[t];
        }
        return sum;
    }

    private static double[] standard(double[] x) {
        double mean = Arrays.stream(x).filter(v -> !Double.isNaN(v)).average().orElse(0);
        return Arrays.stream(x).map(v -> Double.isNaN(v) ? 0 : v - mean).toArray();
    }

    /** Products of two series at every shift, and of each with itself, by block of the first one's time. */
    static final class Sums {
        private final int mostLag;
        private final double[][] products;
        private final double[] energyA;
        private final double[] energyB;

        private Sums(double[] x, double[] y, int mostLag, int[] blockOf, int blocks) {
            this.mostLag = mostLag;
            this.products = new double[2 * mostLag + 1][blocks];
            this.energyA = new double[blocks];
            this.energyB = new double[blocks];
            for (int t = 0; t < x.length; t++) {
                energyA[blockOf[t]] += x[t] * x[t];
                energyB[blockOf[t]] += y[t] * y[t];
            }
            for (int shift = -mostLag; shift <= mostLag; shift++) {
                double[] row = products[shift + mostLag];
                for (int t = Math.max(0, -shift); t < Math.min(x.length, y.length - shift); t++) {
                    row[blockOf[t]] += x[t] * y[t + shift];
                }
            }
        }

        /** If block t had come {@code times[t]} times; empty where a series does not vary. Small lags go first. */
        Optional<ShapeMatch> match(int[] times) {
            double norm = Math.sqrt(sum(energyA, times) * sum(energyB, times));
            if (norm == 0) {
                return Optional.empty();
            }
            double best = Double.NEGATIVE_INFINITY;
            int lag = 0;
            for (int distance = 0; distance <= mostLag; distance++) {
                for (int shift : new int[] {distance, -distance}) {
                    double match = sum(products[shift + mostLag], times) / norm;
                    if (match > best) {
                        best = match;
                        lag = shift;
                    }
                }
            }
            return Optional.of(new ShapeMatch(best, lag));
        }

        private static double sum(double[] x, int[] times) {
            double sum = 0;
            for (int t = 0; t < times.length; t++) {
                sum += times[t] * x[t];
            }
            return sum;
        }
    }
}
