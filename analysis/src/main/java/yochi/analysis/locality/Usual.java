package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yochi.analysis.number.Median;

/**
 * What a signature's own past lets expect at each region in the newest steps: level by what was watched, times the
 * rhythm of the hours of the day (or days of the week). Learnt beside the factor that all regions share in a step, so
 * that a wave that came over all of them is no scatter of one. Counts scatter with variance b + kappa b² about an
 * expectation b; kappa is common to the regions, whose sizes differ by decades.
 */
final class Usual {
    /** Regions from which on a factor common to all of them can be told from their own (own choice). */
    static final int LEAST_COMMON = 5;

    /** Periods of a week's steps measured below which a region has no usual: a week (own choice). */
    private static final int LEAST_DAYS = 7;

    private static final int HOURS = 24;
    /** Weight of the common level in a region's, in counts: Jeffreys' prior of a Poisson rate. */
    private static final double PRIOR = 0.5;
    /** Counts that weigh as much as the belief in no rhythm, and in the rhythm common to all regions (own choice). */
    private static final double RHYTHM = 50;
    /**
     * Counts that weigh as much as the belief that a step has no factor of its own: its variance is 0.1 (own choice).
     */
    private static final double STEADY = 10;

    /** Of a median beside a mean, of normal values. */
    private static final double MEDIAN_EFFICIENCY = 2 / Math.PI;

    private static final int ROUNDS = 3;
    private static final double MOST_KAPPA = 4;

    private final double[][] counts;
    private final double[][] exposure;
    private final int from;
    private final int past;
    private final int period;
    private final double[][] rhythm;
    private final double[] level;
    /** What went into a region's level, in counts. */
    private final double[] seen;

    private final int[] steps;
    private final double[] common;
    private double kappa;
    /** Variance of a factor that lasts for a whole period, beyond what its steps' scatter explains. */
    private double slow;

