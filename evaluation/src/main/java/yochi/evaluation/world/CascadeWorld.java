package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A directed graph of regions along which signatures spread, as telescopes of different size see it. Delays along an
 * edge are exponential; a region also gets a signature from outside. Truth: the graph, its delays, all arrivals.
 */
public final class CascadeWorld {
    /** Longest lag of the coupling, hours. */
    private static final int MOST_LAG = 48;

    private static final double COMMON_MEMORY = 0.9;
    /** Counts an hour at which a series is cut, in units of its base: a bound, never reached below criticality. */
    private static final double MOST_OF_BASE = 1e4;

    /** Spectral radius below which a graph has no circle; power iteration does not reach 0. */
    private static final double NO_CIRCLE = 0.05;

    private final CascadeParameters parameters;
    private final long seed;
    private final int n;
    private final int[] addresses;
    private final double[][] delays;

    private CascadeWorld(CascadeParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        this.n = parameters.regions();
        this.addresses = sizes();
        this.delays = graph();
    }

    public static CascadeWorld of(CascadeParameters parameters, long seed) {
        return new CascadeWorld(parameters, seed);
    }

    public int regions() {
        return n;
    }

    /** Addresses that each region's telescope monitors. */
    public int[] addresses() {
        return addresses.clone();
    }

    /** Mean delay from the first index to the second in hours, infinity where no edge leads. */
    public double[][] delayHours() {
        return Arrays.stream(delays).map(double[]::clone).toArray(double[][]::new);
    }

    public boolean edge(int from, int to) {
        return Double.isFinite(delays[from][to]);
    }

