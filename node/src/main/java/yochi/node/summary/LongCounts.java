package yochi.node.summary;

import java.util.Arrays;

/**
 * Counts per non-negative 64-bit key by open addressing: one probe of two arrays for a key that is there, load at most
 * one half. Not for use by two threads at a time.
 */
public final class LongCounts {
    private static final long EMPTY = -1;
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 28;

    private static final byte[] OPEN = {};

    private long[] keys;
    private int[] counts;
    private int size;
    private byte[] packed = OPEN;

    /** A table that holds the expected number of keys without growing. */
    public LongCounts(int expected) {
        allocate(capacityFor(expected));
    }

    private static int capacityFor(int expected) {
        return Math.max(SMALLEST, Integer.highestOneBit(Math.clamp(2L * expected, 1, LARGEST)) << 1);
    }

    private void allocate(int capacity) {
        keys = new long[capacity];
        Arrays.fill(keys, EMPTY);
        counts = new int[capacity];
    }

    static int spread(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h ^ (h >>> 32));
    }

    /**
     * Reads where the keys lie, so that the cache holds it when they are added: reads that do not wait for each other
     * overlap, probes that a wrongly predicted branch follows do not.
     *
     * @return a mixture of what lies there, so that the reads cannot be left out
     */
    long touch(long[] wanted, int n) {
        long[] k = keys;
        int[] c = counts;
        int mask = k.length - 1;
        long seen = 0;
        for (int i = 0; i < n; i++) {
            int at = spread(wanted[i]) & mask;
            seen += k[at] ^ c[at];
        }
        return seen;
    }

    /** Adds to the key's count and gives the count before: 0 for a new key. */
    public int add(long key, int n) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (true) {
            long found = keys[i];
            if (found == key) {
                int before = counts[i];
                counts[i] = before + n;
                return before;
            }
            if (found == EMPTY) {
                if (packed.length > 0) {
                    unpack();
                    return add(key, n);
                }
                keys[i] = key;
                counts[i] = n;
                if (++size * 2 > keys.length) {
                    grow();
                }
                return 0;
            }
            i = (i + 1) & mask;
        }
    }

    /** Raises the key's count to at least that. */
    public void raise(long key, int n) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (keys[i] != EMPTY) {
            if (keys[i] == key) {
                if (counts[i] < n) {
                    counts[i] = n;
                }
                return;
            }
            i = (i + 1) & mask;
        }
        if (packed.length > 0) {
            unpack();
            raise(key, n);
        } else {
            add(key, n);
        }
    }

    /** Adds to the count of a key that is there; false where it is not. */
    boolean addToKnown(long key, int n) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (keys[i] != EMPTY) {
            if (keys[i] == key) {
                counts[i] += n;
                return true;
            }
            i = (i + 1) & mask;
        }
        if (packed.length > 0) {
            unpack();
            return addToKnown(key, n);
        }
        return false;
    }

    /**
     * Packs the table into some five bytes a key, ascending. It can be walked through as it is; the first question or
     * addition unpacks it.
     */
    void pack() {
        if (packed.length > 0 || size == 0) {
            return;
        }
        long all = 0;
        for (long key : keys) {
            all |= key == EMPTY ? 0 : key;
        }
        // The count stands below its key where there is room, so that sorting moves both; a larger one is looked up.
        int room = Math.min(Integer.SIZE - 1, Long.numberOfLeadingZeros(all) - 1);
        long most = (1L << room) - 1;
        long[] sorted = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != EMPTY) {
                sorted[n++] = (keys[i] << room) | Math.min(most, counts[i]);
            }
        }
        Arrays.sort(sorted);
        Ascending out = new Ascending(size);
        for (long entry : sorted) {
            long count = entry & most;
            out.add(entry >>> room, count == most ? get(entry >>> room) : (int) count);
        }
        fill(out);
    }

    /** Keys in ascending order on their way into an empty table, which they fill packed. */
    static final class Ascending {
        private final ByteRoom out;
        private long last;
        private int size;

        Ascending(int expected) {
            out = new ByteRoom(6 * expected);
        }

        void add(long key, int n) {
            out.put(key - last);
            out.put(n);
            last = key;
            size++;
        }

        int size() {
            return size;
        }
    }

    /** Holds these keys and no others from now on, packed. */
    void fill(Ascending sorted) {
        if (sorted.size == 0) {
            return;
        }
        size = sorted.size;
        packed = sorted.out.bytes();
        keys = new long[] {EMPTY};
        counts = new int[1];
    }

    /** Makes a packed table one that can be added to again. */
    void unpack() {
        if (packed.length == 0) {
            return;
        }
        byte[] from = packed;
        packed = OPEN;
        int n = size;
        size = 0;
        allocate(capacityFor(n));
        walk(from, n, this::add);
    }

    /** Bytes of memory, headers left out. */
    long bytes() {
        return packed.length == 0 ? 12L * keys.length : packed.length;
    }

    private static void walk(byte[] from, int n, Visitor visitor) {
        ByteRoom in = new ByteRoom(from);
        long key = 0;
        for (int i = 0; i < n; i++) {
            key += in.next();
            visitor.visit(key, (int) in.next());
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        allocate(oldKeys.length * 2);
        int mask = keys.length - 1;
        for (int j = 0; j < oldKeys.length; j++) {
            if (oldKeys[j] != EMPTY) {
                int i = spread(oldKeys[j]) & mask;
                while (keys[i] != EMPTY) {
                    i = (i + 1) & mask;
                }
                keys[i] = oldKeys[j];
                counts[i] = oldCounts[j];
            }
        }
    }

    /** The key's count, 0 where it has none. */
    public int get(long key) {
        int mask = keys.length - 1;
        int i = spread(key) & mask;
        while (keys[i] != EMPTY) {
            if (keys[i] == key) {
                return counts[i];
            }
            i = (i + 1) & mask;
        }
        if (packed.length > 0) {
            unpack();
            return get(key);
        }
        return 0;
    }

    public int size() {
        return size;
    }

    /** Forgets all keys and keeps the room. */
    public void clear() {
        if (size > 0) {
            unpack();
            Arrays.fill(keys, EMPTY);
            size = 0;
        }
    }

    /** Hands over every key with its count, in no particular order. */
    public void forEach(Visitor visitor) {
        if (packed.length > 0) {
            walk(packed, size, visitor);
            return;
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != EMPTY) {
                visitor.visit(keys[i], counts[i]);
            }
        }
    }

    /** Takes one key and its count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(long key, int count);
    }
}
