package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import yochi.analysis.cube.Cube;
import yochi.analysis.number.Coverage;
import yochi.analysis.number.Median;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * Whether known neighbours come out most alike (algorithms §10.6): in how many full weeks the two sensors of one city
 * are the first of all pairs, by each part of the similarity and by their combination, beside the plain methods and a
 * pair drawn at random; how stable the groups are; what one region can do to the others' numbers; and, where captures
 * are at hand, whether halves of one sensor are alike and the tests keep their level.
 */
public final class RegionsSuite {
    private static final double Z95 = 1.959963984540054;
    /** Issue 4: of 19 full weeks first by who in at least 18, combined in at least 17. */
    private static final double TARGET_WHO = 18.0 / 19;

    private static final double TARGET_COMBINED = 17.0 / 19;
    private static final double TARGET_RANK = 2;
    private static final double TARGET_HALVES = 0.95;

    private final Region a;
    private final Region b;
    private final Consumer<Decision> dump;
    private final List<Evaluation.Measured> measures = new ArrayList<>();

    /** By what pairs are ranked: the part, what is more alike being larger, and its plain rivals. */
    private record Part(
            String name,
            Optional<Double> target,
            Function<Finding.Similarity, OptionalDouble> score,
            Map<String, Function<Finding.Similarity, OptionalDouble>> rivals) {}

    /** The two regions that stand in one city. */
    public RegionsSuite(Region a, Region b) {
        this(a, b, decision -> {});
    }

    /** The same, with every pair of every week told. */
    public RegionsSuite(Region a, Region b, Consumer<Decision> dump) {
        this.a = a;
        this.b = b;
        this.dump = dump;
    }

    private static List<Part> parts() {
        return List.of(
                new Part(
                        "who",
                        Optional.of(TARGET_WHO),
                        Finding.Similarity::low,
                        new TreeMap<>(Map.of(
                                "containment", s -> s.rivals().containment(),
                                "Jaccard", s -> s.rivals().jaccard()))),
                new Part(
                        "mix",
                        Optional.empty(),
                        s -> negative(s.divergence()),
                        Map.of("cosine", s -> s.rivals().cosine())),
                new Part(
                        "when",
                        Optional.empty(),
                        Finding.Similarity::when,
                        Map.of("correlation at lag 0", s -> s.rivals().correlation())),
                new Part("combined", Optional.of(TARGET_COMBINED), Finding.Similarity::combined, Map.of()));
    }

    private static OptionalDouble negative(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
    }

    /**
     * All figures, those of simulated worlds too.
     *
     * @param sources of the same captures, where they are at hand
     */
    public Evaluation evaluate(Cube cube, String data, Optional<SourceWeeks> sources) {
        evaluate(cube, data);
        sources.ifPresent(s -> withSources(new AlikeChecks(s, cube.fullWeeks())));
        measures.addAll(new AlikeWorlds().measures());
        return evaluation(cube, data);
    }

    private void tell(Finding.Similarity pair) {
        for (Part part : parts()) {
            Map<String, Double> rivals = new TreeMap<>();
            part.rivals().forEach((name, score) -> score.apply(pair).ifPresent(s -> rivals.put(name, s)));
            part.score()
                    .apply(pair)
                    .ifPresent(s -> dump.accept(new Decision(
                            "score",
                            pair.window() + " " + pair.a() + " " + pair.b(),
                            "same-city pair first, " + part.name(),
                            s,
                            rivals,
                            pair.a().equals(a) && pair.b().equals(b) ? 1 : 0)));
        }
    }

    /** What the reports alone tell. */
    public Evaluation evaluate(Cube cube, String data) {
        List<SimilarityAnalysis.Alike> weeks = new SimilarityAnalysis().analyse(cube, cube.fullWeeks());
        List<List<Finding.Similarity>> pairs =
                weeks.stream().map(SimilarityAnalysis.Alike::pairs).toList();
        pairs.forEach(week -> week.forEach(this::tell));
        parts().forEach(part -> measures.add(first(part, pairs)));
        measures.add(rankOfMix(pairs));
        stability(weeks);
        influence(cube, pairs);
        return evaluation(cube, data);
    }

