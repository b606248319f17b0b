package yochi.analysis.onset;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The d largest singular values and left vectors of a sparse matrix, by a randomised range finder with power steps
 * (Halko, Martinsson and Tropp 2011); the seed is handed in, so that the same matrix gives the same numbers.
 */
final class TruncatedSvd {
    private static final int SPARE = 10;
    private static final int POWER_STEPS = 4;
    private static final double NEGLIGIBLE = 1e-10;

    private final double[] values;
    private final double[][] left;

    private TruncatedSvd(double[] values, double[][] left) {
        this.values = values;
        this.left = left;
    }

    /** Descending; at most d, none of 0. */
    double[] values() {
        return values;
    }

    /** By row, one column a value. */
    double[][] left() {
        return left;
    }

    static TruncatedSvd of(SparseCounts matrix, int d, long seed) {
        int width = Math.min(d + SPARE, Math.min(matrix.rows(), matrix.columns()));
        if (width == 0) {
            return new TruncatedSvd(new double[0], new double[matrix.rows()][0]);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] start = new double[matrix.columns()][width];
        for (double[] row : start) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] q = orthonormal(matrix.times(start, width), width);
        for (int step = 0; step < POWER_STEPS; step++) {
            double[][] back = orthonormal(matrix.transposedTimes(q, width), width);
            q = orthonormal(matrix.times(back, width), width);
        }
        return small(matrix.transposedTimes(q, width), q, width, d);
    }

    /** The small matrix B = Qᵀ A: its left vectors are those of B Bᵀ. */
    private static TruncatedSvd small(double[][] transposed, double[][] q, int width, int d) {
        double[][] square = new double[width][width];
        for (double[] row : transposed) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    square[i][j] += row[i] * row[j];
                }
            }
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                square[j][i] = square[i][j];
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(square, false));
        double first = Math.sqrt(Math.max(0, eigen.getEigenvalue(0)));
        int n = 0;
        double[] values = new double[Math.min(d, width)];
        while (n < values.length && Math.sqrt(Math.max(0, eigen.getEigenvalue(n))) > NEGLIGIBLE * first) {
            values[n] = Math.sqrt(eigen.getEigenvalue(n));
            n++;
        }
        double[][] left = new double[q.length][n];
        for (int j = 0; j < n; j++) {
            double[] of = eigen.getEigenvector(j).toArray();
            double most = 0;
            for (int r = 0; r < q.length; r++) {
                for (int i = 0; i < width; i++) {
                    left[r][j] += q[r][i] * of[i];
                }
                most = Math.abs(left[r][j]) > Math.abs(most) ? left[r][j] : most;
            }
            // A vector's sign is free: its largest entry is made positive.
            for (int r = 0; r < q.length && most < 0; r++) {
                left[r][j] = -left[r][j];
            }
        }
        return new TruncatedSvd(Arrays.copyOf(values, n), left);
    }

    /** Its columns made orthonormal (Gram and Schmidt, twice); a column that depends on others becomes 0. */
    private static double[][] orthonormal(double[][] m, int width) {
        for (int j = 0; j < width; j++) {
            double before = norm(m, j);
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < j; i++) {
                    double dot = 0;
                    for (double[] row : m) {
                        dot += row[i] * row[j];
                    }
                    for (double[] row : m) {
                        row[j] -= dot * row[i];
                    }
                }
            }
            double norm = norm(m, j);
            double scale = norm > NEGLIGIBLE * before && norm > 0 ? 1 / norm : 0;
            for (double[] row : m) {
                row[j] *= scale;
            }
        }
        return m;
    }

    private static double norm(double[][] m, int column) {
        double sum = 0;
        for (double[] row : m) {
            sum += row[column] * row[column];
        }
        return Math.sqrt(sum);
    }
}
