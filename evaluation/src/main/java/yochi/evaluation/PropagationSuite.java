package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import yochi.analysis.number.Coverage;
import yochi.analysis.propagation.ArrivalAnalysis;
import yochi.analysis.propagation.Arrow;
import yochi.analysis.propagation.CountAnalysis;
import yochi.analysis.propagation.LeadLag;
import yochi.analysis.score.Scores;
import yochi.evaluation.world.CascadeParameters;
import yochi.evaluation.world.WorldParameters;

/**
 * Whether arrows of propagation are those of worlds whose graph is known, whether worlds of a common cause stay without
 * arrows, whether the chance to reach a region is calibrated, and whether the tests reject as often as they say.
 */
public final class PropagationSuite {
    private static final double Z95 = 1.959963984540054;
    /** Issue 4 §3. */
    private static final double AREA = 0.9;

    /** Of the arrows drawn. */
    private static final double PRECISION = 0.9;

    private static final double LEVEL = 0.05;
    private static final int DAYS = 30;
    private static final int BINS = 5;
    /** Worlds in which one node lies, and of longer counts. */
    private static final int FEW = 5;

    private final int seeds;
    private final int nullSets;
    private final CascadeParameters parameters;
    private final Consumer<Decision> dump;
    private final List<Evaluation.Measured> measures = new ArrayList<>();

    /**
     * How much is measured.
     *
     * @param seeds worlds of each kind; issue 4 wants 20
     * @param nullSets sets without any propagation per test; issue 4 wants 2,000
     */
    public PropagationSuite(int seeds, int nullSets) {
        this(seeds, nullSets, WorldParameters.committed().cascades());
    }

    PropagationSuite(int seeds, int nullSets, CascadeParameters parameters) {
        this(seeds, nullSets, parameters, decision -> {});
    }

    /** The same, with every pair of regions and every forecast told. */
    public PropagationSuite(int seeds, int nullSets, Consumer<Decision> dump) {
        this(seeds, nullSets, WorldParameters.committed().cascades(), dump);
    }

    PropagationSuite(int seeds, int nullSets, CascadeParameters parameters, Consumer<Decision> dump) {
        this.dump = dump;
        this.seeds = seeds;
        this.nullSets = nullSets;
        this.parameters = parameters;
    }

    public Evaluation evaluate() {
        measures.clear();
        arrivals();
        commonArrivals();
        counts(DAYS, seeds);
        counts(2 * DAYS, Math.min(FEW, seeds));
        commonCounts();
        liar();
        new PropagationNulls(parameters)
                .checks()
                .forEach(c -> measures.add(c.measured(nullSets, NullSuite.SEED)));
        return new Evaluation(
                Evaluation.VERSION,
                "propagation",
                "simulated: " + parameters.regions() + " regions, " + parameters.leastAddresses() + " to "
                        + parameters.mostAddresses() + " addresses, " + parameters.cascades() + " cascades and "
                        + parameters.commonCascades() + " of a common cause",
                "",
                "",
                "",
                1,
                List.copyOf(measures));
    }

    private void arrivals() {
        double[][] areas = new double[5][seeds];
        List<PropagationTrial.Foretold> foretold = new ArrayList<>();
        int[] drawn = new int[3];
        for (int s = 0; s < seeds; s++) {
            PropagationTrial trial = new PropagationTrial(parameters, s + 1L);
            ArrivalAnalysis analysis = trial.analysis();
            areas[0][s] = trial.area(analysis);
            trial.decisions(analysis).forEach(dump);
            areas[1][s] = trial.area(trial.uncorrected());
            areas[2][s] = trial.leaders();
            areas[3][s] = trial.chance(s);
            PropagationTrial clear = new PropagationTrial(parameters.seenAtOnce(), s + 1L);
            areas[4][s] = clear.area(clear.analysis());
            List<Arrow> arrows = analysis.arrows();
            drawn[0] += arrows.size();
            drawn[1] += trial.right(arrows);
            drawn[2] += trial.edges();
            foretold.addAll(trial.foretold());
        }
        areas("first arrivals", areas[0], List.of(
                rival("NetRate without the correction for telescope size", areas[1]),
                rival("who came first (sign test)", areas[2]),
                rival("random", areas[3])));
        measures.add(plain("edge AUC if telescopes saw at once", "first arrivals", "area", areas[4], Optional.empty()));
        drawn("first arrivals", drawn);
        reach(foretold);
    }

