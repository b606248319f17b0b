package yochi.analysis.source;

import java.util.Arrays;

/**
 * How much a source that each region saw concerns home, by a walk on the regions' overlaps: home's row of
 * (I - aW)^-1 aW, W_ij the share of i's sources that j saw too (Zhang, Porras, Ullrich: Highly predictive blacklisting,
 * USENIX Security 2008). Overlaps may be counted or estimated by sketches; no source is named.
 */
final class Relevance {
    private static final int MOST_STEPS = 200;
    private static final double DONE = 1e-12;

    private Relevance() {}

    /**
     * Weights of the regions, with the sum 1; all equal where nobody shares anything with home.
     *
     * @param common sources common to each pair of regions, their own numbers on the diagonal
     * @param discount of each further step of the walk, as a share of what would still converge, in (0, 1)
     */
    static double[] of(double[][] common, int home, double discount) {
        int n = common.length;
        double[][] w = new double[n][n];
        double radius = 0;
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int j = 0; j < n; j++) {
                w[i][j] = i == j || !(common[i][i] > 0) ? 0 : Math.min(1, common[i][j] / common[i][i]);
                row += w[i][j];
            }
            // The largest row sum bounds the spectral radius.
            radius = Math.max(radius, row);
        }
        double[] out = new double[n];
        double[] step = new double[n];
        step[home] = 1;
        for (int k = 0; k < MOST_STEPS && radius > 0 && Arrays.stream(step).sum() > DONE; k++) {
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    next[j] += step[i] * w[i][j] * discount / radius;
                }
            }
            step = next;
            for (int j = 0; j < n; j++) {
                out[j] += step[j];
            }
        }
        out[home] = 0;
        double sum = Arrays.stream(out).sum();
        for (int j = 0; j < n; j++) {
            out[j] = sum > 0 ? out[j] / sum : j == home || n == 1 ? 0 : 1.0 / (n - 1);
        }
        return out;
    }
}
