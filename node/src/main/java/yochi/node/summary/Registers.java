package yochi.node.summary;

/**
 * The number of distinct things of each of many rows, by HyperLogLog with {@value #PER_ROW} registers a row that share
 * one table: a row with few things takes little room. Relative standard error 1.04/sqrt({@value #PER_ROW}) = 3.25 %
 * (Flajolet et al. 2007), without the bias of small numbers (estimator of Ertl 2017). The larger of two registers wins,
 * so order and repetition do not matter.
 */
public final class Registers {
    /** Registers of one row. */
    public static final int PER_ROW = 1 << Registers.BITS;
    /** Relative standard error. */
    public static final double ERROR = 1.04 / Math.sqrt(PER_ROW);

    static final int BITS = 10;
    /** Largest rank: bits of the hash behind the register's number, and one. */
    private static final int MOST_RANK = 64 - BITS + 1;
    /** Alpha of the infinite limit: 1 / (2 ln 2). */
    private static final double ALPHA = 0.5 / Math.log(2);

    private Registers() {}

    /** The register of a thing in its row's part of the table. */
    static long key(long row, long hash) {
        return (row << BITS) | (hash >>> (64 - BITS));
    }

    /** The key of the same register of another row. */
    static long moved(long key, long row) {
        return (row << BITS) | (key & (PER_ROW - 1));
    }

    /** What the thing raises its register to: position of the first one bit behind the register's number. */
    static int rank(long hash) {
        return Math.min(MOST_RANK, Long.numberOfLeadingZeros(hash << BITS) + 1);
    }

    /** A fixed hash of 64 bits (finaliser of SplitMix64, Steele et al. 2014); it never leaves the node. */
    static long hash(long high, long low) {
        long z = low + 0x9E37_79B9_7F4A_7C15L * (high + 1);
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The estimate for a row.
     *
     * @param ranks how many registers of the row have each rank, those of rank 0 left out
     */
    static double estimate(int[] ranks) {
        return estimate(ranks, BITS);
    }

    /** The same of 2^bits registers. */
    static double estimate(int[] ranks, int bits) {
        int registers = 1 << bits;
        int most = Long.SIZE - bits + 1;
        int untouched = registers;
        for (int n : ranks) {
            untouched -= n;
        }
        double z = registers * tau(1 - (double) ranks[most] / registers);
        for (int k = most - 1; k >= 1; k--) {
            z = 0.5 * (z + ranks[k]);
        }
        z += registers * sigma((double) untouched / registers);
        return ALPHA * registers * registers / z;
    }

    static int[] ranks() {
        return new int[MOST_RANK + 1];
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = share;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z > before);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - share;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z < before);
        return z / 3;
    }
}
