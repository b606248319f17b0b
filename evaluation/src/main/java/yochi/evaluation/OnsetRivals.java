package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import yochi.analysis.onset.DarkGlasso;
import yochi.analysis.onset.DarkNmf;
import yochi.analysis.onset.DarkPackets;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.GraphicalLasso;
import yochi.evaluation.world.Outbreak;
import yochi.evaluation.world.TelescopeWindow;
import yochi.evaluation.world.TelescopeWorld;

/**
 * What the fused detectors are held against: single scores of the same windows, and the published Dark-GLASSO and
 * Dark-NMF, with investigators left out for them too.
 */
final class OnsetRivals {
    private static final int DAY = 144;
    private static final int HALF_HOUR = 3;
    private static final int MINUTES = 30;
    private static final int SLOTS = 12;
    private static final int MOST = 1_000;
    /** Windows of three days. */
    private static final int REMEMBERED = 432;

    private static final double THETA = 0.98;
    /** Dark-NMF is dearer, and looked at on fewer days by so much. */
    private static final int CHEAPER = 4;


    private final double days;

    /** A single score of each window. */
    enum Score {
        FUSED("all fused"),
        SOURCES("sources beside the day before"),
        GRAPH("thresholded covariance graph"),
        NEWCOMERS("first-seen alone"),
        SERVICES("max-slot by service alone"),
        DISPERSION("dispersion alone");

        private final String words;

        Score(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        IntToDoubleFunction of(OnsetRun run) {
            return switch (this) {
                case FUSED -> run::surprise;
                case SOURCES -> OnsetSuite.beside(run::sources);
                case GRAPH -> w -> run.score(w, Detector.GRAPH);
                case NEWCOMERS -> w -> run.score(w, Detector.NEWCOMERS);
                case SERVICES -> w -> run.score(w, Detector.SERVICES);
                case DISPERSION -> w -> run.score(w, Detector.DISPERSION);
            };
        }
    }

    /** @param days on which alerts are counted, after three that Dark-GLASSO remembers */
    OnsetRivals(double days) {
        this.days = days;
    }

    /** Figures of the published detectors; ours says the fused detectors' alerts a day at a recall. */
    List<Evaluation.Measured> published(
            TelescopeWorld planted,
            TelescopeWorld quiet,
            List<Outbreak> outbreaks,
            double recall,
            DoubleUnaryOperator ours) {
        List<Evaluation.Measured> out = new ArrayList<>(glasso(planted, quiet, outbreaks, recall, ours));
        out.add(nmf(planted, quiet, outbreaks, recall, ours.applyAsDouble(recall)));
        return out;
    }

    private List<Evaluation.Measured> glasso(
            TelescopeWorld planted,
            TelescopeWorld quiet,
            List<Outbreak> outbreaks,
            double recall,
            DoubleUnaryOperator ours) {
        int judged = (int) (days * DAY);
        double[][] calm = new double[REMEMBERED + judged][];
        double[][] met = new double[outbreaks.size()][];
        IntStream.range(0, calm.length).parallel().forEach(w -> calm[w] = densities(quiet, w));
        IntStream.range(0, met.length)
                .parallel()
                .forEach(i -> met[i] = densities(planted, outbreaks.get(i).firstWindow()));
        boolean[] alarms = published(calm);
        int alerts = AlertSeries.alerts(judged, w -> alarms[REMEMBERED + w]);
        int found = 0;
        for (double[] one : met) {
            found += alarmed(calm, alarms, calm.length, one) ? 1 : 0;
        }
        double foundShare = (double) found / met.length;
        AlertSeries best = new AlertSeries(new double[0], new double[0]);
        double fewest = Double.POSITIVE_INFINITY;
        int bestPenalty = 0;
        for (int penalty = 0; penalty < calm[0].length; penalty++) {
            int of = penalty;
            AlertSeries series = new AlertSeries(
                    IntStream.range(REMEMBERED, calm.length).mapToDouble(w -> calm[w][of]).toArray(),
                    Arrays.stream(met).mapToDouble(d -> d[of]).toArray());
            double aDay = series.alerts(series.thresholdFor(recall)) / days;
            if (aDay < fewest) {
                fewest = aDay;
                best = series;
                bestPenalty = penalty;
            }
        }
        double threshold = best.thresholdFor(recall);
        String cut = String.format(
                Locale.ROOT, "; %.1f quiet days after three remembered", days);
        return List.of(
                rival("Dark-GLASSO as published", alerts, days, ours.applyAsDouble(foundShare), String.format(
                        Locale.ROOT,
                        "meets %d of %d outbreaks of 10 %%, and ours at a threshold that meets as many%s",
                        found, met.length, cut)),
                rival(
                        "Dark-GLASSO at its best threshold",
                        best.alerts(threshold),
                        days,
                        ours.applyAsDouble(recall),
                        String.format(
                                Locale.ROOT,
                                "penalty %.1f meets %.2f%s",
                                0.4 + 0.1 * bestPenalty, best.recall(threshold).share(), cut)));
    }

