package yochi.analysis.score;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.special.Erf;

/**
 * The continuous ranked probability score, in the unit of what is forecast; less is better, 0 is perfect, and for a
 * point forecast it is the absolute error (Gneiting and Raftery 2007).
 */
public final class Crps {
    private Crps() {}

    /** Of a sample, without the bias that favours small samples: every pair once, divided by m(m-1). */
    public static double fair(double[] sample, double outcome) {
        int m = sample.length;
        if (m < 2) {
            throw new IllegalArgumentException("a sample of " + m);
        }
        return meanDistance(sample, outcome) - pairDistances(sample) / ((double) m * (m - 1));
    }

    /** Of a sample taken as the whole distribution. */
    public static double empirical(double[] sample, double outcome) {
        int m = sample.length;
        return meanDistance(sample, outcome) - pairDistances(sample) / ((double) m * m);
    }

    private static double meanDistance(double[] sample, double outcome) {
        double sum = 0;
        for (double x : sample) {
            sum += Math.abs(x - outcome);
        }
        return sum / sample.length;
    }

    /** Sum of the distances of all unordered pairs by order statistics, O(m log m). */
    private static double pairDistances(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i] * (2.0 * i - sorted.length + 1);
        }
        return sum;
    }

    /** Of a normal distribution, in closed form. */
    public static double normal(double mean, double deviation, double outcome) {
        double z = (outcome - mean) / deviation;
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        double below = 0.5 * Erf.erfc(-z / Math.sqrt(2));
        return deviation * (z * (2 * below - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
    }

    /**
     * Of a distribution on 0, 1, 2 …, exactly.
     *
     * @param cumulative F(k)
     */
    public static double discrete(IntToDoubleFunction cumulative, int outcome) {
        double sum = 0;
        for (int k = 0; ; k++) {
            double f = cumulative.applyAsDouble(k);
            double miss = k >= outcome ? f - 1 : f;
            sum += miss * miss;
            if (k >= outcome && 1 - f < 1e-12) {
                return sum;
            }
        }
    }

    /** Of quantiles: twice their mean pinball loss, the usual approximation. */
    public static double quantiles(Map<Double, Double> quantiles, double outcome) {
        double sum = 0;
        for (var q : quantiles.entrySet()) {
            sum += Scores.pinball(q.getKey(), q.getValue(), outcome);
        }
        return 2 * sum / quantiles.size();
    }
}
