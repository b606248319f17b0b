package yochi.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.hipparchus.special.Erf;
import yochi.analysis.number.Coverage;
import yochi.analysis.onset.CauchyCombination;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.OnsetJudge;
import yochi.evaluation.world.OutbreakKind;
import yochi.evaluation.world.TelescopeParameters;
import yochi.evaluation.world.TelescopeWorld;
import yochi.evaluation.world.WantedOutbreak;

/** What early detection must hold beside its recall: a young sensor, its cost, and the levels of its tests. */
final class OnsetChecks {
    private static final double TEN_PERCENT = 0.10;
    private static final double RECALL_WANTED = 0.95;
    private static final double CPU_SECONDS_ALLOWED = 10;
    private static final int COLD_FROM = 6;
    private static final int COLD_EACH = 5;
    private static final double FIVE = 0.05;
    private static final int LEARNING_DAYS = 3;
    private static final int MOST_NULLS = 2_000;
    private static final int NULLS_AN_OUTBREAK = 40;
    private static final int FUSED_SETS = 1_000_000;
    /** With that rate a /16 of 3,500 packets a second or more (a usual average), 2.1 million in ten minutes. */
    private static final int LARGE_SOURCES = 85_000;

    private static final double LARGE_RATE = 36;
    private static final int LARGE_WINDOWS = 4;

    private final TelescopeParameters telescope;
    private final long seed;
    private final int outbreaks;

    OnsetChecks(TelescopeParameters telescope, long seed, int outbreaks) {
        this.telescope = telescope;
        this.seed = seed;
        this.outbreaks = outbreaks;
    }

    List<Evaluation.Measured> measures() {
        List<Evaluation.Measured> out = new ArrayList<>(young());
        out.add(cost());
        out.addAll(levels());
        out.addAll(fusedLevels());
        return out;
    }

    /** Sensors that have watched for an hour only. */
    private List<Evaluation.Measured> young() {
        List<WantedOutbreak> plan = new ArrayList<>();
        OutbreakKind[] kinds = OutbreakKind.values();
        for (int i = 0; i < COLD_EACH; i++) {
            plan.add(WantedOutbreak.once(kinds[i % kinds.length], TEN_PERCENT));
        }
        Coverage met = Coverage.NONE;
        int falseAlarms = 0;
        int windows = 0;
        for (int w = 0; w < Math.max(1, outbreaks / COLD_EACH); w++) {
            OnsetRun run = OnsetPair.of(telescope, seed + 17L * (w + 1), 0, 0, after(plan)).planted();
            OnsetPair pair = new OnsetPair(run, run, 0);
            Coverage own = pair.named(o -> o.wanted().share() > 0);
            met = new Coverage(met.held() + own.held(), met.of() + own.of());
            IntPredicate calm = i -> run.world().outbreaks().stream()
                    .noneMatch(o -> o.wanted().share() > 0 && i >= o.firstWindow() && i <= o.lastWindow() + 1);
            for (int i = COLD_FROM; i < run.windows(); i++) {
                windows += calm.test(i) ? 1 : 0;
                falseAlarms += calm.test(i) && run.alarm(i) ? 1 : 0;
            }
        }
        return List.of(
                OnsetFigures.share(
                        "recall in the second to fourth hour of a sensor",
                        "10 % synchronised",
                        met,
                        Optional.of(RECALL_WANTED),
                        List.of(),
                        met.held() + " of " + met.of() + ", by the analytic law alone"),
                OnsetFigures.aDay(
                        "alerts a day in those hours",
                        "fused, analytic",
                        "alarmed windows a day",
                        new OnsetFigures.Alerts(falseAlarms, windows / (double) OnsetPair.DAY),
                        1,
                        Optional.empty(),
                        List.of(),
                        ", windows without an outbreak"));
    }

