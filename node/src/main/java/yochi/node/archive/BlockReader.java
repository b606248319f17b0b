package yochi.node.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Recollection;

/** Puts the epochs of one window together again from the bodies of its blocks. */
final class BlockReader {
    /** A body before compression: an epoch of 20 million tuples takes some 120 MB. */
    private static final long MOST_BYTES = 256L << 20;

    private final Head head;
    private final Recollection recollection;
    private final Map<Long, EpochSummary> epochs;
    private final Map<Long, List<Cells>> blocks = new HashMap<>();

    /** The slots of one epoch's cells, in the order in which they are stored. */
    private static final class Cells {
        private final long index;
        private final EpochSummary epoch;
        private final int[] slots;

        Cells(long index, EpochSummary epoch, int[] slots) {
            this.index = index;
            this.epoch = epoch;
            this.slots = slots;
        }
    }

    /**
     * A reader of one window's blocks.
     *
     * @param epochs where its epochs are collected
     */
    BlockReader(Head head, Recollection recollection, Map<Long, EpochSummary> epochs) {
        this.head = head;
        this.recollection = recollection;
        this.epochs = epochs;
    }

    /** Takes a block's counts; {@link IllegalArgumentException} where they are damaged. */
    void counts(long block, byte[] body) {
        ByteRoom in = opened(body);
        BlockNames names = BlockNames.read(in);
        Map<Long, Long> codes = new HashMap<>();
        List<Cells> cells = new ArrayList<>();
        while (in.more()) {
            long index = in.next();
            EpochSummary epoch = epochs.computeIfAbsent(index, i -> recollection.epoch(head.epoch(i)));
            long[] code = numbers(in, room(in, in.next()));
            long sum = 0;
            for (int i = 0; i < code.length; i++) {
                sum += code[i];
                code[i] = codes.computeIfAbsent(sum, c -> recollection.code(names.about(c)));
            }
            long[] records = numbers(in, code.length);
            long[] amount = numbers(in, code.length);
            long[] unmeasured = numbers(in, code.length);
            long[] unkept = numbers(in, code.length);
            int[] slots = new int[code.length];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = recollection.cell(
                        epoch, code[i], new Recollection.Counts(records[i], amount[i], unmeasured[i], unkept[i]));
            }
            cells.add(new Cells(index, epoch, slots));
        }
        blocks.put(block, cells);
    }

    /** Takes a block's tuples, whose counts were taken before. */
    void tuples(long block, byte[] body) {
        ByteRoom in = opened(body);
        for (Cells cells : blocks.getOrDefault(block, List.of())) {
            if (in.next() != cells.index) {
                throw new IllegalArgumentException("tuples of another epoch than the counts of block " + block);
            }
            tuples(in, cells);
        }
        if (in.more()) {
            throw new IllegalArgumentException("tuples without the counts of block " + block);
        }
    }

    private void tuples(ByteRoom in, Cells cells) {
        int[] slots = cells.slots;
        long[] ipv4 = numbers(in, slots.length);
        long[] others = numbers(in, slots.length);
        long[] near = new long[room(in, Arrays.stream(ipv4).sum())];
        int at = 0;
        for (int cell = 0; cell < slots.length; cell++) {
            long address = 0;
            for (long i = 0; i < ipv4[cell]; i++) {
                address += in.next();
                near[at++] = address;
            }
        }
        long[] far = new long[room(in, Arrays.stream(others).sum())];
        for (int i = 0; i < far.length; i++) {
            boolean name = in.next() == BlockWriter.NAME;
            byte[] text = in.nextBytes(Math.toIntExact(in.next()));
            far[i] = name
                    ? recollection.named(new String(text, StandardCharsets.UTF_8))
                    : recollection.ipv6(text);
        }
        int nextNear = 0;
        int nextFar = 0;
        for (int cell = 0; cell < slots.length; cell++) {
            for (long i = 0; i < ipv4[cell]; i++) {
                recollection.address(cells.epoch, slots[cell], near[nextNear++], Math.toIntExact(in.next()));
            }
            for (long i = 0; i < others[cell]; i++) {
                recollection.address(cells.epoch, slots[cell], far[nextFar++], Math.toIntExact(in.next()));
            }
        }
    }

    /** So many entries as still can be there: each takes a byte at least. */
    private static int room(ByteRoom in, long n) {
        if (n < 0 || n > in.left()) {
            throw new IllegalArgumentException(n + " entries in " + in.left() + " bytes");
        }
        return (int) n;
    }

    private static long[] numbers(ByteRoom in, int n) {
        long[] out = new long[room(in, n)];
        for (int i = 0; i < n; i++) {
            out[i] = in.next();
        }
        return out;
    }

    private static ByteRoom opened(byte[] body) {
        if (body.length == 0 || body[0] != BlockWriter.VERSION) {
            throw new IllegalArgumentException("version " + (body.length == 0 ? "none" : body[0])
                    + ", this program reads " + BlockWriter.VERSION);
        }
        byte[] frame = Arrays.copyOfRange(body, 1, body.length);
        long size = Zstd.getFrameContentSize(frame);
        if (size < 0 || size > MOST_BYTES) {
            throw new IllegalArgumentException("a frame of " + size + " bytes, at most " + MOST_BYTES);
        }
        try {
            return new ByteRoom(Zstd.decompress(frame, (int) size));
        } catch (ZstdException e) {
            throw new IllegalArgumentException("damaged: " + e.getMessage(), e);
        }
    }
}
