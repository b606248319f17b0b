package yochi.analysis.forecast;

import java.util.Arrays;
import java.util.List;
import yochi.analysis.number.Cholesky;

/**
 * Makes forecasts of a total and of its parts add up: minimum trace with a covariance shrunk to its diagonal
 * (Wickramasuriya, Athanasopoulos and Hyndman 2019; Schäfer and Strimmer 2005). Level 0 is the total.
 */
final class Reconciliation {
    /** So small beside the mean variance that only a singular covariance feels it. */
    private static final double RIDGE = 1e-6;

    private Reconciliation() {}

    /**
     * The parts that fit all levels best; none below 0, and their sum is the total.
     *
     * @param base of the total and of each part
     * @param errors of past forecasts of all levels; rows with a gap are left out
     */
    static double[] parts(double[] base, double[][] errors) {
        List<double[]> whole = Arrays.stream(errors)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toList();
        return whole.size() < base.length
                ? Arrays.copyOfRange(base, 1, base.length)
                : solved(base, shrunk(whole.toArray(double[][]::new)));
    }

    /** (SᵀW⁻¹S)⁻¹ SᵀW⁻¹ base, where S adds the parts up. */
    static double[] solved(double[] base, double[][] covariance) {
        int parts = base.length - 1;
        double[][] factor = new double[base.length][];
        Arrays.setAll(factor, i -> covariance[i].clone());
        Cholesky.factor(factor);
        double[] weighted = Cholesky.solved(factor, base);
        double[][] left = new double[parts][parts];
        double[] right = new double[parts];
        for (int j = 0; j < parts; j++) {
            double[] column = new double[base.length];
            column[0] = 1;
            column[j + 1] = 1;
            double[] solved = Cholesky.solved(factor, column);
            for (int i = 0; i < parts; i++) {
                left[i][j] = solved[0] + solved[i + 1];
            }
            right[j] = weighted[0] + weighted[j + 1];
        }
        return Arrays.stream(Cholesky.solve(left, right)).map(v -> Math.max(0, v)).toArray();
    }

    /** Mean products of errors, drawn to their diagonal as far as chance explains the rest. */
    static double[][] shrunk(double[][] errors) {
        int p = errors[0].length;
        int n = errors.length;
        double[][] covariance = new double[p][p];
        for (double[] row : errors) {
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    covariance[i][j] += row[i] * row[j] / n;
                }
            }
        }
        double floor = 0;
        for (int i = 0; i < p; i++) {
            floor += RIDGE * covariance[i][i] / p;
        }
        double shrinkage = shrinkage(errors, covariance);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                covariance[i][j] *= i == j ? 1 : 1 - shrinkage;
            }
            covariance[i][i] += floor + Double.MIN_NORMAL;
        }
        return covariance;
    }

    /** Sum of the correlations' variances by the sum of their squares, 0 … 1. */
    static double shrinkage(double[][] errors, double[][] covariance) {
        int n = errors.length;
        double noise = 0;
        double signal = 0;
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < i; j++) {
                double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
                if (scale > 0) {
                    double sum = 0;
                    double squares = 0;
                    for (double[] row : errors) {
                        double product = row[i] * row[j] / scale;
                        sum += product;
                        squares += product * product;
                    }
                    noise += (squares - sum * sum / n) / (n * (n - 1.0));
                    signal += (sum / n) * (sum / n);
                }
            }
        }
        return signal == 0 ? 1 : Math.clamp(noise / signal, 0, 1);
    }
}
