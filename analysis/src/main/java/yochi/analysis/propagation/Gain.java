package yochi.analysis.propagation;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * What an arrow adds to the log likelihood of data that it was not fitted to, in nats.
 *
 * @param mean per cascade or per day
 * @param pValue that it adds nothing, one-sided (Student's t over cascades or days)
 */
record Gain(double mean, double pValue) {
    static final Gain NONE = new Gain(0, 1);
    /** Fewer values prove nothing (own choice). */
    private static final int LEAST = 10;

    static Gain of(double[] gains) {
        double mean = Arrays.stream(gains).average().orElse(0);
        double square = Arrays.stream(gains).map(g -> (g - mean) * (g - mean)).sum();
        int n = gains.length;
        if (n < LEAST || !(mean > 0) || !(square > 0)) {
            return new Gain(mean, 1);
        }
        double t = mean / Math.sqrt(square / (n - 1) / n);
        return new Gain(mean, 1 - new TDistribution(n - 1).cumulativeProbability(t));
    }
}
