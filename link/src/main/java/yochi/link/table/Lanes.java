package yochi.link.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duckdb.DuckDBConnection;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * The platform threads on which all calls of one database run, in three lanes with bounded queues.
 *
 * <p>A caller may be a virtual thread: it waits here without holding its carrier, which a native call would do.
 */
final class Lanes implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Path directory;
    private final Database database;
    private final Map<Lane, ThreadPoolExecutor> pools = new EnumMap<>(Lane.class);
    private final Map<Thread, Held> held = new ConcurrentHashMap<>();

    private record Held(DuckDBConnection connection, int generation) {}

    Lanes(Path directory, Database database, TableSettings settings) {
        this.directory = directory;
        this.database = database;
        for (Lane lane : Lane.values()) {
            int threads = lane == Lane.SLOW ? settings.readers() : 1;
            String name = "table-" + lane.name().toLowerCase(Locale.ROOT) + "-";
            pools.put(
                    lane,
                    new ThreadPoolExecutor(
                            threads,
                            threads,
                            0,
                            TimeUnit.SECONDS,
                            new ArrayBlockingQueue<>(settings.queue()),
                            Thread.ofPlatform().daemon().name(name, 1).factory()));
        }
    }

    <T> T run(Lane lane, Duration patience, Session.Work<T> work) {
        Session session = new Session();
        FutureTask<T> task = new FutureTask<>(() -> onThisThread(work, session));
        try {
            pool(lane).execute(task);
        } catch (RejectedExecutionException e) {
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "too many calls wait for the store in " + directory + " (" + lane + ")",
                    e);
        }
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            cancel(task, session);
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "a query took longer than " + patience, e);
        } catch (InterruptedException e) {
            cancel(task, session);
            Thread.currentThread().interrupt();
            throw new YochiException(ErrorCode.INTERNAL, "interrupted while it waited for the store", e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static void cancel(FutureTask<?> task, Session session) {
        task.cancel(false);
        session.cancel();
    }

    private RuntimeException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case YochiException told -> told;
            case SQLException sql -> Trouble.of(directory, sql);
            case IOException io -> Trouble.of(directory, io);
            case RuntimeException ours -> ours;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("the store in " + directory + " failed", e);
        };
    }

    private <T> T onThisThread(Session.Work<T> work, Session session) throws SQLException, IOException {
        int generation = database.generation();
        Held mine = held.get(Thread.currentThread());
        if (mine == null || mine.generation != generation) {
            mine = new Held(database.connection(), generation);
            held.put(Thread.currentThread(), mine);
        }
        session.begin(mine.connection);
        try {
            return work.on(session);
        } catch (SQLException e) {
            if (Trouble.isFatal(e)) {
                held.remove(Thread.currentThread());
                database.reopen(generation);
            }
            throw e;
        }
    }

    private ThreadPoolExecutor pool(Lane lane) {
        return Objects.requireNonNull(pools.get(lane));
    }

    /** How many calls wait, for a counter. */
    int waiting(Lane lane) {
        return pool(lane).getQueue().size();
    }

    @Override
    public void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdown);
        long until = System.nanoTime() + DRAIN.toNanos();
        for (ThreadPoolExecutor pool : pools.values()) {
            try {
                if (!pool.awaitTermination(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    pool.shutdownNow();
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        for (Held connection : held.values()) {
            try {
                connection.connection.close();
            } catch (SQLException e) {
                throw Trouble.of(directory, e);
            }
        }
    }
}
