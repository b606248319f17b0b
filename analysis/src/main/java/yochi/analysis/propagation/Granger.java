package yochi.analysis.propagation;

import org.hipparchus.distribution.continuous.FDistribution;

/**
 * Granger's test: whether the leader's past foretells the follower beyond the follower's own past, by the F-test of two
 * least-squares fits on log1p, of the order with the least BIC (Granger 1969). A baseline: it knows no common cause.
 */
public final class Granger {
    /** Orders tried (own choice: half a day of hours). */
    static final int MOST_ORDER = 12;

    private static final double TINY = 1e-10;

    private Granger() {}

    /**
     * What the test says.
     *
     * @param order lags of each series
     * @param f statistic
     * @param pValue of no gain by the leader
     */
    public record Test(int order, double f, double pValue) {}

    /** Of two regions of a panel, by rates at their usual size. */
    public static Test of(Panel panel, int leader, int follower) {
        return of(usual(panel, leader), usual(panel, follower), MOST_ORDER);
    }

    private static double[] usual(Panel panel, int region) {
        double watched = 0;
        int n = 0;
        for (int t = 0; t < panel.steps(); t++) {
            watched += panel.told(region, t) ? panel.exposure(region, t) : 0;
            n += panel.told(region, t) ? 1 : 0;
        }
        double size = watched / Math.max(1, n);
        double[] out = new double[panel.steps()];
        java.util.Arrays.setAll(out, t -> panel.rate(region, t) * size);
        return out;
    }

    /** Rows with a gap are left out; p is NaN where too few are left or a series does not vary. */
    public static Test of(double[] leader, double[] follower, int mostOrder) {
        Test nothing = new Test(0, Double.NaN, Double.NaN);
        double least = Double.POSITIVE_INFINITY;
        Fit best = Fit.NONE;
        for (int order = 1; order <= mostOrder; order++) {
            Fit fit = Fit.of(leader, follower, order, mostOrder);
            if (fit.rows <= 2 * order + 2 || !(fit.full > TINY)) {
                break;
            }
            double bic = fit.rows * Math.log(fit.full / fit.rows) + (2 * order + 1) * Math.log(fit.rows);
            if (bic < least) {
                least = bic;
                best = fit;
            }
        }
        if (best.order == 0) {
            return nothing;
        }
        int freedom = best.rows - 2 * best.order - 1;
        double f = Math.max(0, (best.own - best.full) / best.order / (best.full / freedom));
        return new Test(best.order, f, 1 - new FDistribution(best.order, freedom).cumulativeProbability(f));
    }

    /** Residual sums of squares with and without the leader, over the same rows for every order. */
    private record Fit(int order, int rows, double own, double full) {
        private static final Fit NONE = new Fit(0, 0, 0, 0);

        static Fit of(double[] x, double[] y, int order, int skip) {
            int k = 2 * order + 2;
            double[][] gram = new double[k][k];
            double[] row = new double[k];
            int rows = 0;
            for (int t = skip; t < y.length; t++) {
                row[0] = 1;
                for (int lag = 1; lag <= order; lag++) {
                    row[lag] = Math.log1p(y[t - lag]);
                    row[order + lag] = Math.log1p(x[t - lag]);
                }
                row[k - 1] = Math.log1p(y[t]);
                if (told(row)) {
                    rows++;
                    for (int a = 0; a < k; a++) {
                        for (int b = 0; b <= a; b++) {
                            gram[a][b] += row[a] * row[b];
                        }
                    }
                }
            }
            return new Fit(order, rows, rest(gram, order + 1), rest(gram, 2 * order + 1));
        }

        private static boolean told(double[] row) {
            for (double v : row) {
                if (Double.isNaN(v)) {
                    return false;
                }
            }
            return true;
        }

        /** Sum of squares left by the first columns, by Cholesky with the answer as the last row. */
        private static double rest(double[][] gram, int columns) {
            int k = gram.length;
            double[][] lower = new double[columns + 1][columns + 1];
            for (int a = 0; a <= columns; a++) {
                int row = a == columns ? k - 1 : a;
                for (int b = 0; b <= a; b++) {
                    int column = b == columns ? k - 1 : b;
                    double sum = gram[row][column];
                    for (int c = 0; c < b; c++) {
                        sum -= lower[a][c] * lower[b][c];
                    }
                    if (a == b) {
                        boolean spare = a < columns && sum < TINY * Math.max(TINY, gram[row][row]);
                        lower[a][a] = spare ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, sum));
                    } else {
                        lower[a][b] = sum / lower[b][b];
                    }
                }
            }
            return lower[columns][columns] * lower[columns][columns];
        }
    }
}
