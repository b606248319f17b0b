package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import yochi.evaluation.Evaluation;

/**
 * The day boundaries that figures of orders are made for, side by side, since the lists' time zone is not stated; the
 * least and the most of each figure over them.
 */
final class DayBoundaries {
    /** Hours by which the day boundary is moved before midnight UTC. */
    static final List<Integer> HOURS = List.of(-3, 0, 3, 9);

    private DayBoundaries() {}

    /**
     * The figures of every day boundary, and behind them the spread of those of the whole span.
     *
     * @param figures of one boundary; their groups are named {@code what, shift +0 h, whole} or otherwise
     */
    static List<Evaluation.Measured> over(List<Integer> hours, IntFunction<List<Evaluation.Measured>> figures) {
        List<Evaluation.Measured> out = new ArrayList<>();
        Map<String, List<Evaluation.Measured>> shifted = new TreeMap<>();
        for (int hour : hours) {
            for (Evaluation.Measured m : figures.apply(hour)) {
                out.add(m);
                if (m.group().endsWith(", whole")) {
                    String what = m.group().substring(0, m.group().indexOf(", shift"));
                    shifted.computeIfAbsent(m.name() + "|" + what, n -> new ArrayList<>())
                            .add(m);
                }
            }
        }
        shifted.forEach((key, of) -> out.add(
                spread(of.getFirst().name(), key.substring(key.indexOf('|') + 1) + ", spread over shifts", of)));
        return out;
    }

    private static Evaluation.Measured spread(String name, String group, List<Evaluation.Measured> shifted) {
        double least = shifted.stream().mapToDouble(Evaluation.Measured::value).min().orElseThrow();
        double most = shifted.stream().mapToDouble(Evaluation.Measured::value).max().orElseThrow();
        long better = shifted.stream().filter(m -> m.verdict().startsWith("better")).count();
        return new Evaluation.Measured(
                name,
                group,
                "most less least; the ends are least and most",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                most - least,
                least,
                most,
                shifted.size(),
                shifted.size(),
                List.of(),
                Optional.empty(),
                better + " of " + shifted.size() + " day boundaries: better than the best rival");
    }
}
