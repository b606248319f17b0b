package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import yochi.analysis.cube.Cell;
import yochi.analysis.number.Coverage;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Signature;
import yochi.evaluation.world.WorldParameters;

/**
 * What locality finds of rises planted into simulated regions (issue 4 §3): which regions, after how many days at one
 * false alarm a month of the whole system, beside its rivals at their own thresholds; the same by the hour; what bursts
 * of one source are called; how often the scan's p-value rejects where nothing happened; and the verdicts with their
 * calibration.
 */
public final class LocalitySuite {
    /** Worlds of each part: 2,000 sets for the null check. */
    public static final int WORLDS = 50;

    private static final double Z95 = 1.959963984540054;
    /** No method was tuned on worlds of these seeds; each part has its own. */
    private static final long SEED = 4_700_000;

    private static final long QUIET = SEED;
    private static final long RISES = SEED + 10_000;
    private static final long HOURS = SEED + 20_000;
    private static final long NULLS = SEED + 30_000;
    private static final long VERDICTS = SEED + 40_000;
    /** First day that has a full past of four weeks beside the newest seven days. */
    static final int FIRST_DAY = 35;

    private static final double LEVEL = 0.05;
    /** So that 50 worlds make 2,000 sets. */
    private static final int SETS_PER_WORLD = 40;

    private static final List<String> LIMITS = List.of(
            "simulated: how often such rises come, and how regions really differ, these figures do not show",
            "a spread that has not gone on yet and a local event are drawn alike: no method tells them apart before",
            "at base 2 the smallest sensors see less than one source a day: three days of a threefold rise add two",
            "hours are made of the days of the simulated world: a source's day is laid over the hours by its region's"
                    + " rhythm; how sources really come again from hour to hour they do not show");

    private final int worlds;
    private final RegionParameters parameters;
    private final Consumer<Decision> dump;

    public LocalitySuite(int worlds) {
        this(worlds, decision -> {});
    }

    /**
     * The same, with every rise and verdict told.
     *
     * @param worlds of rises and of null checks; half as many of quiet months and of events for the verdicts
     */
    public LocalitySuite(int worlds, Consumer<Decision> dump) {
        this.worlds = worlds;
        this.dump = dump;
        this.parameters = WorldParameters.committed().regions();
    }

    /** The weights of the verdicts, fitted on worlds of their own. */
    public static List<String> train(int worlds) {
        return LocalityVerdicts.train(WorldParameters.committed().regions(), worlds);
    }

    public Evaluation evaluate() {
        List<Evaluation.Measured> out =
                new ArrayList<>(new LocalityRises(parameters, worlds, QUIET, RISES, dump).measures());
        out.addAll(new LocalityHours(parameters, worlds, HOURS).measures());
        out.addAll(new LocalityVerdicts(parameters, (worlds + 1) / 2, VERDICTS, dump).measures());
        RegionParameters quiet = parameters.withNuisances(RegionParameters.Nuisances.NONE);
        out.add(nullCheck("quiet worlds, Poisson", quiet.withSwing(RegionParameters.Swing.NONE)));
        out.add(nullCheck("quiet worlds with swings", quiet));
        out.add(nullCheck("quiet worlds with all nuisances", parameters));
        return new Evaluation(
                Evaluation.VERSION,
                "locality",
                "simulated regions, 20 of two decades in size, " + worlds + " worlds of rises and of each null",
                parameters.start().toString(),
                parameters.start().plusDays(parameters.days()).toString(),
                "simulated",
                SEED,
                out)
                .limitedBy(LIMITS);
    }

    static List<Cell> cells(RegionWorld world) {
        return world.signatures().stream().map(Signature::cell).sorted().toList();
    }

    /** P-values of the scan on signatures of worlds in which nothing happens. */
    private Evaluation.Measured nullCheck(String group, RegionParameters quiet) {
        Coverage rejected = Coverage.NONE;
        int sets = worlds * SETS_PER_WORLD;
        for (int w = 0; rejected.of() < sets; w++) {
            RegionWorld world = RegionWorld.of(quiet.withDays(FIRST_DAY + 1), List.of(), NULLS + w);
            for (double p : LocalityMethod.pValues(new DailyCubes(world).after(FIRST_DAY), cells(world), NULLS + w)) {
                rejected = rejected.of() < sets ? rejected.plus(p <= LEVEL) : rejected;
            }
        }
        boolean held = NullCheck.kept(rejected.share());
        return new Evaluation.Measured(
                "rejections of the scan at 5 %",
                group,
                "share of sets",
                Evaluation.Better.TARGET.word(),
                Optional.of(LEVEL),
                rejected.share(),
                rejected.low(Z95),
                rejected.high(Z95),
                rejected.of(),
                rejected.of(),
                List.of(),
                Optional.empty(),
                held ? "within 4.0 to 6.0 %" : "outside 4.0 to 6.0 %: not reached");
    }
}
