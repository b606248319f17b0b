package yochi.analysis.similarity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The parts of a similarity in one number. Each part is mapped to 0..1 by its own null: if a window's pairs were
 * labelled at random (which region is which permuted within the window, so that all that the window's days have in
 * common stays), every pair would be equally likely to have any of the values; so the exact null distribution of a part
 * is that of its values over all pairs, and a pair's place in it is
 *
 * <pre>u = (weight of the pairs below + half of the weight of its equals, itself included) / weight of all pairs</pre>
 *
 * The combined similarity is the mean of u over the parts that can be told. Where the parts rank the pairs without
 * regard to each other, it is the mean of as many uniform numbers: its p-value is the upper tail of Irwin
 * and Hall (1927).
 */
public final class Combination {
    /** Pairs below which a place says nothing: three regions. */
    static final int LEAST_PAIRS = 3;

    private Combination() {}

    /** Each value's place among all that are numbers; NaN where it is none, or where there are too few. */
    public static double[] places(double[] values, double[] weights) {
        double[] out = new double[values.length];
        Arrays.fill(out, Double.NaN);
        int[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double all = Arrays.stream(order).mapToDouble(i -> weights[i]).sum();
        if (order.length < LEAST_PAIRS || all <= 0) {
            return out;
        }
        double below = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double equal = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                equal += weights[order[to++]];
            }
            for (int i = from; i < to; i++) {
                out[order[i]] = (below + equal / 2) / all;
            }
            below += equal;
            from = to;
        }
        return out;
    }

    /** Mean over the parts that are numbers; NaN where none is. */
    public static double mean(double... places) {
        return Arrays.stream(places).filter(u -> !Double.isNaN(u)).average().orElse(Double.NaN);
    }

    /** Probability that the mean of so many independent uniform numbers is at least that. */
    public static double pValue(double mean, int parts) {
        double x = Math.clamp(mean, 0, 1) * parts;
        double sum = 0;
        double choose = 1;
        double factorial = 1;
        for (int j = 0; j <= parts; j++) {
            if (x > j) {
                sum += (j % 2 == 0 ? 1 : -1) * choose * Math.pow(x - j, parts);
            }
            choose = choose * (parts - j) / (j + 1);
            factorial *= j == 0 ? 1 : j;
        }
        return Math.clamp(1 - sum / factorial, 0, 1);
    }

    /** The mean that chance exceeds with that probability. */
    static double threshold(double probability, int parts) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (pValue(middle, parts) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
