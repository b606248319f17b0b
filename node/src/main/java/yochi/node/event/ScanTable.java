package yochi.node.event;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What {@link ScanWatch} keeps of each pair of source and service: five words in blocks that grow one by one. Nearly
 * all pairs meet a few addresses only; more than eight different cells take a bitmap beside. Not for use by two
 * threads at a time.
 */
final class ScanTable {
    static final int CELLS = 256;

    private static final int BLOCK_BITS = 14;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int WORDS = 5;
    private static final int KEY = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    /** Packets in 39 bits, above them what is told about them in 21 bits, above those how many cells TARGETS names. */
    private static final int ABOUT = 3;
    /** Up to eight cells of one byte each, or the number of a bitmap. */
    private static final int TARGETS = 4;

    private static final int PACKET_BITS = 39;
    private static final long PACKETS = (1L << PACKET_BITS) - 1;
    static final int ABOUT_BITS = 21;
    private static final long ABOUT_MASK = ((1L << ABOUT_BITS) - 1) << PACKET_BITS;
    private static final int NAMED_SHIFT = PACKET_BITS + ABOUT_BITS;
    private static final int MOST_NAMED = 8;
    private static final int WIDE = 15;
    private static final int BITMAP = CELLS / Long.SIZE;
    private static final int SMALLEST = 1 << 10;

    private final int most;
    private int[] index = new int[2 * SMALLEST];
    private long[][] blocks = new long[1][SMALLEST * WORDS];
    private int capacity;
    private int size;
    private long[] bitmaps = new long[16 * BITMAP];
    private int bitmapsUsed;
    private int[] free = new int[16];
    private int freed;

    /** A table of at most so many records. */
    ScanTable(int most) {
        this.most = most;
        this.capacity = Math.min(most, SMALLEST);
    }

