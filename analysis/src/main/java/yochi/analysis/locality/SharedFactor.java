package yochi.analysis.locality;

/**
 * The factor by which all regions are off their expectations together: Huber's estimate (1964), on which neither those
 * that rose nor one that fell weigh much, so that a wave over all of them is no rise of some, and the fall of one no
 * rise of the others.
 */
final class SharedFactor {
    /** Deviations from which a region weighs less (Huber 1964). */
    private static final double HUBER = 1.345;
    /** Counts that weigh as much as the belief that there is no common factor (own choice). */
    private static final double STEADY = 1;

    private static final int ROUNDS = 10;

    private SharedFactor() {}

    /** Of counts and expectations in units of the counts' variance; 1 where there are too few to tell. */
    static double of(double[] count, double[] expected) {
        if (count.length < UsualFit.LEAST_COMMON) {
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
            double next = counted / due;
            if (next == factor) {
                break; // and so would every further round be
            }
            factor = next;
        }
        return factor;
    }
}