    /**
     * Learns from the {@code baseline} steps before the {@code now} newest.
     *
     * @param counts per region and step, NaN where not measured
     * @param exposure what was watched, in any one unit; a step with 0 or NaN is not measured
     * @param period steps of a rhythm: 24 of hours, 7 of days
     * @param leastKappa what kappa is at least, such as that of most other signatures
     */
    Usual(double[][] counts, double[][] exposure, int baseline, int now, int period, double leastKappa) {
        int regions = counts.length;
        this.counts = counts;
        this.exposure = exposure;
        this.past = regions == 0 ? 0 : counts[0].length - now;
        this.from = Math.max(0, past - baseline);
        this.period = period;
        this.rhythm = new double[regions][period];
        this.level = new double[regions];
        this.seen = new double[regions];
        this.steps = new int[regions];
        this.common = new double[past];
        Arrays.fill(common, 1);
        for (double[] row : rhythm) {
            Arrays.fill(row, 1);
        }
        for (int i = 0; i < regions; i++) {
            for (int t = from; t < past; t++) {
                if (measured(i, t)) {
                    steps[i]++;
                    seen[i] += counts[i][t];
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            levels();
            rhythms();
            shared();
            kappa = scatter(1);
        }
        kappa = Math.max(leastKappa, kappa);
        slow = Math.max(0, scatter(period) - kappa / period);
    }

    boolean measured(int region, int step) {
        return exposure[region][step] > 0 && !Double.isNaN(counts[region][step]);
    }

    /** Whether the region was watched for long enough to have a usual. */
    boolean known(int region) {
        return steps[region] >= LEAST_DAYS * (period == HOURS ? HOURS : 1);
    }

    /** Expected count of a step. */
    double expected(int region, int step) {
        return level[region] * exposure[region][step] * rhythm[region][step % period];
    }

    /** Variance of a step's count by its mean: the scatter, and the doubt about the phase. */
    double dispersion(int region, int step) {
        double perPhase = seen[region] / period;
        double phase = perPhase / ((perPhase + RHYTHM) * (perPhase + RHYTHM));
        return 1 + expected(region, step) * (kappa + phase);
    }

    /** Variance, relative to the square of its mean, of the factor by which all steps of a region are off together. */
    double doubt(int region) {
        return 1 / (PRIOR + seen[region])
                + kappa / Math.max(1, steps[region])
                + slow * (1 + (double) period / Math.max(period, steps[region]));
    }

    /** Variance of a step's factor beyond Poisson's scatter. */
    double kappa() {
        return kappa;
    }

    /** Degrees of freedom behind kappa: a step without a count tells little of it, and a median less than a mean. */
    double freedom() {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += known(i) ? Math.min(steps[i], seen[i]) : 0;
        }
        return Math.max(1, MEDIAN_EFFICIENCY * sum);
    }

    private void levels() {
        double[] due = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int t = from; t < past; t++) {
                due[i] += measured(i, t) ? exposure[i][t] * rhythm[i][t % period] * common[t] : 0;
            }
        }
        double watched = ordered(due);
        double all = watched == 0 ? 0 : Math.max(ordered(seen), PRIOR) / watched;
        for (int i = 0; i < counts.length; i++) {
            level[i] = all == 0 ? 0 : (PRIOR + seen[i]) / (PRIOR / all + due[i]);
        }
    }

    private void rhythms() {
        double[][] count = new double[period][counts.length];
        double[][] due = new double[period][counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int t = from; t < past; t++) {
                if (measured(i, t)) {
                    count[t % period][i] += counts[i][t] / common[t];
                    due[t % period][i] += level[i] * exposure[i][t];
                }
            }
        }
        for (int p = 0; p < period; p++) {
            double together = (ordered(count[p]) + RHYTHM) / (ordered(due[p]) + RHYTHM);
            for (int i = 0; i < counts.length; i++) {
                rhythm[i][p] = together * (count[p][i] + RHYTHM) / (due[p][i] * together + RHYTHM);
            }
        }
    }

    /** The factor of each past step at all regions, each weighing by how sure its count is. */
    private void shared() {
        if (counts.length < LEAST_COMMON) {
            return;
        }
        double[] count = new double[counts.length];
        double[] due = new double[counts.length];
        for (int t = from; t < past; t++) {
            for (int i = 0; i < counts.length; i++) {
                double b = measured(i, t) ? expected(i, t) : 0;
                count[i] = b > 0 ? counts[i][t] / (1 + kappa * b) : 0;
                due[i] = b / (1 + kappa * b);
            }
            common[t] = (ordered(count) + STEADY) / (ordered(due) + STEADY);
        }
    }

    /**
     * Variance beyond Poisson's of sums over so many steps, relative to their squared means: median over the regions.
     */
    private double scatter(int length) {
        List<double[]> perRegion = new ArrayList<>();
        double shared = counts.length < LEAST_COMMON ? 1 : (counts.length - 1.0) / counts.length;
        for (int i = 0; i < counts.length; i++) {
            double excess = 0;
            double plain = 0;
            double squared = 0;
            int sums = 0;
            for (int end = past; end - length >= from; end -= length) {
                double c = 0;
                double b = 0;
                for (int t = end - length; t < end; t++) {
                    if (measured(i, t)) {
                        c += counts[i][t];
                        b += expected(i, t) * common[t];
                    }
                }
                if (b > 0) {
                    double weight = 1 / ((1 + kappa * b) * (1 + kappa * b));
                    excess += weight * (c - b) * (c - b);
                    plain += weight * b;
                    squared += weight * b * b;
                    sums++;
                }
            }
            double free = (sums - 1.0) / Math.max(1, sums) * shared * (length == 1 ? unfitted(i) : 1);
            if (sums > 1 && known(i)) {
                // Median of a chi-squared by Wilson and Hilferty.
                free *= Math.pow(1 - 2 / (9 * (sums - 1.0)), 3);
                perRegion.add(new double[] {(excess / free - plain) / squared, squared});
            }
        }
        return perRegion.isEmpty() ? 0 : Math.clamp(Median.weighted(perRegion).orElse(0), 0, MOST_KAPPA);
    }

    /** Share of a step's variance that the region's own rhythm has not taken up. */
    private double unfitted(int region) {
        double perPhase = seen[region] / period;
        double taken = perPhase / (perPhase + RHYTHM);
        return 1 - (2 * taken - taken * taken) * period / Math.max(period, steps[region]);
    }

    /** Summed in order of size, so that the order of the regions plays no part, not even in the last digit. */
    private static double ordered(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double v : sorted) {
            sum += v;
        }
        return sum;
    }
}