    private int[] sizes() {
        Chance chance = Chance.of(seed, "sizes");
        int[] rank = chance.distinct(n, n);
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            double share = (double) rank[i] / (n - 1);
            double ratio = (double) parameters.mostAddresses() / parameters.leastAddresses();
            out[i] = (int) Math.round(parameters.leastAddresses() * Math.pow(ratio, share));
        }
        return out;
    }

    private double[][] graph() {
        Chance chance = Chance.of(seed, "graph");
        double[][] out = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                boolean edge = i != j && chance.happens(parameters.edgesPerRegion() / (n - 1));
                double delay = parameters.delayHours() * chance.around(parameters.delaySigma());
                out[j][i] = edge ? delay : Double.POSITIVE_INFINITY;
            }
        }
        return out;
    }

    /** The cascades along the graph first, then those with a common cause. */
    public List<Cascade> cascades() {
        List<Cascade> out = new ArrayList<>();
        for (int c = 0; c < parameters.cascades(); c++) {
            out.add(seen(c, false, along(Chance.of(seed, "cascade", c))));
        }
        for (int c = 0; c < parameters.commonCascades(); c++) {
            out.add(seen(c, true, common(Chance.of(seed, "common", c))));
        }
        return out;
    }

    /** Whoever has it passes it on along each edge once; the earliest arrival counts. */
    private double[] along(Chance chance) {
        double[] at = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = chance.exponential(parameters.outsideHours());
        }
        at[chance.below(n)] = 0;
        double[][] took = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double unit = chance.exponential(1);
                took[j][i] = edge(j, i) ? unit * delays[j][i] : Double.POSITIVE_INFINITY;
            }
        }
        boolean[] done = new boolean[n];
        for (int round = 0; round < n; round++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                next = !done[i] && (next < 0 || at[i] < at[next]) ? i : next;
            }
            done[next] = true;
            for (int i = 0; i < n; i++) {
                at[i] = Math.min(at[i], at[next] + took[next][i]);
            }
        }
        return cut(at);
    }

    private double[] common(Chance chance) {
        double[] at = new double[n];
        Arrays.setAll(at, i -> chance.exponential(parameters.commonMinutes() / 60));
        double first = Arrays.stream(at).min().orElse(0);
        Arrays.setAll(at, i -> at[i] - first);
        return cut(at);
    }

    private double[] cut(double[] at) {
        return Arrays.stream(at)
                .map(t -> t <= parameters.horizonHours() ? t : Double.POSITIVE_INFINITY)
                .toArray();
    }

    /** What reports tell of it: the interval in which each region's first packet fell. */
    private Cascade seen(int number, boolean common, double[] arrived) {
        Chance chance = Chance.of(seed, common ? "sight of a common cause" : "sight", number);
        double volume = chance.around(parameters.volumeSigma());
        double largest = Arrays.stream(addresses).max().orElse(1);
        double step = parameters.reportMinutes() / 60.0;
        double[] after = new double[n];
        double[] by = new double[n];
        for (int i = 0; i < n; i++) {
            double wait = chance.exponential(1) * parameters.sightHours() * largest / addresses[i] / volume;
            double sight = arrived[i] + wait;
            boolean within = sight <= parameters.horizonHours();
            after[i] = within ? Math.floor(sight / step) * step : parameters.horizonHours();
            by[i] = within ? after[i] + step : Double.POSITIVE_INFINITY;
        }
        return new Cascade(common, arrived, after, by, parameters.horizonHours());
    }

    /**
     * Hourly counts over so many hours: a region's own activity with its daily rhythm and a factor that all share, and,
     * where coupled, what earlier counts at other regions bring along the graph's edges with the edge's mean delay.
     */
    public CoupledSeries series(int hours, boolean coupled) {
        Bounds.within("hours of a series", hours, 2, 1_000_000);
        double[][] weights = coupled ? weights() : new double[n][n];
        double[][] kernel = kernels();
        double middle = Math.sqrt((double) parameters.leastAddresses() * parameters.mostAddresses());
        double[] size = Arrays.stream(addresses).mapToDouble(a -> a / middle).toArray();
        Chance shared = Chance.of(seed, "shared");
        Chance chance = Chance.of(seed, coupled ? "coupled" : "apart");
        long[][] counts = new long[n][hours];
        double level = parameters.commonSigma() / Math.sqrt(1 - COMMON_MEMORY * COMMON_MEMORY) * shared.normal();
        for (int t = 0; t < hours; t++) {
            for (int i = 0; i < n; i++) {
                double rhythm = 1 + parameters.dayAmplitude() * Math.cos(2 * Math.PI * (t - zone(i)) / 24);
                double mean = parameters.seriesBase() * rhythm * Math.exp(level);
                for (int j = 0; j < n && coupled; j++) {
                    if (weights[j][i] > 0) {
                        mean += weights[j][i] * brought(counts[j], kernel[j * n + i], t) / size[j];
                    }
                }
                mean = Math.min(mean, MOST_OF_BASE * parameters.seriesBase());
                counts[i][t] = chance.poisson(size[i] * mean * chance.scatter(parameters.seriesScatter()));
            }
            level = COMMON_MEMORY * level + parameters.commonSigma() * shared.normal();
        }
        double[][] lags = coupled ? lags(kernel) : new double[n][n];
        if (!coupled) {
            Arrays.stream(lags).forEach(row -> Arrays.fill(row, Double.POSITIVE_INFINITY));
        }
        return new CoupledSeries(counts, weights, lags, size);
    }

    private int zone(int region) {
        return Chance.of(seed, "zone", region).below(24);
    }

    private static double brought(long[] counts, double[] kernel, int t) {
        double sum = 0;
        for (int lag = 1; lag <= Math.min(MOST_LAG, t); lag++) {
            sum += kernel[lag] * counts[t - lag];
        }
        return sum;
    }

    /** Geometric in whole hours from one hour on, with the edge's mean delay, cut at two days and made to sum to 1. */
    private double[][] kernels() {
        double[][] out = new double[n * n][MOST_LAG + 1];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                if (edge(j, i)) {
                    double stay = 1 - 1 / Math.max(1, delays[j][i]);
                    double sum = 0;
                    for (int lag = 1; lag <= MOST_LAG; lag++) {
                        out[j * n + i][lag] = Math.pow(stay, lag - 1);
                        sum += out[j * n + i][lag];
                    }
                    for (int lag = 1; lag <= MOST_LAG; lag++) {
                        out[j * n + i][lag] /= sum;
                    }
                }
            }
        }
        return out;
    }

    private double[][] lags(double[][] kernel) {
        double[][] out = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double mean = 0;
                for (int lag = 1; lag <= MOST_LAG; lag++) {
                    mean += lag * kernel[j * n + i][lag];
                }
                out[j][i] = edge(j, i) ? mean : Double.POSITIVE_INFINITY;
            }
        }
        return out;
    }

    /** Random weights on the edges, scaled to the wanted spectral radius, or row sum where the graph has no circle. */
    private double[][] weights() {
        Chance chance = Chance.of(seed, "weights");
        double[][] out = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                double weight = chance.between(0.5, 1.5);
                out[j][i] = edge(j, i) ? weight : 0;
            }
        }
        double radius = radius(out);
        double widest = Arrays.stream(out)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .max()
                .orElse(0);
        double by = radius > NO_CIRCLE ? radius : widest;
        double scale = by > 0 ? parameters.branching() / by : 0;
        for (double[] row : out) {
            for (int i = 0; i < n; i++) {
                row[i] *= scale;
            }
        }
        return out;
    }

    /** Largest eigenvalue of a matrix without negative entries, by the growth of powers of (I + W). */
    static double radius(double[][] w) {
        int n = w.length;
        double[] x = new double[n];
        Arrays.fill(x, 1);
        double growth = 1;
        for (int round = 0; round < 2000; round++) {
            double[] y = x.clone();
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    y[i] += w[j][i] * x[j];
                }
            }
            growth = Arrays.stream(y).max().orElse(1);
            double by = growth;
            x = Arrays.stream(y).map(v -> v / by).toArray();
        }
        return Math.max(0, growth - 1);
    }
}
