package yochi.analysis.similarity;

import java.util.List;
import java.util.function.IntPredicate;

/** Which classes of a window are told often enough to be compared one by one, and which only together. */
final class Usual {
    /** Share of the blocks on which a region must tell a class (chosen on worlds of development seeds). */
    private static final double LEAST_BLOCKS = 0.8;

    private final boolean[] usual;
    /** By region and class: told in every block in which the region tells anything. */
    private final boolean[][] always;

    /**
     * Takes what was told.
     *
     * @param told by region, block and class
     * @param able by region and class, whether the region can count it
     * @param weights of the regions: what counts is half of the weight of those that can count a class
     */
    Usual(boolean[][][] told, boolean[][] able, double[] weights) {
        int classes = able.length == 0 ? 0 : able[0].length;
        double[] telling = new double[classes];
        double[] regions = new double[classes];
        this.always = new boolean[told.length][classes];
        for (int r = 0; r < told.length; r++) {
            int[] blocks = new int[classes];
            int active = 0;
            for (boolean[] block : told[r]) {
                boolean any = false;
                for (int k = 0; k < classes; k++) {
                    blocks[k] += block[k] ? 1 : 0;
                    any |= block[k];
                }
                active += any ? 1 : 0;
            }
            for (int k = 0; k < classes; k++) {
                regions[k] += able[r][k] ? weights[r] : 0;
                telling[k] += blocks[k] > LEAST_BLOCKS * active ? weights[r] : 0;
                always[r][k] = active > 0 && blocks[k] == active;
            }
        }
        this.usual = new boolean[classes];
        for (int k = 0; k < classes; k++) {
            usual[k] = telling[k] > 0 && 2 * telling[k] >= regions[k];
        }
    }

    /** With which of the chosen classes each is counted: usual ones with themselves, the others with the first such. */
    int[] together(List<Integer> chosen) {
        return together(chosen, k -> usual[k]);
    }

    /** The same where only what both regions always tell stands by itself. */
    int[] together(List<Integer> chosen, int i, int j) {
        return together(chosen, k -> always[i][k] && always[j][k]);
    }

    private static int[] together(List<Integer> chosen, IntPredicate alone) {
        int[] to = new int[chosen.size()];
        int rest = -1;
        for (int at = 0; at < to.length; at++) {
            boolean itself = alone.test(chosen.get(at));
            rest = rest < 0 && !itself ? at : rest;
            to[at] = itself ? at : rest;
        }
        return to;
    }
}