    private static int place(long key) {
        long h = key * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h ^ (h >>> 32));
    }

    int size() {
        return size;
    }

    private long word(int record, int word) {
        return blocks[record >>> BLOCK_BITS][(record & (BLOCK - 1)) * WORDS + word];
    }

    /**
     * Reads where those keys lie, all at once, since one read after the other would each wait for the memory.
     *
     * @return what was read
     */
    long touch(long[] keys, int n) {
        int mask = index.length - 1;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int record = index[place(keys[i]) & mask];
            sum += record == 0 ? 0 : word(record - 1, KEY);
        }
        return sum;
    }

    /** The key's record; -1 where it has none. */
    int find(long key) {
        int mask = index.length - 1;
        int i = place(key) & mask;
        while (index[i] != 0) {
            if (word(index[i] - 1, KEY) == key) {
                return index[i] - 1;
            }
            i = (i + 1) & mask;
        }
        return -1;
    }

    /** Whether no record can be added before room is made. */
    boolean full() {
        return size == capacity;
    }

    /** Adds a record of a key that has none. */
    int add(long key, long now, long about) {
        int mask = index.length - 1;
        int i = place(key) & mask;
        while (index[i] != 0) {
            i = (i + 1) & mask;
        }
        index[i] = ++size;
        begin(size - 1, key, now, about);
        return size - 1;
    }

    /** Makes a record one of a new episode. */
    void begin(int record, long key, long now, long about) {
        long[] block = blocks[record >>> BLOCK_BITS];
        int at = (record & (BLOCK - 1)) * WORDS;
        release(block, at);
        block[at + KEY] = key;
        block[at + FIRST] = now;
        block[at + LAST] = now;
        block[at + ABOUT] = about << PACKET_BITS;
        block[at + TARGETS] = 0;
    }

    private void release(long[] block, int at) {
        if (block[at + ABOUT] >>> NAMED_SHIFT == WIDE) {
            if (freed == free.length) {
                free = Arrays.copyOf(free, 2 * freed);
            }
            free[freed++] = (int) block[at + TARGETS];
            block[at + ABOUT] = 0;
        }
    }

    /** Counts packets; of what was told about the earlier ones stay the bits of {@code keep}, {@code more} come. */
    void count(int record, long now, long packets, int cell, long keep, long more) {
        long[] block = blocks[record >>> BLOCK_BITS];
        int at = (record & (BLOCK - 1)) * WORDS;
        block[at + FIRST] = Math.min(block[at + FIRST], now);
        block[at + LAST] = Math.max(block[at + LAST], now);
        long about = block[at + ABOUT];
        // A log may tell any number: it must not reach into what lies above.
        long sum = Math.min(PACKETS, (about & PACKETS) + Math.min(PACKETS, packets));
        long told = ((about & ABOUT_MASK) & keep << PACKET_BITS) | more << PACKET_BITS;
        about = (about & ~(ABOUT_MASK | PACKETS)) | told | sum;
        int named = (int) (about >>> NAMED_SHIFT);
        if (named == WIDE) {
            bitmaps[(int) block[at + TARGETS] * BITMAP + (cell >>> 6)] |= 1L << cell;
        } else if (!names(block[at + TARGETS], named, cell)) {
            if (named < MOST_NAMED) {
                block[at + TARGETS] |= (long) cell << (named << 3);
                about += 1L << NAMED_SHIFT;
            } else {
                block[at + TARGETS] = widened(block[at + TARGETS], cell);
                about |= (long) WIDE << NAMED_SHIFT;
            }
        }
        block[at + ABOUT] = about;
    }

    private static boolean names(long cells, int named, int cell) {
        for (int i = 0; i < named; i++) {
            if (((int) (cells >>> (i << 3)) & (CELLS - 1)) == cell) {
                return true;
            }
        }
        return false;
    }

    private long widened(long cells, int cell) {
        int bitmap = freed > 0 ? free[--freed] : bitmapsUsed++;
        if ((bitmap + 1) * BITMAP > bitmaps.length) {
            bitmaps = Arrays.copyOf(bitmaps, 2 * bitmaps.length);
        }
        Arrays.fill(bitmaps, bitmap * BITMAP, (bitmap + 1) * BITMAP, 0);
        bitmaps[bitmap * BITMAP + (cell >>> 6)] |= 1L << cell;
        for (int i = 0; i < MOST_NAMED; i++) {
            int named = (int) (cells >>> (i << 3)) & (CELLS - 1);
            bitmaps[bitmap * BITMAP + (named >>> 6)] |= 1L << named;
        }
        return bitmap;
    }

    /** Says that the record was also heard of at that time. */
    void reaches(int record, long time) {
        long[] block = blocks[record >>> BLOCK_BITS];
        int at = (record & (BLOCK - 1)) * WORDS + LAST;
        block[at] = Math.max(block[at], time);
    }

    long key(int record) {
        return word(record, KEY);
    }

    long first(int record) {
        return word(record, FIRST);
    }

    long last(int record) {
        return word(record, LAST);
    }

    long packets(int record) {
        return word(record, ABOUT) & PACKETS;
    }

    long about(int record) {
        return (word(record, ABOUT) & ABOUT_MASK) >>> PACKET_BITS;
    }

    /** Different cells that the record has. */
    int cells(int record) {
        int named = (int) (word(record, ABOUT) >>> NAMED_SHIFT);
        if (named < WIDE) {
            return named;
        }
        int taken = 0;
        for (int w = 0; w < BITMAP; w++) {
            taken += Long.bitCount(bitmaps[(int) word(record, TARGETS) * BITMAP + w]);
        }
        return taken;
    }

    /** Puts the cells as bits into four words. */
    void cells(int record, long[] into, int from) {
        int named = (int) (word(record, ABOUT) >>> NAMED_SHIFT);
        long targets = word(record, TARGETS);
        if (named == WIDE) {
            System.arraycopy(bitmaps, (int) targets * BITMAP, into, from, BITMAP);
            return;
        }
        for (int i = 0; i < named; i++) {
            int cell = (int) (targets >>> (i << 3)) & (CELLS - 1);
            into[from + (cell >>> 6)] |= 1L << cell;
        }
    }

    /** Removes the records that were last heard of before that time, each told before; their packets. */
    long keep(long since, IntConsumer finished) {
        int kept = 0;
        long dropped = 0;
        for (int r = 0; r < size; r++) {
            long[] block = blocks[r >>> BLOCK_BITS];
            int at = (r & (BLOCK - 1)) * WORDS;
            if (block[at + LAST] < since) {
                dropped += block[at + ABOUT] & PACKETS;
                finished.accept(r);
                release(block, at);
            } else {
                if (kept < r) {
                    System.arraycopy(
                            block, at, blocks[kept >>> BLOCK_BITS], (kept & (BLOCK - 1)) * WORDS, WORDS);
                    block[at + ABOUT] = 0;
                }
                kept++;
            }
        }
        size = kept;
        reindex();
        return dropped;
    }

    /** Takes more room, within the bound; false at the bound. */
    boolean grow() {
        int wanted = Math.min(most, Math.max(2 * Math.min(capacity, BLOCK), capacity + capacity / 4));
        if (wanted <= capacity) {
            return false;
        }
        int last = blocks.length - 1;
        blocks = Arrays.copyOf(blocks, (wanted + BLOCK - 1) >>> BLOCK_BITS);
        int lastSize = Math.min(BLOCK, wanted - (last << BLOCK_BITS));
        blocks[last] = Arrays.copyOf(blocks[last], lastSize * WORDS);
        for (int b = last + 1; b < blocks.length; b++) {
            blocks[b] = new long[Math.min(BLOCK, wanted - (b << BLOCK_BITS)) * WORDS];
        }
        capacity = wanted;
        if (index.length < 2 * capacity) {
            index = new int[Integer.highestOneBit(2 * capacity - 1) << 1];
        }
        reindex();
        return true;
    }

    private void reindex() {
        Arrays.fill(index, 0);
        int mask = index.length - 1;
        for (int r = 0; r < size; r++) {
            int i = place(word(r, KEY)) & mask;
            while (index[i] != 0) {
                i = (i + 1) & mask;
            }
            index[i] = r + 1;
        }
    }
}
