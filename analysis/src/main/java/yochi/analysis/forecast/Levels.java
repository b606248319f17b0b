package yochi.analysis.forecast;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The probability levels at which every distribution is told (algorithms §4.4). */
final class Levels {
    static final double[] ALL = {.05, .1, .25, .5, .75, .9, .95};

    private Levels() {}

    /** Quantiles of a sample by linear interpolation between order statistics. */
    static Map<Double, Double> of(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        Map<Double, Double> out = new TreeMap<>();
        for (double level : ALL) {
            double at = level * (sorted.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, sorted.length - 1);
            out.put(level, sorted[below] + (at - below) * (sorted[above] - sorted[below]));
        }
        return out;
    }
}
