package yochi.link.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;

/** The threads on which all calls of one database run, in three lanes, each thread with its own connection. */
final class Lanes implements AutoCloseable {
    private final Path directory;
    private final Database database;
    private final Map<Lane, NativeCalls> lanes = new EnumMap<>(Lane.class);
    private final Map<Thread, Held> held = new ConcurrentHashMap<>();

    /** A thread's connection with the statements that are planned on it. */
    private record Held(DuckDBConnection connection, int generation, Map<String, PreparedStatement> statements) {}

    Lanes(Path directory, Database database, TableSettings settings) {
        this.directory = directory;
        this.database = database;
        for (Lane lane : Lane.values()) {
            int threads = lane == Lane.SLOW ? settings.readers() : 1;
            String name = "table-" + lane.name().toLowerCase(Locale.ROOT);
            lanes.put(lane, new NativeCalls(name, threads, settings.queue()));
        }
    }

    <T> T run(Lane lane, Duration patience, Session.Work<T> work) {
        Session session = new Session();
        return calls(lane).run(patience, () -> told(work, session), session::cancel);
    }

    NativeCalls calls(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    private <T> T told(Session.Work<T> work, Session session) {
        try {
            return onThisThread(work, session);
        } catch (SQLException | IOException e) {
            throw Trouble.of(directory, e);
        }
    }

    private <T> T onThisThread(Session.Work<T> work, Session session) throws SQLException, IOException {
        int generation = database.generation();
        Held mine = held.get(Thread.currentThread());
        if (mine == null || mine.generation != generation) {
            mine = new Held(database.connection(), generation, new HashMap<>());
            held.put(Thread.currentThread(), mine);
        }
        session.begin(mine.connection, mine.statements);
        try {
            return work.on(session);
        } catch (SQLException e) {
            if (Trouble.isFatal(e)) {
                reopen(generation);
            }
            throw e;
        }
    }

    /** The old instance lives as long as one connection to it, so all are closed before a new one is opened. */
    private synchronized void reopen(int generation) throws SQLException {
        if (generation == database.generation()) {
            closeConnections();
            database.reopen();
        }
    }

    private void closeConnections() throws SQLException {
        for (Held connection : held.values()) {
            connection.connection.close();
        }
        held.clear();
    }

    @Override
    public void close() {
        lanes.values().forEach(NativeCalls::close);
        try {
            closeConnections();
        } catch (SQLException e) {
            throw Trouble.of(directory, e);
        }
    }
}
