package yochi.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import yochi.analysis.number.Coverage;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.OnsetJudge;
import yochi.evaluation.world.Outbreak;
import yochi.evaluation.world.OutbreakKind;
import yochi.evaluation.world.TelescopeParameters;
import yochi.evaluation.world.TelescopeWorld;
import yochi.evaluation.world.WantedOutbreak;
import yochi.evaluation.world.WorldParameters;

/**
 * Early detection on simulated darknets (1,000 active sources in ten minutes, {@link TelescopeWorld}): which outbreaks
 * of 1, 2, 5 and 10 % of the sources the fused detectors meet, at how many alerts a day, beside single detectors and
 * the published ones at equal recall. Our alarms are those of the default budget; at equal recall all choose the
 * highest threshold that meets 95 % of the outbreaks of 10 % on the very worlds they are judged by.
 */
public final class OnsetSuite {
    private static final double[] SHARES = {0.10, 0.05, 0.02, 0.01};
    private static final double RECALL_WANTED = 0.95;
    private static final double MINUTES_AN_ALERT = 2;
    private static final double BUDGET = OnsetJudge.Settings.USUAL.alarmsADay();
    private static final String ALERTS = "runs of alarmed windows a day without outbreaks";
    private static final List<Integer> FIVE_PORTS = List.of(23, 80, 445, 3389, 8080);
    private static final int TWO_HOURS = 12;
    private static final double JITTER_SECONDS = 120;
    private static final List<String> LIMITS = List.of(
            "Members of a planted outbreak are all new to the sensor, which flatters first-seen.",
            "Forged sources are uniform and reach the darknet: behind a filter that drops special-purpose sources no"
                    + " flood can be told from a group.",
            "Investigators are known here, to us and to the rivals.");

    private final Settings settings;
    private final Consumer<Decision> dump;
    private final TelescopeParameters telescope = WorldParameters.committed().telescope();

    /**
     * How much is simulated.
     *
     * @param seed of the worlds judged
     * @param history days before the first outbreak, from which sensors learn
     * @param quiet days without outbreaks on which alerts are counted, after as many of history
     * @param outbreaks of each share
     * @param published days of Dark-GLASSO, after three days that it remembers; 0 leaves the published ones out
     */
    public record Settings(long seed, int history, int quiet, int outbreaks, double published) {
        public static final Settings WHOLE = new Settings(4, 4, 28, 60, 10);
    }

    public OnsetSuite(Settings settings) {
        this(settings, decision -> {});
    }

    /** The same, with every outbreak and every quiet window told. */
    public OnsetSuite(Settings settings, Consumer<Decision> dump) {
        this.settings = settings;
        this.dump = dump;
    }

    /** All figures; some minutes of processor time. */
    public Evaluation evaluate() {
        OnsetPair judged = OnsetPair.of(
                telescope, settings.seed(), settings.history(), settings.quiet(), plan(SHARES));
        judged.decisions().forEach(dump);
        List<Evaluation.Measured> measures = new ArrayList<>();
        for (double share : SHARES) {
            measures.add(recall(judged, share));
        }
        measures.addAll(alerts(judged));
        measures.addAll(published(judged));
        measures.addAll(fusion(judged));
        measures.addAll(new OnsetChecks(telescope, settings.seed(), settings.outbreaks()).measures());
        return new Evaluation(
                        Evaluation.VERSION,
                        "onset",
                        "simulated darknet",
                        telescope.start().toString(),
                        telescope.start().plusDays(settings.history() + settings.quiet()).toString(),
                        "",
                        settings.seed(),
                        measures)
                .limitedBy(LIMITS);
    }

