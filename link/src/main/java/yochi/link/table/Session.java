package yochi.link.table;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One piece of work on one connection; another thread may cancel the statement that is running. */
final class Session {
    private @Nullable DuckDBConnection connection;
    private @Nullable PreparedStatement running;
    private boolean cancelled;

    /** Gives the connection of the thread that begins the work. */
    void begin(DuckDBConnection own) {
        connection = own;
    }

    private DuckDBConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("work that has not begun");
        }
        return connection;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Session session) throws SQLException, IOException;
    }

    DuckDBAppender appender(String table) throws SQLException {
        return connection().createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
    }

    void execute(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, List.of(parameters))) {
            statement.execute();
        } finally {
            done();
        }
    }

    <T> T read(String sql, List<Object> parameters, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return reader.read(new Cursor(rows));
        } finally {
            done();
        }
    }

    private PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection().prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            statement.setObject(
                    i + 1, value instanceof Instant time ? LocalDateTime.ofInstant(time, ZoneOffset.UTC) : value);
        }
        synchronized (this) {
            if (cancelled) {
                statement.close();
                throw new SQLException("interrupted before it began");
            }
            running = statement;
        }
        return statement;
    }

    private synchronized void done() {
        running = null;
    }

    synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                // It has just ended by itself.
                running = null;
            }
        }
    }
}
