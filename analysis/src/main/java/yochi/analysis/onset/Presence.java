package yochi.analysis.onset;

import org.hipparchus.special.Gamma;

/**
 * Whether sources keep to the same slots more than chance would have it, given how many slots each was active in and
 * how busy each slot is: dispersion D = sum (N_s - E_s)^2 / v, chi-squared with n-1 degrees of freedom, and the least
 * likely slot with its exact tail ({@link SlotTail}), corrected for n slots by Bonferroni.
 *
 * @param sources active ones
 * @param peakSlot the slot least likely by chance, the first of several
 * @param peak sources active in it
 * @param expected sources expected in it
 * @param variance of the sources in a mean slot by chance; sources that are always there add none
 * @param zMax (peak - expected) in standard deviations, those of the expectation among them
 * @param dispersion D
 * @param pDispersion upper tail of D; holds from some dozens of sources on
 * @param pPeak upper tail of the peak times n; holds for any number. Slots share each source's active ones, so that two
 *     are full together no more often than independent ones: the bound is within (n-1)p/2 of the exact chance of the
 *     maximum, 2 % at 0.05 (Bonferroni's second inequality); what is conservative is that counts are discrete
 * @param pBeyond what pPeak would be with one source more
 */
record Presence(
        long sources,
        int peakSlot,
        int peak,
        double expected,
        double variance,
        double zMax,
        double dispersion,
        double pDispersion,
        double pPeak,
        double pBeyond) {

    /**
     * @param rhythm what is expected of the slots
     * @param active sources active in each slot
     * @param byActivity sources that were active in k of the watched slots
     */
    static Presence of(Rhythm rhythm, int[] active, long[] byActivity) {
        int n = byActivity.length - 1;
        double squares = 0;
        double known = Math.sqrt(1 + rhythm.noise());
        double v = new SlotTail(byActivity, 1).variance() * n / (n - 1);
        Presence best = new Presence(new SlotTail(byActivity, 1).sources(), 0, 0, 0, v, 0, 0, 1, 1, 1);
        boolean first = true;
        for (int s = 0; s < active.length; s++) {
            if (rhythm.busy(s) == 0) {
                continue;
            }
            SlotTail tail = new SlotTail(byActivity, rhythm.busy(s));
            double mean = tail.mean();
            double excess = (active[s] - mean) / known;
            squares += excess * excess;
            double z = v > 0 ? excess / Math.sqrt(v) : 0;
            if (first || z > best.zMax) {
                long x = (long) Math.ceil(mean + excess - 1e-9);
                double p = v > 0 ? Math.min(1, n * tail.atLeast(x)) : 1;
                double beyond = v > 0 ? Math.min(1, n * tail.atLeast(x + 1)) : 1;
                best = new Presence(best.sources, s, active[s], mean, v, z, 0, 1, p, beyond);
                first = false;
            }
        }
        double d = v > 0 ? squares / v : 0;
        double p = n > 1 ? Gamma.regularizedGammaQ((n - 1) / 2.0, d / 2) : 1;
        return new Presence(
                best.sources,
                best.peakSlot,
                best.peak,
                best.expected,
                v,
                best.zMax,
                d,
                Math.clamp(p, 0, 1),
                best.pPeak,
                best.pBeyond);
    }
}
