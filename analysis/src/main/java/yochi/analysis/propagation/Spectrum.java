package yochi.analysis.propagation;

/** The largest eigenvalue of a matrix without negative entries, by powers of it plus the identity. */
final class Spectrum {
    private static final int MOST_ROUNDS = 2000;
    private static final double CLOSE = 1e-12;

    private Spectrum() {}

    static double radius(double[][] matrix) {
        int n = matrix.length;
        double[] x = new double[n];
        java.util.Arrays.fill(x, 1.0 / Math.max(1, n));
        double value = 0;
        if (n == 0) {
            return 0;
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = new double[n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                next[i] = x[i];
                for (int j = 0; j < n; j++) {
                    next[i] += matrix[i][j] * x[j];
                }
                sum += next[i];
            }
            for (int i = 0; i < n; i++) {
                next[i] /= sum;
            }
            double before = value;
            value = sum - 1;
            x = next;
            if (Math.abs(value - before) < CLOSE) {
                return value;
            }
        }
        return value;
    }
}
