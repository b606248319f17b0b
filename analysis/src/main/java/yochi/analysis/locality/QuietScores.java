package yochi.analysis.locality;

import java.util.SplittableRandom;

/**
 * Scores of counts that are drawn as if nothing had risen at a signature's regions. What all draws share is made once,
 * and they share their room: not for several threads.
 */
final class QuietScores {
    /** Of window length and region, as {@link AgainstPast} has them. */
    private final double[][] due;

    private final double[][] scale;
    private final double[][] spread;
    private final double[] doubt;
    private final double half;
    /** What is due in the newest step of each window alone. */
    private final double[][] step;
    /** What is due, in units of the counts' variance. */
    private final double[][] scaledDue;

    private final double[][] drawn;
    private final double[] count;
    private final double[] expected;
    private final int[] order;
    private final double[] quotient;

    QuietScores(double[][] due, double[][] scale, double[][] spread, double[] doubt, double freedom) {
        int n = doubt.length;
        this.due = due;
        this.scale = scale;
        this.spread = spread;
        this.doubt = doubt;
        this.half = freedom / 2;
        this.step = new double[due.length][n];
        this.scaledDue = new double[due.length][n];
        this.drawn = new double[due.length][n];
        this.count = new double[n];
        this.expected = new double[n];
        this.order = new int[n];
        this.quotient = new double[n];
        for (int w = 1; w < due.length; w++) {
            for (int k = 0; k < n; k++) {
                step[w][k] = due[w][k] - due[w - 1][k];
                scaledDue[w][k] = due[w][k] / scale[w][k];
            }
        }
    }

    /** Draws counts of all regions and steps, and gives the highest score of any window and subset. */
    double next(SplittableRandom random) {
        // How much more the counts may scatter than their past tells.
        double more = half / NegativeBinomial.drawGamma(half, random);
        for (int k = 0; k < doubt.length; k++) {
            double off = doubt[k] == 0 ? 1 : NegativeBinomial.drawGamma(1 / doubt[k], random) * doubt[k];
            double sum = 0;
            for (int w = 1; w < due.length; w++) {
                double mean = step[w][k];
                if (mean > 0) {
                    sum += NegativeBinomial.draw(mean * off, Math.max(1, more * spread[w][k]), random);
                }
                drawn[w][k] = sum;
            }
        }
        double most = 0;
        for (int w = 1; w < due.length; w++) {
            most = Math.max(most, score(w));
        }
        return most;
    }

    private double score(int w) {
        double[] came = drawn[w];
        double[] wide = scale[w];
        for (int k = 0; k < count.length; k++) {
            count[k] = came[k] / wide[k];
        }
        double shared = SharedFactor.of(count, scaledDue[w]);
        for (int k = 0; k < count.length; k++) {
            double times = 1 + shared * (wide[k] - 1);
            count[k] = came[k] / times;
            expected[k] = shared * due[w][k] / times;
        }
        return SubsetScan.highest(count, expected, order, quotient);
    }
}
