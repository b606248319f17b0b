package yochi.link.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An append-only store of tables in one directory that one process owns.
 *
 * <p>Rows come in batches; a receipt is given after the commit, and the same batch is never stored twice. Days that are
 * over are sealed into Parquet files; when the disk budget is met the oldest sealed days go. In SQL a table is read
 * under its name, live and sealed rows together.
 */
public final class TableStore implements AutoCloseable {
    private static final Duration WRITE_PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUICK_PATIENCE = Duration.ofSeconds(5);

    private final Path directory;
    private final TableSettings settings;
    private final InstantSource clock;
    private final Ownership ownership;
    private final Database database;
    private final Lanes lanes;
    private final Schema schema;
    private final Sealed sealed;
    private final Appending appending;
    private final GroupCommit group;
    private final ReentrantReadWriteLock files = new ReentrantReadWriteLock();
    private final List<String> doomed = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private TableStore(
            Path directory, List<TableShape> shapes, List<Migration> steps, TableSettings settings, InstantSource clock)
            throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.clock = clock;
        schema = new Schema(shapes, steps);
        appending = new Appending(schema);
        group = new GroupCommit(appending);
        ownership = Ownership.take(directory);
        try {
            sealed = new Sealed(directory);
            database = Database.open(directory, ownership.scratch(), settings);
            lanes = new Lanes(directory, database, settings);
        } catch (IOException | RuntimeException e) {
            ownership.close();
            throw e;
        }
    }

    /** Opens the store, makes it if the directory is new, and brings it up to date. */
    public static TableStore open(
            Path directory,
            List<TableShape> shapes,
            List<Migration> steps,
            TableSettings settings,
            InstantSource clock) {
        TableStore store;
        try {
            store = new TableStore(directory.toAbsolutePath().normalize(), shapes, steps, settings, clock);
        } catch (IOException e) {
            throw Trouble.of(directory, e);
        }
        try {
            store.prepare();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void prepare() {
        lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> {
            schema.prepare(session, clock.instant());
            sealed.sweep(session);
            for (TableShape shape : schema.shapes()) {
                Schema.renewView(session, shape, sealed);
            }
            return true;
        });
    }

    /** Stores a batch once; returns when it is on the disk, or why it was not stored. */
    public Receipt append(Batch batch) {
        return append(List.of(batch)).getFirst();
    }

    /**
     * Stores several batches in one transaction: all that are new, or after a failure none. What others want stored at
     * the same time goes into the same transaction.
     */
    public List<Receipt> append(List<Batch> batches) {
        batches.forEach(appending::check);
        GroupCommit.Waiting mine = group.join(batches);
        try {
            return lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> group.commit(session, mine, clock.instant()));
        } finally {
            group.leave(mine);
        }
    }

    /** Reads rows; the SQL names tables by their names and has a question mark for each parameter. */
    public <T> T read(Lane lane, String sql, List<Object> parameters, RowReader<T> reader) {
        if (lane == Lane.WRITE) {
            throw new IllegalArgumentException("the writing lane reads for nobody");
        }
        Duration patience = lane == Lane.QUICK ? QUICK_PATIENCE : settings.queryTimeout();
        return lanes.run(lane, patience, session -> {
            files.readLock().lock();
            try {
                return session.read(sql, parameters, reader);
            } finally {
                files.readLock().unlock();
            }
        });
    }

    /** Whether the database answers, in the quick lane. */
    public boolean answers() {
        return lanes.run(
                Lane.QUICK, QUICK_PATIENCE, session -> session.read("SELECT 1", List.of(), rows -> rows.next()));
    }

    /** Moves all live rows of days before the given one into Parquet files; returns the days that were sealed. */
    public List<LocalDate> sealBefore(LocalDate day) {
        return lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> {
            List<LocalDate> days =
                    new ArrayList<>(liveDays(session).headMap(day).keySet());
            for (LocalDate each : days) {
                seal(session, each);
            }
            if (!days.isEmpty()) {
                checkpoint(session);
            }
            return days;
        });
    }

    /** Writes the log into the file, so that the room of rows that went is used again; false while somebody reads. */
    private static boolean checkpoint(Session session) throws SQLException {
        try {
            session.execute("CHECKPOINT");
            return true;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("Cannot CHECKPOINT")) {
                return false; // the next one does it
            }
            throw e;
        }
    }

    private NavigableMap<LocalDate, Boolean> liveDays(Session session) throws SQLException {
        NavigableMap<LocalDate, Boolean> days = new TreeMap<>();
        for (TableShape shape : schema.shapes()) {
            session.read(
                    "SELECT DISTINCT date_trunc('day', \"" + shape.timeColumn() + "\")::TIMESTAMP FROM " + shape.live(),
                    List.of(),
                    rows -> {
                        while (rows.next()) {
                            days.put(rows.time(1).atZone(ZoneOffset.UTC).toLocalDate(), true);
                        }
                        return true;
                    });
        }
        return days;
    }

    private void seal(Session session, LocalDate day) throws SQLException, IOException {
        Map<TableShape, List<Object>> entries = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (TableShape shape : schema.shapes()) {
            List<Object> entry = sealed.write(session, shape, day, now);
            if (!entry.isEmpty()) {
                entries.put(shape, entry);
            }
        }
        Transaction.in(session, () -> {
            for (Map.Entry<TableShape, List<Object>> entry : entries.entrySet()) {
                sealed.exchange(session, entry.getKey(), day, entry.getValue());
            }
            return true;
        });
    }

    /** Gives up the oldest sealed days until the store fits its disk budget, and forgets their part of the ledger. */
    public Kept keepToBudget() {
        return keepWithin(settings.diskBudget().bytes(), List.of());
    }

    /** The same within another budget, and before any whole day goes, the oldest days of the tables to be thinned. */
    public Kept keepWithin(long budget, List<String> thinnedFirst) {
        return lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> {
            deleteDoomed();
            List<Sealed.Part> parts = new ArrayList<>(sealed.parts(session));
            List<LocalDate> dropped = new ArrayList<>();
            List<LocalDate> thinned = new ArrayList<>();
            long bytes = bytes(parts);
            if (bytes > budget) {
                if (!checkpoint(session)) { // what was deleted still fills the log: nothing goes because of that
                    return new Kept(bytes, budget, dropped, thinned);
                }
                bytes = bytes(parts);
            }
            for (String table : thinnedFirst) {
                for (Sealed.Part part : parts.stream().filter(p -> p.of(table)).toList()) {
                    if (bytes > budget) {
                        thin(session, table, part);
                        parts.remove(part);
                        thinned.add(part.day());
                        bytes = bytes(parts);
                    }
                }
            }
            while (bytes > budget && !parts.isEmpty()) {
                LocalDate oldest = parts.getFirst().day();
                List<Sealed.Part> gone =
                        parts.stream().filter(part -> part.day().equals(oldest)).toList();
                drop(session, oldest, gone);
                parts.removeAll(gone);
                dropped.add(oldest);
                bytes = bytes(parts);
            }
            return new Kept(bytes, budget, dropped, thinned);
        });
    }

    /** Gives up what a table holds of sealed days before that one; the days that it held. */
    public List<LocalDate> forgetBefore(LocalDate day, String table) {
        return lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> {
            List<LocalDate> gone = new ArrayList<>();
            for (Sealed.Part part : sealed.parts(session)) {
                if (part.of(table) && part.day().isBefore(day)) {
                    thin(session, table, part);
                    gone.add(part.day());
                }
            }
            return gone;
        });
    }

    private void thin(Session session, String table, Sealed.Part part) throws SQLException, IOException {
        Transaction.in(session, () -> {
            sealed.strike(session, table, part.day());
            Schema.renewView(session, schema.shape(table), sealed);
            return true;
        });
        doomed.add(part.file());
        deleteDoomed();
    }

    /**
     * Takes rows of one table out, live and sealed ones, whose retention is shorter than the store's.
     *
     * @param where SQL condition over its columns, with a question mark for each parameter
     * @return how many rows went
     */
    public long erase(String table, String where, List<Object> parameters) {
        TableShape shape = schema.shape(table);
        return lanes.run(Lane.WRITE, WRITE_PATIENCE, session -> {
            deleteDoomed();
            List<Sealed.Rewritten> rewritten = sealed.without(session, shape, where, parameters, clock.instant());
            long live = Transaction.in(session, () -> {
                long rows =
                        Sealed.count(session, "SELECT count(*) FROM " + shape.live() + " WHERE " + where, parameters);
                session.execute("DELETE FROM " + shape.live() + " WHERE " + where, parameters.toArray());
                sealed.exchange(session, shape, rewritten);
                return rows;
            });
            rewritten.forEach(part -> doomed.add(part.file()));
            deleteDoomed();
            return live + rewritten.stream().mapToLong(Sealed.Rewritten::erased).sum();
        });
    }

    private void drop(Session session, LocalDate day, List<Sealed.Part> gone) throws SQLException, IOException {
        Transaction.in(session, () -> {
            sealed.strike(session, day);
            for (TableShape shape : schema.shapes()) {
                Schema.renewView(session, shape, sealed);
            }
            Ledger.forget(session, day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            return true;
        });
        gone.forEach(part -> doomed.add(part.file()));
        deleteDoomed();
    }

    /** Never waits for a running query, since all later ones would wait too; what is left goes at the next time. */
    private void deleteDoomed() throws IOException {
        if (!files.writeLock().tryLock()) {
            return;
        }
        try {
            for (String file : doomed) {
                sealed.delete(file);
            }
            doomed.clear();
        } finally {
            files.writeLock().unlock();
        }
    }

    private long bytes(List<Sealed.Part> parts) throws IOException {
        long live = Files.size(database.file());
        Path log = database.file().resolveSibling(database.file().getFileName() + ".wal");
        long logged = Files.exists(log) ? Files.size(log) : 0;
        return live + logged + parts.stream().mapToLong(Sealed.Part::bytes).sum();
    }

    /** How many calls wait in a lane. */
    public int waiting(Lane lane) {
        return lanes.calls(lane).waiting();
    }

    /** How many calls of a lane were refused so far because too many waited. */
    public long refused(Lane lane) {
        return lanes.calls(lane).refused();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lanes.close();
            database.close();
            ownership.close();
        }
    }

    @Override
    public String toString() {
        return "TableStore[" + directory + "]";
    }
}