    private static Evaluation.Measured rival(String name, int alerts, double days, double ours, String more) {
        return new Evaluation.Measured(
                "alerts a day",
                name,
                "runs of alarmed windows a day without outbreaks",
                Evaluation.Better.LOWER.word(),
                Optional.empty(),
                alerts / days,
                AlertSeries.low(alerts) / days,
                AlertSeries.high(alerts) / days,
                alerts,
                alerts,
                List.of(new Evaluation.Rival("ours at equal recall", ours)),
                Optional.empty(),
                OnsetSuite.fewer(ours, alerts / days) + "; " + more);
    }

    /** Densities of a window by penalty; nothing is remembered from one to the next. */
    private static double[] densities(TelescopeWorld world, int window) {
        DarkGlasso.Settings alone =
                new DarkGlasso.Settings(SLOTS, MOST, REMEMBERED, REMEMBERED, THETA, GraphicalLasso.usual());
        return new DarkGlasso(alone, window)
                .add(packets(world, List.of(window), SLOTS)).levels().stream()
                        .mapToDouble(DarkGlasso.Level::density)
                        .toArray();
    }

    /** Packets of some windows in a row, those of investigators left out. */
    private static DarkPackets packets(TelescopeWorld world, List<Integer> windows, int slots) {
        DarkPackets out = new DarkPackets(slots);
        Set<Integer> known = world.investigators();
        int each = slots / windows.size();
        for (int i = 0; i < windows.size(); i++) {
            TelescopeWindow window = world.window(windows.get(i));
            for (int p = 0; p < window.packets(); p++) {
                if (!known.contains(window.sources()[p])) {
                    out.add(window.sources()[p] >>> 16, window.ports()[p], 0, i * each + window.slot(p, each));
                }
            }
        }
        return out;
    }

    /** The published rule over all windows in their order. */
    private static boolean[] published(double[][] densities) {
        boolean[] out = new boolean[densities.length];
        for (int w = REMEMBERED; w < out.length; w++) {
            out[w] = alarmed(densities, out, w, densities[w]);
        }
        return out;
    }

    /** Whether one of the penalties takes the densities out among those of the three days before. */
    private static boolean alarmed(double[][] all, boolean[] out, int window, double[] densities) {
        for (int penalty = 0; penalty < densities.length; penalty++) {
            int of = penalty;
            double[] kept = IntStream.range(window - REMEMBERED, window)
                    .filter(w -> !out[w])
                    .mapToDouble(w -> all[w][of])
                    .sorted()
                    .toArray();
            if (clipped(kept, densities[of])) {
                return true;
            }
        }
        return false;
    }

    /** The largest go while the variance without them is at most θ times that with them; is x among them? */
    static boolean clipped(double[] ascending, double x) {
        double[] all = Arrays.copyOf(ascending, ascending.length + 1);
        all[ascending.length] = x;
        Arrays.sort(all);
        int n = all.length;
        while (n > 2) {
            double with = variance(all, n);
            if (!(with > 0) || variance(all, n - 1) > THETA * with) {
                return false;
            }
            if (all[n - 1] <= x) {
                return true;
            }
            n--;
        }
        return false;
    }

    private static double variance(double[] x, int n) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += x[i] / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
        }
        return squares / n;
    }

    /** Half hours; the highest score of a group is the half hour's. */
    private Evaluation.Measured nmf(
            TelescopeWorld planted, TelescopeWorld quiet, List<Outbreak> outbreaks, double recall, double ours) {
        double fewer = days / CHEAPER;
        int halves = (int) (fewer * DAY) / HALF_HOUR;
        double[] calm = new double[halves];
        double[] met = new double[outbreaks.size()];
        int first = REMEMBERED / HALF_HOUR;
        IntStream.range(0, halves).parallel().forEach(h -> calm[h] = highest(quiet, first + h));
        IntStream.range(0, met.length)
                .parallel()
                .forEach(i -> met[i] = highest(planted, outbreaks.get(i).firstWindow() / HALF_HOUR));
        AlertSeries series = new AlertSeries(calm, met);
        int any = AlertSeries.alerts(halves, h -> calm[h] > 0);
        int best = series.alerts(series.thresholdFor(recall));
        long anyMet = Arrays.stream(met).filter(s -> s > 0).count();
        return rival("Dark-NMF at its best threshold", best, fewer, ours, String.format(
                Locale.ROOT,
                "by rank score of a half hour's best group; with any group as published %.1f alerts a day in a row, %d"
                        + " of %d half hours with a group, %d of %d outbreaks met",
                any / fewer,
                Arrays.stream(calm).filter(s -> s > 0).count(),
                halves,
                anyMet,
                met.length));
    }

    private static double highest(TelescopeWorld world, int half) {
        List<Integer> windows =
                IntStream.range(HALF_HOUR * half, HALF_HOUR * (half + 1)).boxed().toList();
        return new DarkNmf(DarkNmf.Settings.SOURCES)
                .of(packets(world, windows, MINUTES)).stream()
                        .mapToDouble(DarkNmf.Group::score)
                        .max()
                        .orElse(0);
    }
}
