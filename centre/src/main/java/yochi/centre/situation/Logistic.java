package yochi.centre.situation;

import java.util.Arrays;

/** A logistic regression with a ridge, fitted by Newton's method on weighted examples; same input, same output. */
final class Logistic {
    /** Ridge on every coefficient but the constant; own choice, stated. */
    private static final double RIDGE = 1.0;

    private static final int STEPS = 25;
    private static final double DONE = 1e-8;

    private final double[] coefficients;

    private Logistic(double[] coefficients) {
        this.coefficients = coefficients;
    }

    static Logistic fit(double[][] x, boolean[] y, double[] weight, int size) {
        double[] b = new double[size];
        for (int step = 0; step < STEPS; step++) {
            double[][] hessian = new double[size][size];
            double[] gradient = new double[size];
            for (int j = 1; j < size; j++) {
                hessian[j][j] = RIDGE;
                gradient[j] = -RIDGE * b[j];
            }
            hessian[0][0] = 1e-6;
            for (int i = 0; i < x.length; i++) {
                double p = probability(b, x[i]);
                double error = weight[i] * ((y[i] ? 1 : 0) - p);
                double curve = weight[i] * p * (1 - p);
                for (int j = 0; j < size; j++) {
                    gradient[j] += error * x[i][j];
                    for (int k = 0; k <= j; k++) {
                        hessian[j][k] += curve * x[i][j] * x[i][k];
                    }
                }
            }
            double[] move = solve(hessian, gradient);
            double largest = 0;
            for (int j = 0; j < size; j++) {
                double bounded = Math.clamp(move[j], -4, 4);
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
        return probability(coefficients, x);
    }

    private static double probability(double[] b, double[] x) {
        double z = 0;
        for (int j = 0; j < b.length; j++) {
            z += b[j] * x[j];
        }
        return 1 / (1 + Math.exp(-z));
    }

    /** Cholesky of a positive definite matrix given by its lower half. */
    private static double[] solve(double[][] a, double[] right) {
        int n = right.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
            }
        }
        double[] out = Arrays.copyOf(right, n);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                out[i] -= l[i][k] * out[k];
            }
            out[i] /= l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                out[i] -= l[k][i] * out[k];
            }
            out[i] /= l[i][i];
        }
        return out;
    }
}
