package yochi.node.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.ErrorCode;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.core.model.YochiException;
import yochi.link.table.Lane;
import yochi.link.table.TableStore;
import yochi.node.observation.Sensor;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Recollection;

/** Reads windows back from the archive's rows. */
final class WindowReader {
    private final TableStore store;
    private final Instant started;
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Recollection recollection = new Recollection();

    /** A window's own row. */
    private record Head(long number, Epoch window, int epochSeconds, boolean late, long pairs) {}

    /** Cells of one window by number, each with its epochs' slots. */
    private static final class Cells {
        private final Map<Long, EpochSummary> epochs = new TreeMap<>();
        private final Map<List<Long>, Integer> slots = new HashMap<>();
        private boolean addresses;
    }

    WindowReader(TableStore store, Instant started) {
        this.store = store;
        this.started = started;
    }

    List<ClosedWindow> recall(
            Instant from, Instant until, String policyDigest, List<ClosedWindow> memory, long mostPairs) {
        List<Head> heads = heads(from, until, policyDigest);
        Set<String> here = new HashSet<>();
        memory.forEach(w -> here.add(w.window() + " " + w.late()));
        heads.removeIf(h -> here.contains(h.window + " " + h.late));
        long pairs = heads.stream().mapToLong(Head::pairs).sum();
        if (pairs > mostPairs) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, pairs + " pairs asked for at once, at most " + mostPairs);
        }
        List<ClosedWindow> out = new ArrayList<>();
        for (Head head : heads) {
            Cells cells = cells(head);
            if (head.pairs == 0 || cells.addresses) {
                Map<String, String> operators = new TreeMap<>();
                List<Uptime> uptime = uptime(head, operators);
                out.add(new ClosedWindow(
                        head.window,
                        head.late,
                        List.copyOf(cells.epochs.values()),
                        uptime,
                        operators,
                        leftOut(head)));
            }
        }
        return out;
    }

    private List<Head> heads(Instant from, Instant until, String policyDigest) {
        return store.read(
                Lane.SLOW,
                "SELECT number, window_start, window_seconds, epoch_seconds, late, pairs FROM " + ArchiveTables.WINDOW
                        + " WHERE window_start >= ? AND window_start < ? AND policy = ? AND window_start NOT IN"
                        + " (SELECT window_start FROM " + ArchiveTables.ASKED + " WHERE asked_at < ?)"
                        + " ORDER BY window_start, number",
                List.of(from, until, policyDigest, started),
                rows -> {
                    List<Head> heads = new ArrayList<>();
                    while (rows.next()) {
                        heads.add(new Head(
                                rows.whole(1),
                                new Epoch(rows.time(2).getEpochSecond(), Math.toIntExact(rows.whole(3))),
                                Math.toIntExact(rows.whole(4)),
                                rows.truth(5),
                                rows.whole(6)));
                    }
                    return heads;
                });
    }

    private Cells cells(Head head) {
        Cells cells = new Cells();
        store.read(
                Lane.SLOW,
                "SELECT cell, sensor, attack_type, service, tool, country, asn, minutes FROM " + ArchiveTables.CELL
                        + " WHERE window_start = ? AND number = ? ORDER BY cell",
                List.of(head.window.start(), head.number),
                rows -> {
                    while (rows.next()) {
                        Recollection.About about = new Recollection.About(
                                sensors.computeIfAbsent(rows.text(2), n -> Sensor.of(n, Country.UNKNOWN)),
                                AttackType.valueOf(rows.text(3)),
                                Service.parse(rows.text(4)),
                                Tool.parse(rows.text(5)),
                                new Dictionary.Place(new Country(rows.text(6)), new Asn(rows.whole(7))));
                        minutes(head, cells, rows.whole(1), about, rows.bytes(8));
                    }
                    return true;
                });
        store.read(
                Lane.SLOW,
                "SELECT cell, tuples FROM " + ArchiveTables.TUPLES + " WHERE window_start = ? AND number = ?",
                List.of(head.window.start(), head.number),
                rows -> {
                    while (rows.next()) {
                        cells.addresses = true;
                        tuples(cells, rows.whole(1), rows.bytes(2));
                    }
                    return true;
                });
        return cells;
    }

    private static ByteRoom opened(byte[] bytes) {
        ByteRoom in = new ByteRoom(bytes);
        long version = in.next();
        if (version != WindowPages.VERSION) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    "the archive holds version " + version + ", this program reads " + WindowPages.VERSION);
        }
        return in;
    }

    private void minutes(Head head, Cells cells, long cell, Recollection.About about, byte[] bytes) {
        ByteRoom in = opened(bytes);
        while (in.more()) {
            long index = in.next();
            Epoch epoch = new Epoch(head.window.startSecond() + index * head.epochSeconds, head.epochSeconds);
            EpochSummary summary = cells.epochs.computeIfAbsent(index, i -> recollection.epoch(epoch));
            int slot = recollection.cell(
                    summary, about, new Recollection.Counts(in.next(), in.next(), in.next(), in.next()));
            cells.slots.put(List.of(cell, index), slot);
        }
    }

    private void tuples(Cells cells, long cell, byte[] bytes) {
        ByteRoom in = opened(bytes);
        while (in.more()) {
            long index = in.next();
            EpochSummary summary = cells.epochs.get(index);
            Integer slot = cells.slots.get(List.of(cell, index));
            if (summary == null || slot == null) {
                throw new YochiException(ErrorCode.STORE_UNUSABLE, "the archive lost the counts of cell " + cell);
            }
            long ipv4 = in.next();
            long others = in.next();
            long address = 0;
            for (long i = 0; i < ipv4; i++) {
                address += in.next();
                recollection.address(summary, slot, address, (int) in.next());
            }
            for (long i = 0; i < others; i++) {
                boolean name = in.next() == WindowPages.NAME;
                byte[] text = in.nextBytes((int) in.next());
                long code = name
                        ? recollection.named(new String(text, StandardCharsets.UTF_8))
                        : recollection.ipv6(text);
                recollection.address(summary, slot, code, (int) in.next());
            }
        }
    }

    private List<ClosedWindow.Unwatched> leftOut(Head head) {
        return store.read(
                Lane.SLOW,
                "SELECT sensor, service FROM " + ArchiveTables.LEFT_OUT
                        + " WHERE window_start = ? AND number = ? ORDER BY sensor, service",
                List.of(head.window.start(), head.number),
                rows -> {
                    List<ClosedWindow.Unwatched> out = new ArrayList<>();
                    while (rows.next()) {
                        out.add(new ClosedWindow.Unwatched(rows.text(1), Service.parse(rows.text(2))));
                    }
                    return out;
                });
    }

    private List<Uptime> uptime(Head head, Map<String, String> operators) {
        return store.read(
                Lane.SLOW,
                "SELECT sensor, epoch_start, epoch_seconds, share, monitored, reason, operator FROM "
                        + ArchiveTables.WATCH + " WHERE window_start = ? AND number = ? ORDER BY sensor, epoch_start",
                List.of(head.window.start(), head.number),
                rows -> {
                    List<Uptime> out = new ArrayList<>();
                    while (rows.next()) {
                        if (!rows.text(7).isEmpty()) {
                            operators.put(rows.text(1), rows.text(7));
                        }
                        out.add(new Uptime(
                                rows.text(1),
                                new Epoch(rows.time(2).getEpochSecond(), Math.toIntExact(rows.whole(3))),
                                rows.real(4),
                                Math.toIntExact(rows.whole(5)),
                                rows.text(6)));
                    }
                    return out;
                });
    }
}
