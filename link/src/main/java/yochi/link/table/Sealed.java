package yochi.link.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The days that were moved to Parquet files, one or more parts a table and day, and the list of them in the database.
 *
 * <p>A part is written aside, forced to the disk and renamed; then one transaction takes the rows out of the live table
 * and the file into the list. A file that the list does not name is left over from a crash and removed at the start.
 */
final class Sealed {
    static final String TABLE = "CREATE TABLE store_part (table_name VARCHAR NOT NULL, day DATE NOT NULL, "
            + "part INTEGER NOT NULL, file VARCHAR NOT NULL, columns VARCHAR NOT NULL, row_count BIGINT NOT NULL, "
            + "byte_count BIGINT NOT NULL, sealed_at TIMESTAMP NOT NULL)";

    /** Rows of a group; with 8 KiB a row the writer takes some three times 16 MiB. DuckDB has no smaller group. */
    private static final int BULKY_GROUP = 2048;

    private final Path folder;

    /**
     * One file.
     *
     * @param day whose rows it holds, in UTC
     * @param file name inside the folder
     * @param bytes its size
     */
    record Part(LocalDate day, String file, long bytes) {
        boolean of(String table) {
            return file.startsWith(table + "-");
        }
    }

    Sealed(Path directory) throws IOException {
        folder = directory.resolve("sealed");
        Files.createDirectories(folder);
    }

    List<Part> parts(Session session) throws SQLException {
        return session.read(
                "SELECT day::TIMESTAMP, file, byte_count FROM store_part ORDER BY day, file", List.of(), rows -> {
                    List<Part> parts = new ArrayList<>();
                    while (rows.next()) {
                        parts.add(new Part(
                                rows.time(1).atZone(ZoneOffset.UTC).toLocalDate(), rows.text(2), rows.whole(3)));
                    }
                    return parts;
                });
    }

    /** Files of a table in groups of equal columns. */
    List<List<Path>> filesByColumns(Session session, TableShape shape) throws SQLException {
        Map<String, List<Path>> groups = new LinkedHashMap<>();
        return session.read(
                "SELECT columns, file FROM store_part WHERE table_name = ? ORDER BY day, part",
                List.of(shape.name()),
                rows -> {
                    while (rows.next()) {
                        groups.computeIfAbsent(rows.text(1), key -> new ArrayList<>())
                                .add(folder.resolve(rows.text(2)));
                    }
                    return List.copyOf(groups.values());
                });
    }

