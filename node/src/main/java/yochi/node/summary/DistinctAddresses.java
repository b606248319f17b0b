package yochi.node.summary;

/**
 * The distinct addresses of one row of totals: exact while there is room, beyond it an estimate by HyperLogLog of
 * {@value #REGISTERS} registers, whose relative standard error is 1.6 % ({@link Registers}).
 */
final class DistinctAddresses {
    static final int REGISTERS = 1 << DistinctAddresses.BITS;
    /** Relative standard error of an estimate. */
    static final double ERROR = 1.04 / Math.sqrt(REGISTERS);

    private static final int BITS = 12;
    private static final byte[] EXACT = {};

    private final Room room;
    private LongCounts exact = new LongCounts(0);
    private byte[] registers = EXACT;

    /** Addresses that all rows together may keep exactly. */
    static final class Room {
        /** Rows with fewer addresses stay exact: an estimate would take more room. */
        static final int SMALL = 256;

        private final int most;
        private int kept;
        private boolean estimates;

        Room(int most) {
            this.most = most;
        }

        boolean full() {
            return kept > most;
        }

        /** Whether some row is an estimate. */
        boolean estimates() {
            return estimates;
        }
    }

    DistinctAddresses(Room room) {
        this.room = room;
    }

    void add(long code) {
        if (registers.length == 0) {
            room.kept += exact.add(code, 1) == 0 ? 1 : 0;
        } else {
            estimate(code);
        }
    }

    private void estimate(long code) {
        long hash = Registers.hash(1, code);
        int at = (int) (hash >>> (Long.SIZE - BITS));
        int rank = Math.min(Long.SIZE - BITS + 1, Long.numberOfLeadingZeros(hash << BITS) + 1);
        if (registers[at] < rank) {
            registers[at] = (byte) rank;
        }
    }

    /** Gives the exact addresses up for an estimate, if there are many. */
    void shrink() {
        if (registers.length > 0 || exact.size() <= Room.SMALL) {
            return;
        }
        registers = new byte[REGISTERS];
        exact.forEach((code, n) -> estimate(code));
        room.kept -= exact.size();
        room.estimates = true;
        exact = new LongCounts(0);
    }

    long size() {
        if (registers.length == 0) {
            return exact.size();
        }
        int[] ranks = new int[Long.SIZE];
        for (byte rank : registers) {
            ranks[rank]++;
        }
        ranks[0] = 0;
        return Math.round(Registers.estimate(ranks, BITS));
    }
}
