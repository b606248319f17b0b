package yochi.node.archive;

import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
import yochi.link.table.Cursor;
import yochi.link.table.Lane;
import yochi.link.table.TableStore;
import yochi.node.observation.Sensor;
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

    WindowReader(TableStore store, Instant started) {
        this.store = store;
        this.started = started;
    }

    List<ClosedWindow> recall(
            Instant from, Instant until, String policyDigest, List<ClosedWindow> memory, long mostPairs) {
        List<Head> heads = heads(from, until, policyDigest);
        Set<String> here = new HashSet<>();
        memory.forEach(w -> here.add(w.window() + " " + w.late()));
        heads.removeIf(h -> here.contains(h.window() + " " + h.late()));
        long pairs = heads.stream().mapToLong(Head::pairs).sum();
        if (pairs > mostPairs) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, pairs + " pairs asked for at once, at most " + mostPairs);
        }
        List<ClosedWindow> out = new ArrayList<>();
        for (Head head : heads) {
            Map<Long, EpochSummary> epochs = new TreeMap<>();
            boolean addresses = epochs(head, epochs);
            if (head.pairs() == 0 || addresses) {
                Map<String, String> operators = new TreeMap<>();
                List<Uptime> uptime = uptime(head, operators);
                out.add(new ClosedWindow(
                        head.window(),
                        head.late(),
                        List.copyOf(epochs.values()),
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

    /** Collects a window's epochs; whether their addresses are there. */
    private boolean epochs(Head head, Map<Long, EpochSummary> epochs) {
        try {
            BlockReader blocks = new BlockReader(head, recollection, epochs);
            bodies(head, "counts", ArchiveTables.BLOCK, blocks::counts);
            PageReader pages = new PageReader(head, recollection, epochs);
            each(
                    head,
                    "cell, sensor, attack_type, service, tool, country, asn, minutes FROM " + ArchiveTables.CELL,
                    r -> pages.minutes(r.whole(1), about(r), r.bytes(8)));
            long tuples = bodies(head, "tuples", ArchiveTables.ADDRESSES, blocks::tuples);
            tuples += each(
                    head, "cell, tuples FROM " + ArchiveTables.TUPLES, r -> pages.tuples(r.whole(1), r.bytes(2)));
            return tuples > 0;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    "the archive's window " + head.window() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** Hands over the rows of one window, ascending; how many. */
    private long each(Head head, String columnsFromTable, RowTaker taker) {
        return store.read(
                Lane.SLOW,
                "SELECT " + columnsFromTable + " WHERE window_start = ? AND number = ? ORDER BY 1, 2",
                List.of(head.window().start(), head.number()),
                rows -> {
                    long n = 0;
                    for (; rows.next(); n++) {
                        taker.take(rows);
                    }
                    return n;
                });
    }

    /** Puts the bodies of a window's blocks together of their pieces, and hands them over; how many pieces. */
    private long bodies(Head head, String column, String table, BodyTaker taker) {
        SortedMap<Long, ByteArrayOutputStream> bodies = new TreeMap<>();
        long pieces = each(head, "block, piece, " + column + " FROM " + table, row -> bodies.computeIfAbsent(
                        row.whole(1), b -> new ByteArrayOutputStream())
                .writeBytes(row.bytes(3)));
        bodies.forEach((block, body) -> taker.take(block, body.toByteArray()));
        return pieces;
    }

    /** Takes one block's body. */
    @FunctionalInterface
    private interface BodyTaker {
        void take(long block, byte[] body);
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface RowTaker {
        void take(Cursor row) throws SQLException;
    }

    private Recollection.About about(Cursor row) throws SQLException {
        return new Recollection.About(
                sensors.computeIfAbsent(row.text(2), n -> Sensor.of(n, Country.UNKNOWN)),
                AttackType.valueOf(row.text(3)),
                Service.parse(row.text(4)),
                Tool.parse(row.text(5)),
                new Dictionary.Place(new Country(row.text(6)), new Asn(row.whole(7))));
    }

    private List<ClosedWindow.Unwatched> leftOut(Head head) {
        return store.read(
                Lane.SLOW,
                "SELECT sensor, service FROM " + ArchiveTables.LEFT_OUT
                        + " WHERE window_start = ? AND number = ? ORDER BY sensor, service",
                List.of(head.window().start(), head.number()),
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
                List.of(head.window().start(), head.number()),
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
