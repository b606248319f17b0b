package yochi.analysis.propagation;

/**
 * One guess of when a cascade arrived where, hours.
 *
 * @param at arrival, NaN where it had not arrived
 * @param until not arrived before this, where it had not; NaN where it had, or where nobody watched
 */
@SuppressWarnings("ArrayRecordComponent") // numbers as they were computed, never compared
record Arrivals(double[] at, double[] until) {
    /** Where it came first; -1 where it came nowhere. */
    int origin() {
        int first = -1;
        for (int i = 0; i < at.length; i++) {
            if (!Double.isNaN(at[i]) && (first < 0 || at[i] < at[first])) {
                first = i;
            }
        }
        return first;
    }

    boolean arrived(int region) {
        return !Double.isNaN(at[region]);
    }

    /** Until when the region could still be reached; NaN where nobody watched. */
    double reachable(int region) {
        return arrived(region) ? at[region] : until[region];
    }

    boolean before(int one, int other) {
        return arrived(one) && at[one] < reachable(other);
    }
}