    private static Evaluation.Rival rival(String name, double[] values) {
        return new Evaluation.Rival(name, mean(values));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private void areas(String group, double[] areas, List<Evaluation.Rival> rivals) {
        double half = Z95 * Math.sqrt(variance(areas) / areas.length);
        double mean = mean(areas);
        double least = Arrays.stream(areas).min().orElse(0);
        measures.add(new Evaluation.Measured(
                "edge AUC",
                group,
                "area",
                Evaluation.Better.HIGHER.word(),
                Optional.of(AREA),
                mean,
                mean - half,
                mean + half,
                areas.length,
                areas.length,
                rivals,
                Optional.empty(),
                (mean >= AREA ? "reached" : "not reached") + String.format(Locale.ROOT, "; least %.3f", least)));
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return values.length < 2
                ? 0
                : Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    }

    private static Evaluation.Measured plain(
            String name, String group, String unit, double[] values, Optional<Double> target) {
        double half = Z95 * Math.sqrt(variance(values) / values.length);
        double mean = mean(values);
        return new Evaluation.Measured(
                name,
                group,
                unit,
                Evaluation.Better.HIGHER.word(),
                target,
                mean,
                mean - half,
                mean + half,
                values.length,
                values.length,
                List.of(),
                Optional.empty(),
                String.format(Locale.ROOT, "least %.3f", Arrays.stream(values).min().orElse(0)));
    }

    /** Drawn, right, and edges in truth. */
    private void drawn(String group, int[] drawn) {
        Coverage precision = new Coverage(drawn[1], drawn[0]);
        Coverage recall = new Coverage(drawn[1], drawn[2]);
        if (drawn[0] > 0) {
            measures.add(share("precision of drawn arrows", group, precision, Optional.of(PRECISION), List.of(),
                    precision.share() >= PRECISION ? "reached" : "not reached"));
        }
        measures.add(share("recall of drawn arrows", group, recall, Optional.empty(), List.of(),
                drawn[1] + " of " + drawn[2] + " edges, " + drawn[0] + " arrows drawn"));
    }

    private static Evaluation.Measured share(
            String name,
            String group,
            Coverage share,
            Optional<Double> target,
            List<Evaluation.Rival> rivals,
            String verdict) {
        return new Evaluation.Measured(
                name,
                group,
                "share",
                Evaluation.Better.HIGHER.word(),
                target,
                share.share(),
                share.low(Z95),
                Math.max(share.share(), share.high(Z95)),
                share.of(),
                share.of(),
                rivals,
                Optional.empty(),
                verdict);
    }

    private void reach(List<PropagationTrial.Foretold> all) {
        all.forEach(f -> dump.accept(new Decision(
                "probability",
                "world and cascade " + f.cascade(),
                "reach within 24 h, seen at home",
                f.seen(),
                Map.of("base rate of the cascades learnt from", f.base()),
                f.sighted() ? 1 : 0)));
        measures.add(brier("reach within 24 h, seen at home", all.stream()
                .map(f -> new Row(f.cascade(), f.seen(), f.sighted(), f.base()))
                .toList()));
        measures.add(brier("reach within 24 h, in truth", all.stream()
                .map(f -> new Row(f.cascade(), f.reach(), f.reached(), f.base()))
                .toList()));
    }

    private record Row(String cascade, double said, boolean came, double base) {
        private static double brier(List<Row> rows) {
            return rows.stream().mapToDouble(r -> Scores.brier(r.said, r.came)).average().orElse(0);
        }

        private static double base(List<Row> rows) {
            return rows.stream().mapToDouble(r -> Scores.brier(r.base, r.came)).average().orElse(0);
        }
    }

    /** Brier score with the reliability in the verdict; whole cascades are drawn again, since one fate joins theirs. */
    private Evaluation.Measured brier(String name, List<Row> rows) {
        List<List<Row>> cascades = List.copyOf(rows.stream()
                .collect(Collectors.groupingBy(Row::cascade, TreeMap::new, Collectors.toList()))
                .values());
        double mean = Row.brier(rows);
        double base = Row.base(rows);
        double[] ends = BlockBootstrap.drawn(
                cascades, 1, of -> Row.brier(of.stream().flatMap(List::stream).toList()));
        double[] less = BlockBootstrap.drawn(cascades, 1, of -> {
            List<Row> all = of.stream().flatMap(List::stream).toList();
            return Row.brier(all) - Row.base(all);
        });
        List<String> bins = new ArrayList<>();
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            int bin = b;
            List<Row> in = rows.stream()
                    .filter(r -> Math.min(BINS - 1, (int) (r.said * BINS)) == bin)
                    .toList();
            if (!in.isEmpty()) {
                double said = in.stream().mapToDouble(Row::said).average().orElse(0);
                double came = in.stream().mapToDouble(r -> r.came ? 1 : 0).average().orElse(0);
                error += Math.abs(said - came) * in.size() / rows.size();
                bins.add(String.format(Locale.ROOT, "%.2f:%.2f (%d)", said, came, in.size()));
            }
        }
        return new Evaluation.Measured(
                name,
                "rolling origin",
                "Brier score",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                mean,
                ends[0],
                ends[1],
                rows.size(),
                cascades.size(),
                List.of(new Evaluation.Rival("base rate of the cascades learnt from", base)),
                Optional.of(new Evaluation.Difference(mean - base, less[0], less[1])),
                String.format(Locale.ROOT, "calibration error %.3f; said:came %s", error, String.join(", ", bins)));
    }

