package yochi.analysis.similarity;

import java.util.Arrays;

/**
 * How much more two regions' counts vary from block to block than those of independent sources would: Pearson's
 * statistic of the counts against what is expected if a class's part in both regions were the same in all blocks, by
 * its degrees of freedom (McCullagh and Nelder 1989, section 4.5). What both regions have in common, such as a worm's
 * day, falls out; a difference between them that lasts falls out too.
 *
 * @param value 1 for independent sources
 * @param freedom degrees of freedom; 0 where there is one block only
 */
record Dispersion(double value, int freedom) {
    private static final int MOST_SWEEPS = 60;
    private static final double CONVERGED = 1e-6;

    /** Counts by block and class. */
    static Dispersion of(double[][] a, double[][] b) {
        int freedom = freedom(a, b);
        if (freedom <= 0) {
            return new Dispersion(Double.NaN, 0);
        }
        double[][][] fit = fit(new double[][][] {a, b});
        double sum = 0;
        double small = 0;
        for (int t = 0; t < a.length; t++) {
            double block = 0;
            double counted = 0;
            for (int k = 0; k < a[t].length; k++) {
                block += square(a[t][k], fit[0][t][k]) + square(b[t][k], fit[1][t][k]);
                counted += a[t][k] + b[t][k];
            }
            sum += block;
            small += counted == 0 ? 0 : block / counted;
        }
        // margins are fixed: a block of m independent sources gives m/(m-1) of its freedom, in groups of d m/(m-d)
        return new Dispersion(sum / freedom / (1 + small / freedom), freedom);
    }

    private static double square(double counted, double expected) {
        return expected < 1e-9 ? 0 : (counted - expected) * (counted - expected) / expected;
    }

    /** Of classes that both have, in blocks in which both have any. */
    private static int freedom(double[][] a, double[][] b) {
        int classes = a.length == 0 ? 0 : a[0].length;
        boolean[] both = new boolean[classes];
        int shared = 0;
        for (int k = 0; k < classes; k++) {
            both[k] = column(a, k) > 0 && column(b, k) > 0;
            shared += both[k] ? 1 : 0;
        }
        int freedom = 1 - shared;
        for (int t = 0; t < a.length; t++) {
            double mine = 0;
            double theirs = 0;
            int met = 0;
            for (int k = 0; k < classes; k++) {
                if (both[k]) {
                    mine += a[t][k];
                    theirs += b[t][k];
                    met += a[t][k] + b[t][k] > 0 ? 1 : 0;
                }
            }
            freedom += mine > 0 && theirs > 0 ? met - 1 : 0;
        }
        return freedom;
    }

    private static double column(double[][] x, int k) {
        double sum = 0;
        for (double[] block : x) {
            sum += block[k];
        }
        return sum;
    }

    /** Iterative proportional fitting to all pairs of margins (Deming and Stephan 1940). */
    private static double[][][] fit(double[][][] counts) {
        int blocks = counts[0].length;
        int classes = counts[0][0].length;
        double[][][] fit = new double[2][blocks][classes];
        for (double[][] region : fit) {
            for (double[] block : region) {
                Arrays.fill(block, 1);
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double moved = blocksOfRegions(counts, fit);
            moved = Math.max(moved, classesOfRegions(counts, fit));
            moved = Math.max(moved, classesOfBlocks(counts, fit));
            if (moved < CONVERGED) {
                break;
            }
        }
        return fit;
    }

    private static double blocksOfRegions(double[][][] counts, double[][][] fit) {
        double moved = 0;
        for (int r = 0; r < 2; r++) {
            for (int t = 0; t < fit[r].length; t++) {
                double told = 0;
                double fitted = 0;
                for (int k = 0; k < fit[r][t].length; k++) {
                    told += counts[r][t][k];
                    fitted += fit[r][t][k];
                }
                double factor = fitted == 0 ? 0 : told / fitted;
                for (int k = 0; k < fit[r][t].length; k++) {
                    fit[r][t][k] *= factor;
                }
                moved = Math.max(moved, fitted == 0 ? 0 : Math.abs(factor - 1));
            }
        }
        return moved;
    }

    private static double classesOfRegions(double[][][] counts, double[][][] fit) {
        double moved = 0;
        for (int r = 0; r < 2; r++) {
            for (int k = 0; k < fit[r][0].length; k++) {
                double fitted = column(fit[r], k);
                double factor = fitted == 0 ? 0 : column(counts[r], k) / fitted;
                for (double[] block : fit[r]) {
                    block[k] *= factor;
                }
                moved = Math.max(moved, fitted == 0 ? 0 : Math.abs(factor - 1));
            }
        }
        return moved;
    }

    private static double classesOfBlocks(double[][][] counts, double[][][] fit) {
        double moved = 0;
        for (int t = 0; t < fit[0].length; t++) {
            for (int k = 0; k < fit[0][t].length; k++) {
                double fitted = fit[0][t][k] + fit[1][t][k];
                double factor = fitted == 0 ? 0 : (counts[0][t][k] + counts[1][t][k]) / fitted;
                fit[0][t][k] *= factor;
                fit[1][t][k] *= factor;
                moved = Math.max(moved, fitted == 0 ? 0 : Math.abs(factor - 1));
            }
        }
        return moved;
    }
}
