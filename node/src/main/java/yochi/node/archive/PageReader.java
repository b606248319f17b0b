package yochi.node.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Recollection;

/**
 * Reads what archives held before blocks: a page per cell with its minutes, and one with its tuples, interleaved. Only
 * read: such windows stay until the policy forgets them.
 */
final class PageReader {
    private static final byte VERSION = 1;
    private static final int NAME = 1;

    private final Head head;
    private final Recollection recollection;
    private final Map<Long, EpochSummary> epochs;
    private final Map<List<Long>, Integer> slots = new HashMap<>();

    PageReader(Head head, Recollection recollection, Map<Long, EpochSummary> epochs) {
        this.head = head;
        this.recollection = recollection;
        this.epochs = epochs;
    }

    private static ByteRoom opened(byte[] bytes) {
        ByteRoom in = new ByteRoom(bytes);
        long version = in.next();
        if (version != VERSION) {
            throw new IllegalArgumentException("a page of version " + version + ", this program reads " + VERSION);
        }
        return in;
    }

    void minutes(long cell, Recollection.About about, byte[] bytes) {
        ByteRoom in = opened(bytes);
        while (in.more()) {
            long index = in.next();
            EpochSummary epoch = epochs.computeIfAbsent(index, i -> recollection.epoch(head.epoch(i)));
            Recollection.Counts counts = new Recollection.Counts(in.next(), in.next(), in.next(), in.next());
            slots.put(List.of(cell, index), recollection.cell(epoch, recollection.code(about), counts));
        }
    }

    void tuples(long cell, byte[] bytes) {
        ByteRoom in = opened(bytes);
        while (in.more()) {
            long index = in.next();
            EpochSummary epoch = epochs.get(index);
            Integer slot = slots.get(List.of(cell, index));
            if (epoch == null || slot == null) {
                throw new IllegalArgumentException("tuples without the counts of cell " + cell);
            }
            long ipv4 = in.next();
            long others = in.next();
            long address = 0;
            for (long i = 0; i < ipv4; i++) {
                address += in.next();
                recollection.address(epoch, slot, address, (int) in.next());
            }
            for (long i = 0; i < others; i++) {
                boolean name = in.next() == NAME;
                byte[] text = in.nextBytes((int) in.next());
                long code = name
                        ? recollection.named(new String(text, StandardCharsets.UTF_8))
                        : recollection.ipv6(text);
                recollection.address(epoch, slot, code, (int) in.next());
            }
        }
    }
}