    private void commonArrivals() {
        CascadeParameters common = parameters.withCascades(0, parameters.cascades());
        int[] arrows = IntStream.range(0, seeds)
                .map(s -> new PropagationTrial(common, s + 1L).analysis().arrows().size())
                .toArray();
        falseArrows("first arrivals", arrows, List.of());
    }

    private void falseArrows(String group, int[] arrows, List<Evaluation.Rival> rivals) {
        Coverage with = new Coverage((int) Arrays.stream(arrows).filter(a -> a > 0).count(), arrows.length);
        measures.add(new Evaluation.Measured(
                "common-cause worlds with an arrow",
                group,
                "share of worlds",
                Evaluation.Better.LOWER.word(),
                Optional.of(LEVEL),
                with.share(),
                with.low(Z95),
                with.high(Z95),
                with.of(),
                with.of(),
                rivals,
                Optional.empty(),
                Arrays.stream(arrows).sum() + " arrows in all; "
                        + (with.low(Z95) <= LEVEL ? "in line with the stated level" : "not reached")));
    }

    private void counts(int days, int seeds) {
        String group = "counts, " + days + " days";
        double[][] areas = new double[3][seeds];
        int[] drawn = new int[3];
        for (int s = 0; s < seeds; s++) {
            CoupledTrial trial = new CoupledTrial(parameters, s + 1L, days, true);
            CountAnalysis analysis = trial.analysis();
            areas[0][s] = trial.area(analysis);
            areas[1][s] = trial.leadLag(LeadLag.of(trial.panel()));
            areas[2][s] = trial.granger();
            List<Arrow> arrows = analysis.arrows();
            drawn[0] += arrows.size();
            drawn[1] += trial.right(arrows);
            for (int k = 0; k < trial.regions() * trial.regions(); k++) {
                drawn[2] += trial.edge(k / trial.regions(), k % trial.regions()) ? 1 : 0;
            }
        }
        areas(group, areas[0], List.of(
                rival("prewhitened correlation", areas[1]), rival("Granger's F", areas[2])));
        drawn(group, drawn);
    }

    private void commonCounts() {
        int[] arrows = new int[seeds];
        int[] leads = new int[seeds];
        for (int s = 0; s < seeds; s++) {
            CoupledTrial trial = new CoupledTrial(parameters, s + 1L, DAYS, false);
            arrows[s] = trial.analysis().arrows().size();
            leads[s] = (int) LeadLag.of(trial.panel()).stream()
                    .filter(l -> l.qValue() <= LEVEL)
                    .count();
        }
        double others = (double) Arrays.stream(leads).filter(l -> l > 0).count() / seeds;
        falseArrows("counts", arrows, List.of(new Evaluation.Rival("prewhitened correlation, q 0.05", others)));
    }

    /** One node of middle size says of every cascade that it had it a day before all others. */
    private void liar() {
        int worlds = Math.min(FEW, seeds);
        int[] honest = new int[2];
        int[] others = new int[2];
        int[] own = new int[2];
        for (int s = 0; s < worlds; s++) {
            PropagationTrial trial = new PropagationTrial(parameters, s + 1L);
            int liar = trial.middle();
            List<Arrow> before = trial.analysis().arrows().stream()
                    .filter(a -> a.from() != liar && a.to() != liar)
                    .toList();
            honest[0] += before.size();
            honest[1] += trial.right(before);
            List<Arrow> after = trial.lied(liar).arrows();
            List<Arrow> apart =
                    after.stream().filter(a -> a.from() != liar && a.to() != liar).toList();
            others[0] += apart.size();
            others[1] += trial.right(apart);
            own[0] += (int) after.stream().filter(a -> a.from() == liar).count();
            own[1] += (int) after.stream().filter(a -> a.to() == liar).count();
        }
        if (others[0] > 0) {
            measures.add(share(
                    "precision of arrows between others",
                    "first arrivals, one of the regions lies that it had all a day before",
                    new Coverage(others[1], others[0]),
                    Optional.of(PRECISION),
                    List.of(new Evaluation.Rival("no one lies", new Coverage(honest[1], honest[0]).share())),
                    String.format(
                            Locale.ROOT,
                            "%d worlds; %d right arrows between others, %d where no one lies; the liar is the start of"
                                    + " %d arrows and the end of %d",
                            worlds,
                            others[1],
                            honest[1],
                            own[0],
                            own[1])));
        }
    }
}
