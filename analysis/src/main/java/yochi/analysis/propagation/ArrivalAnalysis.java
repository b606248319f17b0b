package yochi.analysis.propagation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import yochi.analysis.number.FalseDiscovery;
import yochi.analysis.propagation.ArrivalNetwork.Column;

/**
 * The network of first arrivals: rates between regions from many cascades, arrows that prove themselves on cascades
 * they were not fitted to, and the chance that one on its way reaches a region. Cascades that reached all at once take
 * no part ({@link SharedCause}).
 */
public final class ArrivalAnalysis {
    private final Settings settings;
    private final int regions;
    private final List<Cascade> cascades;
    private final double atOnce;
    private final FittedArrivals fitted;

    /**
     * How it is done.
     *
     * @param leastCascades fewer that spread give no network (algorithms §3.4: 50)
     * @param mostCascades the newest are taken
     * @param turns of guessing and fitting
     * @param draws guesses per cascade in a fit, those of the last turns
     * @param strictness times the noise of a score that an arrow must exceed in the fit
     * @param again draws of all cascades for frequency and interval
     * @param level false arrows among those drawn, at most, in the mean
     * @param frequency share of draws with the arrow above zero that is wanted (algorithms §3.4: 90 %)
     */
    public record Settings(
            int leastCascades,
            int mostCascades,
            int turns,
            int draws,
            double strictness,
            int again,
            double level,
            double frequency,
            long seed) {
        public static final Settings DEFAULTS = new Settings(50, 400, 20, 8, 0.5, 40, 0.05, 0.9, 1);
    }

    /** Fits the network; cascades seen in fewer than two regions say nothing of arrows but of what was not reached. */
    public ArrivalAnalysis(Settings settings, int regions, List<Cascade> cascades) {
        this.settings = settings;
        this.regions = regions;
        List<Cascade> sorted = cascades.stream()
                .sorted(Comparator.comparingDouble(Cascade::start).thenComparing(Cascade::name))
                .toList();
        List<Cascade> newest = sorted.subList(Math.max(0, sorted.size() - settings.mostCascades), sorted.size());
        this.cascades = newest.stream().filter(c -> !SharedCause.sure(c)).toList();
        this.atOnce = (newest.size() - this.cascades.size() + 1.0) / (newest.size() + 2.0);
        this.fitted = FittedArrivals.of(settings, regions, this.cascades);
    }

    /** How many spread, and so took part. */
    public int cascades() {
        return cascades.size();
    }

    /** Whether there are enough cascades for arrows; otherwise only {@link FirstArrivals} may be told. */
    public boolean enough() {
        return cascades.size() >= settings.leastCascades;
    }

    /** Rate per hour with which the one reaches the other once it has it, after the penalty. */
    public double rate(int from, int to) {
        return fitted.network().weight(from, to);
    }

    /** How much the arrivals speak for each arrow, in deviations of its score at zero: for ranking. */
    public double[][] evidence() {
        double[][] out = new double[regions][regions];
        for (int i = 0; i < regions; i++) {
            ArrivalFit fit = fitted.fit(i, settings.strictness);
            fit.ready();
            for (int j = 0; j < regions; j++) {
                out[j][i] = j == i ? 0 : fit.evidence(fitted.network().columns()[i], j);
            }
        }
        return out;
    }

    /** How likely it is by now that a cascade reaches the region within some hours, by a common cause or by arrows. */
    public ArrivalForecast forecast(Cascade known, int home, double hours) {
        double common = SharedCause.probability(known, atOnce);
        ArrivalForecast along = ArrivalForecast.of(fitted.network(), known, home, hours, settings.seed);
        return new ArrivalForecast(
                common + (1 - common) * along.reach(),
                common * SharedCause.sighting(known, home, hours) + (1 - common) * along.seen());
    }

    private Gain[][] gains() {
        ArrivalGain gain = new ArrivalGain(settings, regions, cascades);
        Gain[][] out = new Gain[regions][regions];
        for (int j = 0; j < regions; j++) {
            for (int i = 0; i < regions; i++) {
                out[j][i] = gain.of(j, i);
            }
        }
        return out;
    }

    /** Bounds of the chance that each arrow gains as much as it does where it is none, from the first to the second. */
    public double[][] noGain() {
        return Arrays.stream(gains())
                .map(row -> Arrays.stream(row).mapToDouble(Gain::pValue).toArray())
                .toArray(double[][]::new);
    }

    /** The arrows that prove themselves, the strongest first; none with too few cascades. */
    public List<Arrow> arrows() {
        if (!enough()) {
            return List.of();
        }
        Gain[][] gains = gains();
        double[] p = new double[regions * regions];
        Arrays.setAll(p, k -> k / regions == k % regions ? Double.NaN : gains[k / regions][k % regions].pValue());
        double[] q = FalseDiscovery.benjaminiHochberg(p);
        List<Arrow> out = new ArrayList<>();
        Map<Integer, double[][]> again = new TreeMap<>();
        for (int k = 0; k < q.length; k++) {
            int from = k / regions;
            int to = k % regions;
            if (q[k] <= settings.level && rate(from, to) > 0) {
                double[] drawn = again.computeIfAbsent(to, this::drawnAgain)[from];
                Arrow arrow = Arrow.of(from, to, lag(from, to), rate(from, to), drawn, gains[from][to].mean(), q[k]);
                if (arrow.frequency() >= settings.frequency) {
                    out.add(arrow);
                }
            }
        }
        out.sort(Arrow.STRONGEST);
        return out;
    }

    /** Hours from the one to the other, weighted by how surely it came by this arrow. */
    private double lag(int from, int to) {
        double sum = 0;
        double weight = 0;
        for (Arrivals a : fitted.guesses()) {
            if (a.arrived(to) && a.before(from, to)) {
                double share = rate(from, to) / fitted.network().rate(to, a, a.at()[to]);
                sum += share * (a.at()[to] - a.at()[from]);
                weight += share;
            }
        }
        return weight > 0 ? sum / weight : 0;
    }

    /** Rates into the region with the cascades drawn again, per leader. */
    private double[][] drawnAgain(int to) {
        int per = fitted.perCascade();
        SplittableRandom random = new SplittableRandom(settings.seed + 31L * to);
        double[][] out = new double[regions][settings.again];
        Column wide = FittedArrivals.wide(fitted.network(), to);
        for (int b = 0; b < settings.again; b++) {
            double[] weights = new double[fitted.guesses().size()];
            for (int c = 0; c < cascades.size(); c++) {
                int pick = random.nextInt(cascades.size());
                for (int d = 0; d < per; d++) {
                    weights[pick * per + d] += 1.0 / per;
                }
            }
            double[] from = new ArrivalFit(to, regions, fitted.guesses(), weights, settings.strictness)
                    .fit(wide)
                    .from();
            for (int j = 0; j < regions; j++) {
                out[j][b] = from[j];
            }
        }
        return out;
    }
}
