package yochi.node.summary;

import java.util.Arrays;

/**
 * Packets of one epoch whose gaps, source ports and targets are still to be counted, eight bytes each: written one
 * after the other and sorted by cell when they are counted, so that no packet costs a look into large tables.
 */
final class DetailLog {
    /** Instead of a bin where the packet tells no gap. */
    static final int NO_GAP = (1 << 11) - 1;
    /** Instead of a range where it tells no port. */
    static final int NO_PORT = CellDetails.PORT_RANGES;
    /** Cells from here on have no room in an entry. */
    static final int MOST_CELLS = 1 << 27;
    /** 8 MiB; a minute of a /16 darknet has some 200,000 packets. */
    static final int MOST = 1 << 20;

    private static final int RANK_BITS = 6;
    private static final int PORT_BITS = 9;
    private static final int PORT_AT = RANK_BITS + Registers.BITS;
    private static final int GAP_AT = PORT_AT + PORT_BITS;
    private static final int CELL_AT = GAP_AT + 11;
    private static final int REGISTER_WORDS = Registers.PER_ROW / Long.SIZE;
    private static final int PORT_WORDS = CellDetails.PORT_RANGES / Long.SIZE;

    private long[] entries = new long[64];
    private int size;

    /** Where the counts go; of each table the keys come ascending. */
    interface Counted {
        void gaps(int slot, int bin, int n);

        void ports(int slot, int range, int n);

        void register(int slot, int register, int rank);
    }

    /** The counts of one cell at a time; bits tell which are set, so that they are found in order. */
    private static final class Cell {
        private final int[] ports = new int[CellDetails.PORT_RANGES];
        private final long[] portBits = new long[PORT_WORDS];
        private final byte[] ranks = new byte[Registers.PER_ROW];
        private final long[] rankBits = new long[REGISTER_WORDS];

        void take(long entry) {
            int port = (int) (entry >>> PORT_AT) & ((1 << PORT_BITS) - 1);
            if (port != NO_PORT) {
                ports[port]++;
                portBits[port >>> 6] |= 1L << port;
            }
            int rank = (int) entry & ((1 << RANK_BITS) - 1);
            if (rank > 0) {
                int register = (int) (entry >>> RANK_BITS) & (Registers.PER_ROW - 1);
                rankBits[register >>> 6] |= 1L << register;
                if (ranks[register] < rank) {
                    ranks[register] = (byte) rank;
                }
            }
        }

        void hand(int slot, Counted to) {
            for (int w = 0; w < PORT_WORDS; w++) {
                for (long bits = portBits[w]; bits != 0; bits &= bits - 1) {
                    int port = w * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    to.ports(slot, port, ports[port]);
                    ports[port] = 0;
                }
                portBits[w] = 0;
            }
            for (int w = 0; w < REGISTER_WORDS; w++) {
                for (long bits = rankBits[w]; bits != 0; bits &= bits - 1) {
                    int register = w * Long.SIZE + Long.numberOfTrailingZeros(bits);
                    to.register(slot, register, ranks[register]);
                    ranks[register] = 0;
                }
                rankBits[w] = 0;
            }
        }
    }

    /**
     * Notes a packet.
     *
     * @param gap bin of the time since the cell's packet before, or {@link #NO_GAP}
     * @param port range of its source port, or {@link #NO_PORT}
     * @param rank what it raises the register to; 0 where it tells no target
     */
    void add(int slot, int gap, int port, int register, int rank) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = ((long) slot << CELL_AT)
                | ((long) gap << GAP_AT)
                | ((long) port << PORT_AT)
                | ((long) register << RANK_BITS)
                | rank;
    }

    int size() {
        return size;
    }

    long bytes() {
        return (long) Long.BYTES * entries.length;
    }

    /** Counts everything that was noted, and forgets it. */
    void count(Counted to) {
        Arrays.sort(entries, 0, size);
        Cell cell = new Cell();
        int i = 0;
        while (i < size) {
            int slot = (int) (entries[i] >>> CELL_AT);
            while (i < size && (int) (entries[i] >>> CELL_AT) == slot) {
                int gap = (int) (entries[i] >>> GAP_AT) & NO_GAP;
                int from = i;
                while (i < size && entries[i] >>> GAP_AT == entries[from] >>> GAP_AT) {
                    cell.take(entries[i++]);
                }
                if (gap != NO_GAP) {
                    to.gaps(slot, gap, i - from);
                }
            }
            cell.hand(slot, to);
        }
        size = 0;
        entries = new long[64];
    }
}
