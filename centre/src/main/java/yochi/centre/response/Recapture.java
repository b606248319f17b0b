package yochi.centre.response;

import java.util.Optional;

/**
 * How many machines there are when two groups of nodes have each seen some of them: Chapman's estimator (1951) with the
 * log-normal interval of Chao (1987), which never falls below what was seen. It takes machines to be met by either
 * group independently; machines that attack everywhere are met by both too often, so in truth it errs low.
 */
final class Recapture {
    /** With fewer in common the estimator is biased (Robson and Regier 1964). */
    static final long FEWEST_COMMON = 7;

    private static final double Z95 = 1.959964;

    private Recapture() {}

    /**
     * The estimate; empty where too few were seen by both.
     *
     * @param first seen by the first group
     * @param second seen by the second
     * @param both seen by both
     */
    static Optional<MachineMonth.Estimate> of(long first, long second, long both) {
        if (both < FEWEST_COMMON) {
            return Optional.empty();
        }
        double n1 = first;
        double n2 = second;
        double m = both;
        double estimate = (n1 + 1) * (n2 + 1) / (m + 1) - 1;
        double variance = (n1 + 1) * (n2 + 1) * (n1 - m) * (n2 - m) / ((m + 1) * (m + 1) * (m + 2));
        double seen = n1 + n2 - m;
        double unseen = estimate - seen;
        if (unseen <= 0) {
            return Optional.of(new MachineMonth.Estimate(seen, seen, seen));
        }
        double factor = Math.exp(Z95 * Math.sqrt(Math.log1p(variance / (unseen * unseen))));
        return Optional.of(new MachineMonth.Estimate(estimate, seen + unseen / factor, seen + unseen * factor));
    }
}
