package yochi.node.summary;

import java.util.Arrays;

/**
 * The distinct addresses of one row of totals: exact while there is room, beyond it an estimate by HyperLogLog of
 * {@value #REGISTERS} registers, whose relative standard error is 1.6 %; where very many rows want one, of
 * {@value #FEW_REGISTERS} registers and 6.5 % ({@link Registers}).
 */
final class DistinctAddresses {
    static final int REGISTERS = 1 << DistinctAddresses.BITS;
    static final int FEW_REGISTERS = 1 << DistinctAddresses.FEW_BITS;
    /** Relative standard error of an estimate. */
    static final double ERROR = 1.04 / Math.sqrt(REGISTERS);
    /** Relative standard error of an estimate of a row that came when many others had their estimates already. */
    static final double COARSE_ERROR = 1.04 / Math.sqrt(FEW_REGISTERS);

    private static final int BITS = 12;
    private static final int FEW_BITS = 8;
    private static final byte[] EXACT = {};
    private static final long OTHERS = 1L << Integer.SIZE;
    private static final int[] EMPTY = {};
    private static final IntSet NONE = new IntSet();

    private final Room room;
    private final IntSet four = new IntSet();
    /** Codes beyond IPv4: in most rows there is none. */
    private IntSet others = NONE;
    private byte[] registers = EXACT;

    /** Addresses that all rows together may keep exactly. */
    static final class Room {
        /** Rows with fewer addresses stay exact: an estimate would take more room. */
        static final int SMALL = 256;
        /** The same where only coarse estimates are left. */
        static final int SMALLER = 16;
        /** Fine estimates of one room: 16 MiB. */
        static final int MOST_FINE = 1 << 12;

        private final int most;
        private int kept;
        private int fine;
        private double error;

        Room(int most) {
            this.most = most;
        }

        boolean full() {
            return kept > most;
        }

        /** Whether some row is an estimate. */
        boolean estimates() {
            return error > 0;
        }

        /** The largest relative standard error of a row; 0 where all are exact. */
        double error() {
            return error;
        }
    }

    /** Different numbers of 32 bits by open addressing; a single one takes eight bytes. */
    private static final class IntSet {
        private int[] table = EMPTY;
        private boolean zero;
        private int size;

        boolean add(int number) {
            if (number == 0) {
                boolean isNew = !zero;
                zero = true;
                size += isNew ? 1 : 0;
                return isNew;
            }
            if (2 * size >= table.length) {
                grow();
            }
            int mask = table.length - 1;
            int i = LongCounts.spread(number) & mask;
            while (table[i] != 0) {
                if (table[i] == number) {
                    return false;
                }
                i = (i + 1) & mask;
            }
            table[i] = number;
            size++;
            return true;
        }

        private void grow() {
            int[] before = table;
            table = new int[Math.max(2, 2 * before.length)];
            int mask = table.length - 1;
            for (int number : before) {
                if (number != 0) {
                    int i = LongCounts.spread(number) & mask;
                    while (table[i] != 0) {
                        i = (i + 1) & mask;
                    }
                    table[i] = number;
                }
            }
        }

        void copy(IntSet from) {
            table = from.table.clone();
            zero = from.zero;
            size = from.size;
        }

        void clear() {
            table = EMPTY;
            zero = false;
            size = 0;
        }
    }

    DistinctAddresses(Room room) {
        this.room = room;
    }

    /** Adds an address; false only where it was surely there before. */
    boolean add(long code) {
        if (registers.length > 0) {
            return estimate(code);
        }
        if (code >= OTHERS && others.size == 0) {
            others = new IntSet();
        }
        boolean isNew = code < OTHERS ? four.add((int) code) : others.add((int) code);
        room.kept += isNew ? 1 : 0;
        return isNew;
    }

    private boolean estimate(long code) {
        int bits = Integer.numberOfTrailingZeros(registers.length);
        long hash = Registers.hash(1, code);
        int at = (int) (hash >>> (Long.SIZE - bits));
        int rank = Math.min(Long.SIZE - bits + 1, Long.numberOfLeadingZeros(hash << bits) + 1);
        if (registers[at] < rank) {
            registers[at] = (byte) rank;
        }
        return true;
    }

    private int exact() {
        return four.size + others.size;
    }

    /** Takes over what another of the same room holds; this one must be empty. */
    void copy(DistinctAddresses from) {
        four.copy(from.four);
        others = new IntSet();
        others.copy(from.others);
        registers = from.registers.clone();
        room.kept += exact();
    }

    /** Gives the exact addresses up for an estimate, if there are many. */
    void shrink() {
        boolean coarse = room.fine >= Room.MOST_FINE;
        if (registers.length > 0 || exact() <= (coarse ? Room.SMALLER : Room.SMALL)) {
            return;
        }
        room.kept -= exact();
        room.fine++;
        room.error = Math.max(room.error, coarse ? COARSE_ERROR : ERROR);
        registers = new byte[coarse ? FEW_REGISTERS : REGISTERS];
        Arrays.stream(four.table).filter(n -> n != 0).forEach(n -> estimate(n & 0xFFFF_FFFFL));
        Arrays.stream(others.table).filter(n -> n != 0).forEach(n -> estimate(OTHERS | (n & 0xFFFF_FFFFL)));
        if (four.zero) {
            estimate(0);
        }
        if (others.zero) {
            estimate(OTHERS);
        }
        four.clear();
        others = NONE;
    }

    long size() {
        if (registers.length == 0) {
            return exact();
        }
        int[] ranks = new int[Long.SIZE];
        for (byte rank : registers) {
            ranks[rank]++;
        }
        ranks[0] = 0;
        return Math.round(Registers.estimate(ranks, Integer.numberOfTrailingZeros(registers.length)));
    }
}