    /** Removes what a crash left and refuses a store from which somebody took a file. */
    void sweep(Session session) throws SQLException, IOException {
        Set<String> listed = new HashSet<>();
        for (Part part : parts(session)) {
            listed.add(part.file);
            if (!Files.isRegularFile(folder.resolve(part.file))) {
                throw new YochiException(
                        ErrorCode.STORE_UNUSABLE,
                        folder.resolve(part.file) + " is missing; bring it back from the backup");
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!listed.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes the live rows of one day into a new file; an entry for the list, or none if there are no rows. */
    List<Object> write(Session session, TableShape shape, LocalDate day, Instant now) throws SQLException, IOException {
        List<Object> bounds = bounds(day);
        String where = " WHERE \"" + shape.timeColumn() + "\" >= ? AND \"" + shape.timeColumn() + "\" < ?";
        long rows = count(session, "SELECT count(*) FROM " + shape.live() + where, bounds);
        if (rows == 0) {
            return List.of();
        }
        // Sorting bulky rows would take more memory than a day of them may have; who reads them orders them.
        String order = shape.bulky() ? "" : " ORDER BY \"" + shape.timeColumn() + "\"";
        String select = "SELECT " + shape.columnNames() + " FROM " + shape.live() + where + order;
        return part(session, shape, day, select, bounds, rows, now);
    }

    private List<Object> part(
            Session session,
            TableShape shape,
            LocalDate day,
            String select,
            List<Object> parameters,
            long rows,
            Instant now)
            throws SQLException, IOException {
        long part = 1
                + count(
                        session,
                        "SELECT coalesce(max(part), 0) FROM store_part WHERE table_name = ? AND day = CAST(? AS DATE)",
                        List.of(shape.name(), day.toString()));
        String name = shape.name() + "-" + day + "-" + part + ".parquet";
        Path aside = folder.resolve(name + ".new");
        Path file = folder.resolve(name);
        session.execute(
                "COPY (" + select + ") TO " + Database.literal(aside) + " (FORMAT parquet, "
                        + (shape.bulky()
                                ? "COMPRESSION uncompressed, ROW_GROUP_SIZE " + BULKY_GROUP
                                : "COMPRESSION zstd")
                        + ")",
                parameters.toArray());
        force(aside);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        return List.of(
                shape.name(), day.toString(), part, name, shape.columns().toString(), rows, Files.size(file), now);
    }

    /**
     * A part that was written again with fewer rows.
     *
     * @param file the old one
     * @param erased rows that it holds and the new one does not
     * @param entry of the new one for the list; empty where no row is left
     */
    record Rewritten(String file, long erased, List<Object> entry) {}

    /** Writes the parts of a table again that hold rows of the condition, without these rows. */
    List<Rewritten> without(Session session, TableShape shape, String where, List<Object> parameters, Instant now)
            throws SQLException, IOException {
        record Old(LocalDate day, String file) {}
        List<Old> parts = session.read(
                "SELECT day::TIMESTAMP, file FROM store_part WHERE table_name = ? ORDER BY day, part",
                List.of(shape.name()),
                rows -> {
                    List<Old> out = new ArrayList<>();
                    while (rows.next()) {
                        out.add(new Old(rows.time(1).atZone(ZoneOffset.UTC).toLocalDate(), rows.text(2)));
                    }
                    return out;
                });
        List<Rewritten> out = new ArrayList<>();
        for (Old old : parts) {
            String from = " FROM read_parquet(" + Database.literal(folder.resolve(old.file)) + ")";
            long erased = count(session, "SELECT count(*)" + from + " WHERE " + where, parameters);
            if (erased > 0) {
                long rest = count(session, "SELECT count(*)" + from + " WHERE NOT (" + where + ")", parameters);
                String select = "SELECT " + shape.columnNames() + from + " WHERE NOT (" + where + ")";
                out.add(new Rewritten(
                        old.file,
                        erased,
                        rest == 0 ? List.of() : part(session, shape, old.day, select, parameters, rest, now)));
            }
        }
        return out;
    }

    /** Puts rewritten parts into the list for the old ones; inside a transaction. */
    void exchange(Session session, TableShape shape, List<Rewritten> parts) throws SQLException {
        for (Rewritten part : parts) {
            session.execute("DELETE FROM store_part WHERE table_name = ? AND file = ?", shape.name(), part.file);
            if (!part.entry.isEmpty()) {
                session.execute("INSERT INTO store_part VALUES (?, CAST(? AS DATE), ?, ?, ?, ?, ?, ?)",
                        part.entry.toArray());
            }
        }
        Schema.renewView(session, shape, this);
    }

    private static List<Object> bounds(LocalDate day) {
        return List.of(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Takes the day's rows out of the live table and the file into the list; inside a transaction. */
    void exchange(Session session, TableShape shape, LocalDate day, List<Object> entry) throws SQLException {
        String time = "\"" + shape.timeColumn() + "\"";
        session.execute(
                "DELETE FROM " + shape.live() + " WHERE " + time + " >= ? AND " + time + " < ?",
                bounds(day).toArray());
        session.execute("INSERT INTO store_part VALUES (?, CAST(? AS DATE), ?, ?, ?, ?, ?, ?)", entry.toArray());
        Schema.renewView(session, shape, this);
    }

    /** Takes a day out of the list; inside a transaction. The files go after its commit. */
    void strike(Session session, LocalDate day) throws SQLException {
        session.execute("DELETE FROM store_part WHERE day = CAST(? AS DATE)", day.toString());
    }

    /** Takes one table's part of a day out of the list; inside a transaction. */
    void strike(Session session, String table, LocalDate day) throws SQLException {
        session.execute("DELETE FROM store_part WHERE table_name = ? AND day = CAST(? AS DATE)", table, day.toString());
    }

    void delete(String file) throws IOException {
        Files.deleteIfExists(folder.resolve(file));
    }

    static long count(Session session, String sql, List<Object> parameters) throws SQLException {
        return session.read(sql, parameters, rows -> {
            rows.next();
            return rows.whole(1);
        });
    }

    private static void force(Path path) throws IOException {
        StandardOpenOption mode = Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
