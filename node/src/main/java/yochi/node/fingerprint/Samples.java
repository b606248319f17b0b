package yochi.node.fingerprint;

import java.util.Arrays;
import yochi.node.observation.Packet;

/**
 * The first headers of SYNs of each source, at most {@value #MOST} a source, in flat columns; a packet that repeats
 * the one before is counted only. When no room is left, sources with a single packet make it.
 */
final class Samples {
    /** Packets of a source that are kept: 20 are needed, and a tail below 10^-6 needs two of chance 2^-16. */
    static final int MOST = 32;

    static final int FIELDS = 10;
    static final String[] NAMES = {
        "id", "sourcePort", "port", "sequenceHigh", "sequenceLow", "destinationHigh", "destinationLow", "window",
        "acknowledgementHigh", "acknowledgementLow"
    };

    private static final int MOST_WAIT = 1 << 20;
    private static final int COLUMNS = 3;
    private static final int SMALLEST = 256;
    private static final int U16 = 0xFFFF;
    private static final long NANOS_PER_MICRO = 1000;

    private final int most;
    private int[] index = new int[2 * SMALLEST];
    private long[] sources = new long[SMALLEST];
    private int[] kept = new int[SMALLEST];
    private long[] packets = new long[SMALLEST];
    /** When the last header of each was kept. */
    private long[] last = new long[SMALLEST];
    private int[] fits = new int[SMALLEST * 3];
    private long[] columns = new long[SMALLEST * MOST * COLUMNS];
    /** New sources turned away before room is looked for again: looking costs a walk through all. */
    private int turnedAway;
    private int wait;
    private int size;
    private long skipped;

    /** Room for so many sources. */
    Samples(int most) {
        this.most = most;
        this.wait = most / 8;
    }

    void add(long source, Packet p, int relations) {
        int r = find(source);
        if (r < 0) {
            skipped++;
            return;
        }
        packets[r]++;
        for (int tool = 0; tool < 3; tool++) {
            fits[r * 3 + tool] += (relations >>> (tool + 1)) & 1;
        }
        if (kept[r] == MOST) {
            return;
        }
        long first = ((long) p.sequence() << 32) | (p.destinationLow() & 0xFFFF_FFFFL);
        long second =
                ((long) p.ipId() << 48) | ((long) p.sourcePort() << 32)
                        | ((long) p.destinationPort() << 16) | p.window();
        int at = (r * MOST + kept[r]) * COLUMNS;
        if (kept[r] > 0 && columns[at - COLUMNS] == first && columns[at - COLUMNS + 1] == second) {
            return;
        }
        columns[at] = first;
        columns[at + 1] = second;
        long gap = kept[r] > 0 ? Math.abs(p.timeNanos - last[r]) / NANOS_PER_MICRO : 0;
        int bin = Long.SIZE - Long.numberOfLeadingZeros(gap);
        columns[at + 2] = ((long) bin << Integer.SIZE) | (p.acknowledgement() & 0xFFFF_FFFFL);
        last[r] = p.timeNanos;
        kept[r]++;
    }

    private static int place(long source) {
        long h = source * 0x9E37_79B9_7F4A_7C15L;
        return (int) (h ^ (h >>> 32));
    }

    private int find(long source) {
        int mask = index.length - 1;
        int i = place(source) & mask;
        while (index[i] != 0) {
            if (sources[index[i] - 1] == source) {
                return index[i] - 1;
            }
            i = (i + 1) & mask;
        }
        if (size == sources.length) {
            if (turnedAway > 0) {
                turnedAway--;
                return -1;
            }
            return makeRoom() ? find(source) : -1;
        }
        clear(size);
        sources[size] = source;
        index[i] = ++size;
        return size - 1;
    }

    private void clear(int r) {
        kept[r] = 0;
        packets[r] = 0;
        Arrays.fill(fits, r * 3, r * 3 + 3, 0);
    }

    private boolean makeRoom() {
        if (2 * size <= most) {
            int capacity = 2 * size;
            sources = Arrays.copyOf(sources, capacity);
            kept = Arrays.copyOf(kept, capacity);
            packets = Arrays.copyOf(packets, capacity);
            last = Arrays.copyOf(last, capacity);
            fits = Arrays.copyOf(fits, capacity * 3);
            columns = Arrays.copyOf(columns, capacity * MOST * COLUMNS);
            index = new int[2 * capacity];
        } else if (singles() < most / 8) {
            turnedAway = wait;
            wait = Math.min(2 * wait, MOST_WAIT);
            return false;
        } else {
            dropSingles();
            wait = most / 8;
        }
        reindex();
        return size < sources.length;
    }

    private int singles() {
        int out = 0;
        for (int r = 0; r < size; r++) {
            out += packets[r] < 2 ? 1 : 0;
        }
        return out;
    }

    private void dropSingles() {
        int to = 0;
        for (int r = 0; r < size; r++) {
            if (packets[r] < 2) {
                skipped += packets[r];
                continue;
            }
            sources[to] = sources[r];
            kept[to] = kept[r];
            packets[to] = packets[r];
            last[to] = last[r];
            System.arraycopy(fits, r * 3, fits, to * 3, 3);
            System.arraycopy(columns, r * MOST * COLUMNS, columns, to * MOST * COLUMNS, MOST * COLUMNS);
            to++;
        }
        size = to;
    }

    private void reindex() {
        Arrays.fill(index, 0);
        int mask = index.length - 1;
        for (int r = 0; r < size; r++) {
            int i = place(sources[r]) & mask;
            while (index[i] != 0) {
                i = (i + 1) & mask;
            }
            index[i] = r + 1;
        }
    }

    int size() {
        return size;
    }

    int kept(int source) {
        return kept[source];
    }

    long packets(int source) {
        return packets[source];
    }

    /** Packets of a source that fit the tool of that number. */
    int fits(int source, int tool) {
        return fits[source * 3 + tool];
    }

    /** SYNs of which nothing is known any more. */
    long skipped() {
        return skipped;
    }

    int sequence(int source, int packet) {
        return (int) (columns[(source * MOST + packet) * COLUMNS] >>> 32);
    }

    int destination(int source, int packet) {
        return (int) columns[(source * MOST + packet) * COLUMNS];
    }

    /** Microseconds since the header kept before, down to a power of two. */
    long gap(int source, int packet) {
        return (1L << (columns[(source * MOST + packet) * COLUMNS + 2] >>> Integer.SIZE)) >> 1;
    }

    /** The value of one of the {@link #NAMES} in 16 bits. */
    int field(int source, int packet, int field) {
        int at = (source * MOST + packet) * COLUMNS;
        long value = switch (field) {
            case 0 -> columns[at + 1] >>> 48;
            case 1 -> columns[at + 1] >>> 32;
            case 2 -> columns[at + 1] >>> 16;
            case 3 -> columns[at] >>> 48;
            case 4 -> columns[at] >>> 32;
            case 5 -> columns[at] >>> 16;
            case 6 -> columns[at];
            case 7 -> columns[at + 1];
            case 8 -> columns[at + 2] >>> 16;
            default -> columns[at + 2];
        };
        return (int) value & U16;
    }
}
