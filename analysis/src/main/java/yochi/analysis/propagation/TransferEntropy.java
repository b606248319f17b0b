package yochi.analysis.propagation;

/**
 * How many bits the leader's state tells of the follower's next one beyond the follower's own state (Schreiber 2000),
 * for series of two states, with Miller and Madow's correction of each entropy. A cross-check that sees what is not
 * linear. What all share tells the leader as much of the follower as the other way round, so that the difference
 * counts; a baseline.
 */
public final class TransferEntropy {
    /** Lags looked at (algorithms §3.4). */
    static final int MOST_LAG = 6;

    private static final int SHIFTS_A_DAY = 8;
    private static final double LN2 = Math.log(2);

    private TransferEntropy() {}

    /** Bits from the leader, {@code lag} steps before; gaps are told by {@code known}. */
    public static double bits(boolean[] leader, boolean[] follower, boolean[] known, int lag) {
        long[] table = new long[8];
        for (int t = Math.max(1, lag); t < follower.length; t++) {
            if (known[t] && known[t - 1] && known[t - lag]) {
                table[(follower[t] ? 4 : 0) + (follower[t - 1] ? 2 : 0) + (leader[t - lag] ? 1 : 0)]++;
            }
        }
        return bits(table);
    }

    /** The same from how often each state came: 4 next + 2 present + 1 leader. */
    static double bits(long[] table) {
        long[] nextPresent = new long[4];
        long[] presentLeader = new long[4];
        long[] present = new long[2];
        for (int s = 0; s < 8; s++) {
            nextPresent[s >> 1] += table[s];
            presentLeader[s & 3] += table[s];
            present[s >> 1 & 1] += table[s];
        }
        return entropy(nextPresent) - entropy(present) - entropy(table) + entropy(presentLeader);
    }

    private static double entropy(long[] counts) {
        double n = 0;
        int states = 0;
        for (long c : counts) {
            n += c;
            states += c > 0 ? 1 : 0;
        }
        if (n == 0) {
            return 0;
        }
        double sum = 0;
        for (long c : counts) {
            sum -= c > 0 ? c / n * Math.log(c / n) : 0;
        }
        return (sum + (states - 1) / (2 * n)) / LN2;
    }

    /** Values above zero, of a series whose rhythm is out. */
    static boolean[] high(double[] x) {
        boolean[] out = new boolean[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = x[t] > 0;
        }
        return out;
    }

    /**
     * The best lag of a pair: where the leader tells most more of the follower than the follower of it, with the
     * p-value against circular shifts of the leader by a week or more.
     *
     * @param lag steps
     * @param bits that the leader tells at that lag, less what the follower tells of it
     * @param pValue share of shifts that do as well, itself counted
     */
    public record Best(int lag, double bits, double pValue) {}

    /** Of two regions of a panel, the rhythm out, and what all share. */
    public static Best best(Panel panel, int leader, int follower) {
        return best(Residuals.of(panel), leader, follower, panel.stepsPerDay());
    }

    static Best best(Residuals rest, int leader, int follower, int day) {
        double[] factor = rest.factor(leader, follower);
        return best(rest.without(leader, factor), rest.without(follower, factor), MOST_LAG, day);
    }

    /** Of two rows of residuals, lags 1 to {@code mostLag}; fewer than three weeks give p = 1. */
    static Best best(double[] leader, double[] follower, int mostLag, int day) {
        Best found = at(leader, follower, mostLag, 0);
        int as = 1;
        int of = 1;
        // The rhythm is out, so shifts need not be whole days: these alone would be too few for a level of 5 %.
        int step = Math.max(1, day / SHIFTS_A_DAY);
        for (int shift = 7 * day; shift <= leader.length - 7 * day; shift += step) {
            of++;
            as += at(leader, follower, mostLag, shift).bits >= found.bits ? 1 : 0;
        }
        return new Best(found.lag, found.bits, (double) as / of);
    }

    private static Best at(double[] leader, double[] follower, int mostLag, int shift) {
        int n = leader.length;
        boolean[] x = new boolean[n];
        boolean[] y = high(follower);
        boolean[] known = new boolean[n];
        for (int t = 0; t < n; t++) {
            double v = leader[(t + shift) % n];
            x[t] = v > 0;
            known[t] = !Double.isNaN(v) && !Double.isNaN(follower[t]);
        }
        Best best = new Best(0, Double.NEGATIVE_INFINITY, Double.NaN);
        for (int lag = 1; lag <= mostLag; lag++) {
            double bits = bits(x, y, known, lag) - bits(y, x, known, lag);
            best = bits > best.bits ? new Best(lag, bits, Double.NaN) : best;
        }
        return best;
    }
}
