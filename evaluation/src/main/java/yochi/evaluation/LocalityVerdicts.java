package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.locality.LocalityAnalysis;
import yochi.analysis.locality.VerdictModel;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Verdict;
import yochi.core.model.Party;
import yochi.core.model.Region;
import yochi.evaluation.world.EventKind;
import yochi.evaluation.world.PlantedEvent;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Wanted;

/** Planted events of every kind, judged by the analysis at the end of their third day. */
final class LocalityVerdicts {
    /** Worlds on which the weights are fitted; never judged by. */
    private static final long TRAINING = 4_400_000;

    private static final int FIRST_ONSET = 37;
    private static final int ONSETS = 10;
    /** Days of an event that are known when it is judged. */
    private static final int KNOWN = 3;

    private static final int WEEK = 7;
    private static final long MILLION = 1_000_000;
    /** Squares of weights cost as much as one example each (own choice). */
    private static final double RIDGE = 1;

    private final RegionParameters parameters;
    private final int worlds;
    private final long seed;
    private final Consumer<Decision> dump;

    LocalityVerdicts(RegionParameters parameters, int worlds, long seed, Consumer<Decision> dump) {
        this.parameters = parameters;
        this.worlds = worlds;
        this.seed = seed;
        this.dump = dump;
    }

    /**
     * One planted event at one region.
     *
     * @param told what the analysis told of it, if anything
     */
    record Judged(EventKind kind, Verdict truth, VerdictModel.Example example, Optional<Finding.Locality> told)
            implements VerdictFigures.Named {}

    /** The weights fitted on training worlds, as lines. */
    static List<String> train(RegionParameters parameters, int worlds) {
        LocalityVerdicts of = new LocalityVerdicts(parameters, worlds, TRAINING, decision -> {});
        List<VerdictModel.Example> examples =
                of.judged().stream().map(Judged::example).toList();
        List<String> out = new ArrayList<>(VerdictModel.fit(examples, RIDGE).rows());
        out.add(examples.size() + " examples of " + worlds + " worlds from seed " + TRAINING);
        return out;
    }

    private List<Judged> judged() {
        List<Judged> out = new ArrayList<>();
        for (int w = 0; w < worlds; w++) {
            judge(RegionWorld.of(parameters, wanted(w), seed + w), out);
        }
        return out;
    }

    /** Of every kind two, of changing strength and onset. */
    private List<Wanted> wanted(int world) {
        List<Wanted> out = new ArrayList<>();
        List<Double> bases = parameters.bases();
        for (int i = 0; i < 2; i++) {
            double base = bases.get((world + 2 * i) % bases.size());
            double known = bases.get(1 + (world + i) % (bases.size() - 1));
            int day = FIRST_ONSET + (world * 3 + i * 5) % ONSETS;
            out.add(Wanted.rise(known, 3, KNOWN, 1 + (world + i) % 3, day));
            out.add(Wanted.spread(Math.max(5, base), 5, 36, day + i));
            out.add(Wanted.local(Math.max(5, base), WEEK, day + 1));
            out.add(Wanted.burst(bases.get((world + i) % bases.size()), i == 0 ? MILLION : MILLION / 100, day + 2));
            out.add(Wanted.filterLifted(known, 1 + i, day));
        }
        return out;
    }

    /** Everything that was seen of an event at a region by the end of its third day there. */
    private static void judge(RegionWorld world, List<Judged> out) {
        Map<Integer, List<Runnable>> byDay = new TreeMap<>();
        Cube[] cube = new Cube[1];
        LocalityAnalysis.Asked[] asked = new LocalityAnalysis.Asked[1];
        for (PlantedEvent event : world.events()) {
            event.arrivals().forEach((region, at) -> {
                int day = (int) ((at.getEpochSecond() - world.start().getEpochSecond()) / Epoch.DAY) + KNOWN - 1;
                if (day < world.days()) {
                    byDay.computeIfAbsent(day, d -> new ArrayList<>())
                            .add(() -> one(event, region, cube[0], asked[0]).ifPresent(out::add));
                }
            });
        }
        DailyCubes cubes = new DailyCubes(world);
        byDay.forEach((day, all) -> {
            cube[0] = cubes.after(day);
            asked[0] = new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS)
                    .asked(cube[0], cube[0].lastDays(WEEK), Party.ORIGIN);
            all.forEach(Runnable::run);
        });
    }

    /** Nothing where the region saw nothing of it, or its sensor was down. */
    private static Optional<Judged> one(
            PlantedEvent event, Region region, Cube cube, LocalityAnalysis.Asked asked) {
        Cell cell = event.cell();
        Epoch window = cube.lastDays(WEEK);
        if (cube.uptime(region, window) < Cube.LEAST_UPTIME || !(Cube.number(cube.sources(region, cell, window)) > 0)) {
            return Optional.empty();
        }
        Verdict truth = switch (event.kind()) {
            case RISE -> Verdict.LOCAL_ONLY;
            case LOCAL -> Verdict.NEW_HERE;
            case SPREAD ->
                event.onset().equals(event.arrivals().get(region))
                        ? Verdict.OMEN_OF_SPREAD
                        : Verdict.SEEN_BEFORE_ELSEWHERE;
            case BURST -> Verdict.ONE_SOURCE_BURST;
            case FILTER_LIFTED, FILTER_SET -> Verdict.EVENT_OR_FILTER;
            case GLOBAL -> Verdict.NOT_PECULIAR;
        };
        return Optional.of(new Judged(
                event.kind(),
                truth,
                new VerdictModel.Example(asked.signs(region, cell), truth),
                asked.finding(region, cell)));
    }

    /** The verdict told, with its probability, and whether it was right. */
    private static Decision decision(Judged judged, Finding.Locality told) {
        return new Decision(
                "probability",
                String.join(
                        " ",
                        judged.truth().name(),
                        told.verdict().name(),
                        told.region().name(),
                        told.attackType().toString(),
                        told.service().toString(),
                        told.window().toString()),
                "verdicts right, by their probability",
                told.probability().orElse(0),
                Map.of(),
                told.verdict() == judged.truth() ? 1 : 0);
    }

    List<Evaluation.Measured> measures() {
        List<Judged> all = judged();
        all.forEach(j -> j.told().ifPresent(told -> dump.accept(decision(j, told))));
        return new VerdictFigures(all, seed).measures();
    }
}
