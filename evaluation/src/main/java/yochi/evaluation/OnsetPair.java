package yochi.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import yochi.analysis.number.Coverage;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.OnsetJudge;
import yochi.evaluation.world.Outbreak;
import yochi.evaluation.world.TelescopeParameters;
import yochi.evaluation.world.TelescopeWorld;
import yochi.evaluation.world.WantedOutbreak;

/**
 * One simulated darknet with outbreaks and the same without: alerts are counted in the one, outbreaks met in the other.
 * An alert is a run of alarmed windows; an outbreak is met by an alarm in its windows or the next.
 *
 * @param from first window that counts; from those before sensors learn
 */
record OnsetPair(OnsetRun quiet, OnsetRun planted, int from) {
    static final int DAY = 144;
    private static final int SPACING = 3;

    /**
     * Makes and watches both.
     *
     * @param quietDays without outbreaks, after the days of history
     */
    static OnsetPair of(
            TelescopeParameters telescope, long seed, int history, int quietDays, List<WantedOutbreak> plan) {
        int from = history * DAY;
        long needed = TelescopeWorld.windowsNeeded(plan, from, SPACING);
        int days = Math.toIntExact(Math.max(history + quietDays, (needed + DAY - 1) / DAY + 1));
        TelescopeParameters world = telescope.withDays(days);
        int watched = quietDays == 0 ? 0 : (history + quietDays) * DAY;
        return new OnsetPair(
                OnsetRun.of(TelescopeWorld.of(world, List.of(), 0, 0, seed), watched),
                OnsetRun.of(TelescopeWorld.of(world, plan, from, SPACING, seed), Math.toIntExact(needed) + 1),
                from);
    }

    /** Outbreaks of that share. */
    Predicate<Outbreak> share(double share) {
        return o -> o.wanted().share() == share;
    }

    List<Outbreak> outbreaks(Predicate<Outbreak> which) {
        return planted.world().outbreaks().stream().filter(which).toList();
    }

    /** Met by an alarm that names one of the outbreak's ports. */
    Coverage named(Predicate<Outbreak> which) {
        return met(which, o -> windows(o).anyMatch(w -> planted.alarm(w) && planted.names(w, o)));
    }

    /** Met by any alarm. */
    Coverage any(Predicate<Outbreak> which) {
        return met(which, o -> windows(o).anyMatch(planted::alarm));
    }

    /** Met by that detector alone, at the same level. */
    Coverage alone(Predicate<Outbreak> which, Detector detector) {
        double level = -Math.log10(OnsetJudge.Settings.USUAL.level());
        return met(which, o -> windows(o).anyMatch(w -> planted.calibrated(w, detector) >= level));
    }

    private Coverage met(Predicate<Outbreak> which, Predicate<Outbreak> how) {
        Coverage out = Coverage.NONE;
        for (Outbreak o : outbreaks(which)) {
            out = out.plus(how.test(o));
        }
        return out;
    }

    private static IntStream windows(Outbreak o) {
        return IntStream.rangeClosed(o.firstWindow(), o.lastWindow() + 1);
    }

    /** Ours, by the default budget. */
    OnsetFigures.Alerts alerts() {
        int n = AlertSeries.alerts(quiet.windows() - from, i -> quiet.alarm(from + i));
        return new OnsetFigures.Alerts(n, days());
    }

    /** How many alerts lie in windows of a spoofed flood. */
    int alertsInFloods() {
        return AlertSeries.alerts(quiet.windows() - from, i -> quiet.alarm(from + i) && flooded(from + i));
    }

    boolean flooded(int window) {
        return quiet.world().floods().stream().anyMatch(f -> f.touches(window));
    }

    double days() {
        return (quiet.windows() - from) / (double) DAY;
    }

    AlertSeries series(OnsetScore score, double share) {
        return AlertSeries.of(from, quiet.windows(), score.of(quiet), outbreaks(share(share)), score.of(planted));
    }

    /** Every outbreak by its strongest window, and every quiet window. */
    Stream<Decision> decisions() {
        return Stream.concat(
                outbreaks(o -> true).stream().map(o -> decision(
                        planted,
                        windows(o),
                        o.wanted().share() + " " + o.wanted().kind() + " " + o.number(),
                        1)),
                IntStream.range(from, quiet.windows())
                        .mapToObj(w -> decision(quiet, IntStream.of(w), "quiet window " + w, 0)));
    }

    private static Decision decision(OnsetRun run, IntStream windows, String key, double outcome) {
        int[] all = windows.toArray();
        Map<String, Double> scores = new TreeMap<>();
        for (OnsetScore score : OnsetScore.values()) {
            scores.put(
                    score.words(),
                    Arrays.stream(all).mapToDouble(score.of(run)).max().orElse(0));
        }
        double ours = Objects.requireNonNull(scores.remove(OnsetScore.FUSED.words()), "every score is asked");
        return new Decision("score", key, "outbreak", ours, scores, outcome);
    }

    /** Alerts at the highest threshold with that recall on these very worlds. */
    OnsetFigures.Alerts at(OnsetScore score, double share, double recall) {
        AlertSeries series = series(score, share);
        return new OnsetFigures.Alerts(series.alerts(series.thresholdFor(recall)), days());
    }
}
