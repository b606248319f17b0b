package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A signature's newest counts beside what its past lets expect, at all regions that have a past. */
public final class AgainstPast {
    /** Log likelihood ratio of a region by itself: one-sided 5 % of a chi-squared's half (Wilks 1938). */
    private static final double LEAST_OWN = 1.353;

    private final RiseScan.Settings settings;
    private final Usual usual;
    private final Usual.Others others;
    private final int[] known;
    /** Counted in the newest steps of each region and window length. */
    private final double[][] sums;
    /** Of window length and region: expected, and variance by it. */
    private final double[][] due;

    private final double[][] scale;
    /** Variance of a step's count by its mean. */
    private final double[][] spread;
    /** Of the region's level. */
    private final double[] doubt;
    /** Counted at every region, those without a past too. */
    private final double[][] counted;

    AgainstPast(
            RiseScan.Settings settings, double[][] counts, double[][] exposure, Usual usual, Usual.Others others) {
        this.settings = settings;
        this.usual = usual;
        this.others = others;
        int steps = counts.length == 0 ? 0 : counts[0].length;
        int now = settings.now(steps);
        int[] all = new int[counts.length];
        int n = 0;
        for (int i = 0; i < counts.length; i++) {
            if (usual.known(i)) {
                all[n++] = i;
            }
        }
        this.known = Arrays.copyOf(all, n);
        this.sums = new double[now + 1][n];
        this.due = new double[now + 1][n];
        this.scale = new double[now + 1][n];
        this.spread = new double[now + 1][n];
        this.doubt = new double[n];
        this.counted = new double[counts.length][now + 1];
        for (int i = 0; i < counts.length; i++) {
            for (int w = 1; w <= now; w++) {
                double c = exposure[i][steps - w] > 0 ? counts[i][steps - w] : 0;
                counted[i][w] = counted[i][w - 1] + (Double.isNaN(c) ? 0 : c);
            }
        }
        for (int k = 0; k < n; k++) {
            doubt[k] = usual.doubt(known[k], others);
            double variance = 0;
            for (int w = 1; w <= now; w++) {
                int t = steps - w;
                double watched = exposure[known[k]][t];
                double b = watched > 0 && !Double.isNaN(counts[known[k]][t]) ? usual.rate(known[k], t) * watched : 0;
                spread[w][k] = 1 + b * usual.loose(known[k], t, others);
                variance += b * spread[w][k];
                double sum = due[w - 1][k] + b;
                due[w][k] = sum;
                sums[w][k] = counted[known[k]][w];
                scale[w][k] = sum == 0 ? 1 : (variance + sum * sum * doubt[k]) / sum;
            }
        }
    }

    /** Variance of a step's factor beyond Poisson's scatter. */
    double kappa() {
        return usual.kappa(others);
    }

    /** Degrees of freedom behind it. */
    double freedom() {
        return usual.freedom();
    }

    /** Regions that have a usual. */
    public int[] known() {
        return known.clone();
    }

    /** Expected count of a region in the newest {@code window} steps; NaN where it has no usual. */
    public double expected(int region, int window) {
        int k = Arrays.binarySearch(known, region);
        return k < 0 ? Double.NaN : due[Math.min(window, due.length - 1)][k];
    }

    /** Variance of that count by its mean where nothing has risen. */
    public double dispersion(int region, int window) {
        int k = Arrays.binarySearch(known, region);
        return k < 0 ? Double.NaN : scale[Math.min(window, due.length - 1)][k];
    }

    /** Counts of a region in the newest {@code window} steps, of those measured. */
    public double counted(int region, int window) {
        return counted[region][Math.min(window, due.length - 1)];
    }

    /**
     * Minus log10 of the probability of so many in the newest {@code window} steps of a region; 0 without a usual.
     */
    public double surprise(int region, int window) {
        double expected = expected(region, window);
        return Double.isNaN(expected)
                ? 0
                : new NegativeBinomial(expected, Math.max(1, dispersion(region, window)))
                        .surprise(counted(region, window));
    }

    /** The factor of all regions together on the step so many steps ago, 1 the newest. */
    double sharedOn(int ago) {
        double[] count = new double[known.length];
        double[] expected = new double[known.length];
        for (int k = 0; k < count.length; k++) {
            double b = due[ago][k] - due[ago - 1][k];
            double times = spread[ago][k] + b * doubt[k];
            count[k] = b > 0 ? (sums[ago][k] - sums[ago - 1][k]) / times : 0;
            expected[k] = b / times;
        }
        return SharedFactor.of(count, expected);
    }

    public RiseScan.Rise rise() {
        int best = 0;
        SubsetScan.Elevated most = SubsetScan.Elevated.NONE;
        for (int w = 1; w < due.length; w++) {
            SubsetScan.Elevated found = most(sums[w], w);
            if (found.score() > most.score()) {
                most = found;
                best = w;
            }
        }
        double shared = best == 0 ? 1 : shared(sums[best], best);
        double count = 0;
        double expected = 0;
        List<Integer> regions = new ArrayList<>();
        for (int k : themselves(most.regions(), best, shared)) {
            count += sums[best][k];
            expected += due[best][k];
            regions.add(known[k]);
        }
        return new RiseScan.Rise(most.score(), best, regions, count, expected * shared, kappa());
    }

    /**
     * The best subset holds every region of a larger quotient than its last one, were it by chance: only those that are
     * above their expectation by themselves are told; all of them, where they are so together only.
     */
    private int[] themselves(int[] subset, int w, double shared) {
        int[] out = Arrays.stream(subset)
                .filter(k -> {
                    double times = 1 + shared * (scale[w][k] - 1);
                    return SubsetScan.score(sums[w][k] / times, shared * due[w][k] / times) >= LEAST_OWN;
                })
                .toArray();
        return out.length == 0 ? subset : out;
    }

    private double shared(double[] counts, int w) {
        return SharedFactor.of(scaled(counts, w), scaled(due[w], w));
    }

    private SubsetScan.Elevated most(double[] counts, int w) {
        double shared = shared(counts, w);
        double[] count = new double[counts.length];
        double[] expected = new double[counts.length];
        for (int k = 0; k < count.length; k++) {
            // The scatter beyond Poisson's grows with the square of the expectation.
            double times = 1 + shared * (scale[w][k] - 1);
            count[k] = counts[k] / times;
            expected[k] = shared * due[w][k] / times;
        }
        return SubsetScan.most(count, expected);
    }

    private double[] scaled(double[] values, int window) {
        double[] out = new double[values.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = values[k] / scale[window][k];
        }
        return out;
    }

    /** The chance of such a score by parametric bootstrap. */
    public RiseChance chance(double score, long seed) {
        return chance(score, seed, 1);
    }

    /** The same where only p-values of at most so much are of use. */
    RiseChance chance(double score, long seed, double needed) {
        QuietScores quiet = new QuietScores(due, scale, spread, doubt, usual.freedom());
        return RiseChance.of(score, settings, quiet::next, seed, needed);
    }
}
