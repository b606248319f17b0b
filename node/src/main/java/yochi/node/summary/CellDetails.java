package yochi.node.summary;

import java.util.Arrays;
import java.util.Set;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.sketch.QuantileSketch;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * What is kept of an epoch's cells beyond counts and addresses, by the slots of its {@link CellCounts}. All of it lies
 * in a few open tables with one bound; what finds no room is counted, and its measure becomes missing.
 */
final class CellDetails {
    /** Kinds of bins. */
    static final int SIZES = 0;
    static final int GAPS = 1;
    static final int PORTS = 2;

    static final int TTL_CLASSES = 4;
    static final int PORT_RANGES = 256;
    /** Ten seconds: the buckets of algorithms §1.2. */
    static final int VICTIM_SECONDS = 10;

    /** Longs of a cell: its run of sizes, and two counts of TTL classes in each of two. */
    private static final int STRIDE = 4;
    /** Size above, length of the run below. */
    private static final int SIZE = 0;
    private static final int TTLS = 1;
    /** Packets that are counted all together when another epoch's turn comes; fewer wait. */
    private static final int WORTH_COUNTING = 1024;
    /** Where the tables are full, so many packets are counted together all the same. */
    private static final int LEAST_LOGGED = 64;

    private static final int BIN_BITS = 11;
    private static final int KIND_BITS = 2;
    private static final int PORT_SHIFT = 8;
    private static final AttackType[] TYPES = AttackType.values();
    private static final int TYPE_BITS = 6;
    private static final int CELL_SHIFT = KIND_BITS + BIN_BITS;
    private static final int TEN_SHIFT = TYPE_BITS + Addresses.BITS;
    private static final long NANOS_PER_MICRO = 1000;
    private static final long NEVER = Long.MIN_VALUE;
    private static final int LENGTH = Field.LENGTH.bit();
    private static final int TTL = Field.TTL.bit();
    private static final int DESTINATION = Field.DESTINATION.bit();
    private static final int BOTH_PORTS = Field.PORTS.bit();

    private final Set<Detail> wanted;
    private final boolean sizes;
    private final boolean gaps;
    private final boolean ttls;
    private final boolean ports;
    private final boolean targets;
    private final boolean victims;
    private final long startNanos;
    private final LongCounts sizeBins = new LongCounts(0);
    private final LongCounts bins = new LongCounts(0);
    private final LongCounts registers = new LongCounts(0);
    private final LongCounts victimCounts = new LongCounts(0);
    private final Runs runs = new Runs();
    private final DetailLog log = new DetailLog();
    /** Of each cell, in one line of the cache: {@link #SIZE}, {@link #TTLS}. */
    private long[] cells = new long[16 * STRIDE];
    private long[] last = filled(16);
    private long[] first = filled(16);
    private int most;
    private int mostLogged;
    private long unkept;

    CellDetails(Set<Detail> wanted, Epoch epoch, int most) {
        this.wanted = wanted;
        this.sizes = wanted.contains(Detail.SIZES);
        this.gaps = wanted.contains(Detail.GAPS);
        this.ttls = wanted.contains(Detail.TTL);
        this.ports = wanted.contains(Detail.SOURCE_PORTS);
        this.targets = wanted.contains(Detail.TARGETS);
        this.victims = wanted.contains(Detail.VICTIMS) && epoch.seconds() % VICTIM_SECONDS == 0;
        this.startNanos = epoch.startSecond() * 1_000_000_000L;
        allow(most);
    }

    private static long[] filled(int n) {
        long[] out = new long[n];
        Arrays.fill(out, NEVER);
        return out;
    }

    void add(int slot, Packet p, Verdict v, long address) {
        if (slot >= last.length) {
            makeRoom(slot);
        }
        int known = p.known;
        if (sizes && (known & LENGTH) != 0) {
            size(slot, p.wireLength);
        }
        if (ttls && (known & TTL) != 0) {
            int ttl = p.ttl();
            int c = ttl > 128 ? 3 : ttl > 64 ? 2 : ttl > 32 ? 1 : 0;
            cells[slot * STRIDE + TTLS + (c >>> 1)] += 1L << (c << 5);
        }
        int gap = gaps ? gap(slot, p.timeNanos) : DetailLog.NO_GAP;
        int port = ports && (known & BOTH_PORTS) != 0 ? p.sourcePort() >>> PORT_SHIFT : DetailLog.NO_PORT;
        boolean target = targets && (known & DESTINATION) != 0;
        if (target || port != DetailLog.NO_PORT || gap != DetailLog.NO_GAP) {
            long hash = target ? Registers.hash(p.destinationHigh(), p.destinationLow()) : 0;
            note(slot, gap, port, (int) (hash >>> (Long.SIZE - Registers.BITS)), target ? Registers.rank(hash) : 0);
        }
        if (victims && address >= 0 && v.rule.type().party() == Party.VICTIM) {
            victim((p.timeNanos - startNanos) / (VICTIM_SECONDS * 1_000_000_000L), v.rule.type(), address, 1);
        }
    }

