package yochi.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import yochi.analysis.cube.Cube;
import yochi.analysis.score.Coverage;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * Whether known neighbours come out most alike (algorithms §10.6): in how many full weeks the two sensors of one city
 * are the first of all pairs, by each part of the similarity and by their mean rank; the rival is a pair drawn at
 * random.
 */
public final class RegionsSuite {
    private static final double Z95 = 1.959963984540054;
    /** Issue 2: first by who in at least 18 of the 19 full weeks. */
    private static final double TARGET = 18.0 / 19;

    private final Region a;
    private final Region b;

    /** The two regions that stand in one city. */
    public RegionsSuite(Region a, Region b) {
        this.a = a;
        this.b = b;
    }

    public Evaluation evaluate(Cube cube, String data) {
        Map<String, Coverage> first = new HashMap<>();
        int pairs = 0;
        for (Epoch week : cube.fullWeeks()) {
            List<Finding.Similarity> found = new SimilarityAnalysis().analyse(cube, week);
            pairs = Math.max(pairs, found.size());
            Map<Finding.Similarity, Double> sum = new HashMap<>();
            count(first, "who", found, s -> s.low().orElse(-1), sum);
            count(first, "mix", found, s -> s.mix().orElse(-1), sum);
            count(first, "when", found, s -> s.when().orElse(-1), sum);
            count(first, "combined", found, s -> -sum.getOrDefault(s, 0.0), new HashMap<>());
        }
        List<Evaluation.Measured> measures = new ArrayList<>();
        for (String part : List.of("who", "mix", "when", "combined")) {
            measures.add(measured(part, first.getOrDefault(part, Coverage.NONE), pairs));
        }
        Epoch span = cube.lastDays(cube.days().size());
        return new Evaluation(
                Evaluation.VERSION,
                "regions",
                data,
                span.start().toString(),
                span.end().toString(),
                String.join(", ", cube.policies()),
                0,
                measures);
    }

    /** Ranks the pairs, adds the ranks to the sums, and counts whether the two of one city are the first. */
    private void count(
            Map<String, Coverage> first,
            String part,
            List<Finding.Similarity> found,
            ToDoubleFunction<Finding.Similarity> score,
            Map<Finding.Similarity, Double> ranks) {
        List<Finding.Similarity> sorted = found.stream()
                .sorted(Comparator.comparingDouble((Finding.Similarity s) -> -score.applyAsDouble(s))
                        .thenComparing(Finding.Similarity::a)
                        .thenComparing(Finding.Similarity::b))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            ranks.merge(sorted.get(i), (double) i, Double::sum);
        }
        boolean won = !sorted.isEmpty()
                && sorted.get(0).a().equals(a)
                && sorted.get(0).b().equals(b);
        first.merge(part, Coverage.NONE.plus(won), (x, y) -> new Coverage(x.held() + y.held(), x.of() + y.of()));
    }

    private static Evaluation.Measured measured(String part, Coverage first, int pairs) {
        boolean asked = part.equals("who");
        double chance = pairs == 0 ? 0 : 1.0 / pairs;
        return new Evaluation.Measured(
                "same-city pair first",
                part,
                "share of full weeks",
                Evaluation.Better.HIGHER.word(),
                asked ? Optional.of(TARGET) : Optional.empty(),
                first.share(),
                first.low(Z95),
                first.high(Z95),
                first.of(),
                first.of(),
                List.of(new Evaluation.Rival("a pair drawn at random", chance)),
                Optional.of(new Evaluation.Difference(
                        first.share() - chance, first.low(Z95) - chance, first.high(Z95) - chance)),
                first.held() + " of " + first.of() + " weeks"
                        + (asked ? first.share() >= TARGET ? ": reached" : ": missed" : ""));
    }
}
