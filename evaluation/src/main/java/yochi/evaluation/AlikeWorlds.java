package yochi.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.similarity.MixTable;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.sketch.DistinctSketch;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Signature;
import yochi.evaluation.world.WorldParameters;

/**
 * Similarity on simulated worlds: whether the mix orders pairs as their true mixes do, what a lying node does to the
 * numbers of others, and what an analysis costs.
 */
final class AlikeWorlds {
    /** Judged seeds; the method was chosen on others. */
    private static final long SEED = 20_131_001L;

    private static final int WORLDS = 40;
    private static final int LIARS = 10;
    private static final int DAYS = 7;
    private static final int REGIONS = 9;
    private static final int MANY_REGIONS = 64;
    /** k of {@code samples/policies/research-replay.yaml}. */
    private static final int FOLDED = 3;
    /** Sources of the lying node that do not exist, a day. */
    private static final int INVENTED = 5_000;

    private static final int BRIGHTEST = 16;
    private static final double Z95 = 1.959963984540054;

    private final RegionParameters parameters =
            WorldParameters.committed().regions().withDays(DAYS).withRegions(REGIONS);

    List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>();
        RegionParameters few = parameters.withSignatures(List.of(0.5, 2.0, 5.0, 20.0), 10);
        out.add(order("many sources, all cells told", parameters, r -> r));
        out.add(order("many sources, cells of fewer than 3 folded", parameters, AlikeWorlds::folded));
        out.add(order("few sources, all cells told", few, r -> r));
        out.add(order("few sources, cells of fewer than 3 folded", few, AlikeWorlds::folded));
        out.addAll(liars());
        out.addAll(cost("9 regions x 50 services, one week", parameters));
        out.addAll(cost("64 regions x 50 services, one week", parameters.withRegions(MANY_REGIONS)));
        return out;
    }

    private static Cube cube(RegionWorld world, UnaryOperator<EpochReport> change) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        world.forEachUpload(upload -> builder.add(change.apply(upload.report()), upload.at()));
        return builder.build(world.end(), world.end());
    }

    private static Epoch week(RegionWorld world) {
        return new Epoch(world.day(0).startSecond(), Epoch.WEEK);
    }

    /** Services with few sources on a day go into the rest, as a node's border does it. */
    private static EpochReport folded(EpochReport report) {
        SortedMap<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();
        Map<CellKey, Long> rest = new HashMap<>();
        for (Statistic cell : report.cells()) {
            CellKey key = cell.key();
            boolean few = new Cell(key.attackType(), key.service()).single()
                    && cell.measures().get(Metric.SOURCES) instanceof Measure.DistinctCount count
                    && count.estimate() < FOLDED;
            if (few) {
                double sources = Cube.number(cell.measures().getOrDefault(Metric.SOURCES, new Measure.Missing("")));
                rest.merge(with(key, AttackType.REST_ORIGIN, Service.ANY), Math.round(sources), Long::sum);
            } else {
                cells.put(key, cell.measures());
            }
        }
        rest.forEach((key, sources) ->
                cells.put(key, Map.of(Metric.SOURCES, Measure.DistinctCount.exactly(sources))));
        return changed(report, cells);
    }

    private static EpochReport changed(EpochReport report, SortedMap<CellKey, Map<Metric, Measure>> cells) {
        return report.with(
                cells.entrySet().stream().map(e -> new Statistic(e.getKey(), e.getValue())).toList(),
                report.uptime(),
                report.operators());
    }

    private static CellKey with(CellKey key, AttackType type, Service service) {
        return new CellKey(key.epoch(), key.sensorGroup(), type, service, key.tool(), key.place(), key.asn());
    }

    /** Rank correlation of the pairs' divergence with that of their true mixes, mean over worlds. */
    private Evaluation.Measured order(String group, RegionParameters of, UnaryOperator<EpochReport> change) {
        double[] ours = new double[WORLDS];
        double[] cosine = new double[WORLDS];
        for (int w = 0; w < WORLDS; w++) {
            RegionWorld world = RegionWorld.of(of, List.of(), SEED + w);
            List<Finding.Similarity> pairs = new SimilarityAnalysis(
                            new SimilarityAnalysis.Settings(new TreeMap<>(), 0, SEED))
                    .analyse(cube(world, change), week(world));
            double[] truth = pairs.stream().mapToDouble(p -> truth(world, p)).toArray();
            ours[w] = rankCorrelation(truth, values(pairs, Finding.Similarity::divergence));
            cosine[w] = -rankCorrelation(truth, values(pairs, p -> p.rivals().cosine()));
        }
        double[] more = IntStream.range(0, WORLDS).mapToDouble(w -> ours[w] - cosine[w]).toArray();
        return measured(
                "rank correlation of the mix with the true mixes",
                group,
                "mean over worlds",
                Evaluation.Better.HIGHER,
                ours,
                List.of(new Evaluation.Rival("cosine", mean(cosine))),
                Optional.of(new Evaluation.Difference(
                        mean(more), mean(more) - halfWidth(more), mean(more) + halfWidth(more))),
                "simulated: 9 regions of sizes over two decades, local habits, hidden services, outages");
    }

    private static double truth(RegionWorld world, Finding.Similarity pair) {
        List<Signature> signatures = world.signatures();
        double[][] a = new double[1][signatures.size()];
        double[][] b = new double[1][signatures.size()];
        for (int g = 0; g < signatures.size(); g++) {
            a[0][g] = world.expected(pair.a(), signatures.get(g).cell(), 0);
            b[0][g] = world.expected(pair.b(), signatures.get(g).cell(), 0);
        }
        return MixTable.plain(a, b);
    }

    private static double[] values(
            List<Finding.Similarity> pairs, Function<Finding.Similarity, OptionalDouble> value) {
        return pairs.stream().mapToDouble(p -> value.apply(p).orElse(Double.NaN)).toArray();
    }

    private static double rankCorrelation(double[] x, double[] y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        double middle = (x.length - 1) / 2.0;
        double both = 0;
        double own = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - middle) * (b[i] - middle);
            own += (a[i] - middle) * (a[i] - middle);
        }
        return both / own;
    }

    private static double[] ranks(double[] x) {
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] out = new double[x.length];
        for (int i = 0; i < order.length; i++) {
            out[order[i]] = i;
        }
        return out;
    }

    /** How far the lies of the last region move any pair of others, by its weight. */
    private List<Evaluation.Measured> liars() {
        double[] weights = {1, 0.25, 0};
        double[][] moved = new double[weights.length][LIARS];
        for (int w = 0; w < LIARS; w++) {
            RegionWorld world = RegionWorld.of(parameters, List.of(), SEED + w).withSources();
            Region liar = world.sites().getLast().region();
            Cube honest = cube(world, r -> r);
            Cube lied = cube(world, lie(world, liar));
            for (int i = 0; i < weights.length; i++) {
                SimilarityAnalysis analysis = new SimilarityAnalysis(new SimilarityAnalysis.Settings(
                        new TreeMap<>(Map.of(liar, weights[i])), 0, SEED));
                List<Finding.Similarity> before = analysis.analyse(honest, week(world));
                List<Finding.Similarity> after = analysis.analyse(lied, week(world));
                moved[i][w] = most(before, after, liar);
            }
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            out.add(measured(
                    "influence of a lying node on pairs of others",
                    String.format(Locale.ROOT, "weight %.2f, 1 of %d regions", weights[i], REGIONS),
                    "largest move of combined, mean over worlds",
                    Evaluation.Better.LOWER,
                    moved[i],
                    List.of(),
                    Optional.empty(),
                    "simulated: it tells another region's sources as its own and 5,000 bright ones that do not exist"));
        }
        return out;
    }

    private static double most(List<Finding.Similarity> before, List<Finding.Similarity> after, Region liar) {
        Map<String, Double> was = new HashMap<>();
        before.forEach(p -> was.put(p.a() + " " + p.b(), p.combined().orElse(0)));
        return after.stream()
                .filter(p -> !p.a().equals(liar) && !p.b().equals(liar))
                .mapToDouble(p -> Math.abs(p.combined().orElse(0) - was.getOrDefault(p.a() + " " + p.b(), 0.0)))
                .max()
                .orElse(0);
    }

    /** Reports of the liar: the first region's cells under its own name, with invented sources in the total. */
    private static UnaryOperator<EpochReport> lie(RegionWorld world, Region liar) {
        String copied = world.sites().getFirst().region().name();
        Map<Epoch, EpochReport> originals = new HashMap<>();
        world.forEachUpload(upload -> {
            if (upload.report().nodeName().equals(copied) && !upload.report().late()) {
                originals.put(upload.report().window(), upload.report());
            }
        });
        return report -> {
            EpochReport original = originals.get(report.window());
            if (!report.nodeName().equals(liar.name()) || original == null) {
                return report;
            }
            SortedMap<CellKey, Map<Metric, Measure>> cells = new TreeMap<>();
            for (Statistic cell : original.cells()) {
                CellKey key = cell.key();
                CellKey own = new CellKey(
                        key.epoch(), liar.name(), key.attackType(), key.service(), key.tool(), key.place(), key.asn());
                boolean total = key.attackType() == AttackType.ALL_ORIGIN && key.epoch().equals(report.window());
                cells.put(own, total ? more(cell.measures(), report.window()) : cell.measures());
            }
            return changed(report, cells);
        };
    }

    private static Map<Metric, Measure> more(Map<Metric, Measure> total, Epoch day) {
        if (!(total.get(Metric.SOURCES) instanceof Measure.DistinctSet)) {
            return total;
        }
        DistinctSketch invented = DistinctSketch.empty();
        for (int i = 0; i < INVENTED; i++) {
            invented.add(SEED + day.startSecond() * INVENTED + i);
        }
        Map<Metric, Measure> out = new TreeMap<>(total);
        Measure set = new Measure.DistinctSet(invented);
        out.merge(Metric.SOURCES, set, Measure::merge);
        out.merge(Metric.sourcesOfBrightness(BRIGHTEST), set, Measure::merge);
        return out;
    }

    private List<Evaluation.Measured> cost(String group, RegionParameters of) {
        RegionWorld world = RegionWorld.of(of.withSignatures(List.of(2.0, 5.0, 10.0, 20.0, 100.0), 10), List.of(), SEED)
                .withSources();
        Cube cube = cube(world, r -> r);
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .toList();
        System.gc();
        double before = used(heap, false);
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = CpuClock.nanos();
        int pairs = new SimilarityAnalysis()
                .analyse(cube, List.of(week(world)))
                .getFirst()
                .pairs()
                .size();
        double seconds = (CpuClock.nanos() - start) * 1e-9;
        double more = used(heap, true) - before;
        String words = "simulated, all parts, groups drawn again 100 times; of " + pairs + " pairs";
        return List.of(
                measured(
                        "cost of one analysis",
                        group,
                        "CPU seconds",
                        Evaluation.Better.LOWER,
                        new double[] {seconds},
                        List.of(),
                        Optional.empty(),
                        words),
                measured(
                        "memory of one analysis",
                        group,
                        "MiB of heap above the cube at the peak, garbage included",
                        Evaluation.Better.LOWER,
                        new double[] {more},
                        List.of(),
                        Optional.empty(),
                        words));
    }

    private static double used(List<MemoryPoolMXBean> pools, boolean peak) {
        return pools.stream()
                .mapToDouble(p -> (peak ? p.getPeakUsage() : p.getUsage()).getUsed() / 0x1p20)
                .sum();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElse(Double.NaN);
    }

    private static double halfWidth(double[] x) {
        double mean = mean(x);
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        return x.length < 2 ? 0 : Z95 * Math.sqrt(squares / (x.length - 1) / x.length);
    }

    private static Evaluation.Measured measured(
            String name,
            String group,
            String unit,
            Evaluation.Better better,
            double[] values,
            List<Evaluation.Rival> rivals,
            Optional<Evaluation.Difference> difference,
            String words) {
        double mean = mean(values);
        return new Evaluation.Measured(
                name,
                group,
                unit,
                better.word(),
                Optional.empty(),
                mean,
                mean - halfWidth(values),
                mean + halfWidth(values),
                values.length,
                values.length,
                rivals,
                difference,
                words);
    }
}
