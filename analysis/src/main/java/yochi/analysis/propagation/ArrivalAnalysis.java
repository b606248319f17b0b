package yochi.analysis.propagation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import yochi.analysis.number.FalseDiscovery;
import yochi.analysis.propagation.ArrivalNetwork.Column;

/**
 * The network of first arrivals: rates between regions from many cascades, arrows that prove themselves on later
 * cascades, and the chance that one on its way reaches a region. Guesses of the true arrivals and the fit to them take
 * turns (stochastic EM), since a small telescope sees late.
 */
public final class ArrivalAnalysis {
    /** Guesses of each region between two fits, and updates in each of these (own choice). */
    private static final int SWEEPS = 2;

    private static final int UPDATES = 40;
    private static final int FOLDS = 3;

    private final Settings settings;
    private final int regions;
    private final List<Cascade> cascades;
    private final ArrivalNetwork network;
    private final List<Arrivals> guesses;

    /**
     * How it is done.
     *
     * @param leastCascades fewer give no network (algorithms §3.4: 50)
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
        public static final Settings DEFAULTS = new Settings(50, 400, 15, 5, 0.5, 100, 0.05, 0.9, 1);
    }

    /** Fits the network; cascades seen in fewer than two regions say nothing of arrows but of what was not reached. */
    public ArrivalAnalysis(Settings settings, int regions, List<Cascade> cascades) {
        this.settings = settings;
        this.regions = regions;
        List<Cascade> sorted = cascades.stream()
                .sorted(Comparator.comparingDouble(Cascade::start).thenComparing(Cascade::name))
                .toList();
        this.cascades = sorted.subList(Math.max(0, sorted.size() - settings.mostCascades), sorted.size());
        Fitted fitted = fit(this.cascades);
        this.network = fitted.network;
        this.guesses = fitted.guesses;
    }

    private record Fitted(ArrivalNetwork network, List<Arrivals> guesses) {}

    public int cascades() {
        return cascades.size();
    }

    /** Whether there are enough cascades for arrows; otherwise only {@link FirstArrivals} may be told. */
    public boolean enough() {
        return cascades.size() >= settings.leastCascades;
    }

    /** Rate per hour with which the one reaches the other once it has it, after the penalty. */
    public double rate(int from, int to) {
        return network.weight(from, to);
    }

    /** How much the arrivals speak for each arrow, in deviations of its score at zero: for ranking. */
    public double[][] evidence() {
        double[][] out = new double[regions][regions];
        double[] weights = new double[guesses.size()];
        Arrays.fill(weights, (double) cascades.size() / guesses.size());
        for (int i = 0; i < regions; i++) {
            ArrivalFit fit = new ArrivalFit(i, regions, guesses, weights, settings.strictness);
            fit.ready();
            for (int j = 0; j < regions; j++) {
                out[j][i] = j == i ? 0 : fit.evidence(network.columns()[i], j);
            }
        }
        return out;
    }

    /** How likely it is by now that a cascade reaches the region within some hours. */
    public ArrivalForecast forecast(Cascade known, int home, double hours) {
        return ArrivalForecast.of(network, known, home, hours, settings.seed);
    }

    private Fitted fit(List<Cascade> of) {
        List<ArrivalDraws> draws =
                of.stream().map(c -> new ArrivalDraws(c, settings.seed)).toList();
        List<Arrivals> sighted = of.stream()
                .map(c -> new ArrivalDraws(c.uncorrected(), settings.seed).copy())
                .toList();
        ArrivalNetwork now = plain(sighted, 1, ArrivalNetwork.start(regions, usualRate(of)));
        Deque<List<Arrivals>> pool = new ArrayDeque<>();
        for (int turn = 0; turn < settings.turns && !Thread.currentThread().isInterrupted(); turn++) {
            ArrivalNetwork given = now;
            pool.addLast(draws.stream().map(d -> d.take(given, 1, SWEEPS).getFirst()).toList());
            if (pool.size() > settings.draws) {
                pool.removeFirst();
            }
            now = plain(pool.stream().flatMap(List::stream).toList(), 1.0 / pool.size(), now);
        }
        List<Arrivals> last = new ArrayList<>();
        for (int c = 0; c < of.size(); c++) {
            for (List<Arrivals> turn : pool) {
                last.add(turn.get(c));
            }
        }
        return new Fitted(columns(last, 1.0 / Math.max(1, pool.size()), now), last);
    }

