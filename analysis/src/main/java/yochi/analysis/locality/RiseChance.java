package yochi.analysis.locality;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How probable so high a score is where nothing has risen, by parametric bootstrap that ends early where the answer is
 * plain (Abrams, Kulldorff and Kleinman 2010).
 *
 * @param value of sets simulated, or of Gumbel's distribution fitted to the first of them
 * @param replicates simulated
 * @param fitted whether it is Gumbel's
 */
public record RiseChance(double value, int replicates, boolean fitted) {
    private static final double EULER = 0.5772156649015329;
    /** Scores above ours among the first, in square roots of their number, beyond which p is surely above 5 %. */
    private static final double ENOUGH = 2;
    /** How far below the reach of all replicates a fitted p-value must lie to be told instead (own choice). */
    private static final double FAR = 10;

    /**
     * Equal scores, which counts of few sources often have, are put in order by lot, so that p-values of quiet series
     * are even.
     *
     * @param simulated a score where nothing has risen
     * @param needed p-values above it need not be told exactly: where no rank among all replicates is so small, or so
     *     many were above ours already that none can be, those simulated by then are enough
     */
    static RiseChance of(
            double score,
            RiseScan.Settings settings,
            ToDoubleFunction<SplittableRandom> simulated,
            long seed,
            double needed) {
        if (score <= 0) {
            return new RiseChance(1, 0, false);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = new double[settings.first()];
        int above = 0;
        int equal = 0;
        int tooMany = Math.max(neverFar(first.length, settings), (int) (needed * (settings.replicates() + 1)) + 1);
        for (int r = 0; r < settings.replicates(); r++) {
            double s = simulated.applyAsDouble(random);
            above += s > score ? 1 : 0;
            equal += s == score ? 1 : 0;
            if (r < first.length) {
                first[r] = s;
            }
            if (r + 1 == first.length) {
                double far = gumbel(first, score);
                if (far < 1.0 / FAR / settings.replicates()) {
                    return new RiseChance(far, r + 1, true);
                }
                boolean large = above >= Math.sqrt(first.length) * ENOUGH;
                if (large || needed < 1.0 / (settings.replicates() + 1)) {
                    return new RiseChance(rank(above, equal, r + 1, random), r + 1, false);
                }
            }
            if (above >= tooMany) {
                return new RiseChance(rank(above, equal, r + 1, random), r + 1, false);
            }
        }
        return new RiseChance(rank(above, equal, settings.replicates(), random), settings.replicates(), false);
    }

    /**
     * How many of a sample must be above a score so that Gumbel's distribution fitted to it never says that the score
     * is far out: it then lies at most so many deviations above their mean (Cantelli 1929).
     */
    private static int neverFar(int sample, RiseScan.Settings settings) {
        int above = 1;
        while (above < sample
                && tail(Math.sqrt((double) sample / above - 1)) < 2.0 / FAR / settings.replicates()) {
            above++;
        }
        return above;
    }

    private static double rank(int above, int equal, int of, SplittableRandom random) {
        return (above + random.nextDouble() * (equal + 1)) / (of + 1);
    }

    /** Upper tail of Gumbel's distribution fitted by moments. */
    static double gumbel(double[] sample, double score) {
        double mean = Arrays.stream(sample).average().orElse(0);
        double variance = Arrays.stream(sample).map(s -> (s - mean) * (s - mean)).sum() / (sample.length - 1);
        double scale = Math.sqrt(6 * variance) / Math.PI;
        if (scale == 0) {
            return score > mean ? 0 : 1;
        }
        return -Math.expm1(-Math.exp(-(score - mean + EULER * scale) / scale));
    }

    /** The same of a score so many deviations above the mean. */
    private static double tail(double deviations) {
        return -Math.expm1(-Math.exp(-(deviations * Math.PI / Math.sqrt(6) + EULER)));
    }
}
