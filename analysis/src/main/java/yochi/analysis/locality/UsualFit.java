package yochi.analysis.locality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Learns a signature's usual from the steps before the newest: levels, rhythm and scatter in turn, beside the factor
 * that all regions share in a step, so that a wave that came over all of them is no scatter of one. A region's own
 * rhythm is drawn towards the common one by as much as the regions' rhythms are alike (method of moments).
 */
final class UsualFit {
    /** Regions from which on a factor common to all of them can be told from their own (own choice). */
    static final int LEAST_COMMON = 5;

    /** Counts that weigh as much as the belief that there is no rhythm common to all regions (own choice). */
    private static final double RHYTHM = 50;
    /**
     * Counts that weigh as much as the belief that a step has no factor of its own: its variance is 0.1 (own choice).
     */
    private static final double STEADY = 10;

    private static final int ROUNDS = 3;

    final int period;
    /** First step of the past, and the first after it. */
    final int from;

    final int past;
    /** 0 where not measured. */
    final double[][] count;

    final double[][] watched;
    final double[][] rhythm;
    final double[][] uneven;
    /** How far the region's own rhythm was followed, 0..1. */
    final double[][] followed;

    final double[] level;
    final double[] seen;
    final int[] steps;
    final double[] common;
    /** What stands behind the common factor of a step, in counts; endless where there is none. */
    final double[] behind;

    double kappa;
    /** The regions in an order that follows from their numbers: sums do not hang on how the regions are called. */
    final int[] order;

    private UsualFit(double[][] counts, double[][] exposure, int baseline, int now, int period) {
        int regions = counts.length;
        this.period = period;
        this.past = regions == 0 ? 0 : counts[0].length - now;
        this.from = Math.max(0, past - baseline);
        this.count = new double[regions][past];
        this.watched = new double[regions][past];
        this.rhythm = new double[regions][period];
        this.uneven = new double[regions][period];
        this.followed = new double[regions][period];
        this.level = new double[regions];
        this.seen = new double[regions];
        this.steps = new int[regions];
        this.common = new double[past];
        this.behind = new double[past];
        Arrays.fill(common, 1);
        Arrays.fill(behind, Double.POSITIVE_INFINITY);
        for (int i = 0; i < regions; i++) {
            Arrays.fill(rhythm[i], 1);
            for (int t = from; t < past; t++) {
                if (exposure[i][t] > 0 && !Double.isNaN(counts[i][t])) {
                    count[i][t] = counts[i][t];
                    watched[i][t] = exposure[i][t];
                    steps[i]++;
                    seen[i] += counts[i][t];
                }
            }
        }
        this.order = IntStream.range(0, regions)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> seen[i])
                        .thenComparing(i -> count[i], Arrays::compare)
                        .thenComparing(i -> watched[i], Arrays::compare))
                .mapToInt(i -> i)
                .toArray();
    }

    /**
     * Learns from the {@code baseline} steps before the {@code now} newest.
     *
     * @param counts per region and step, NaN where not measured
     * @param exposure what was watched, in any one unit; a step with 0 or NaN is not measured
     * @param period steps of a rhythm: 24 of hours, 7 of days
     */
    static Usual of(double[][] counts, double[][] exposure, int baseline, int now, int period) {
        UsualFit fit = new UsualFit(counts, exposure, baseline, now, period);
        Scatter daily = Scatter.NONE;
        for (int round = 0; round < ROUNDS; round++) {
            fit.levels();
            fit.rhythms();
            fit.shared();
            daily = Scatter.of(fit, 1);
            fit.kappa = Math.max(0, daily.value());
        }
        Scatter slow = Scatter.of(fit, period).beyond(daily, period);
        return new Usual(fit.rhythm, fit.uneven, fit.level, fit.seen, fit.steps, daily, slow);
    }

    /** Expected count of a past step, beside the factor common to all regions; 0 where not measured. */
    double expected(int region, int step) {
        return level[region] * watched[region][step] * rhythm[region][step % period];
    }

    private void levels() {
        double all = 0;
        double watchedAll = 0;
        double[] due = new double[level.length];
        for (int i : order) {
            for (int t = from; t < past; t++) {
                due[i] += watched[i][t] * rhythm[i][t % period] * common[t];
            }
            all += seen[i];
            watchedAll += due[i];
        }
        double together = watchedAll == 0 ? 0 : Math.max(all, Usual.PRIOR) / watchedAll;
        for (int i : order) {
            level[i] = together == 0 ? 0 : (Usual.PRIOR + seen[i]) / (Usual.PRIOR / together + due[i]);
        }
    }

    private void rhythms() {
        double[][] came = new double[level.length][period];
        double[][] due = new double[level.length][period];
        int[][] many = new int[level.length][period];
        double[] together = new double[period];
        double[] dueTogether = new double[period];
        for (int i : order) {
            for (int t = from; t < past; t++) {
                if (watched[i][t] > 0) {
                    came[i][t % period] += count[i][t] / common[t];
                    due[i][t % period] += level[i] * watched[i][t];
                    many[i][t % period]++;
                }
            }
            for (int p = 0; p < period; p++) {
                together[p] += came[i][p];
                dueTogether[p] += due[i][p];
            }
        }
        boolean alone = level.length < LEAST_COMMON;
        for (int p = 0; p < period; p++) {
            together[p] = alone ? 1 : (together[p] + RHYTHM) / (dueTogether[p] + RHYTHM);
        }
        follow(came, due, many, together);
    }

    /** The common rhythm, and of a region's own as much as is beyond what chance would make of it. */
    private void follow(double[][] came, double[][] due, int[][] many, double[] together) {
        double[][] off = new double[level.length][period];
        double[][] noise = new double[level.length][period];
        for (int i = 0; i < level.length; i++) {
            for (int p = 0; p < period; p++) {
                double b = due[i][p] * together[p];
                noise[i][p] = b > 0 ? 1 / b + kappa / many[i][p] : Double.POSITIVE_INFINITY;
                off[i][p] = b > 0 ? came[i][p] / b - 1 : 0;
            }
        }
        double own = Scatter.ofValues(order, off, noise, i -> Usual.known(steps[i], period));
        for (int i = 0; i < level.length; i++) {
            for (int p = 0; p < period; p++) {
                double share = own == 0 ? 0 : own / (own + noise[i][p]);
                followed[i][p] = share;
                rhythm[i][p] = together[p] * (1 + share * off[i][p]);
                uneven[i][p] = (1 - share) * own;
            }
        }
    }

    /** The factor of each past step at all regions, each weighing by how sure its count is. */
    private void shared() {
        if (level.length < LEAST_COMMON) {
            return;
        }
        for (int t = from; t < past; t++) {
            double came = STEADY;
            double due = STEADY;
            for (int i : order) {
                double b = expected(i, t);
                came += b > 0 ? count[i][t] / (1 + kappa * b) : 0;
                due += b / (1 + kappa * b);
            }
            common[t] = came / due;
            behind[t] = due;
        }
    }
}
