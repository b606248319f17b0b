package yochi.node.summary;

import java.util.Arrays;
import yochi.node.classify.VerdictBatch;
import yochi.node.classify.VerdictCode;
import yochi.node.observation.PacketBatch;

/**
 * Cells of one epoch with their counts and the distinct addresses of each: adding costs two probes, merging is adding.
 * Counts beyond {@link #mostPairs} distinct pairs of cell and address go on, but the address is no longer kept and the
 * cell's distinct count becomes missing.
 */
public final class CellCounts {
    private static final int SMALLEST = 16;
    /** Columns that are zero everywhere take no room. */
    private static final long[] ZEROS = {};
    /** As many reads as the processor keeps under way, some times over. */
    private static final int WAITING = 64;

    private final LongIndex cells = new LongIndex();
    private LongCounts pairs = new LongCounts(0);
    private PairRuns runs = PairRuns.NONE;
    /** All pairs of an epoch that is not over. */
    private final PairLog log = new PairLog();
    /** Pairs that are added together, after their places have been read together. */
    private long[] waiting = ZEROS;

    private int[] waitingTimes = {};
    private int waits;
    /** Kept for {@link LongCounts#touch} only. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private int mostPairs;
    private long[] records = new long[SMALLEST];
    private long[] amount = new long[SMALLEST];
    private long[] unmeasured = ZEROS;
    private long[] unkept = ZEROS;

    CellCounts(int mostPairs) {
        this.mostPairs = mostPairs;
    }

    /**
     * Adds one record.
     *
     * @param code what the cell is about
     * @param address counted address, or {@link Addresses#NONE}
     * @param measure bytes on the wire or entries of an order list, -1 where not known
     * @return the cell's slot
     */
    int add(long code, long address, long measure) {
        return add(code, address, measure, 1);
    }

    /**
     * Adds several records that stand in one.
     *
     * @param measure of all together, -1 where not known
     * @param times how many
     * @return the cell's slot
     */
    int add(long code, long address, long measure, int times) {
        int slot = slot(code);
        records[slot] += times;
        if (measure >= 0) {
            amount[slot] += measure;
        } else {
            unmeasured = raised(unmeasured, slot, times);
        }
        if (address >= 0) {
            pair(slot, address, times);
        }
        return slot;
    }

    /**
     * Adds packets of a batch.
     *
     * @param codes what the cell of each is about
     * @param slots room for as many slots
     */
    void add(long[] codes, int[] slots, PacketBatch batch, VerdictBatch verdicts) {
        int[] verdict = verdicts.codes();
        int[] counted = verdicts.counted();
        cells.first(codes, batch.size(), slots);
        for (int i = 0; i < batch.size(); i++) {
            int slot = slots[i] < 0 ? slot(codes[i]) : slots[i];
            records[slot]++;
            amount[slot] += batch.wireLength(i);
            if (VerdictCode.attributed(verdict[i])) {
                pair(slot, Addresses.ipv4(counted[i]), 1);
            }
        }
    }

    /** Adds what another table told of a cell, addresses apart; its slot. */
    int put(long code, long moreRecords, long moreAmount, long moreUnmeasured, long moreUnkept) {
        int slot = slot(code);
        records[slot] += moreRecords;
        amount[slot] += moreAmount;
        unmeasured = raised(unmeasured, slot, moreUnmeasured);
        unkept = raised(unkept, slot, moreUnkept);
        return slot;
    }

    private long[] raised(long[] column, int slot, long n) {
        if (n == 0) {
            return column;
        }
        long[] out = slot < column.length ? column : Arrays.copyOf(column, records.length);
        out[slot] += n;
        return out;
    }

    private static long at(long[] column, int slot) {
        return slot < column.length ? column[slot] : 0;
    }

    void putPair(int slot, long address, int n) {
        pair(slot, address, n);
    }

    /** Sets how many pairs may be kept from now on. */
    void allow(int pairsAtMost) {
        settle();
        mostPairs = pairsAtMost;
    }