    private Evaluation evaluation(Cube cube, String data) {
        Epoch span = cube.lastDays(cube.days().size());
        return new Evaluation(
                Evaluation.VERSION,
                "regions",
                data,
                span.start().toString(),
                span.end().toString(),
                String.join(", ", cube.policies()),
                AlikeChecks.SEED,
                List.copyOf(measures));
    }

    private void withSources(AlikeChecks checks) {
        for (int span : checks.spans()) {
            halves(span == 1 ? "one week" : span + " weeks", checks.halves(span));
        }
        AlikeChecks.Levels dealt = checks.dealt();
        level("mix", dealt.mix());
        level("who", dealt.who());
        level("combined", dealt.combined());
        level("combined, pairs of large sensors", dealt.large());
        level("who, dealt by brightness", checks.whoRejected());
    }

    /** The place of the two of one city; equals share the middle one; NaN where nothing is told of them. */
    private double place(List<Finding.Similarity> pairs, Function<Finding.Similarity, OptionalDouble> score) {
        OptionalDouble own = pairs.stream()
                .filter(s -> s.a().equals(a) && s.b().equals(b))
                .findFirst()
                .map(score)
                .orElse(OptionalDouble.empty());
        if (own.isEmpty()) {
            return Double.NaN;
        }
        double place = 0.5;
        for (Finding.Similarity pair : pairs) {
            double other = score.apply(pair).orElse(Double.NEGATIVE_INFINITY);
            place += other > own.getAsDouble() ? 1 : other == own.getAsDouble() ? 0.5 : 0;
        }
        return place;
    }

    private Coverage firsts(List<List<Finding.Similarity>> weeks, Function<Finding.Similarity, OptionalDouble> score) {
        Coverage out = Coverage.NONE;
        for (List<Finding.Similarity> week : weeks) {
            out = out.plus(place(week, score) == 1);
        }
        return out;
    }

    private Evaluation.Measured first(Part part, List<List<Finding.Similarity>> weeks) {
        Coverage first = firsts(weeks, part.score);
        int most = weeks.stream().mapToInt(List::size).max().orElse(0);
        double chance = most == 0 ? 0 : 1.0 / most;
        List<Evaluation.Rival> rivals = new ArrayList<>();
        rivals.add(new Evaluation.Rival("a pair drawn at random", chance));
        part.rivals.forEach((name, score) -> rivals.add(
                new Evaluation.Rival(name, firsts(weeks, score).share())));
        return new Evaluation.Measured(
                "same-city pair first",
                part.name,
                "share of full weeks",
                Evaluation.Better.HIGHER.word(),
                part.target,
                first.share(),
                first.low(Z95),
                first.high(Z95),
                first.of(),
                first.of(),
                rivals,
                Optional.of(new Evaluation.Difference(
                        first.share() - chance, first.low(Z95) - chance, first.high(Z95) - chance)),
                first.held() + " of " + first.of() + " weeks"
                        + part.target.map(t -> first.share() >= t ? ": reached" : ": not reached").orElse(""));
    }

    private Evaluation.Measured rankOfMix(List<List<Finding.Similarity>> weeks) {
        double[] mix = ranks(weeks, s -> negative(s.divergence()));
        double[] cosine = ranks(weeks, s -> s.rivals().cosine());
        double median = Median.of(mix);
        double[] sorted = Arrays.stream(mix).filter(r -> !Double.isNaN(r)).sorted().toArray();
        return new Evaluation.Measured(
                "rank of the same-city pair",
                "mix",
                "median rank over full weeks",
                Evaluation.Better.LOWER.word(),
                Optional.of(TARGET_RANK),
                finite(median),
                sorted.length == 0 ? 0 : sorted[0],
                sorted.length == 0 ? 0 : sorted[sorted.length - 1],
                sorted.length,
                sorted.length,
                List.of(new Evaluation.Rival("cosine", finite(Median.of(cosine)))),
                Optional.empty(),
                (median <= TARGET_RANK ? "reached" : "not reached") + "; by week (low and high: least and most) "
                        + Arrays.toString(mix));
    }

