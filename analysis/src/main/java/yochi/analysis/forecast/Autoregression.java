package yochi.analysis.forecast;

import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.number.Cholesky;

/** A linear autoregression by least squares over the steps whose whole past was measured. */
final class Autoregression {
    private static final double HOLD = 1e-6;

    private final double[] y;
    private final double[] beta;

    private Autoregression(double[] y, double[] beta) {
        this.y = y;
        this.beta = beta;
    }

    /** Fits; empty where there are fewer than two measured steps for each coefficient. */
    static Optional<Autoregression> fit(double[] y, int order) {
        int p = order + 1;
        double[][] squares = new double[p][p];
        double[] products = new double[p];
        int n = 0;
        for (int t = order; t < y.length; t++) {
            double[] row = row(y, t, order);
            if (Double.isNaN(y[t]) || Double.isNaN(sum(row))) {
                continue;
            }
            n++;
            for (int i = 0; i < p; i++) {
                products[i] += row[i] * y[t];
                for (int j = 0; j <= i; j++) {
                    squares[i][j] += row[i] * row[j];
                }
            }
        }
        if (n < 2 * p) {
            return Optional.empty();
        }
        double most = 0;
        for (int i = 0; i < p; i++) {
            most = Math.max(most, squares[i][i]);
        }
        for (int i = 0; i < p; i++) {
            squares[i][i] += HOLD * (most + 1);
        }
        return Optional.of(new Autoregression(y, Cholesky.solve(squares, products)));
    }

    private static double[] row(double[] y, int end, int order) {
        double[] row = new double[order + 1];
        row[0] = 1;
        for (int j = 1; j <= order; j++) {
            row[j] = y[end - j];
        }
        return row;
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double v : row) {
            sum += v;
        }
        return sum;
    }

    /** The step so many ahead of {@code end} known ones, each on the way from the one before; empty behind a gap. */
    OptionalDouble at(int end, int ahead) {
        int order = beta.length - 1;
        if (end < order) {
            return OptionalDouble.empty();
        }
        double[] row = row(y, end, order);
        double next = 0;
        for (int h = 1; h <= ahead; h++) {
            next = 0;
            for (int i = 0; i <= order; i++) {
                next += beta[i] * row[i];
            }
            System.arraycopy(row, 1, row, 2, order - 1);
            row[1] = next;
        }
        return Double.isNaN(next) ? OptionalDouble.empty() : OptionalDouble.of(next);
    }
}
