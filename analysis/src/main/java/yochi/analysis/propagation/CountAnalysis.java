package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import yochi.analysis.number.FalseDiscovery;
import yochi.analysis.propagation.CountFit.Model;

/**
 * The network of counts: each region's counts drawn by its rhythm, by what all regions share now and shared before, by
 * its own past, and sparsely by others' past (a Hawkes process in steps, negative binomial; algorithms §3.4). An
 * arrow is drawn only when it foretells later days that it was not fitted to.
 */
public final class CountAnalysis {
    /** Above it counts would draw ever more counts; weights are drawn down to it. */
    static final double MOST_RADIUS = 0.99;

    private static final int FOLDS = 3;

    private final Settings settings;
    private final Panel panel;
    private final CountDesign design;
    private final Model[] models;
    private final double[][] weights;
    private double radius;

    /**
     * How it is done.
     *
     * @param leastDays fewer give no network: half of them train, and a test over days needs ten
     * @param strictness times the noise of a score that a leader must exceed in the fit
     * @param blockHours length of the blocks that are drawn again: longer than the longest kernel
     * @param again draws of all blocks for frequency and interval
     * @param level false arrows among those drawn, at most, in the mean
     * @param frequency share of draws with the arrow above zero that is wanted (algorithms §3.4: 90 %)
     */
    public record Settings(
            int leastDays, double strictness, int blockHours, int again, double level, double frequency, long seed) {
        public static final Settings DEFAULTS = new Settings(21, 1, 48, 40, 0.05, 0.9, 1);
    }

    /** Why nothing can be told of the panel, if so. */
    public static Optional<String> refusal(Panel panel, Settings settings) {
        int days = panel.steps() / Math.max(1, panel.stepsPerDay());
        if (panel.size() < LeadLag.LEAST_REGIONS) {
            return Optional.of(panel.size() + " regions; what all share cannot be told apart below "
                    + LeadLag.LEAST_REGIONS);
        }
        return days < settings.leastDays
                ? Optional.of(days + " days of hourly counts; the network of counts needs " + settings.leastDays)
                : Optional.empty();
    }

