package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks whether some regions have risen together above their own usual, whichever they are and however long ago it
 * began: the best subset by {@link SubsetScan} over all windows of the newest steps. Counts and expectations are
 * divided by the variance that a window's count has per count, so that scattered and little known series do not
 * shout. From five regions on the factor that all of them share is taken out by Huber's estimate, on which neither
 * those that rose nor one that fell weigh much, so that a wave over all of them is no rise of some, and the fall of
 * one no rise of the others.
 */
public final class RiseScan {
    private static final double EULER = 0.5772156649015329;
    /** Deviations from which a region weighs less in the common factor (Huber 1964). */
    private static final double HUBER = 1.345;
    /** Counts that weigh as much as the belief that there is no common factor (own choice). */
    private static final double STEADY = 1;

    private static final int ROUNDS = 10;

    private final Settings settings;

    /**
     * How is looked.
     *
     * @param longest longest window, steps: 24 of hours, 7 of days
     * @param period steps of a rhythm: 24 of hours, 7 of days
     * @param baseline steps of the past from which is learnt: 28 days
     * @param replicates most sets simulated for a p-value (algorithms §3.3)
     * @param first so many of them are enough where the p-value is plainly large or far below their reach
     */
    public record Settings(int longest, int period, int baseline, int replicates, int first) {
        public static final Settings DAYS = new Settings(7, 7, 28, 999, 99);
        public static final Settings HOURS = new Settings(24, 24, 28 * 24, 999, 99);
    }

    /**
     * A rise.
     *
     * @param score log likelihood ratio of the best subset and window, 0 where nothing is elevated
     * @param steps length of that window, which ends with the newest step
     * @param regions of the subset, ascending
     * @param count of the subset in the window
     * @param expected of the subset in the window, by its past and by how much the others changed
     * @param kappa variance of a step's factor beyond Poisson's scatter
     */
    public record Rise(double score, int steps, List<Integer> regions, double count, double expected, double kappa) {
        public Rise {
            regions = List.copyOf(regions);
        }

        /** Whether the region is of the subset. */
        public boolean holds(int region) {
            return regions.contains(region);
        }
    }

    /**
     * How probable so high a score is where nothing has risen.
     *
     * @param value of sets simulated, or of Gumbel's distribution fitted to the first of them
     * @param replicates simulated
     * @param fitted whether it is Gumbel's
     */
    public record Chance(double value, int replicates, boolean fitted) {}

    public RiseScan(Settings settings) {
        this.settings = settings;
    }

    /** One signature at all regions, ready to be asked. */
    public Signature of(double[][] counts, double[][] exposure) {
        return of(counts, exposure, 0);
    }

    /** The same where counts are known to scatter at least so much. */
    Signature of(double[][] counts, double[][] exposure, double leastKappa) {
        return new Signature(counts, exposure, leastKappa);
    }

    /** A signature's counts beside what its past lets expect. */
    public final class Signature {
        private final double[][] counts;
        private final Usual usual;
        private final int steps;
        private final int[] known;
        /** Of region and window length: expected, and variance by it. */
        private final double[][] due;

        private final double[][] scale;
        /** Variance of a step's count by its mean. */
        private final double[][] spread;
        /** Of the region's level. */
        private final double[] doubt;

        private Signature(double[][] counts, double[][] exposure, double leastKappa) {
            this.counts = counts;
            this.steps = counts.length == 0 ? 0 : counts[0].length;
            int now = Math.min(settings.longest, Math.max(0, steps - 1));
            this.usual = new Usual(counts, exposure, settings.baseline, now, settings.period, leastKappa);
            int[] all = new int[counts.length];
            int n = 0;
            for (int i = 0; i < counts.length; i++) {
                if (usual.known(i)) {
                    all[n++] = i;
                }
            }
            this.known = Arrays.copyOf(all, n);
            this.due = new double[now + 1][n];
            this.scale = new double[now + 1][n];
            this.spread = new double[now + 1][n];
            this.doubt = new double[n];
            for (int k = 0; k < n; k++) {
                doubt[k] = usual.doubt(known[k]);
                double sum = 0;
                double variance = 0;
                for (int w = 1; w <= now; w++) {
                    int t = steps - w;
                    if (usual.measured(known[k], t)) {
                        double b = usual.expected(known[k], t);
                        sum += b;
                        spread[w][k] = usual.dispersion(known[k], t);
                        variance += b * spread[w][k];
                    }
                    due[w][k] = sum;
                    scale[w][k] = sum == 0 ? 1 : (variance + sum * sum * doubt[k]) / sum;
                }
            }
        }

        /** Variance of a step's factor beyond Poisson's scatter. */
        double kappa() {
            return usual.kappa();
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
            double sum = 0;
            for (int t = Math.max(0, steps - window); t < steps; t++) {
                sum += usual.measured(region, t) ? counts[region][t] : 0;
            }
            return sum;
        }

        /**
         * Minus log10 of the probability of so many in the newest {@code window} steps of a region; 0 without a
         * usual.
         */
        public double surprise(int region, int window) {
            double due = expected(region, window);
            return Double.isNaN(due)
                    ? 0
                    : new NegativeBinomial(due, Math.max(1, dispersion(region, window)))
                            .surprise(counted(region, window));
        }

