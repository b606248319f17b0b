package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    private static final int BLOCKS = 5;

    private final Settings settings;
    private final Panel panel;
    private final CountDesign design;
    private final Model[] models;
    private final double[][] weights;
    private double radius;

    /**
     * How it is done.
     *
     * @param leastDays fewer give no network: fewer than three weeks show no weekly rhythm
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

    /** Bounds of the chance that arrows into a region gain as much as they do where there are none, by leader. */
    public double[] noGain(int region) {
        double[] out = new double[panel.size()];
        Arrays.fill(out, 1);
        gains(region).forEach(t -> out[t.from] = t.gain.pValue());
        return out;
    }

    /** How much the counts speak for each arrow when no other is drawn, in deviations of its score: for ranking. */
    public double[][] evidence() {
        int n = panel.size();
        double[] all = between(0, panel.steps());
        double[][] out = new double[n][n];
        for (int i = 0; i < n; i++) {
            CountFit fit = new CountFit(design, i, CountFit.columns(design, i), all, settings.strictness);
            double[] scores = fit.groupScores(fit.nothing());
            for (int j = 0; j < n; j++) {
                out[j][i] = scores[j];
            }
        }
        return out;
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
            // Without a leader in the whole fit there is nothing to draw, and the blocks' fits are most of the work.
            if (led(i)) {
                tried.addAll(gains(i));
            }
        }
        // Arrows that were not tried are tests, too: their p-value is 1.
        double[] p = new double[panel.size() * (panel.size() - 1)];
        Arrays.fill(p, 1);
        for (int k = 0; k < tried.size(); k++) {
            p[k] = tried.get(k).gain.pValue();
        }
        double[] q = FalseDiscovery.benjaminiHochberg(p);
        Map<Integer, double[][]> again = new TreeMap<>();
        List<Arrow> out = new ArrayList<>();
        for (int k = 0; k < tried.size(); k++) {
            Tried t = tried.get(k);
            if (q[k] <= settings.level && weights[t.from][t.to] > 0) {
                double[] drawn = again.computeIfAbsent(t.to, this::drawnAgain)[t.from];
                Arrow arrow = Arrow.of(
                        t.from, t.to, lag(t.from, t.to), weights[t.from][t.to], drawn, t.gain.mean(), q[k]);
                if (arrow.frequency() >= settings.frequency) {
                    out.add(arrow);
                }
            }
        }
        out.sort(Arrow.STRONGEST);
        return out;
    }

    private boolean led(int region) {
        return IntStream.range(0, panel.size()).anyMatch(j -> j != region && weights[j][region] > 0);
    }

    private double lag(int from, int to) {
        double sum = 0;
        double lag = 0;
        for (int b = 0; b < CountDesign.FADES.length; b++) {
            double w = models[to].weights()[CountDesign.column(from, b)];
            sum += w;
            lag += w * design.lag(b);
        }
        return lag / sum;
    }

    /** Days in blocks, each foretold by the fit to all others with and without each leader; gains summed by day. */
    private List<Tried> gains(int region) {
        int day = panel.stepsPerDay();
        int days = panel.steps() / day;
        double[][] columns = CountFit.columns(design, region);
        Map<Integer, double[]> perLeader = new TreeMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            double[] inside = between(days * block / BLOCKS * day, days * (block + 1) / BLOCKS * day);
            double[] outside = Arrays.stream(inside).map(v -> 1 - v).toArray();
            CountFit others = new CountFit(design, region, columns, outside, settings.strictness);
            Model full = others.fit(others.nothing());
            if (!others.led(full)) {
                continue;
            }
            CountFit told = new CountFit(design, region, columns, inside, settings.strictness);
            double[] scored = told.logScores(full);
            for (int j = 0; j < panel.size(); j++) {
                if (j != region && full.leader(j) > 0) {
                    double[] less = told.logScores(others.relaxed(full.without(j)));
                    double[] gains = perLeader.computeIfAbsent(j, l -> new double[days]);
                    int[] steps = told.steps();
                    for (int s = 0; s < steps.length; s++) {
                        gains[steps[s] / day] += scored[s] - less[s];
                    }
                }
            }
        }
        List<Tried> out = new ArrayList<>();
        perLeader.forEach((j, gains) -> out.add(new Tried(j, region, Gain.ofParts(gains))));
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