    /** Shares and kinds by turns, so that each is spread over all days. */
    private List<WantedOutbreak> plan(double[] shares) {
        List<WantedOutbreak> out = new ArrayList<>();
        OutbreakKind[] kinds = OutbreakKind.values();
        for (int i = 0; i < settings.outbreaks(); i++) {
            for (double share : shares) {
                out.add(WantedOutbreak.once(kinds[i % kinds.length], share));
            }
        }
        return Collections.unmodifiableList(out);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static Evaluation.Measured recall(OnsetPair pair, double share) {
        Predicate<Outbreak> which = pair.share(share);
        Coverage ours = pair.named(which);
        Optional<Double> wanted = share == SHARES[0] ? Optional.of(RECALL_WANTED) : Optional.empty();
        String words = ours.held() + " of " + ours.of() + " with their port named, "
                + pair.any(which).held() + " with any alarm";
        return OnsetFigures.share("recall", percent(share) + " synchronised", ours, wanted, List.of(), words);
    }

    private static List<Evaluation.Measured> alerts(OnsetPair judged) {
        OnsetFigures.Alerts ours = judged.alerts();
        String floods = ", " + judged.alertsInFloods() + " of them in windows of a spoofed flood";
        List<Evaluation.Rival> rivals = Stream.of(OnsetScore.values())
                .filter(score -> score != OnsetScore.FUSED)
                .map(score -> new Evaluation.Rival(
                        score.words(), judged.at(score, SHARES[0], RECALL_WANTED).aDay()))
                .toList();
        return List.of(
                OnsetFigures.aDay(
                        "alerts a day",
                        "fused, default budget",
                        ALERTS,
                        ours,
                        1,
                        Optional.of(BUDGET),
                        List.of(),
                        floods),
                OnsetFigures.aDay(
                        "analyst minutes a day",
                        "fused, default budget",
                        "minutes, two an alert",
                        ours,
                        MINUTES_AN_ALERT,
                        Optional.empty(),
                        List.of(),
                        "; published for Dark-TRACER at NICT: 7.3 hours a day for two analysts, other sensors and"
                                + " other alerts"),
                OnsetFigures.aDay(
                        "alerts a day",
                        "fused, at recall 0.95 of 10 %",
                        ALERTS,
                        judged.at(OnsetScore.FUSED, SHARES[0], RECALL_WANTED),
                        1,
                        Optional.empty(),
                        rivals,
                        "; single scores at the same recall"));
    }

    private List<Evaluation.Measured> published(OnsetPair judged) {
        if (settings.published() == 0) {
            return List.of();
        }
        List<Evaluation.Measured> out = new ArrayList<>();
        for (OnsetRivals.Published rival : new OnsetRivals(judged, settings.published()).published(RECALL_WANTED)) {
            OnsetFigures.Alerts ours = judged.at(OnsetScore.FUSED, SHARES[0], rival.recall());
            out.add(OnsetFigures.aDay(
                    "alerts a day",
                    rival.name(),
                    ALERTS,
                    rival.alerts(),
                    1,
                    Optional.empty(),
                    List.of(new Evaluation.Rival("ours at equal recall", ours.aDay())),
                    "; " + rival.words()));
            String recall = String.format(Locale.ROOT, "recall %.2f of 10 %%", rival.recall());
            out.add(OnsetFigures.fewer(rival.name(), ours, rival.alerts(), recall));
        }
        return out;
    }

    /** Which kinds of outbreaks each detector sees alone, at the budget of all. */
    private List<Evaluation.Measured> fusion(OnsetPair judged) {
        List<Worth> out = new ArrayList<>();
        for (OutbreakKind kind : OutbreakKind.values()) {
            out.add(worth(judged, SHARES[1], kind, 1, ", one port"));
        }
        List<WantedOutbreak> plan = new ArrayList<>();
        for (int i = 0; i < (settings.outbreaks() + 2) / 3; i++) {
            for (OutbreakKind kind : OutbreakKind.values()) {
                plan.add(new WantedOutbreak(kind, SHARES[0], JITTER_SECONDS, FIVE_PORTS, 1, 1));
            }
            plan.add(new WantedOutbreak(OutbreakKind.BURST, SHARES[2], JITTER_SECONDS, List.of(), TWO_HOURS, 1));
        }
        OnsetPair odd = OnsetPair.of(telescope, settings.seed() + 1, settings.history(), 0, plan);
        for (OutbreakKind kind : OutbreakKind.values()) {
            out.add(worth(odd, SHARES[0], kind, 1, " over five ports"));
        }
        out.add(worth(
                odd, SHARES[2], OutbreakKind.BURST, TWO_HOURS, ", the same sources every ten minutes, two hours"));
        out.add(out.stream().reduce(Worth::plus).orElseThrow());
        return out.stream().map(Worth::measured).toList();
    }

    /** How many outbreaks of a group all detectors meet by any alarm, and how many each alone at the same budget. */
    private record Worth(String group, Coverage fused, Map<Detector, Coverage> alone) {
        Worth plus(Worth other) {
            Map<Detector, Coverage> sum = new EnumMap<>(Detector.class);
            alone.forEach((detector, met) -> sum.put(detector, sum(met, other.alone.getOrDefault(detector, met))));
            return new Worth("all of these kinds", sum(fused, other.fused), sum);
        }

        private static Coverage sum(Coverage a, Coverage b) {
            return new Coverage(a.held() + b.held(), a.of() + b.of());
        }

        Evaluation.Measured measured() {
            int best = alone.values().stream().mapToInt(Coverage::held).max().orElse(0);
            String few = fused.held() == best ? "as many as" : "fewer than";
            String words = fused.held() > best ? "more than any one" : few;
            List<Evaluation.Rival> rivals = new ArrayList<>();
            alone.forEach((detector, met) -> rivals.add(new Evaluation.Rival(detector.id() + " alone", met.share())));
            return OnsetFigures.share(
                    "recall by any alarm",
                    group,
                    fused,
                    Optional.empty(),
                    rivals,
                    "fused meet " + words + (fused.held() > best ? "" : " the best one"));
        }
    }

    private static Worth worth(OnsetPair pair, double share, OutbreakKind kind, int windows, String more) {
        Predicate<Outbreak> which = pair.share(share)
                .and(o -> o.wanted().kind() == kind && o.wanted().windows() == windows);
        Map<Detector, Coverage> alone = new EnumMap<>(Detector.class);
        for (Detector detector : Detector.values()) {
            alone.put(detector, pair.alone(which, detector));
        }
        return new Worth(
                percent(share) + ", " + kind.name().toLowerCase(Locale.ROOT) + more, pair.any(which), alone);
    }
}