    /** Without penalty: a network that is drawn down would guess arrivals too far apart. */
    private ArrivalNetwork plain(List<Arrivals> from, double weight, ArrivalNetwork start) {
        double[] weights = new double[from.size()];
        Arrays.fill(weights, weight);
        Column[] out = new Column[regions];
        for (int i = 0; i < regions; i++) {
            out[i] = new ArrivalFit(i, regions, from, weights, 0).some(wide(start, i), UPDATES);
        }
        return new ArrivalNetwork(out);
    }

    /** Arrivals by the time that regions waited for them. */
    private double usualRate(List<Cascade> of) {
        double seen = 1;
        double hours = 1;
        for (Cascade c : of) {
            for (int i = 0; i < regions; i++) {
                seen += c.seen(i) ? 1 : 0;
                hours += c.watched()[i] ? Math.max(0, (c.seen(i) ? c.to()[i] : c.end()) - c.start()) : 0;
            }
        }
        return seen / hours;
    }

    private ArrivalNetwork columns(List<Arrivals> from, double weight, ArrivalNetwork start) {
        double[] weights = new double[from.size()];
        Arrays.fill(weights, weight);
        Column[] out = new Column[regions];
        for (int i = 0; i < regions; i++) {
            out[i] = new ArrivalFit(i, regions, from, weights, settings.strictness).fit(wide(start, i));
        }
        return new ArrivalNetwork(out);
    }

    /** Every arrow gets another chance: what is zero stays zero in the updates. */
    private Column wide(ArrivalNetwork from, int region) {
        Column c = from.columns()[region];
        double even = Math.max(1e-9, (c.outside() + c.common() + Arrays.stream(c.from()).sum()) / (10 * regions));
        double[] up = Arrays.stream(c.from()).map(w -> w + even).toArray();
        up[region] = 0;
        return new Column(c.outside() + even, c.common() + even, up);
    }

