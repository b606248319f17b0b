package yochi.analysis.locality;

import java.util.List;

/**
 * What a signature's own past lets expect at each region: level by what was watched, times the rhythm of the hours of
 * the day (or days of the week), and how surely. Counts scatter with variance b + kappa b² about an expectation b;
 * kappa is common to the regions, whose sizes differ by decades. Made by {@link UsualFit}; holds no counts.
 */
final class Usual {
    /** Periods measured below which a region has no usual: a week (own choice). */
    private static final int LEAST_DAYS = 7;

    private static final int HOURS = 24;
    /** Weight of the common level in a region's, in counts: Jeffreys' prior of a Poisson rate. */
    static final double PRIOR = 0.5;
    /** Of a median beside a mean, of normal values. */
    private static final double MEDIAN_EFFICIENCY = 2 / Math.PI;

    /**
     * Degrees of freedom from which a signature's scatter is one of those of which the middle is taken (own choice).
     */
    private static final double LEAST_FREEDOM = 100;
    /** So many of them are enough (own choice). */
    private static final int LEAST_SIGNATURES = 10;

    private final double[][] rhythm;
    private final double[][] uneven;
    private final double[] level;
    private final double[] seen;
    private final int[] steps;
    private final Scatter step;
    private final Scatter slow;

    /**
     * What was learnt.
     *
     * @param rhythm by region and phase
     * @param uneven variance of that, relative to its square
     * @param seen counts behind a region's level
     * @param steps measured behind it
     * @param step variance of a step's factor
     * @param slow variance of a factor that lasts for a whole period, beyond what its steps' scatter explains
     */
    Usual(
            double[][] rhythm,
            double[][] uneven,
            double[] level,
            double[] seen,
            int[] steps,
            Scatter step,
            Scatter slow) {
        this.rhythm = rhythm;
        this.uneven = uneven;
        this.level = level;
        this.seen = seen;
        this.steps = steps;
        this.step = step;
        this.slow = slow;
    }

    int regions() {
        return level.length;
    }

    private int period() {
        return rhythm.length == 0 ? 1 : rhythm[0].length;
    }

    /** Whether the region was watched for long enough to have a usual. */
    boolean known(int region) {
        return known(steps[region], period());
    }

    static boolean known(int steps, int period) {
        return steps >= LEAST_DAYS * (period == HOURS ? HOURS : 1);
    }

    /** Expected count of a step by what was watched in it. */
    double rate(int region, int step) {
        return level[region] * rhythm[region][step % period()];
    }

    /** Variance, relative to the square of the mean, of a step's factor and of what is known of its phase. */
    double loose(int region, int at, Others others) {
        return kappa(others) + uneven[region][at % period()];
    }

    /** Variance, relative to the square of its mean, of the factor by which all steps of a region are off together. */
    double doubt(int region, Others others) {
        return 1 / (PRIOR + seen[region])
                + kappa(others) / Math.max(1, steps[region])
                + slow.above(others.slow) * (1 + (double) period() / Math.max(period(), steps[region]));
    }

    /** Variance of a step's factor beyond Poisson's scatter. */
    double kappa(Others others) {
        return step.above(others.step);
    }

    /**
     * How most signatures scatter: no other is believed to scatter less.
     *
     * @param step variance of a step's factor
     * @param slow of one that lasts for a whole period
     */
    record Others(double step, double slow) {
        static final Others NONE = new Others(Double.NaN, Double.NaN);

        /** The middle of those that tell enough of it, each by how surely; none of few. */
        static Others of(List<Usual> all) {
            List<Usual> telling = all.stream().filter(u -> u.freedom() >= LEAST_FREEDOM).toList();
            return telling.size() < LEAST_SIGNATURES
                    ? NONE
                    : new Others(
                            Scatter.middle(telling.stream().map(u -> u.step).toList()),
                            Scatter.middle(telling.stream().map(u -> u.slow).toList()));
        }
    }

    /** Degrees of freedom behind kappa: a step without a count tells little of it, and a median less than a mean. */
    double freedom() {
        double sum = 0;
        for (int i = 0; i < level.length; i++) {
            sum += known(i) ? Math.min(steps[i], seen[i]) : 0;
        }
        return Math.max(1, MEDIAN_EFFICIENCY * sum);
    }
}