    /** The plan after an hour in which nothing is planted. */
    private static List<WantedOutbreak> after(List<WantedOutbreak> plan) {
        List<WantedOutbreak> out = new ArrayList<>();
        out.add(new WantedOutbreak(OutbreakKind.SINGLE, 0, 0, List.of(), COLD_FROM - 3, 1));
        out.addAll(plan);
        return out;
    }

    /** P5: all detectors on windows as large as a busy /16's. */
    private Evaluation.Measured cost() {
        TelescopeParameters large = telescope.withDays(1).withSources(outbreaks * LARGE_SOURCES / 60, LARGE_RATE);
        OnsetRun run = OnsetRun.of(TelescopeWorld.of(large, List.of(), 0, 0, seed), LARGE_WINDOWS);
        double seconds = run.cpuSecondsAWindow();
        return new Evaluation.Measured(
                "P5, a window judged",
                "simulated /16",
                "CPU-seconds",
                Evaluation.Better.LOWER.word(),
                Optional.of(CPU_SECONDS_ALLOWED),
                seconds,
                seconds,
                seconds,
                run.windows(),
                run.windows(),
                List.of(),
                Optional.empty(),
                (seconds <= CPU_SECONDS_ALLOWED ? "reached; " : "not reached; ")
                        + run.packets() / run.windows() + " packets of " + Math.round(run.sources(run.windows() - 1))
                        + " sources a window, all five detectors, packets taken in among it");
    }

    /** Without nuisances and outbreaks each detector's calibrated p-value must be uniform. */
    private List<Evaluation.Measured> levels() {
        int learning = LEARNING_DAYS * OnsetPair.DAY;
        int windows = Math.min(MOST_NULLS, outbreaks * NULLS_AN_OUTBREAK);
        TelescopeParameters calm = telescope.calm().withDays((learning + windows) / OnsetPair.DAY + 1);
        OnsetRun run = OnsetRun.of(TelescopeWorld.of(calm, List.of(), 0, 0, seed + 5), learning + windows);
        List<Evaluation.Measured> out = new ArrayList<>();
        for (Detector detector : Detector.values()) {
            Coverage low = Coverage.NONE;
            for (int w = learning; w < run.windows(); w++) {
                if (run.isCalibrated(w, detector)) {
                    low = low.plus(run.calibrated(w, detector) >= -Math.log10(FIVE));
                }
            }
            out.add(OnsetFigures.level("null check: rejected at 5 %", detector.id(), low, FIVE, "calm windows"));
        }
        Coverage fused = Coverage.NONE;
        for (int w = learning; w < run.windows(); w++) {
            fused = fused.plus(run.surprise(w) >= -Math.log10(FIVE));
        }
        out.add(OnsetFigures.level(
                "null check: rejected at 5 %",
                "fused",
                fused,
                FIVE,
                "calm windows; of each detector the larger p of its past and the law: may only err low"));
        return out;
    }

    /** The Cauchy combination of five scores that share half of their variance, where it alarms and at 5 %. */
    private List<Evaluation.Measured> fusedLevels() {
        double[] levels = {FIVE, 1e-3, OnsetJudge.Settings.USUAL.level()};
        int[] held = new int[levels.length];
        SplittableRandom random = new SplittableRandom(seed);
        for (int set = 0; set < FUSED_SETS; set++) {
            double shared = random.nextGaussian();
            double[] p = new double[Detector.values().length];
            for (int i = 0; i < p.length; i++) {
                p[i] = Erf.erfc((shared + random.nextGaussian()) / 2) / 2;
            }
            double fused = CauchyCombination.of(p);
            for (int l = 0; l < levels.length; l++) {
                held[l] += fused <= levels[l] ? 1 : 0;
            }
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        for (int l = 0; l < levels.length; l++) {
            out.add(OnsetFigures.level(
                    "null check: Cauchy combination",
                    String.format(Locale.ROOT, "five scores with correlation 0.5, level %.4f", levels[l]),
                    new Coverage(held[l], FUSED_SETS),
                    levels[l],
                    "exact only far out (Liu and Xie 2020), where alarms are raised"));
        }
        return out;
    }
}
