package yochi.node.archive;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;
import yochi.link.identity.Sha256;
import yochi.link.table.Batch;
import yochi.link.table.LedgerKey;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;

/** One window as rows: its own, one per block of epochs, and how it was watched. */
final class WindowBlocks {
    /** Bytes of a row: the database works on 2048 rows at a time and holds some three times those in its memory. */
    private static final int PIECE = 1 << 11;

    private final ClosedWindow window;
    private final List<Block> blocks = new ArrayList<>();
    private final int epochSeconds;
    private final String digest;

    /** A block that is ready to be stored. */
    private static final class Block {
        private final long cells;
        private final long pairs;
        private final List<byte[]> counts;
        private final List<byte[]> tuples;

        Block(BlockWriter from, byte[] counts, byte[] tuples) {
            this.cells = from.cells();
            this.pairs = from.pairs();
            this.counts = pieces(BlockWriter.packed(counts));
            this.tuples = pieces(BlockWriter.packed(tuples));
        }

        private static List<byte[]> pieces(byte[] body) {
            List<byte[]> out = new ArrayList<>();
            for (int from = 0; from < body.length; from += PIECE) {
                out.add(Arrays.copyOfRange(body, from, Math.min(body.length, from + PIECE)));
            }
            return List.copyOf(out);
        }
    }

    WindowBlocks(ClosedWindow window) {
        this.window = window;
        MessageDigest sha = Sha256.fresh();
        BlockWriter open = new BlockWriter();
        int seconds = window.window().seconds();
        for (EpochSummary epoch : window.epochs()) {
            seconds = epoch.epoch().seconds();
            open.add((epoch.epoch().startSecond() - window.window().startSecond()) / seconds, epoch);
            if (open.full()) {
                close(open, sha);
                open = new BlockWriter();
            }
        }
        if (open.epochs() > 0) {
            close(open, sha);
        }
        this.epochSeconds = seconds;
        this.digest = HexFormat.of().formatHex(sha.digest());
    }

    private void close(BlockWriter open, MessageDigest sha) {
        byte[] counts = open.counts();
        byte[] tuples = open.tuples();
        sha.update(counts);
        sha.update(tuples);
        blocks.add(new Block(open, counts, tuples));
    }

    private void pieces(Batch.Builder out, String table, long number, long block, List<byte[]> body) {
        for (int piece = 0; piece < body.size(); piece++) {
            out.row(table, number, window.window().start(), block, (long) piece, body.get(piece));
        }
    }

    /** The rows, under a key that makes the same window of the same node the same batch. */
    Batch batch(long number, String node, String policyDigest, Instant now) {
        Instant start = window.window().start();
        Batch.Builder out = Batch.under(
                new LedgerKey(node + (window.late() ? "/late/" + digest : ""), start, 0, digest));
        out.row(
                ArchiveTables.WINDOW,
                number,
                start,
                (long) window.window().seconds(),
                (long) epochSeconds,
                window.late(),
                blocks.stream().mapToLong(b -> b.cells).sum(),
                blocks.stream().mapToLong(b -> b.pairs).sum(),
                policyDigest,
                now);
        long block = 0;
        for (Block b : blocks) {
            pieces(out, ArchiveTables.BLOCK, number, block, b.counts);
            pieces(out, ArchiveTables.ADDRESSES, number, block++, b.tuples);
        }
        for (Uptime u : window.uptime()) {
            Epoch e = u.epoch();
            out.row(
                    ArchiveTables.WATCH,
                    number,
                    start,
                    u.sensor(),
                    window.operators().getOrDefault(u.sensor(), ""),
                    e.start(),
                    (long) e.seconds(),
                    u.share(),
                    (long) u.monitoredAddresses(),
                    u.reason());
        }
        window.unwatched()
                .forEach(u -> out.row(
                        ArchiveTables.LEFT_OUT, number, start, u.sensor(), u.service().toString()));
        return out.build();
    }
}
