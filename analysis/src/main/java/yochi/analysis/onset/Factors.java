package yochi.analysis.onset;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Non-negative factors of a count matrix, V ≈ WH, by the multiplicative updates of Lee and Seung (2001), H first,
 * from the absolute singular vectors. One pass over the columns updates H and gathers what W and the error need, so
 * that WH is never formed; the error comes from traces, and from WH itself every 50 steps, since traces cancel. What
 * is 0 stays 0.
 */
final class Factors {
    private static final double TINY = 1e-12;
    private static final int RECOMPUTE = 50;

    private final int[][] columns;
    private final int rows;
    private final int rank;
    private final double[][] w;
    private final double[][] h;
    private final double squares;
    private int iterations;
    private double error;

    /**
     * Begins at the singular vectors.
     *
     * @param columns counts by column: each a row of V
     * @param start singular vectors to begin with
     */
    Factors(int[][] columns, Start start, int rank) {
        this.columns = columns;
        this.rows = columns[0].length;
        this.rank = rank;
        this.w = new double[rows][rank];
        this.h = new double[columns.length][rank];
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < rows; i++) {
                w[i][k] = Math.abs(start.left[k][i]);
            }
            for (int j = 0; j < h.length; j++) {
                h[j][k] = Math.abs(start.right[k][j]);
            }
        }
        double sum = 0;
        for (int[] column : columns) {
            for (int v : column) {
                sum += (double) v * v;
            }
        }
        this.squares = sum;
        this.error = exactError();
    }

    /** Singular vectors of the counts, the strongest first; as many as there are. */
    static final class Start {
        private final double[][] left;
        private final double[][] right;

        Start(int[][] columns, int most) {
            int rows = columns[0].length;
            double[][] product = new double[rows][rows];
            for (int[] column : columns) {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; column[i] != 0 && j < rows; j++) {
                        product[i][j] += (double) column[i] * column[j];
                    }
                }
            }
            EigenDecompositionSymmetric eigen =
                    new EigenDecompositionSymmetric(new Array2DRowRealMatrix(product, false));
            int rank = 0;
            while (rank < Math.min(most, rows) && eigen.getEigenvalue(rank) > TINY * eigen.getEigenvalue(0)) {
                rank++;
            }
            left = new double[rank][];
            right = new double[rank][columns.length];
            for (int k = 0; k < rank; k++) {
                left[k] = eigen.getEigenvector(k).toArray();
                double value = Math.sqrt(eigen.getEigenvalue(k));
                for (int j = 0; j < columns.length; j++) {
                    for (int i = 0; i < rows; i++) {
                        right[k][j] += left[k][i] * columns[j][i] / value;
                    }
                }
            }
        }

        int rank() {
            return left.length;
        }
    }

    /** Updates until the mean squared error changes by less, or the bound. */
    void run(int most, double change) {
        double cells = (double) rows * columns.length;
        while (iterations < most) {
            double before = error;
            step();
            iterations++;
            if (iterations % RECOMPUTE == 0) {
                error = exactError();
            }
            if (Math.abs(before - error) / cells < change) {
                error = exactError();
                return;
            }
        }
        error = exactError();
    }

    private void step() {
        double[][] gram = gram(w);
        double[][] gramOfH = new double[rank][rank];
        double[][] product = new double[rows][rank];
        double[] seen = new double[rank];
        for (int j = 0; j < h.length; j++) {
            double[] own = h[j];
            update(columns[j], own, gram, seen);
            for (int a = 0; a < rank; a++) {
                for (int b = 0; b < rank; b++) {
                    gramOfH[a][b] += own[a] * own[b];
                }
            }
            for (int i = 0; i < rows; i++) {
                int v = columns[j][i];
                for (int a = 0; v != 0 && a < rank; a++) {
                    product[i][a] += v * own[a];
                }
            }
        }
        double[] now = new double[rank];
        for (int i = 0; i < rows; i++) {
            for (int a = 0; a < rank; a++) {
                now[a] = w[i][a] * product[i][a] / (dot(w[i], gramOfH[a]) + TINY);
            }
            System.arraycopy(now, 0, w[i], 0, rank);
        }
        double cross = 0;
        for (int i = 0; i < rows; i++) {
            cross += dot(w[i], product[i]);
        }
        double fitted = 0;
        double[][] after = gram(w);
        for (int a = 0; a < rank; a++) {
            fitted += dot(after[a], gramOfH[a]);
        }
        error = squares - 2 * cross + fitted;
    }

    private void update(int[] column, double[] own, double[][] gram, double[] seen) {
        for (int a = 0; a < rank; a++) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += column[i] == 0 ? 0 : w[i][a] * column[i];
            }
            seen[a] = own[a] * sum / (dot(own, gram[a]) + TINY);
        }
        System.arraycopy(seen, 0, own, 0, rank);
    }

    private double[][] gram(double[][] x) {
        double[][] out = new double[rank][rank];
        for (double[] row : x) {
            for (int a = 0; a < rank; a++) {
                for (int b = 0; b < rank; b++) {
                    out[a][b] += row[a] * row[b];
                }
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private double exactError() {
        double sum = 0;
        for (int j = 0; j < h.length; j++) {
            for (int i = 0; i < rows; i++) {
                double rest = columns[j][i] - fitted(i, j);
                sum += rest * rest;
            }
        }
        return sum;
    }

    /** Entry of WH. */
    double fitted(int row, int column) {
        return dot(w[row], h[column]);
    }

    /** Packets of the column that basis k explains. */
    double packets(int k, int column) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += w[i][k];
        }
        return sum * h[column][k];
    }

    int iterations() {
        return iterations;
    }

    /** Sum of the squared differences of V and WH. */
    double error() {
        return error;
    }
}
