package yochi.node.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.Epoch;
import yochi.core.model.Uptime;
import yochi.link.table.Batch;
import yochi.link.table.LedgerKey;
import yochi.node.summary.Addresses;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.CellCode;
import yochi.node.summary.CellCounts;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;

/**
 * One window as rows: per cell the counts of its epochs, and apart the addresses of each epoch, ascending, as
 * differences. Both byte columns begin with a version.
 */
final class WindowPages {
    static final byte VERSION = 1;
    static final int IPV6 = 0;
    static final int NAME = 1;

    private final ClosedWindow window;
    private final Map<Long, Page> pages = new LinkedHashMap<>();
    private long pairs;
    private int epochSeconds;

    /** What is kept of one cell. */
    private static final class Page {
        private final ByteRoom minutes = new ByteRoom(16);
        private final ByteRoom tuples = new ByteRoom(16);
        private long records;
        private long amount;
        private long pairs;

        Page() {
            minutes.put(VERSION);
            tuples.put(VERSION);
        }
    }

    WindowPages(ClosedWindow window) {
        this.window = window;
        this.epochSeconds = window.window().seconds();
        for (EpochSummary epoch : window.epochs()) {
            epochSeconds = epoch.epoch().seconds();
            take(epoch);
        }
    }

    private void take(EpochSummary epoch) {
        CellCounts counts = epoch.counted();
        long index = (epoch.epoch().startSecond() - window.window().startSecond()) / epochSeconds;
        Page[] pageOf = new Page[counts.cells()];
        int[] ipv4 = new int[pageOf.length];
        int[] others = new int[pageOf.length];
        counts.forEachPair((slot, address, n) -> (Addresses.isIpv4(address) ? ipv4 : others)[slot]++);
        for (int slot = 0; slot < pageOf.length; slot++) {
            Page page = pages.computeIfAbsent(counts.code(slot), c -> new Page());
            pageOf[slot] = page;
            page.records += counts.records(slot);
            page.amount += counts.amount(slot);
            page.pairs += ipv4[slot] + others[slot];
            page.minutes.put(index);
            page.minutes.put(counts.records(slot));
            page.minutes.put(counts.amount(slot));
            page.minutes.put(counts.unmeasured(slot));
            page.minutes.put(counts.unkept(slot));
        }
        Addresses addresses = epoch.dictionary().addresses();
        int[] last = {-1};
        long[] before = {0};
        counts.forEachPairAscending((slot, address, n) -> {
            ByteRoom out = pageOf[slot].tuples;
            if (slot != last[0]) {
                out.put(index);
                out.put(ipv4[slot]);
                out.put(others[slot]);
                last[0] = slot;
                before[0] = 0;
            }
            if (Addresses.isIpv4(address)) {
                out.put(address - before[0]);
                before[0] = address;
            } else {
                byte[] bytes = addresses.bytes(address);
                out.put(addresses.isName(address) ? NAME : IPV6);
                out.put(bytes.length);
                out.putBytes(bytes);
            }
            out.put(n);
            pairs++;
        });
    }

    /** The rows, under a key that makes the same window of the same node the same batch. */
    Batch batch(long number, String node, String policyDigest, Instant now) {
        Instant start = window.window().start();
        String digest = digest();
        Batch.Builder out = Batch.under(
                new LedgerKey(node + (window.late() ? "/late/" + digest : ""), start, 0, digest));
        out.row(
                ArchiveTables.WINDOW,
                number,
                start,
                (long) window.window().seconds(),
                (long) epochSeconds,
                window.late(),
                (long) pages.size(),
                pairs,
                policyDigest,
                now);
        long cell = 0;
        for (Map.Entry<Long, Page> entry : pages.entrySet()) {
            row(out, number, start, cell++, entry.getKey(), entry.getValue());
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

    private void row(Batch.Builder out, long number, Instant start, long cell, long code, Page page) {
        Dictionary words = window.epochs().getFirst().dictionary();
        Dictionary.Place place = words.placeOf(CellCode.place(code));
        out.row(
                ArchiveTables.CELL,
                number,
                start,
                cell,
                words.sensorOf(CellCode.sensor(code)).name(),
                CellCode.type(code).name(),
                CellCode.service(code).toString(),
                CellCode.tool(code).toString(),
                place.country().code(),
                place.asn().number(),
                page.records,
                page.amount,
                page.minutes.bytes());
        if (page.pairs > 0) {
            out.row(ArchiveTables.TUPLES, number, start, cell, page.pairs, page.tuples.bytes());
        }
    }

    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            List<Long> codes = new ArrayList<>(pages.keySet());
            for (Long code : codes) {
                sha.update(code.toString().getBytes(StandardCharsets.US_ASCII));
                Page page = pages.getOrDefault(code, new Page());
                sha.update(page.minutes.bytes());
                sha.update(page.tuples.bytes());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
