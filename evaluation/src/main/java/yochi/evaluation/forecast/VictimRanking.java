package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import yochi.evaluation.Evaluation;

/**
 * How well scores set the events before the rest, of several methods on the same forecasts: area under the ROC curve
 * (ties count half) and average precision (step-wise, ties taken together). Intervals by the same moving blocks of days
 * as {@link Days}.
 */
final class VictimRanking {
    private final List<Long> days = new ArrayList<>();
    private final List<Map<String, Double>> scores = new ArrayList<>();
    private final List<Boolean> came = new ArrayList<>();
    private final long seed;

    VictimRanking(long seed) {
        this.seed = seed;
    }

    /** What is made of the forecasts in order of their scores. */
    enum Figure {
        AUC {
            @Override
            double of(Sorted sorted, int[] weight) {
                double above = 0;
                double below = 0;
                double won = 0;
                for (int i = 0; i < sorted.size(); ) {
                    double hits = 0;
                    double rest = 0;
                    int tie = sorted.tieEnd(i);
                    for (; i < tie; i++) {
                        hits += sorted.hit(i) ? weight[sorted.day(i)] : 0;
                        rest += sorted.hit(i) ? 0 : weight[sorted.day(i)];
                    }
                    won += rest * (above + hits / 2);
                    above += hits;
                    below += rest;
                }
                return above * below == 0 ? Double.NaN : won / (above * below);
            }
        },
        AVERAGE_PRECISION {
            @Override
            double of(Sorted sorted, int[] weight) {
                double hits = 0;
                double all = 0;
                double sum = 0;
                for (int i = 0; i < sorted.size(); ) {
                    double more = 0;
                    int tie = sorted.tieEnd(i);
                    for (; i < tie; i++) {
                        more += sorted.hit(i) ? weight[sorted.day(i)] : 0;
                        all += weight[sorted.day(i)];
                    }
                    hits += more;
                    sum += all == 0 ? 0 : more * hits / all;
                }
                return hits == 0 ? Double.NaN : sum / hits;
            }
        };

        /** Of days that count so many times each. */
        abstract double of(Sorted sorted, int[] weight);
    }

    /** Forecasts from the highest score down. */
    static final class Sorted {
        private final double[] score;
        private final int[] days;
        private final boolean[] hits;

        private Sorted(double[] score, int[] days, boolean[] hits) {
            this.score = score;
            this.days = days;
            this.hits = hits;
        }

        int size() {
            return score.length;
        }

        int day(int i) {
            return days[i];
        }

        boolean hit(int i) {
            return hits[i];
        }

        int tieEnd(int from) {
            int end = from + 1;
            while (end < score.length && score[end] == score[from]) {
                end++;
            }
            return end;
        }
    }

    /** Takes one forecast. */
    void add(long day, Map<String, Double> score, boolean happened) {
        days.add(day);
        scores.add(Map.copyOf(score));
        came.add(happened);
    }

    int n() {
        return days.size();
    }

    /** The same beside one rival alone. */
    VictimRanking only(String rival) {
        VictimRanking out = new VictimRanking(seed);
        for (int i = 0; i < n(); i++) {
            Map<String, Double> two = new TreeMap<>(scores.get(i));
            two.keySet().retainAll(List.of(Days.OURS, rival));
            out.add(days.get(i), two, came.get(i));
        }
        return out;
    }

    /** Forecasts whose event came. */
    int events() {
        return (int) came.stream().filter(Boolean::booleanValue).count();
    }

    /** The figure of all rivals and ours, with the difference to the best rival; empty without events. */
    Optional<Evaluation.Measured> measured(Figure figure, String name, String group, Optional<Double> target) {
        if (events() == 0 || events() == n()) {
            return Optional.empty();
        }
        long first = days.stream().mapToLong(Long::longValue).min().orElseThrow();
        int span = (int) (days.stream().mapToLong(Long::longValue).max().orElseThrow() - first) + 1;
        TreeMap<String, double[]> drawn = new TreeMap<>();
        TreeMap<String, Double> whole = new TreeMap<>();
        int[] once = new int[span];
        Arrays.fill(once, 1);
        List<int[]> draws = draws(span);
        for (String method : scores.getFirst().keySet()) {
            Sorted sorted = sorted(method, first);
            whole.put(method, figure.of(sorted, once));
            drawn.put(method, draws.stream().mapToDouble(w -> figure.of(sorted, w)).toArray());
        }
        String best = whole.keySet().stream()
                .filter(m -> !m.equals(Days.OURS))
                .max(Comparator.comparingDouble(m -> whole.getOrDefault(m, 0.)))
                .orElseThrow();
        Evaluation.Difference own = ends(whole, drawn, span, (w, i) -> w.getOrDefault(Days.OURS, new double[0])[i]);
        Evaluation.Difference difference = ends(whole, drawn, span, (w, i) ->
                w.getOrDefault(Days.OURS, new double[0])[i] - w.getOrDefault(best, new double[0])[i]);
        return Optional.of(new Evaluation.Measured(
                name,
                group,
                figure == Figure.AUC ? "area under the ROC curve" : "average precision",
                Evaluation.Better.HIGHER.word(),
                target,
                own.value(),
                own.low(),
                own.high(),
                n(),
                Math.max(1, span / Days.BLOCK),
                whole.entrySet().stream()
                        .filter(e -> !e.getKey().equals(Days.OURS))
                        .map(e -> new Evaluation.Rival(e.getKey(), e.getValue()))
                        .toList(),
                Optional.of(difference),
                Days.verdict(difference, false, best)));
    }

    private static Evaluation.Difference ends(
            Map<String, Double> whole,
            Map<String, double[]> drawn,
            int span,
            ToDoubleBiFunction<Map<String, double[]>, Integer> figure) {
        Map<String, double[]> point = new TreeMap<>();
        whole.forEach((method, value) -> point.put(method, new double[] {value}));
        return Days.ends(
                figure.applyAsDouble(point, 0),
                java.util.stream.IntStream.range(0, Days.DRAWS)
                        .mapToDouble(i -> figure.applyAsDouble(drawn, i))
                        .toArray(),
                span);
    }

    private Sorted sorted(String method, long first) {
        Integer[] order = new Integer[n()];
        Arrays.setAll(order, i -> i);
        double[] score = scores.stream()
                .mapToDouble(s -> s.getOrDefault(method, Double.NaN))
                .toArray();
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -score[i]).thenComparing(i -> i));
        double[] sorted = new double[order.length];
        int[] day = new int[order.length];
        boolean[] hit = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = score[order[i]];
            day[i] = (int) (days.get(order[i]) - first);
            hit[i] = came.get(order[i]);
        }
        return new Sorted(sorted, day, hit);
    }

    /** How many times each day was drawn, by draw. */
    private List<int[]> draws(int span) {
        SplittableRandom random = new SplittableRandom(seed);
        int block = Math.min(Days.BLOCK, span);
        List<int[]> out = new ArrayList<>();
        for (int draw = 0; draw < Days.DRAWS; draw++) {
            int[] weight = new int[span];
            for (int at = 0; at < span; at += block) {
                int start = random.nextInt(span - block + 1);
                for (int k = 0; k < Math.min(block, span - at); k++) {
                    weight[start + k]++;
                }
            }
            out.add(weight);
        }
        return out;
    }
}
