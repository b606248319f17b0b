package yochi.link.table;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** One piece of work on one connection; another thread may cancel the statement that is running. */
final class Session {
    private @Nullable DuckDBConnection connection;
    private Map<String, PreparedStatement> kept = Map.of();
    private @Nullable PreparedStatement running;
    private boolean cancelled;

    /** Gives the connection of the thread that begins the work, and the statements that are planned on it already. */
    void begin(DuckDBConnection own, Map<String, PreparedStatement> planned) {
        connection = own;
        kept = planned;
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

    /** As {@link #execute}; the statement stays planned, since planning costs more than running it does. */
    void executeOften(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = often(sql, List.of(parameters));
        try {
            statement.execute();
        } catch (SQLException e) {
            forget(sql, e);
            throw e;
        } finally {
            done();
        }
    }

    /** As {@link #read}; the statement stays planned. */
    <T> T readOften(String sql, List<Object> parameters, RowReader<T> reader) throws SQLException {
        PreparedStatement statement = often(sql, parameters);
        try (ResultSet rows = statement.executeQuery()) {
            return reader.read(new Cursor(rows));
        } catch (SQLException e) {
            forget(sql, e);
            throw e;
        } finally {
            done();
        }
    }

    private PreparedStatement often(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement known = kept.get(sql);
        PreparedStatement statement = known == null ? connection().prepareStatement(sql) : known;
        kept.put(sql, statement);
        try {
            return bound(statement, parameters);
        } catch (SQLException e) {
            forget(sql, e);
            throw e;
        }
    }

    /** One that failed is planned anew the next time. */
    private void forget(String sql, SQLException cause) {
        PreparedStatement failed = kept.remove(sql);
        try {
            if (failed != null) {
                failed.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement prepare(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection().prepareStatement(sql);
        try {
            return bound(statement, parameters);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private PreparedStatement bound(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            statement.setObject(
                    i + 1, value instanceof Instant time ? LocalDateTime.ofInstant(time, ZoneOffset.UTC) : value);
        }
        synchronized (this) {
            if (cancelled) {
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
