package yochi.evaluation.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import yochi.evaluation.Evaluation;

/**
 * Losses (or gains) by day of issue and method, paired: of all methods the same forecasts. Intervals come from a
 * moving-block bootstrap over calendar days (Künsch 1989): blocks of {@value #BLOCK} days, {@value #DRAWS} draws; a
 * day without a forecast stands in its block as an empty day. A span of fewer than two blocks, or days so few that one
 * draw in twenty holds none, have no interval: it would be a point, and a point always excludes 0.
 */
final class Days {
    static final int BLOCK = 7;
    static final int DRAWS = 2000;
    static final String OURS = "ours";
    /** What stands in the place of a verdict where there is no interval. */
    static final String TOO_FEW = "too few days for an interval";

    private static final double LEAST_TOLD = .95;

    private final TreeMap<Long, Map<String, Double>> sums = new TreeMap<>();
    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private final long seed;

    Days(long seed) {
        this.seed = seed;
    }

    /** What was made of drawn days: by method the mean over all their forecasts. */
    interface Means {
        double of(String method);
    }

    /**
     * Takes one forecast.
     *
     * @param day of issue, since 1970-01-01
     * @param losses of ours ({@value #OURS}) and of every rival
     */
    void add(long day, Map<String, Double> losses) {
        Map<String, Double> sum = sums.computeIfAbsent(day, d -> new TreeMap<>());
        losses.forEach((method, loss) -> sum.merge(method, loss, Double::sum));
        counts.merge(day, 1, Integer::sum);
    }

    /** Forecasts taken. */
    int n() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whole blocks in the span: how much of it may count as independent. */
    int blocks() {
        return sums.isEmpty() ? 0 : Math.max(1, (int) ((sums.lastKey() - sums.firstKey() + 1) / BLOCK));
    }

    double mean(String method) {
        Span span = new Span();
        return span.means(IntStream.range(0, span.numbers.length).toArray()).of(method);
    }

    /** The rival of the least (or largest) mean. */
    String best(boolean lower) {
        return sums.firstEntry().getValue().keySet().stream()
                .filter(m -> !m.equals(OURS))
                .min(java.util.Comparator.comparingDouble(m -> lower ? mean(m) : -mean(m)))
                .orElseThrow();
    }

    /** A figure of the whole span with the ends of its 95 % interval. */
    Evaluation.Difference figure(ToDoubleFunction<Means> figure) {
        int n = sums.isEmpty() ? 0 : (int) (sums.lastKey() - sums.firstKey()) + 1;
        int[] days = IntStream.range(0, n).toArray();
        Span span = new Span();
        double[] values = new double[DRAWS];
        SplittableRandom random = new SplittableRandom(seed);
        int block = Math.min(BLOCK, n);
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] drawn = new int[n];
            for (int at = 0; at < n; at += block) {
                int start = random.nextInt(n - block + 1);
                System.arraycopy(days, start, drawn, at, Math.min(block, n - at));
            }
            values[draw] = figure.applyAsDouble(span.means(drawn));
        }
        return ends(figure.applyAsDouble(span.means(days)), values, n);
    }

    /**
     * A figure with the ends of its interval; without any, not a number.
     *
     * @param drawn the figure of each draw; not a number where a draw told none
     * @param span days drawn from
     */
    static Evaluation.Difference ends(double value, double[] drawn, int span) {
        double[] sorted = Arrays.stream(drawn).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (span < 2 * BLOCK || sorted.length < LEAST_TOLD * drawn.length) {
            return new Evaluation.Difference(value, Double.NaN, Double.NaN);
        }
        return new Evaluation.Difference(
                value,
                sorted[(int) (.025 * (sorted.length - 1))],
                sorted[(int) Math.ceil(.975 * (sorted.length - 1))]);
    }

    /** Ours less a rival's mean. */
    Evaluation.Difference against(String rival) {
        return figure(m -> m.of(OURS) - m.of(rival));
    }

    /**
     * Mean of ours beside all rivals, with the difference to the best of them.
     *
     * @param target what is asked of the value, where something is
     */
    Evaluation.Measured measured(
            String name, String group, String unit, Evaluation.Better better, Optional<Double> target) {
        boolean lower = better == Evaluation.Better.LOWER;
        String best = best(lower);
        Evaluation.Difference difference = against(best);
        Evaluation.Difference own = figure(m -> m.of(OURS));
        return new Evaluation.Measured(
                name,
                group,
                unit,
                better.word(),
                target,
                own.value(),
                own.low(),
                own.high(),
                n(),
                blocks(),
                rivals(),
                Optional.of(difference),
                verdict(difference, lower, best));
    }

    /**
     * Share of outcomes that intervals of 90 % held, beside the rivals' shares, of which none is the best.
     *
     * @param verdict what follows from the share
     */
    Evaluation.Measured coverage(String name, String group, Function<Evaluation.Difference, String> verdict) {
        Evaluation.Difference share = figure(m -> m.of(OURS));
        return new Evaluation.Measured(
                name,
                group,
                "share",
                Evaluation.Better.TARGET.word(),
                Optional.of(.9),
                share.value(),
                share.low(),
                share.high(),
                n(),
                blocks(),
                rivals(),
                Optional.empty(),
                verdict.apply(share));
    }

    private List<Evaluation.Rival> rivals() {
        return sums.firstEntry().getValue().keySet().stream()
                .filter(m -> !m.equals(OURS))
                .map(m -> new Evaluation.Rival(m, mean(m)))
                .toList();
    }

    /** What follows from a difference: a word about skill only where its interval excludes 0. */
    static String verdict(Evaluation.Difference difference, boolean lower, String rival) {
        if (Double.isNaN(difference.low()) || Double.isNaN(difference.high())) {
            return TOO_FEW;
        }
        boolean less = difference.high() < 0;
        boolean more = difference.low() > 0;
        return !less && !more ? "no skill shown" : (less == lower ? "better than " : "worse than ") + rival;
    }

    /** The days of the span in a row, so that thousands of draws from them are quick. */
    private final class Span {
        private final int[] numbers;
        private final Map<String, double[]> byMethod = new HashMap<>();

        Span() {
            numbers = new int[sums.isEmpty() ? 0 : (int) (sums.lastKey() - sums.firstKey()) + 1];
            counts.forEach((day, number) -> numbers[(int) (day - sums.firstKey())] = number);
        }

        private double[] of(String method) {
            return byMethod.computeIfAbsent(method, m -> {
                double[] out = new double[numbers.length];
                sums.forEach((day, losses) ->
                        out[(int) (day - sums.firstKey())] = losses.getOrDefault(m, Double.NaN));
                return out;
            });
        }

        Means means(int[] days) {
            return method -> {
                double[] losses = of(method);
                double sum = 0;
                int n = 0;
                for (int day : days) {
                    sum += losses[day];
                    n += numbers[day];
                }
                return n == 0 ? Double.NaN : sum / n;
            };
        }
    }
}