    private double[] ranks(List<List<Finding.Similarity>> weeks, Function<Finding.Similarity, OptionalDouble> score) {
        return weeks.stream().mapToDouble(w -> place(w, score)).toArray();
    }

    private void stability(List<SimilarityAnalysis.Alike> weeks) {
        spread("groups: adjusted Rand", "redrawn days and services", weeks.stream()
                .flatMapToDouble(w -> w.clusters().stability().stream())
                .toArray());
        spread("groups: adjusted Rand", "against the week before", weeks.stream()
                .flatMapToDouble(w -> w.clusters().againstBefore().stream())
                .toArray());
    }

    private void spread(String name, String group, double[] values) {
        if (values.length == 0) {
            return;
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        measures.add(new Evaluation.Measured(
                name,
                group,
                "mean over weeks, 0 is chance",
                Evaluation.Better.HIGHER.word(),
                Optional.empty(),
                Arrays.stream(values).average().orElse(0),
                sorted[0],
                sorted[sorted.length - 1],
                values.length,
                values.length,
                List.of(),
                Optional.empty(),
                "low and high: least and most of the weeks"));
    }

    /** How far any pair's combined similarity moves if one other region has no weight. */
    private void influence(Cube cube, List<List<Finding.Similarity>> weeks) {
        List<Double> moves = new ArrayList<>();
        for (Region region : cube.regions()) {
            SimilarityAnalysis without = new SimilarityAnalysis(new SimilarityAnalysis.Settings(
                    new TreeMap<>(Map.of(region, 0.0)), 0, AlikeChecks.SEED));
            for (int w = 0; w < weeks.size(); w++) {
                double most = 0;
                for (Finding.Similarity s : without.analyse(cube, cube.fullWeeks().get(w))) {
                    if (!s.a().equals(region) && !s.b().equals(region)) {
                        most = Math.max(most, Math.abs(s.combined().orElse(0) - was(weeks.get(w), s)));
                    }
                }
                moves.add(most);
            }
        }
        spread("influence of one region on others", "combined", moves.stream()
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private static double was(List<Finding.Similarity> pairs, Finding.Similarity s) {
        return pairs.stream()
                .filter(p -> p.a().equals(s.a()) && p.b().equals(s.b()))
                .findFirst()
                .map(p -> p.combined().orElse(0))
                .orElse(0.0);
    }

    private void halves(String group, Coverage won) {
        measures.add(new Evaluation.Measured(
                "halves of a sensor more alike than any two sensors",
                "mix, " + group,
                "share of random splits",
                Evaluation.Better.HIGHER.word(),
                Optional.of(TARGET_HALVES),
                won.share(),
                won.low(Z95),
                won.high(Z95),
                won.of(),
                won.of(),
                List.of(),
                Optional.empty(),
                won.share() >= TARGET_HALVES ? "reached" : "not reached"));
    }

    /** Over all pairs; the pairs of one set are not independent of each other. */
    private void level(String group, Coverage rejected) {
        int held = (int) Math.round(rejected.share() * AlikeChecks.PERMUTED);
        Coverage sets = new Coverage(held, AlikeChecks.PERMUTED);
        boolean kept = NullCheck.kept(rejected.share());
        measures.add(new Evaluation.Measured(
                "rejected at 5 % in permuted sets",
                group,
                "share",
                Evaluation.Better.TARGET.word(),
                Optional.of(0.05),
                rejected.share(),
                sets.low(Z95),
                sets.high(Z95),
                rejected.of(),
                sets.of(),
                List.of(),
                Optional.empty(),
                kept ? "within 4 to 6 %: reached" : "not within 4 to 6 %: not reached"));
    }

    private static double finite(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
