package yochi.analysis.victim;

import java.util.List;
import yochi.analysis.number.Cholesky;

/** A logistic regression with a ridge, fitted by Newton's method; same input, same output. */
final class Logistic {
    private static final int STEPS = 25;
    private static final double DONE = 1e-8;
    /** A longer step of one coefficient is cut: separable examples must not run away. */
    private static final double LONGEST_STEP = 4;

    private static final double LEAST_PIVOT = 1e-12;

    private final double[] coefficients;

    private Logistic(double[] coefficients) {
        this.coefficients = coefficients;
    }

    /**
     * Fits.
     *
     * @param x a row an example, whose first column is the constant 1
     * @param prior what the ridge draws each coefficient to; the constant is free
     */
    static Logistic fit(List<double[]> x, List<Boolean> y, double[] prior, double ridge) {
        int size = prior.length;
        double[][] rows = x.toArray(new double[0][]);
        double[] b = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[][] hessian = new double[size][size];
            double[] gradient = new double[size];
            for (int j = 1; j < size; j++) {
                hessian[j][j] = ridge;
                gradient[j] = -ridge * (b[j] - prior[j]);
            }
            hessian[0][0] = 1e-6;
            for (int i = 0; i < rows.length; i++) {
                double p = probability(logOdds(b, rows[i]));
                double error = (y.get(i) ? 1 : 0) - p;
                double curve = p * (1 - p);
                for (int j = 0; j < size; j++) {
                    gradient[j] += error * rows[i][j];
                    for (int k = 0; k <= j; k++) {
                        hessian[j][k] += curve * rows[i][j] * rows[i][k];
                    }
                }
            }
            double[] move = Cholesky.solve(hessian, gradient, LEAST_PIVOT);
            double largest = 0;
            for (int j = 0; j < size; j++) {
                double bounded = Math.clamp(move[j], -LONGEST_STEP, LONGEST_STEP);
                b[j] += bounded;
                largest = Math.max(largest, Math.abs(bounded));
            }
            if (largest < DONE) {
                break;
            }
        }
        return new Logistic(b);
    }

    double probability(double[] x) {
        return probability(logOdds(x));
    }

    double logOdds(double[] x) {
        return logOdds(coefficients, x);
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Log-odds of a probability, kept finite. */
    static double logit(double p) {
        double safe = Math.clamp(p, 1e-4, 1 - 1e-4);
        return Math.log(safe / (1 - safe));
    }

    private static double logOdds(double[] b, double[] x) {
        double z = 0;
        for (int j = 0; j < b.length; j++) {
            z += b[j] * x[j];
        }
        return z;
    }
}