        public Rise rise() {
            double[][] sums = new double[due.length][known.length];
            for (int k = 0; k < known.length; k++) {
                for (int w = 1; w < due.length; w++) {
                    int t = steps - w;
                    sums[w][k] = sums[w - 1][k] + (usual.measured(known[k], t) ? counts[known[k]][t] : 0);
                }
            }
            int best = 0;
            SubsetScan.Elevated most = SubsetScan.Elevated.NONE;
            for (int w = 1; w < due.length; w++) {
                SubsetScan.Elevated found = most(sums[w], w);
                if (found.score() > most.score()) {
                    most = found;
                    best = w;
                }
            }
            double count = 0;
            double expected = 0;
            List<Integer> regions = new ArrayList<>();
            for (int i = 0; i < most.regions().length; i++) {
                count += sums[best][most.regions()[i]];
                expected += due[best][most.regions()[i]];
                regions.add(known[most.regions()[i]]);
            }
            double shared = best == 0 ? 1 : shared(scaled(sums[best], best), scaled(due[best], best));
            return new Rise(most.score(), best, regions, count, expected * shared, usual.kappa());
        }

        private SubsetScan.Elevated most(double[] sums, int w) {
            double shared = shared(scaled(sums, w), scaled(due[w], w));
            double[] count = new double[sums.length];
            double[] expected = new double[sums.length];
            for (int k = 0; k < count.length; k++) {
                // The scatter beyond Poisson's grows with the square of the expectation.
                double times = 1 + shared * (scale[w][k] - 1);
                count[k] = sums[k] / times;
                expected[k] = shared * due[w][k] / times;
            }
            return SubsetScan.most(count, expected);
        }

        /** The factor of all regions together; 1 where there are too few to tell it from their own. */
        private double shared(double[] count, double[] expected) {
            if (known.length < Usual.LEAST_COMMON) {
                return 1;
            }
            double factor = 1;
            for (int round = 0; round < ROUNDS; round++) {
                double counted = STEADY;
                double due = STEADY;
                for (int k = 0; k < count.length; k++) {
                    double mean = factor * expected[k];
                    double off = mean > 0 ? Math.abs(count[k] - mean) / Math.sqrt(mean) : 0;
                    double weight = off <= HUBER ? 1 : HUBER / off;
                    counted += weight * count[k];
                    due += weight * expected[k];
                }
                factor = counted / due;
            }
            return factor;
        }

        private double[] scaled(double[] values, int window) {
            double[] out = new double[values.length];
            for (int k = 0; k < out.length; k++) {
                out[k] = values[k] / scale[window][k];
            }
            return out;
        }

        /** The score of counts drawn as if nothing had risen. */
        private double simulated(SplittableRandom random) {
            double[][] sums = new double[due.length][known.length];
            double half = usual.freedom() / 2;
            // How much more the counts may scatter than their past tells.
            double more = half / NegativeBinomial.drawGamma(half, random);
            for (int k = 0; k < known.length; k++) {
                double off = doubt[k] == 0 ? 1 : NegativeBinomial.drawGamma(1 / doubt[k], random) * doubt[k];
                for (int w = 1; w < due.length; w++) {
                    double mean = due[w][k] - due[w - 1][k];
                    double wider = Math.max(1, more * spread[w][k]);
                    sums[w][k] = sums[w - 1][k]
                            + (mean > 0 ? NegativeBinomial.draw(mean * off, wider, random) : 0);
                }
            }
            double most = 0;
            for (int w = 1; w < due.length; w++) {
                most = Math.max(most, most(sums[w], w).score());
            }
            return most;
        }

        /**
         * The chance of such a score by parametric bootstrap. Equal scores, which counts of few sources often have, are
         * put in order by lot, so that p-values of quiet series are even.
         */
        public Chance chance(double score, long seed) {
            if (score <= 0) {
                return new Chance(1, 0, false);
            }
            SplittableRandom random = new SplittableRandom(seed);
            double[] first = new double[settings.first];
            int above = 0;
            int equal = 0;
            for (int r = 0; r < settings.replicates; r++) {
                double s = simulated(random);
                above += s > score ? 1 : 0;
                equal += s == score ? 1 : 0;
                if (r < first.length) {
                    first[r] = s;
                }
                if (r + 1 == first.length) {
                    double far = gumbel(first, score);
                    boolean plain = above >= Math.sqrt(first.length) * ENOUGH;
                    if (far < 1.0 / FAR / settings.replicates) {
                        return new Chance(far, r + 1, true);
                    } else if (plain) {
                        return new Chance(rank(above, equal, r + 1, random), r + 1, false);
                    }
                }
            }
            return new Chance(rank(above, equal, settings.replicates, random), settings.replicates, false);
        }
    }

    /** Scores above ours among the first, in square roots of their number, beyond which p is surely above 5 %. */
    private static final double ENOUGH = 2;
    /** How far below the reach of all replicates a fitted p-value must lie to be told instead (own choice). */
    private static final double FAR = 10;

    private static double rank(int above, int equal, int of, SplittableRandom random) {
        return (above + random.nextDouble() * (equal + 1)) / (of + 1);
    }

    /** Upper tail of Gumbel's distribution fitted by moments. */
    static double gumbel(double[] sample, double score) {
        double mean = Arrays.stream(sample).average().orElse(0);
        double variance = Arrays.stream(sample).map(s -> (s - mean) * (s - mean)).sum() / (sample.length - 1);
        double scale = Math.sqrt(6 * variance) / Math.PI;
        if (scale == 0) {
            return score > mean ? 0 : 1;
        }
        return -Math.expm1(-Math.exp(-(score - mean + EULER * scale) / scale));
    }
}
