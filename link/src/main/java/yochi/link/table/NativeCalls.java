package yochi.link.table;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * A few platform threads with a bounded queue for calls that would pin the carrier of a virtual thread: DuckDB, SQLite,
 * compression, files. The caller waits here without holding a carrier.
 */
public final class NativeCalls implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final String name;
    private final ThreadPoolExecutor threads;
    private final AtomicLong refused = new AtomicLong();

    public NativeCalls(String name, int threads, int queue) {
        this.name = name;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    }

    /** Runs the call and waits for its result; its own unchecked exceptions pass, others come as a cause. */
    public <T> T run(Duration patience, Callable<T> call) {
        return run(patience, call, () -> {});
    }

    /** Runs the call; when the caller gives up waiting, {@code cancel} shall make the call end soon. */
    <T> T run(Duration patience, Callable<T> call, Runnable cancel) {
        FutureTask<T> task = new FutureTask<>(call);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            refused.incrementAndGet();
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, "too many calls wait for " + name, e);
        }
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(false);
            cancel.run();
            throw new YochiException(
                    ErrorCode.RESOURCE_EXHAUSTED, "a call of " + name + " took longer than " + patience, e);
        } catch (InterruptedException e) {
            task.cancel(false);
            cancel.run();
            Thread.currentThread().interrupt();
            throw new YochiException(ErrorCode.INTERNAL, "interrupted while it waited for " + name, e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException ours -> ours;
                case Error error -> throw error;
                case null, default -> new IllegalStateException("a call of " + name + " failed", e.getCause());
            };
        }
    }

    /** How many calls wait now. */
    public int waiting() {
        return threads.getQueue().size();
    }

    /** How many calls were refused so far because the queue was full. */
    public long refused() {
        return refused.get();
    }

    /** Ends what runs, for at most five seconds. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
