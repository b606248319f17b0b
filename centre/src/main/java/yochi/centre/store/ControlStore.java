package yochi.centre.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * One SQLite file of control tables (write-ahead log, every commit on disk): one connection on one platform thread, so
 * that no virtual thread is pinned and no two writers meet. Calls wait for their result; the queue is bounded.
 */
public final class ControlStore implements AutoCloseable {
    private static final int QUEUE = 4096;
    private static final int CLOSE_SECONDS = 2;

    private final Path file;
    private final Handle handle;
    private final ThreadPoolExecutor thread;

    private ControlStore(Path file, Handle handle, ThreadPoolExecutor thread) {
        this.file = file;
        this.handle = handle;
        this.thread = thread;
    }

    /**
     * Opens or makes the file and brings it to the last migration.
     *
     * @param file where it lies
     * @param migrations statements, in order, append only: how many have run is kept in {@code user_version}
     */
    public static ControlStore open(Path file, List<String> migrations) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(5000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name("control-" + file.getFileName()).factory());
        try {
            Handle handle = on(thread, () -> {
                Handle h = Jdbi.create(source).open(); // closes its connection, which one made of a connection does not
                try {
                    migrate(h, migrations);
                    return h;
                } catch (RuntimeException e) {
                    h.close();
                    throw e;
                }
            });
            return new ControlStore(file, handle, thread);
        } catch (YochiException e) {
            thread.shutdown();
            throw e;
        } catch (RuntimeException | SQLException e) {
            thread.shutdown();
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void migrate(Handle handle, List<String> migrations) {
        int done =
                handle.createQuery("PRAGMA user_version").mapTo(Integer.class).one();
        if (done > migrations.size()) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    "the control tables are of a newer version (" + done + ", this program knows " + migrations.size()
                            + ")");
        }
        for (int i = done; i < migrations.size(); i++) {
            int version = i + 1;
            String statement = migrations.get(i);
            handle.useTransaction(h -> {
                h.execute(statement);
                h.execute("PRAGMA user_version = " + version);
            });
        }
    }

    /** Runs the statements in one transaction: all of them or none. */
    public <T> T transaction(HandleCallback<T, RuntimeException> statements) {
        try {
            return on(thread, () -> handle.inTransaction(statements));
        } catch (SQLException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + ": " + e.getMessage(), e);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLiteException s && s.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
                throw new YochiException(
                        ErrorCode.RESOURCE_EXHAUSTED, "the disk is full: " + file + " took nothing of this", e);
            }
            throw e;
        } catch (RejectedExecutionException e) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, file + " has " + QUEUE + " calls waiting", e);
        }
    }

    private static <T> T on(ThreadPoolExecutor thread, Callable<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work);
        thread.execute(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YochiException(ErrorCode.INTERNAL, "interrupted while waiting for the control tables", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case SQLException s -> throw s;
                case null, default -> throw new IllegalStateException("control tables", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(handle::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
