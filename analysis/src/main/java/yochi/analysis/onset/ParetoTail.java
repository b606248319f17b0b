package yochi.analysis.onset;

import java.util.Arrays;

/**
 * A generalised Pareto law of what lies above a threshold, by probability-weighted moments (Hosking and Wallis 1987).
 * The shape is kept in [0, 0.9]: no finite end of the scores is believed on some dozens of them, and the moments say
 * nothing of heavier tails.
 *
 * @param shape 0 for an exponential tail
 * @param scale in units of the score; 0 where there is no tail to speak of
 */
record ParetoTail(double shape, double scale) {
    private static final double HEAVIEST = 0.9;

    /** The law of these excesses over the threshold, all above 0. */
    static ParetoTail of(double[] excesses) {
        double[] x = excesses.clone();
        Arrays.sort(x);
        int n = x.length;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            mean += x[i] / n;
            // Plotting position of Hosking and Wallis: 1 - F = (n - i + 0.35) / n for i = 1..n.
            weighted += x[i] * (n - i - 1 + 0.35) / n / n;
        }
        if (n == 0 || !(mean > 0)) {
            return new ParetoTail(0, 0);
        }
        double spread = mean - 2 * weighted;
        double shape = spread > 0 ? 2 - mean / spread : HEAVIEST;
        if (shape <= 0) {
            return new ParetoTail(0, mean);
        }
        double kept = Math.min(HEAVIEST, shape);
        return new ParetoTail(kept, mean * (1 - kept));
    }

    /** Natural logarithm of the probability that an excess is at least so large; the scale must be above 0. */
    double logSurvival(double excess) {
        return shape == 0 ? -excess / scale : -Math.log1p(shape * excess / scale) / shape;
    }
}