    private void makeRoom(int slot) {
        int room = Math.max(2 * last.length, slot + 1);
        int before = last.length;
        last = Arrays.copyOf(last, room);
        first = Arrays.copyOf(first, room);
        Arrays.fill(last, before, room, NEVER);
        Arrays.fill(first, before, room, NEVER);
        cells = Arrays.copyOf(cells, room * STRIDE);
    }

    private static long key(int slot, int kind, int bin) {
        return ((((long) slot << KIND_BITS) | kind) << BIN_BITS) | bin;
    }

    private void note(int slot, int gap, int port, int register, int rank) {
        if (log.size() >= mostLogged) {
            countLog();
        }
        if (slot < DetailLog.MOST_CELLS) {
            log.add(slot, gap, port, register, rank);
        } else {
            unkept++;
        }
    }

    /** Counts what the log holds: into empty tables packed at once, else entry by entry. */
    private void countLog() {
        if (log.size() == 0) {
            return;
        }
        if (bins.size() + registers.size() > 0) {
            log.count(new Counting());
            return;
        }
        Filling filling = new Filling(log.size());
        log.count(filling);
        bins.fill(filling.bins);
        registers.fill(filling.registers);
    }

    /** Adds to tables that hold something. */
    private final class Counting implements DetailLog.Counted {
        @Override
        public void gaps(int slot, int bin, int n) {
            add(bins, key(slot, GAPS, bin), n);
        }

        @Override
        public void ports(int slot, int range, int n) {
            add(bins, key(slot, PORTS, range), n);
        }

        @Override
        public void register(int slot, int register, int rank) {
            raise(((long) slot << Registers.BITS) | register, rank);
        }
    }

    /** Fills empty tables, as far as the bound lets it. */
    private final class Filling implements DetailLog.Counted {
        private final LongCounts.Ascending bins;
        private final LongCounts.Ascending registers;

        Filling(int expected) {
            bins = new LongCounts.Ascending(expected);
            registers = new LongCounts.Ascending(expected);
        }

        private void fill(LongCounts.Ascending table, long key, int n) {
            if (table.size() < most) {
                table.add(key, n);
            } else {
                unkept += n;
            }
        }

        @Override
        public void gaps(int slot, int bin, int n) {
            fill(bins, key(slot, GAPS, bin), n);
        }

        @Override
        public void ports(int slot, int range, int n) {
            fill(bins, key(slot, PORTS, range), n);
        }

        @Override
        public void register(int slot, int register, int rank) {
            fill(registers, ((long) slot << Registers.BITS) | register, rank);
        }
    }

    private void add(LongCounts table, long key, int n) {
        if (table.size() < most) {
            table.add(key, n);
        } else if (!table.addToKnown(key, n)) {
            unkept += n;
        }
    }

    /** Packets of one cell mostly have one size: a run of them costs no look into the table. */
    private void size(int slot, int length) {
        long run = cells[slot * STRIDE + SIZE];
        if (length == (int) (run >>> Integer.SIZE)) {
            cells[slot * STRIDE + SIZE] = run + 1;
            return;
        }
        settleSize(slot);
        cells[slot * STRIDE + SIZE] = ((long) length << Integer.SIZE) | 1;
    }

    private void settleSize(int slot) {
        long run = cells[slot * STRIDE + SIZE];
        if ((int) run > 0) {
            int length = (int) (run >>> Integer.SIZE);
            add(sizeBins, key(slot, SIZES, QuantileSketch.binOf(length)), (int) run);
            cells[slot * STRIDE + SIZE] = (long) length << Integer.SIZE;
        }
    }

    private void settleSizes() {
        for (int slot = 0; slot < last.length; slot++) {
            settleSize(slot);
        }
    }

    /** The gap's bin. A clock that steps back gives no gap: its packet begins a run of its own. */
    private int gap(int slot, long nanos) {
        long before = last[slot];
        last[slot] = nanos;
        if (before != NEVER && nanos >= before) {
            return QuantileSketch.binOf((nanos - before) / NANOS_PER_MICRO);
        }
        if (before != NEVER) {
            runs.add(slot, first[slot], before);
        }
        first[slot] = nanos;
        return DetailLog.NO_GAP;
    }

    private void raise(long key, int rank) {
        if (registers.size() < most || registers.get(key) > 0) {
            registers.raise(key, rank);
        } else {
            unkept++;
        }
    }

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    private void victim(long tens, AttackType type, long address, int n) {
        add(victimCounts, (((tens << TYPE_BITS) | type.ordinal()) << Addresses.BITS) | address, n);
    }

