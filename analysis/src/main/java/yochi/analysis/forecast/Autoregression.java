package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.analysis.number.Cholesky;

/** A linear autoregression by least squares over the steps whose whole past was measured. */
final class Autoregression {
    private static final double HOLD = 1e-6;

    private final double[] y;
    private final double[] beta;
    /** Of each number of steps ahead reckoned so far the answers by how many were known, NaN where there is none. */
    private final List<double[]> points = new ArrayList<>();

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

    /** The constant, then the weights of the steps before, the newest first. */
    double[] beta() {
        return beta.clone();
    }

    /**
     * The step so many ahead of {@code end} known ones, each on the way from the one before; NaN behind a gap. Not for
     * several threads.
     */
    double at(int end, int ahead) {
        while (points.size() < ahead) {
            points.add(next());
        }
        return points.get(ahead - 1)[end];
    }

    /** One step further from every end. */
    private double[] next() {
        int order = beta.length - 1;
        int own = points.size();
        double[][] before = points.toArray(new double[0][]);
        double[] out = new double[y.length + 1];
        Arrays.fill(out, Double.NaN);
        for (int end = order; end <= y.length; end++) {
            double next = beta[0];
            for (int i = 1; i <= order; i++) {
                next += beta[i] * (i <= own ? before[own - i][end] : y[end + own - i]);
            }
            out[end] = next;
        }
        return out;
    }
}
