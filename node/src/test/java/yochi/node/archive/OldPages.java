package yochi.node.archive;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** A window as archives held it before blocks: a page a cell. */
final class OldPages {
    private final ByteRoom minutes = new ByteRoom(16);
    private final ByteRoom tuples = new ByteRoom(16);
    private long pairs;

    private OldPages() {
        minutes.put(1);
        tuples.put(1);
    }

    static Batch of(ClosedWindow window, long number, String policy, Instant now) {
        Instant start = window.window().start();
        Map<Long, OldPages> pages = new LinkedHashMap<>();
        int seconds = window.epochs().getFirst().epoch().seconds();
        for (EpochSummary epoch : window.epochs()) {
            long index = (epoch.epoch().startSecond() - window.window().startSecond()) / seconds;
            for (int slot = 0; slot < epoch.counted().cells(); slot++) {
                pages.computeIfAbsent(epoch.counted().code(slot), c -> new OldPages())
                        .add(index, epoch, slot);
            }
        }
        Batch.Builder out = Batch.under(new LedgerKey("sg", start, 0, "digest"));
        long sum = pages.values().stream().mapToLong(p -> p.pairs).sum();
        out.row(
                ArchiveTables.WINDOW,
                number,
                start,
                (long) window.window().seconds(),
                (long) seconds,
                window.late(),
                (long) pages.size(),
                sum,
                policy,
                now);
        rows(out, window, number, pages);
        return out.build();
    }

    private static void rows(Batch.Builder out, ClosedWindow window, long number, Map<Long, OldPages> pages) {
        Instant start = window.window().start();
        Dictionary words = window.epochs().getFirst().dictionary();
        long cell = 0;
        for (Map.Entry<Long, OldPages> page : pages.entrySet()) {
            long code = page.getKey();
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
                    0L,
                    0L,
                    page.getValue().minutes.bytes());
            out.row(
                    ArchiveTables.TUPLES,
                    number,
                    start,
                    cell++,
                    page.getValue().pairs,
                    page.getValue().tuples.bytes());
        }
        for (Uptime u : window.uptime()) {
            out.row(
                    ArchiveTables.WATCH,
                    number,
                    start,
                    u.sensor(),
                    "",
                    u.epoch().start(),
                    (long) u.epoch().seconds(),
                    u.share(),
                    (long) u.monitoredAddresses(),
                    u.reason());
        }
    }

    private void add(long index, EpochSummary epoch, int slot) {
        CellCounts counts = epoch.counted();
        minutes.put(index);
        minutes.put(counts.records(slot));
        minutes.put(counts.amount(slot));
        minutes.put(counts.unmeasured(slot));
        minutes.put(counts.unkept(slot));
        ByteRoom near = new ByteRoom(16);
        ByteRoom far = new ByteRoom(16);
        long[] n = new long[3];
        Addresses addresses = epoch.dictionary().addresses();
        counts.forEachPairAscending((s, address, records) -> {
            if (s == slot && Addresses.isIpv4(address)) {
                near.put(address - n[2]);
                near.put(records);
                n[2] = address;
                n[0]++;
            } else if (s == slot) {
                byte[] bytes = addresses.bytes(address);
                far.put(addresses.isName(address) ? 1 : 0);
                far.put(bytes.length);
                far.putBytes(bytes);
                far.put(records);
                n[1]++;
            }
        });
        tuples.put(index);
        tuples.put(n[0]);
        tuples.put(n[1]);
        tuples.putBytes(near.bytes());
        tuples.putBytes(far.bytes());
        pairs += n[0] + n[1];
    }
}