    /** Gives room back: four to five bytes a pair are left. It can be walked through so; an addition unpacks it. */
    void pack() {
        settle();
        waiting = ZEROS;
        if (pairs.size() > 0) {
            runs = PairRuns.of(pairs, cells.size());
            pairs = new LongCounts(0);
        }
        int n = cells.size();
        cells.trim();
        records = Arrays.copyOf(records, n);
        amount = Arrays.copyOf(amount, n);
        unmeasured = unmeasured.length > n ? Arrays.copyOf(unmeasured, n) : unmeasured;
        unkept = unkept.length > n ? Arrays.copyOf(unkept, n) : unkept;
    }

    void unpack() {
        if (runs.size() > 0) {
            PairRuns from = runs;
            runs = PairRuns.NONE;
            pairs = new LongCounts(from.size());
            from.forEach((int slot, long address, int n) -> pairs.add(PairRuns.key(slot, address), n));
        }
    }

    /** Forgets everything. */
    void clear() {
        log.clear();
        waits = 0;
        cells.clear();
        runs = PairRuns.NONE;
        pairs = new LongCounts(0);
        records = new long[SMALLEST];
        amount = new long[SMALLEST];
        unmeasured = ZEROS;
        unkept = ZEROS;
    }

    long bytes() {
        return pairs.bytes()
                + log.bytes()
                + 12L * waiting.length
                + runs.bytes()
                + cells.bytes()
                + 8L * (records.length + amount.length + unmeasured.length + unkept.length);
    }

    private int slot(long code) {
        int slot = cells.of(code);
        if (slot >= records.length) {
            int room = Math.max(SMALLEST, 2 * records.length);
            records = Arrays.copyOf(records, room);
            amount = Arrays.copyOf(amount, room);
        }
        return slot;
    }

    /** Puts back a cell that was written down; its pairs come with {@link #pair}. */
    void restore(long code, long recordsOfCell, long amountOfCell, long unmeasuredOfCell, long unkeptOfCell) {
        put(code, recordsOfCell, amountOfCell, unmeasuredOfCell, unkeptOfCell);
    }

    void pair(int slot, long address, int n) {
        if (log.isOpen() && n == 1) {
            log.add(PairRuns.key(slot, address));
            if (log.isFull()) {
                settle();
            }
            return;
        }
        if (log.isOpen()) {
            emptyLog();
        }
        await(PairRuns.key(slot, address), n);
    }

    private void await(long key, int n) {
        if (waits == waiting.length) {
            settle();
            if (waiting.length == 0) {
                waiting = new long[WAITING];
                waitingTimes = new int[WAITING];
            }
        }
        waiting[waits] = key;
        waitingTimes[waits++] = n;
    }

    private void emptyLog() {
        log.empty(this::await);
    }

    private void settle() {
        if (!log.isEmpty() && !log.isFull() && log.isWorthSorting(mostPairs)) {
            runs = log.sorted(cells.size());
        } else if (!log.isEmpty()) {
            emptyLog();
        }
        if (waits == 0) {
            return;
        }
        unpack();
        touched += pairs.touch(waiting, waits);
        for (int i = 0; i < waits; i++) {
            long key = waiting[i];
            int n = waitingTimes[i];
            if (pairs.size() < mostPairs) {
                pairs.add(key, n);
            } else if (!pairs.addToKnown(key, n)) {
                unkept = raised(unkept, PairRuns.slot(key), n);
            }
        }
        waits = 0;
    }

    /** Adds all of another; the translators give the codes here for codes there. Gives the slot here for each there. */
    int[] merge(CellCounts other, Addresses here, Addresses there, CodeTranslator codes) {
        unpack();
        int[] slots = new int[other.cells.size()];
        for (int s = 0; s < slots.length; s++) {
            slots[s] = put(
                    codes.translate(other.cells.keyOf(s)),
                    other.records[s],
                    other.amount[s],
                    other.unmeasured(s),
                    other.unkept(s));
        }
        other.forEachPair((from, code, n) -> {
            long address = here.adopt(there, code);
            if (address >= 0) {
                pair(slots[from], address, n);
            } else {
                unkept = raised(unkept, slots[from], n);
            }
        });
        return slots;
    }

