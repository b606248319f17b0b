package yochi.analysis.onset;

import java.util.Arrays;

/**
 * Sparse inverse covariance by the graphical lasso (Friedman, Hastie and Tibshirani 2008): the Θ that maximises log
 * det Θ - tr SΘ - ρ Σ|Θ|, diagonal included. Block coordinate descent as published, with what makes it fast:
 * components of |S| &gt; ρ are solved apart, which is exact (Witten, Friedman and Simon 2011; Mazumder and Hastie
 * 2012); twins are merged, which is exact too ({@link ComponentLasso}); each column keeps its active set; and it
 * ends as soon as the dual problem proves the objective good enough instead of when steps have become small. No
 * randomness, one thread.
 *
 * @param gap the objective is within this of the best, a variable; 2e-5 keeps it within 1e-4 of its size wherever
 *     that is above a fifth of the number of variables
 * @param sweeps over all columns at most
 */
public record GraphicalLasso(double gap, int sweeps) {
    public GraphicalLasso {
        if (!(gap > 0) || sweeps < 1) {
            throw new IllegalArgumentException("gap " + gap + ", sweeps " + sweeps);
        }
    }

    public static GraphicalLasso usual() {
        return new GraphicalLasso(2e-5, 200);
    }

    /**
     * The best precision up to the gap.
     *
     * @param covariance symmetric, positive semidefinite, row by row; not changed
     * @param rho the penalty, greater than 0
     */
    public Precision solve(double[][] covariance, double rho) {
        check(covariance, rho);
        Twins twins = new Twins(covariance);
        int groups = twins.groups();
        double[] diagonal = new double[groups];
        double[] within = new double[groups];
        int[][] neighbours = new int[groups][];
        double[][] values = new double[groups][];
        double objective = 0;
        double proved = 0;
        boolean converged = true;
        for (int[] members : components(covariance, twins, rho)) {
            ComponentLasso part = new ComponentLasso(covariance, twins, members, rho);
            converged &= part.run(gap, sweeps);
            part.put(diagonal, within, neighbours, values);
            objective += part.objective();
            proved += part.gap();
        }
        return new Precision(twins, diagonal, within, neighbours, values, objective, proved, converged);
    }

    private static void check(double[][] covariance, double rho) {
        if (!(rho > 0) || covariance.length == 0) {
            throw new IllegalArgumentException("penalty " + rho + " of " + covariance.length + " variables");
        }
        for (int i = 0; i < covariance.length; i++) {
            if (covariance[i].length != covariance.length || !(covariance[i][i] >= 0)) {
                throw new IllegalArgumentException("row " + i + " is none of a covariance");
            }
            for (int j = 0; j < i; j++) {
                if (covariance[i][j] != covariance[j][i] || !Double.isFinite(covariance[i][j])) {
                    throw new IllegalArgumentException("entry " + i + ", " + j + " is " + covariance[i][j] + " and "
                            + covariance[j][i] + ", not one finite number");
                }
            }
        }
    }

    /** Groups of twins that hang together by covariances beyond the penalty, ascending, by their least. */
    private static int[][] components(double[][] covariance, Twins twins, double rho) {
        int groups = twins.groups();

        boolean[] seen = new boolean[groups];
        int[][] out = new int[groups][];
        int n = 0;
        int[] queue = new int[groups];
        for (int start = 0; start < groups; start++) {
            if (seen[start]) {
                continue;
            }
            seen[start] = true;
            queue[0] = start;
            int end = 1;
            for (int at = 0; at < end; at++) {
                double[] row = covariance[twins.first(queue[at])];
                for (int g = start + 1; g < groups; g++) {
                    if (!seen[g] && Math.abs(row[twins.first(g)]) > rho) {
                        seen[g] = true;
                        queue[end++] = g;
                    }
                }
            }
            int[] members = Arrays.copyOf(queue, end);
            Arrays.sort(members);
            out[n++] = members;
        }
        return Arrays.copyOf(out, n);
    }
}
