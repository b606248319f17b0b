package yochi.analysis.onset;

/** Logarithm of the determinant of a symmetric positive definite matrix, by Cholesky's factorisation in panels. */
final class LogDeterminant {
    /** Rows eliminated at a time: a pass over the rest then does eight times the work. */
    private static final int PANEL = 8;

    private LogDeterminant() {}

    /**
     * NaN unless the matrix is positive definite.
     *
     * @param u upper triangle, row by row; destroyed
     */
    static double of(double[][] u) {
        int p = u.length;
        double log = 0;
        for (int from = 0; from < p; from += PANEL) {
            int to = Math.min(p, from + PANEL);
            for (int k = from; k < to; k++) {
                double pivot = u[k][k];
                if (!(pivot > 0)) {
                    return Double.NaN;
                }
                log += Math.log(pivot);
                scale(u[k], 1 / Math.sqrt(pivot), k);
                for (int i = k + 1; i < to; i++) {
                    subtract(u[i], u[k][i], u[k], i);
                }
            }
            if (to - from == PANEL) {
                for (int i = to; i < p; i++) {
                    subtract(u, from, i);
                }
            }
        }
        return log;
    }

    private static void scale(double[] row, double by, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] *= by;
        }
    }

    private static void subtract(double[] row, double times, double[] other, int from) {
        for (int j = from; j < row.length; j++) {
            row[j] -= times * other[j];
        }
    }

    private static void subtract(double[][] u, int at, int i) {
        double[] r0 = u[at];
        double[] r1 = u[at + 1];
        double[] r2 = u[at + 2];
        double[] r3 = u[at + 3];
        double[] r4 = u[at + 4];
        double[] r5 = u[at + 5];
        double[] r6 = u[at + 6];
        double[] r7 = u[at + 7];
        double c0 = r0[i];
        double c1 = r1[i];
        double c2 = r2[i];
        double c3 = r3[i];
        double c4 = r4[i];
        double c5 = r5[i];
        double c6 = r6[i];
        double c7 = r7[i];
        double[] row = u[i];
        for (int j = i; j < row.length; j++) {
            row[j] -= c0 * r0[j] + c1 * r1[j] + c2 * r2[j] + c3 * r3[j] + c4 * r4[j] + c5 * r5[j] + c6 * r6[j]
                    + c7 * r7[j];
        }
    }
}
