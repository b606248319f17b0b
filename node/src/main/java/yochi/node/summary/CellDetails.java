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
    /** Kinds of bins that share a table. */
    static final int SIZES = 0;
    static final int GAPS = 1;
    static final int PORTS = 2;

    static final int TTL_CLASSES = 4;
    static final int PORT_RANGES = 256;
    /** Ten seconds: the buckets of algorithms §1.2. */
    static final int VICTIM_SECONDS = 10;

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
    private final LongCounts bins = new LongCounts(0);
    private final LongCounts registers = new LongCounts(0);
    private final LongCounts victimCounts = new LongCounts(0);
    private final Runs runs = new Runs();
    private int[] ttlCounts = new int[16 * TTL_CLASSES];
    private long[] last = filled(16);
    private long[] first = filled(16);
    private int[] sizeOfRun = new int[16];
    private int[] sizeRun = new int[16];
    private int most;
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
        this.most = most;
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
        if (gaps) {
            gap(slot, p.timeNanos);
        }
        if (ttls && (known & TTL) != 0) {
            int ttl = p.ttl();
            ttlCounts[slot * TTL_CLASSES + (ttl > 128 ? 3 : ttl > 64 ? 2 : ttl > 32 ? 1 : 0)]++;
        }
        if (ports && (known & BOTH_PORTS) != 0) {
            bin(slot, PORTS, p.sourcePort() >>> PORT_SHIFT, 1);
        }
        if (targets && (known & DESTINATION) != 0) {
            register(slot, Registers.hash(p.destinationHigh(), p.destinationLow()));
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
        ttlCounts = Arrays.copyOf(ttlCounts, room * TTL_CLASSES);
        sizeOfRun = Arrays.copyOf(sizeOfRun, room);
        sizeRun = Arrays.copyOf(sizeRun, room);
    }

    private void bin(int slot, int kind, int bin, int n) {
        add(bins, ((((long) slot << KIND_BITS) | kind) << BIN_BITS) | bin, n);
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
        if (length == sizeOfRun[slot]) {
            sizeRun[slot]++;
            return;
        }
        settleSize(slot);
        sizeOfRun[slot] = length;
        sizeRun[slot] = 1;
    }

    private void settleSize(int slot) {
        if (sizeRun[slot] > 0) {
            bin(slot, SIZES, QuantileSketch.binOf(sizeOfRun[slot]), sizeRun[slot]);
            sizeRun[slot] = 0;
        }
    }

    private void settleSizes() {
        for (int slot = 0; slot < sizeRun.length; slot++) {
            settleSize(slot);
        }
    }

    /** A clock that steps back gives no gap: its packet begins a run of its own. */
    private void gap(int slot, long nanos) {
        long before = last[slot];
        if (before == NEVER) {
            first[slot] = nanos;
        } else if (nanos >= before) {
            bin(slot, GAPS, QuantileSketch.binOf((nanos - before) / NANOS_PER_MICRO), 1);
        } else {
            runs.add(slot, first[slot], before);
            first[slot] = nanos;
        }
        last[slot] = nanos;
    }

    private void register(int slot, long hash) {
        long key = Registers.key(slot, hash);
        if (registers.size() < most || registers.get(key) > 0) {
            registers.raise(key, Registers.rank(hash));
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
        other.settleSizes();
        unkept += other.unkept;
        other.bins.forEach((key, n) -> {
            int rest = (int) (key & ((1 << CELL_SHIFT) - 1));
            add(bins, ((long) slots[(int) (key >>> CELL_SHIFT)] << CELL_SHIFT) | rest, n);
        });
        other.registers.forEach((key, rank) -> {
            long mine = Registers.moved(key, slots[(int) (key >>> Registers.BITS)]);
            if (registers.size() < most || registers.get(mine) > 0) {
                registers.raise(mine, rank);
            } else {
                unkept++;
            }
        });
        long addressMask = (1L << Addresses.BITS) - 1;
        other.victimCounts.forEach((key, n) ->
                add(victimCounts, (key & ~addressMask) | here.adopt(there, key & addressMask), n));
        for (int s = 0; s < slots.length; s++) {
            int slot = slots[s];
            if (slot >= last.length) {
                makeRoom(slot);
            }
            if (s < other.last.length) {
                for (int c = 0; c < TTL_CLASSES; c++) {
                    ttlCounts[slot * TTL_CLASSES + c] += other.ttlCounts[s * TTL_CLASSES + c];
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
                bin(by.slot(slot), kind, bin, left);
            }
        });
        other.registers.forEach((key, rank) -> {
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
                ttlCounts[slot * TTL_CLASSES + c] += (int) Math.round(other.ttl(s, c) * by.kept(s));
            }
        }
        unkept += other.unkept;
    }

    Set<Detail> wanted() {
        return wanted;
    }

    boolean wants(Detail detail) {
        return wanted.contains(detail);
    }

    /** Packets of the slot whose TTL lies in the class. */
    int ttl(int slot, int c) {
        return slot < last.length ? ttlCounts[slot * TTL_CLASSES + c] : 0;
    }

    /** Hands over bins of that kind, and the gaps between runs. */
    void forEachBin(BinVisitor visitor) {
        settleSizes();
        bins.forEach((key, n) -> visitor.visit(
                (int) (key >>> CELL_SHIFT),
                (int) (key >>> BIN_BITS) & ((1 << KIND_BITS) - 1),
                (int) key & ((1 << BIN_BITS) - 1),
                n));
        runs.forEachGap(first, last, (slot, nanos) ->
                visitor.visit(slot, GAPS, QuantileSketch.binOf(nanos / NANOS_PER_MICRO), 1));
    }

    LongCounts registers() {
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
        return unkept;
    }

    void allow(int entriesAtMost) {
        most = entriesAtMost;
    }

    int entries() {
        return bins.size() + registers.size() + victimCounts.size();
    }

    void pack() {
        settleSizes();
        bins.pack();
        registers.pack();
        victimCounts.pack();
    }

    long bytes() {
        return bins.bytes() + registers.bytes() + victimCounts.bytes() + 40L * last.length;
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
