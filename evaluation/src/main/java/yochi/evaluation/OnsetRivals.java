package yochi.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import yochi.analysis.onset.DarkGlasso;
import yochi.analysis.onset.DarkNmf;
import yochi.analysis.onset.DarkPackets;
import yochi.analysis.onset.GraphicalLasso;
import yochi.evaluation.world.Outbreak;
import yochi.evaluation.world.TelescopeWindow;
import yochi.evaluation.world.TelescopeWorld;

/**
 * What the fused detectors are held against: the published Dark-GLASSO and Dark-NMF on the same windows, with
 * investigators left out for them too.
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
    private static final int CHEAPER = 8;

    private static final double SHARE = 0.10;

    private final OnsetPair pair;
    private final double days;

    /**
     * A published detector's alerts.
     *
     * @param recall of the outbreaks of 10 % at which they were counted
     */
    record Published(String name, OnsetFigures.Alerts alerts, double recall, String words) {}

    /**
     * The published detectors on the same worlds.
     *
     * @param days on which alerts are counted, after three that Dark-GLASSO remembers
     */
    OnsetRivals(OnsetPair pair, double days) {
        this.pair = pair;
        this.days = days;
    }

    List<Published> published(double recall) {
        List<Outbreak> outbreaks = pair.outbreaks(pair.share(SHARE));
        List<Published> out = new ArrayList<>(glasso(outbreaks, recall));
        out.add(nmf(outbreaks, recall));
        return out;
    }

    private List<Published> glasso(List<Outbreak> outbreaks, double recall) {
        TelescopeWorld quiet = pair.quiet().world();
        TelescopeWorld planted = pair.planted().world();
        int judged = (int) (days * DAY);
        double[][] calm = new double[REMEMBERED + judged][];
        double[][] met = new double[outbreaks.size()][];
        Arrays.setAll(calm, w -> densities(quiet, w));
        Arrays.setAll(met, i -> densities(planted, outbreaks.get(i).firstWindow()));
        boolean[] alarms = published(calm);
        int found = (int) Arrays.stream(met).filter(d -> alarmed(calm, alarms, calm.length, d)).count();
        int alerts = AlertSeries.alerts(judged, w -> alarms[REMEMBERED + w]);
        int flooded = AlertSeries.alerts(judged, w -> alarms[REMEMBERED + w] && pair.flooded(REMEMBERED + w));
        Published best = null;
        for (int penalty = 0; penalty < calm[0].length; penalty++) {
            int of = penalty;
            double[] density = IntStream.range(REMEMBERED, calm.length).mapToDouble(w -> calm[w][of]).toArray();
            AlertSeries series = new AlertSeries(density, Arrays.stream(met).mapToDouble(d -> d[of]).toArray());
            double threshold = series.thresholdFor(recall);
            int n = series.alerts(threshold);
            if (best == null || n < best.alerts().n()) {
                int inFloods = AlertSeries.alerts(
                        judged, w -> density[w] >= threshold && pair.flooded(REMEMBERED + w));
                best = new Published(
                        "Dark-GLASSO at its best threshold",
                        new OnsetFigures.Alerts(n, days),
                        recall,
                        String.format(Locale.ROOT, "penalty %.1f, %d of them in floods", 0.4 + 0.1 * of, inFloods));
            }
        }
        return List.of(
                new Published(
                        "Dark-GLASSO as published",
                        new OnsetFigures.Alerts(alerts, days),
                        (double) found / met.length,
                        "meets " + found + " of " + met.length + " outbreaks, " + flooded + " of them in floods"),
                Objects.requireNonNull(best, "there are penalties"));
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
    private Published nmf(List<Outbreak> outbreaks, double recall) {
        double fewer = days / CHEAPER;
        int halves = (int) (fewer * DAY) / HALF_HOUR;
        double[] calm = new double[halves];
        double[] met = new double[outbreaks.size()];
        int first = REMEMBERED / HALF_HOUR;
        Arrays.setAll(calm, h -> highest(pair.quiet().world(), first + h));
        Arrays.setAll(met, i -> highest(pair.planted().world(), outbreaks.get(i).firstWindow() / HALF_HOUR));
        AlertSeries series = new AlertSeries(calm, met);
        return new Published(
                "Dark-NMF at its best threshold",
                new OnsetFigures.Alerts(series.alerts(series.thresholdFor(recall)), fewer),
                recall,
                String.format(
                        Locale.ROOT,
                        "by rank score of a half hour's best group; as published %d of %d half hours have a group, and"
                                + " %d of %d outbreaks",
                        Arrays.stream(calm).filter(s -> s > 0).count(),
                        halves,
                        Arrays.stream(met).filter(s -> s > 0).count(),
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
