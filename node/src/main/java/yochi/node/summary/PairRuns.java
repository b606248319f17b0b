package yochi.node.summary;

import java.util.Arrays;

/**
 * The pairs of cell and address of one epoch that nobody adds to any more: cell by cell its addresses in ascending
 * order, four to five bytes each, so that every cell can be walked through by itself.
 */
final class PairRuns {
    static final PairRuns NONE = new PairRuns(new byte[0], new int[1], 0);

    /** A difference of addresses and a count beside it fit one number. */
    private static final int COUNT_BITS = 30;
    private static final int LOOK_UP = (1 << COUNT_BITS) - 1;
    private static final int BYTES_EACH = 5;

    private final byte[] bytes;
    private final int[] from;
    private final int size;

    private PairRuns(byte[] bytes, int[] from, int size) {
        this.bytes = bytes;
        this.from = from;
        this.size = size;
    }

    /** Of a table by cell and address. */
    static PairRuns of(LongCounts pairs, int cells) {
        int[] ends = new int[cells];
        pairs.forEach((key, n) -> ends[slot(key)]++);
        int sum = 0;
        for (int slot = 0; slot < cells; slot++) {
            int here = ends[slot];
            ends[slot] = sum;
            sum += here;
        }
        long[] entries = new long[sum];
        pairs.forEach((key, n) -> {
            long count = n < 0 || n > LOOK_UP ? LOOK_UP : n;
            entries[ends[slot(key)]++] = (address(key) << COUNT_BITS) | count;
        });
        ByteRoom out = new ByteRoom(BYTES_EACH * sum + cells);
        int[] from = new int[cells + 1];
        int first = 0;
        for (int slot = 0; slot < cells; slot++) {
            Arrays.sort(entries, first, ends[slot]);
            long before = 0;
            for (int i = first; i < ends[slot]; i++) {
                long address = entries[i] >>> COUNT_BITS;
                int n = (int) entries[i] & LOOK_UP;
                out.put(((address - before) << 1) | (n == 1 ? 0 : 1));
                if (n != 1) {
                    out.put(n == LOOK_UP ? pairs.get(key(slot, address)) & 0xFFFF_FFFFL : n);
                }
                before = address;
            }
            first = ends[slot];
            from[slot + 1] = out.size();
        }
        return new PairRuns(out.bytes(), from, sum);
    }

    /** Of keys in ascending order, each as often as it has records. */
    static PairRuns ofSorted(long[] keys, int n, int cells) {
        ByteRoom out = new ByteRoom(BYTES_EACH * n / 2 + cells);
        int[] from = new int[cells + 1];
        int cell = 0;
        int size = 0;
        long before = 0;
        for (int i = 0; i < n; ) {
            long key = keys[i];
            int first = i;
            do {
                i++;
            } while (i < n && keys[i] == key);
            while (cell < slot(key)) {
                from[++cell] = out.size();
                before = 0;
            }
            long step = (address(key) - before) << 1;
            if (i - first == 1) {
                out.put(step);
            } else {
                out.put(step | 1);
                out.put(i - first);
            }
            before = address(key);
            size++;
        }
        while (cell < cells) {
            from[++cell] = out.size();
        }
        return new PairRuns(out.bytes(), from, size);
    }

    static long key(int slot, long address) {
        return ((long) slot << Addresses.BITS) | address;
    }

    static int slot(long key) {
        return (int) (key >>> Addresses.BITS);
    }

    static long address(long key) {
        return key & ((1L << Addresses.BITS) - 1);
    }

    /** Pairs in all. */
    int size() {
        return size;
    }

    long bytes() {
        return bytes.length + 4L * from.length;
    }

    /** Hands over the addresses of one cell with their counts; of a cell that came later there are none. */
    void forEach(int slot, LongCounts.Visitor visitor) {
        if (slot + 1 >= from.length) {
            return;
        }
        int at = from[slot];
        int end = from[slot + 1];
        long address = 0;
        while (at < end) {
            long step = 0;
            int shift = 0;
            byte b;
            do {
                b = bytes[at++];
                step |= (long) (b & 0x7F) << shift;
                shift += 7;
            } while (b < 0);
            address += step >>> 1;
            long n = 1;
            if ((step & 1) != 0) {
                n = 0;
                shift = 0;
                do {
                    b = bytes[at++];
                    n |= (long) (b & 0x7F) << shift;
                    shift += 7;
                } while (b < 0);
            }
            visitor.visit(address, (int) n);
        }
    }

    /** Hands over all pairs, ascending by cell and address. */
    void forEach(CellCounts.PairVisitor visitor) {
        for (int cell = 0; cell + 1 < from.length; cell++) {
            int slot = cell;
            forEach(slot, (address, n) -> visitor.visit(slot, address, n));
        }
    }
}