    /** Adds all of another table of the same dictionary but what is withheld. */
    Sifted addWithout(CellCounts other, Withheld withheld) {
        long[] lost = new long[other.cells()];
        other.forEachPair((slot, address, n) -> lost[slot] += withheld.pair(other.code(slot), address) ? n : 0);
        Sifted sifted = new Sifted(lost.length);
        for (int s = 0; s < lost.length; s++) {
            boolean gone = withheld.sensor(CellCode.sensor(other.code(s))) || other.records[s] <= lost[s];
            double kept = gone ? 0 : (double) (other.records[s] - lost[s]) / other.records[s];
            sifted.kept[s] = kept;
            sifted.slots[s] = gone
                    ? -1
                    : put(
                            other.code(s),
                            other.records[s] - lost[s],
                            Math.round(other.amount[s] * kept),
                            Math.round(other.unmeasured(s) * kept),
                            other.unkept(s));
        }
        other.forEachPair((slot, address, n) -> {
            if (sifted.slots[slot] >= 0 && !withheld.pair(other.code(slot), address)) {
                pair(sifted.slots[slot], address, n);
            }
        });
        return sifted;
    }

    /** What became of another table's cells. */
    static final class Sifted {
        private final int[] slots;
        private final double[] kept;

        private Sifted(int cells) {
            slots = new int[cells];
            kept = new double[cells];
        }

        int cells() {
            return slots.length;
        }

        /** Where the cell is here, -1 where nothing of it is left. */
        int slot(int there) {
            return slots[there];
        }

        /** Share of its records that is left. */
        double kept(int there) {
            return kept[there];
        }
    }

    /** Number of cells; slots are 0 .. cells() - 1. */
    public int cells() {
        return cells.size();
    }

    /** All slots, ascending by what their cells are about. */
    public int[] ascending() {
        long[] codes = new long[cells.size()];
        for (int slot = 0; slot < codes.length; slot++) {
            codes[slot] = cells.keyOf(slot);
        }
        Arrays.sort(codes);
        int[] slots = new int[codes.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = cells.of(codes[i]);
        }
        return slots;
    }

    /** What the slot's cell is about, see {@link CellCode}. */
    public long code(int slot) {
        return cells.keyOf(slot);
    }

    public long records(int slot) {
        return records[slot];
    }

    /** Bytes on the wire, or entries of order lists, of the records that tell it. */
    public long amount(int slot) {
        return amount[slot];
    }

    /** Records that do not tell their amount. */
    public long unmeasured(int slot) {
        return at(unmeasured, slot);
    }

    /** Records whose address was not kept because the table was full. */
    public long unkept(int slot) {
        settle();
        return at(unkept, slot);
    }

    /** Distinct pairs of cell and address. */
    public int pairs() {
        settle();
        return pairs.size() + runs.size();
    }

    /** Hands over every distinct pair with its number of records; cell by cell where the table is packed. */
    public void forEachPair(PairVisitor visitor) {
        settle();
        runs.forEach(visitor);
        pairs.forEach((key, n) -> visitor.visit(PairRuns.slot(key), PairRuns.address(key), n));
    }

    /** The same in ascending order of slot and address; the table stays packed. */
    public void forEachPairAscending(PairVisitor visitor) {
        settle();
        if (pairs.size() > 0) {
            pack();
        }
        runs.forEach(visitor);
    }

    /** Hands over the addresses of one cell, ascending, with their numbers of records; the table stays packed. */
    public void forEachAddress(int slot, LongCounts.Visitor visitor) {
        settle();
        if (pairs.size() > 0) {
            pack();
        }
        runs.forEach(slot, visitor);
    }

    /** Takes one distinct address of one cell. */
    @FunctionalInterface
    public interface PairVisitor {
        void visit(int slot, long address, int records);
    }

    /** Gives the cell code here for a cell code there. */
    @FunctionalInterface
    interface CodeTranslator {
        long translate(long code);
    }
}
