package yochi.node.archive;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import yochi.node.summary.Addresses;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.CellCounts;
import yochi.node.summary.EpochSummary;

/**
 * Some epochs of a window as two bodies, column by column: the counts of their cells, ascending, and apart, so that
 * they can be thinned alone, the tuples of cell and address with their records, ascending too. Each body is a version
 * and a Zstandard frame with a checksum.
 */
final class BlockWriter {
    static final byte VERSION = 2;
    static final int IPV6 = 0;
    static final int NAME = 1;

    /** Bytes before compression after which a block takes no further epoch. */
    private static final int FULL = 1 << 20;
    /** Fast: the tuples are mostly noise to a compressor. */
    private static final int LEVEL = 1;

    private final ByteRoom counts = new ByteRoom(1 << 12);
    private final ByteRoom tuples = new ByteRoom(1 << 12);
    private final BlockNames names = new BlockNames();
    private int epochs;
    private long cells;
    private long pairs;

    /** The pairs of one epoch, by slot and address ascending; {@code from[slot]} is where a slot's begin. */
    private static final class Pairs {
        private final long[] addresses;
        private final int[] records;
        private final int[] from;
        private final int[] ipv4;
        private int at;

        Pairs(CellCounts counts) {
            addresses = new long[counts.pairs()];
            records = new int[addresses.length];
            from = new int[counts.cells() + 1];
            ipv4 = new int[counts.cells()];
            counts.forEachPairAscending(this::take);
            for (int slot = 1; slot < from.length; slot++) {
                from[slot] += from[slot - 1];
            }
        }

        private void take(int slot, long address, int n) {
            addresses[at] = address;
            records[at++] = n;
            from[slot + 1]++;
            if (Addresses.isIpv4(address)) {
                ipv4[slot]++;
            }
        }
    }

    boolean full() {
        return counts.size() + tuples.size() >= FULL;
    }

    int epochs() {
        return epochs;
    }

    long cells() {
        return cells;
    }

    long pairs() {
        return pairs;
    }

    /**
     * Adds an epoch.
     *
     * @param index its number within the window
     */
    void add(long index, EpochSummary epoch) {
        CellCounts cellCounts = epoch.counted();
        int[] slots = cellCounts.ascending();
        for (int slot : slots) {
            names.note(cellCounts.code(slot), epoch.dictionary());
        }
        counts(index, cellCounts, slots);
        tuples(index, new Pairs(cellCounts), slots, epoch.dictionary().addresses());
        epochs++;
        cells += slots.length;
        pairs += cellCounts.pairs();
    }

    private void counts(long index, CellCounts from, int[] slots) {
        counts.put(index);
        counts.put(slots.length);
        long before = 0;
        for (int slot : slots) {
            counts.put(from.code(slot) - before);
            before = from.code(slot);
        }
        for (int slot : slots) {
            counts.put(from.records(slot));
        }
        for (int slot : slots) {
            counts.put(from.amount(slot));
        }
        for (int slot : slots) {
            counts.put(from.unmeasured(slot));
        }
        for (int slot : slots) {
            counts.put(from.unkept(slot));
        }
    }

    private void tuples(long index, Pairs from, int[] slots, Addresses addresses) {
        tuples.put(index);
        for (int slot : slots) {
            tuples.put(from.ipv4[slot]);
        }
        for (int slot : slots) {
            tuples.put(from.from[slot + 1] - from.from[slot] - from.ipv4[slot]);
        }
        for (int slot : slots) {
            long before = 0;
            int end = from.from[slot] + from.ipv4[slot];
            for (int i = from.from[slot]; i < end; i++) {
                tuples.put(from.addresses[i] - before);
                before = from.addresses[i];
            }
        }
        for (int slot : slots) {
            for (int i = from.from[slot] + from.ipv4[slot]; i < from.from[slot + 1]; i++) {
                byte[] bytes = addresses.bytes(from.addresses[i]);
                tuples.put(addresses.isName(from.addresses[i]) ? NAME : IPV6);
                tuples.put(bytes.length);
                tuples.putBytes(bytes);
            }
        }
        for (int slot : slots) {
            for (int i = from.from[slot]; i < from.from[slot + 1]; i++) {
                tuples.put(from.records[i]);
            }
        }
    }

    /** The counts, names first, before compression. */
    byte[] counts() {
        ByteRoom head = new ByteRoom(256);
        names.write(head);
        byte[] first = head.bytes();
        byte[] rest = counts.bytes();
        byte[] out = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, out, first.length, rest.length);
        return out;
    }

    /** The tuples before compression. */
    byte[] tuples() {
        return tuples.bytes();
    }

    /** A body as it is stored. */
    static byte[] packed(byte[] body) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            byte[] frame = zstd.setLevel(LEVEL).setChecksum(true).compress(body);
            byte[] out = new byte[frame.length + 1];
            out[0] = VERSION;
            System.arraycopy(frame, 0, out, 1, frame.length);
            return out;
        }
    }
}