    private record Edge(int from, int to) implements Comparable<Edge> {
        private static final Comparator<Edge> ORDER =
                Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to);

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }
    }

    /** The arrows that prove themselves, the strongest first; none with too few cascades. */
    public List<Arrow> arrows() {
        if (!enough()) {
            return List.of();
        }
        List<Map.Entry<Edge, Gain>> tried = List.copyOf(gains().entrySet());
        double[] q = FalseDiscovery.benjaminiHochberg(
                tried.stream().mapToDouble(e -> e.getValue().pValue()).toArray());
        List<Arrow> out = new ArrayList<>();
        Map<Integer, double[][]> again = new TreeMap<>();
        for (int k = 0; k < q.length; k++) {
            Edge e = tried.get(k).getKey();
            if (q[k] <= settings.level && network.weight(e.from, e.to) > 0) {
                double[] drawn = again.computeIfAbsent(e.to, this::drawnAgain)[e.from];
                Arrow arrow = arrow(e, drawn, tried.get(k).getValue().mean(), q[k]);
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

    private Arrow arrow(Edge e, double[] drawn, double gain, double q) {
        double[] sorted = Arrays.stream(drawn).sorted().toArray();
        long above = Arrays.stream(drawn).filter(v -> v > 0).count();
        return new Arrow(
                e.from,
                e.to,
                lag(e),
                network.weight(e.from, e.to),
                sorted[(int) (0.025 * (sorted.length - 1))],
                sorted[(int) Math.ceil(0.975 * (sorted.length - 1))],
                (double) above / drawn.length,
                gain,
                q);
    }

    /** Hours from the one to the other, weighted by how surely it came by this arrow. */
    private double lag(Edge e) {
        double sum = 0;
        double weight = 0;
        for (Arrivals a : guesses) {
            if (a.arrived(e.to) && a.before(e.from, e.to)) {
                double share = network.weight(e.from, e.to) / network.rate(e.to, a, a.at()[e.to]);
                sum += share * (a.at()[e.to] - a.at()[e.from]);
                weight += share;
            }
        }
        return weight > 0 ? sum / weight : 0;
    }

    /** Rates into the region with the cascades drawn again, per leader. */
    private double[][] drawnAgain(int to) {
        int per = guesses.size() / Math.max(1, cascades.size());
        SplittableRandom random = new SplittableRandom(settings.seed + 31L * to);
        double[][] out = new double[regions][settings.again];
        Column wide = wide(network, to);
        for (int b = 0; b < settings.again; b++) {
            double[] weights = new double[guesses.size()];
            for (int c = 0; c < cascades.size(); c++) {
                int pick = random.nextInt(cascades.size());
                for (int d = 0; d < per; d++) {
                    weights[pick * per + d] += 1.0 / per;
                }
            }
            double[] from = new ArrivalFit(to, regions, guesses, weights, settings.strictness)
                    .fit(wide)
                    .from();
            for (int j = 0; j < regions; j++) {
                out[j][b] = from[j];
            }
        }
        return out;
    }

    /** Per arrow that any of three fits to the past had: its gain on the cascades after that past. */
    private Map<Edge, Gain> gains() {
        int n = cascades.size();
        Map<Edge, double[]> all = new TreeMap<>();
        int first = n / 2;
        for (int f = 0; f < FOLDS; f++) {
            int from = first + (n - first) * f / FOLDS;
            int to = first + (n - first) * (f + 1) / FOLDS;
            fold(from, to, first, all);
        }
        Map<Edge, Gain> out = new TreeMap<>();
        all.forEach((edge, values) -> out.put(edge, Gain.of(values)));
        return out;
    }

    private void fold(int from, int to, int first, Map<Edge, double[]> all) {
        Fitted past = fit(cascades.subList(0, from));
        double[] weights = new double[past.guesses.size()];
        Arrays.fill(weights, (double) from / Math.max(1, past.guesses.size()));
        ArrivalFit[] fits = IntStream.range(0, regions)
                .mapToObj(i -> new ArrivalFit(i, regions, past.guesses, weights, settings.strictness))
                .toArray(ArrivalFit[]::new);
        ArrivalNetwork nothing = new ArrivalNetwork(
                Arrays.stream(fits).map(ArrivalFit::nothing).toArray(Column[]::new));
        List<List<Arrivals>> later = new ArrayList<>();
        for (int c = from; c < to; c++) {
            ArrivalDraws draws = new ArrivalDraws(cascades.get(c), settings.seed);
            draws.take(nothing, settings.turns, 1);
            later.add(draws.take(nothing, settings.draws, 2));
        }
        for (int i = 0; i < regions; i++) {
            Column full = past.network.columns()[i];
            for (int j = 0; j < regions; j++) {
                if (full.from()[j] > 0) {
                    Column without = fits[i].fit(full.without(j));
                    double[] gains = all.computeIfAbsent(new Edge(j, i), e -> new double[cascades.size() - first]);
                    for (int c = from; c < to; c++) {
                        gains[c - first] = gain(i, full, without, later.get(c - from));
                    }
                }
            }
        }
    }

    private double gain(int region, Column full, Column without, List<Arrivals> guesses) {
        double sum = 0;
        for (Arrivals a : guesses) {
            int origin = a.origin();
            sum += of(region, full).logLikelihood(region, a, origin)
                    - of(region, without).logLikelihood(region, a, origin);
        }
        return sum / guesses.size();
    }

    private ArrivalNetwork of(int region, Column column) {
        Column[] columns = network == null ? new Column[regions] : network.columns().clone();
        columns[region] = column;
        return new ArrivalNetwork(columns);
    }
}
