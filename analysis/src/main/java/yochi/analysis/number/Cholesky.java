package yochi.analysis.number;

/** Symmetric positive definite systems of a few unknowns. */
public final class Cholesky {
    private Cholesky() {}

    /** Solves A x = b by the lower triangle of A, which it overwrites. */
    public static double[] solve(double[][] a, double[] b) {
        factor(a);
        return solved(a, b);
    }

    /** The same, a pivot below {@code least} taken for that: an answer where rounding leaves A not quite definite. */
    public static double[] solve(double[][] a, double[] b, double least) {
        factor(a, least);
        return solved(a, b);
    }

    /**
     * Overwrites the lower triangle of A by its factor L, A = L Lᵀ.
     *
     * @throws ArithmeticException if A is not positive definite
     */
    public static void factor(double[][] a) {
        factor(a, 0);
    }

    private static void factor(double[][] a, double least) {
        int n = a.length;
        for (int j = 0; j < n; j++) {
            double d = a[j][j];
            for (int k = 0; k < j; k++) {
                d -= a[j][k] * a[j][k];
            }
            if (least > 0) {
                d = Math.max(d, least);
            } else if (!(d > 0)) {
                throw new ArithmeticException("not positive definite at " + j + ": " + d);
            }
            a[j][j] = Math.sqrt(d);
            for (int i = j + 1; i < n; i++) {
                double s = a[i][j];
                for (int k = 0; k < j; k++) {
                    s -= a[i][k] * a[j][k];
                }
                a[i][j] = s / a[j][j];
            }
        }
    }

    /** Solves L Lᵀ x = b. */
    public static double[] solved(double[][] factor, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= factor[i][k] * x[k];
            }
            x[i] /= factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= factor[k][i] * x[k];
            }
            x[i] /= factor[i][i];
        }
        return x;
    }
}
