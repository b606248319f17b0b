package yochi.analysis.forecast;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Learns from the levels of past distributions at which the outcomes lay (their probability integral transforms), and
 * tells at which level a quantile must be read to hold as often as it says: adaptive conformal inference (Gibbs and
 * Candès 2021) on distributional scores (Chernozhukov, Wüthrich and Zhu 2021). The model's own shape counts as so many
 * past outcomes, and a level moves on the logistic scale: it can reach neither 0 nor 1, so no interval is infinite and
 * none is clipped.
 */
final class AdaptiveLevels {
    private static final int GRID = 200;

    private static final double[] LEVEL =
            IntStream.rangeClosed(0, GRID).mapToDouble(i -> (double) i / GRID).toArray();
    /** No outcome lies at 0 or at 1 itself. */
    private static final double LEAST = 1e-9;

    private final double own;
    private final double rate;
    private final int most;
    private final double[] targets;
    private final double[] moved;
    private final double[] under = new double[GRID + 1];
    /** What the model's own shape counts for below each level of the grid. */
    private final double[] shape = new double[GRID + 1];
    private final Deque<double[]> seen = new ArrayDeque<>();

    /**
     * With nothing seen yet.
     *
     * @param own past outcomes that the model's own shape counts for
     * @param rate of adaptation (algorithms §4.3: 0.01)
     * @param most outcomes remembered
     * @param targets levels to be told
     */
    AdaptiveLevels(double own, double rate, int most, double... targets) {
        this.own = own;
        this.rate = rate;
        this.most = most;
        this.targets = targets.clone();
        Arrays.setAll(shape, i -> own * i / GRID);
        this.moved = Arrays.stream(targets).map(AdaptiveLevels::logit).toArray();
    }

    /**
     * Takes an outcome, in the order of time.
     *
     * @param below probability that the distribution gave to less
     * @param upTo to less or as much; where they differ (counts) the outcome lies evenly between
     */
    void add(double below, double upTo) {
        take(Math.min(below, 1 - LEAST), Math.max(upTo, LEAST));
    }

    private void take(double below, double upTo) {
        for (int i = 0; i < targets.length; i++) {
            moved[i] += rate * (targets[i] - reached(below, upTo, level(i))) / (targets[i] * (1 - targets[i]));
        }
        count(below, upTo, 1);
        seen.addLast(new double[] {below, upTo});
        if (seen.size() > most) {
            double[] oldest = seen.removeFirst();
            count(oldest[0], oldest[1], -1);
        }
    }

    private void count(double below, double upTo, int sign) {
        int i = (int) (below * GRID);
        for (; i <= GRID && upTo > LEVEL[i]; i++) {
            under[i] += sign * reached(below, upTo, LEVEL[i]);
        }
        for (; i <= GRID; i++) {
            under[i] += sign;
        }
    }

    /** Share of what lies between {@code below} and {@code upTo} that a level reaches. */
    static double reached(double below, double upTo, double level) {
        return upTo <= level ? 1 : below >= level ? 0 : (level - below) / (upTo - below);
    }

    /** Level at which the quantile of a target is to be read, between 0 and 1. */
    double level(int target) {
        double wanted = 1 / (1 + Math.exp(-moved[target]));
        double all = seen.size() + own;
        int low = 0;
        int high = GRID;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (share(middle, all) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double reached = share(low, all);
        return (low + Math.clamp((wanted - reached) / (share(high, all) - reached), 0, 1)) / GRID;
    }

    private double share(int i, double all) {
        return (under[i] + shape[i]) / all;
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }
}