    /** Fits the network to a panel that is not refused. */
    public CountAnalysis(Settings settings, Panel panel) {
        refusal(panel, settings).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        this.settings = settings;
        this.panel = panel;
        this.design = new CountDesign(panel);
        int n = panel.size();
        this.models = new Model[n];
        double[] all = new double[panel.steps()];
        Arrays.fill(all, 1);
        for (int i = 0; i < n && !Thread.currentThread().isInterrupted(); i++) {
            CountFit fit = new CountFit(design, i, CountFit.columns(design, i), all, settings.strictness);
            models[i] = fit.fit(fit.nothing());
        }
        this.weights = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[j][i] = models[i] == null ? 0 : models[i].leader(j);
            }
        }
        bound();
    }

    /** Draws all weights down where counts would draw ever more counts. */
    private void bound() {
        radius = Spectrum.radius(weights);
        if (radius > MOST_RADIUS) {
            double by = MOST_RADIUS / radius;
            for (double[] row : weights) {
                for (int i = 0; i < row.length; i++) {
                    row[i] *= by;
                }
            }
        }
    }

    /** Counts at the second that one count (by exposure) at the first draws after it, after the penalty. */
    public double weight(int from, int to) {
        return weights[from][to];
    }

    /** Largest eigenvalue of the fitted weights before they were bounded; below 1 the process is stable. */
    public double fittedRadius() {
        return radius;
    }

    /** Of the bounded weights: never above {@value #MOST_RADIUS}. */
    public double radius() {
        return Math.min(radius, MOST_RADIUS);
    }

    private record Tried(int from, int to, Gain gain) {}

    /** The arrows that prove themselves, the strongest first. */
    public List<Arrow> arrows() {
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < panel.size() && !Thread.currentThread().isInterrupted(); i++) {
            tried.addAll(gains(i));
        }
        double[] q = FalseDiscovery.benjaminiHochberg(
                tried.stream().mapToDouble(t -> t.gain.pValue()).toArray());
        Map<Integer, double[][]> again = new TreeMap<>();
        List<Arrow> out = new ArrayList<>();
        for (int k = 0; k < q.length; k++) {
            Tried t = tried.get(k);
            if (q[k] <= settings.level && weights[t.from][t.to] > 0) {
                double[] drawn = again.computeIfAbsent(t.to, this::drawnAgain)[t.from];
                Arrow arrow = arrow(t, drawn, q[k]);
                if (arrow.frequency() >= settings.frequency) {
                    out.add(arrow);
                }
            }
        }
        out.sort(Comparator.comparingDouble((Arrow a) -> -a.strength())
                .thenComparingInt(Arrow::from)
                .thenComparingInt(Arrow::to));
        return out;
    }

    private Arrow arrow(Tried t, double[] drawn, double q) {
        double[] sorted = Arrays.stream(drawn).sorted().toArray();
        double sum = 0;
        double lag = 0;
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            double w = models[t.to].weights()[CountDesign.column(t.from, b)];
            sum += w;
            lag += w * design.lag(b);
        }
        return new Arrow(
                t.from,
                t.to,
                lag / sum,
                weights[t.from][t.to],
                sorted[(int) (0.025 * (sorted.length - 1))],
                sorted[(int) Math.ceil(0.975 * (sorted.length - 1))],
                (double) Arrays.stream(drawn).filter(v -> v > 0).count() / drawn.length,
                t.gain.mean(),
                q);
    }

    /** Rolling origin: fitted to the first half and scored on the next sixth, and so on; gains summed by day. */
    private List<Tried> gains(int region) {
        int n = panel.steps();
        int day = panel.stepsPerDay();
        int days = n / day;
        int first = days / 2;
        double[][] columns = CountFit.columns(design, region);
        Map<Integer, double[]> perLeader = new TreeMap<>();
        for (int f = 0; f < FOLDS; f++) {
            int from = first + (days - first) * f / FOLDS;
            int to = first + (days - first) * (f + 1) / FOLDS;
            CountFit past = new CountFit(design, region, columns, between(0, from * day), settings.strictness);
            CountFit later = new CountFit(design, region, columns, between(from * day, to * day), settings.strictness);
            Model full = past.fit(past.nothing());
            double[] scored = later.logScores(full);
            for (int j = 0; j < panel.size(); j++) {
                if (j != region && full.leader(j) > 0) {
                    double[] less = later.logScores(past.relaxed(full.without(j)));
                    double[] gains = perLeader.computeIfAbsent(j, l -> new double[days - first]);
                    int[] steps = later.steps();
                    for (int s = 0; s < steps.length; s++) {
                        gains[steps[s] / day - first] += scored[s] - less[s];
                    }
                }
            }
        }
        List<Tried> out = new ArrayList<>();
        perLeader.forEach((j, gains) -> out.add(new Tried(j, region, Gain.of(gains))));
        return out;
    }

    private double[] between(int from, int to) {
        double[] out = new double[panel.steps()];
        Arrays.fill(out, from, to, 1);
        return out;
    }

    /** Weights into the region with blocks of days drawn again, per leader. */
    private double[][] drawnAgain(int to) {
        SplittableRandom random = new SplittableRandom(settings.seed + 31L * to);
        int block = settings.blockHours * panel.stepsPerDay() / 24;
        double[][] columns = CountFit.columns(design, to);
        double[][] out = new double[panel.size()][settings.again];
        for (int b = 0; b < settings.again; b++) {
            double[] times = new double[panel.steps()];
            for (int drawn = 0; drawn < times.length; drawn += block) {
                int start = random.nextInt(times.length);
                for (int k = 0; k < block; k++) {
                    times[(start + k) % times.length]++;
                }
            }
            CountFit fit = new CountFit(design, to, columns, times, settings.strictness);
            Model model = fit.fit(fit.nothing());
            for (int j = 0; j < panel.size(); j++) {
                out[j][b] = model.leader(j);
            }
        }
        return out;
    }
}