    /** Adds all of another, whose slots are those here by the table. */
    void merge(CellDetails other, int[] slots, Addresses here, Addresses there) {
        countLog();
        other.settle();
        unkept += other.unkept;
        other.sizeBins.forEach((key, n) -> add(sizeBins, moved(key, slots), n));
        other.bins.forEach((key, n) -> add(bins, moved(key, slots), n));
        other.registers.forEach(
                (key, rank) -> raise(Registers.moved(key, slots[(int) (key >>> Registers.BITS)]), rank));
        long addressMask = (1L << Addresses.BITS) - 1;
        other.victimCounts.forEach((key, n) ->
                add(victimCounts, (key & ~addressMask) | here.adopt(there, key & addressMask), n));
        for (int s = 0; s < slots.length; s++) {
            int slot = slots[s];
            if (slot >= last.length) {
                makeRoom(slot);
            }
            if (s < other.last.length) {
                for (int i = TTLS; i < TTLS + TTL_CLASSES / 2; i++) {
                    cells[slot * STRIDE + i] += other.cells[s * STRIDE + i];
                }
                if (other.last[s] != NEVER) {
                    runs.add(slot, other.first[s], other.last[s]);
                }
            }
        }
        runs.addAll(other.runs, slots);
    }

    /**
     * Adds all of another but what is withheld: bins of a cell that lost a share of its packets are thinned by as much.
     * Registers of targets are not, since they cannot be taken apart.
     */
    void addSifted(CellDetails other, CellCounts.Sifted by, Withheld withheld) {
        other.forEachBin((slot, kind, bin, n) -> {
            int left = (int) Math.round(n * by.kept(slot));
            if (left > 0) {
                add(kind == SIZES ? sizeBins : bins, key(by.slot(slot), kind, bin), left);
            }
        });
        other.registers().forEach((key, rank) -> {
            int slot = by.slot((int) (key >>> Registers.BITS));
            if (slot >= 0) {
                registers.raise(Registers.moved(key, slot), rank);
            }
        });
        other.forEachVictim((tens, type, address, n) -> {
            if (!withheld.victim(type, address)) {
                victim(tens, type, address, n);
            }
        });
        for (int s = 0; s < by.cells(); s++) {
            int slot = by.slot(s);
            for (int c = 0; slot >= 0 && c < TTL_CLASSES; c++) {
                if (slot >= last.length) {
                    makeRoom(slot);
                }
                cells[slot * STRIDE + TTLS + (c >>> 1)] += Math.round(other.ttl(s, c) * by.kept(s)) << (c << 5);
            }
        }
        unkept += other.unkept;
    }

    Set<Detail> wanted() {
        return wanted;
    }

    private static long moved(long key, int[] slots) {
        return ((long) slots[(int) (key >>> CELL_SHIFT)] << CELL_SHIFT) | (key & ((1 << CELL_SHIFT) - 1));
    }

    private void settle() {
        settleSizes();
        countLog();
    }

    boolean wants(Detail detail) {
        return wanted.contains(detail);
    }

    /** Packets of the slot whose TTL lies in the class. */
    int ttl(int slot, int c) {
        return slot < last.length ? (int) (cells[slot * STRIDE + TTLS + (c >>> 1)] >>> (c << 5)) : 0;
    }

    /** Hands over bins of that kind, and the gaps between runs. */
    void forEachBin(BinVisitor visitor) {
        settle();
        LongCounts.Visitor split = (key, n) -> visitor.visit(
                (int) (key >>> CELL_SHIFT),
                (int) (key >>> BIN_BITS) & ((1 << KIND_BITS) - 1),
                (int) key & ((1 << BIN_BITS) - 1),
                n);
        sizeBins.forEach(split);
        bins.forEach(split);
        runs.forEachGap(first, last, (slot, nanos) ->
                visitor.visit(slot, GAPS, QuantileSketch.binOf(nanos / NANOS_PER_MICRO), 1));
    }

    LongCounts registers() {
        countLog();
        return registers;
    }

    /** Packets per victim and ten seconds. */
    void forEachVictim(VictimVisitor visitor) {
        victimCounts.forEach((key, n) -> visitor.visit(
                (int) (key >>> TEN_SHIFT),
                TYPES[(int) (key >>> Addresses.BITS) & ((1 << TYPE_BITS) - 1)],
                key & ((1L << Addresses.BITS) - 1),
                n));
    }

    /** What found no room; above 0 every measure made of the tables is missing. */
    long unkept() {
        countLog();
        return unkept;
    }

    void allow(int entriesAtMost) {
        most = entriesAtMost;
        mostLogged = Math.clamp(entriesAtMost, LEAST_LOGGED, DetailLog.MOST);
    }

    int entries() {
        if (log.size() >= Math.min(mostLogged, WORTH_COUNTING)) {
            countLog();
        }
        return sizeBins.size() + bins.size() + registers.size() + victimCounts.size() + log.size();
    }

    void pack() {
        settle();
        sizeBins.pack();
        bins.pack();
        registers.pack();
        victimCounts.pack();
    }

    long bytes() {
        return sizeBins.bytes()
                + bins.bytes()
                + registers.bytes()
                + victimCounts.bytes()
                + log.bytes()
                + (STRIDE + 2L) * Long.BYTES * last.length;
    }

    /** Takes one bin of one cell. */
    @FunctionalInterface
    interface BinVisitor {
        void visit(int slot, int kind, int bin, int n);
    }

    /** Takes one victim's packets in one stretch of ten seconds. */
    @FunctionalInterface
    interface VictimVisitor {
        void visit(int tenSeconds, AttackType type, long address, int packets);
    }
}
