package yochi.link.table;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * One DuckDB file, opened with every bound set and all access outside its directory taken away; opened again after an
 * error that DuckDB does not survive.
 */
final class Database implements AutoCloseable {
    private final Path directory;
    private final Path scratch;
    private final TableSettings settings;
    private DuckDBConnection root;
    private int generation;

    private Database(Path directory, Path scratch, TableSettings settings) throws SQLException {
        this.directory = directory;
        this.scratch = scratch;
        this.settings = settings;
        this.root = connect();
    }

    static Database open(Path directory, Path scratch, TableSettings settings) {
        try {
            return new Database(directory, scratch, settings);
        } catch (SQLException e) {
            throw Trouble.of(directory, e);
        }
    }

    private DuckDBConnection connect() throws SQLException {
        Properties options = new Properties();
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        DuckDBConnection opened = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:" + file(), options);
        NativeLibrary.removeUnpackedFile();
        try (Statement statement = opened.createStatement()) {
            for (String bound : bounds()) {
                statement.execute("SET " + bound);
            }
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    Path file() {
        return directory.resolve("live.duckdb");
    }

    private List<String> bounds() {
        return List.of(
                "memory_limit = '" + settings.memory().bytes() / 1024 + "KiB'",
                "threads = " + settings.threads(),
                "temp_directory = " + literal(scratch),
                "max_temp_directory_size = '" + settings.scratch().bytes() / 1024 + "KiB'",
                "preserve_insertion_order = true",
                "allowed_directories = [" + literal(directory) + "]",
                "enable_external_access = false",
                "lock_configuration = true");
    }

    static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** A connection of its own for one thread. */
    synchronized DuckDBConnection connection() throws SQLException {
        return root.duplicate();
    }

    /** Counts how often the database was opened; a connection of an older count is dead. */
    synchronized int generation() {
        return generation;
    }

    /** Opens the database again; the caller has closed every connection that it was given. */
    synchronized void reopen() {
        try {
            root.close();
            root = connect();
            generation++;
        } catch (SQLException e) {
            throw Trouble.of(directory, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw Trouble.of(directory, e);
        }
    }
}
