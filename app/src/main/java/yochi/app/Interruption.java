package yochi.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT and SIGTERM as the end of a live run, not of the process: what has come so far is counted out and written, and
 * only then the process ends, with the run's own exit code.
 */
final class Interruption implements AutoCloseable {
    /** A result over a month takes seconds; who hung is let go. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Runnable stop;
    private final PrintStream[] written;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "yochi-interruption");
    private volatile boolean asked;
    private volatile int exitCode = 1;

    /**
     * Listens from now on.
     *
     * @param stop what lets the run see its end
     * @param written streams to be flushed at last
     */
    Interruption(Runnable stop, PrintStream... written) {
        this.stop = stop;
        this.written = written.clone();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether somebody asked for the end. */
    boolean asked() {
        return asked;
    }

    private void interrupted() {
        asked = true;
        stop.run();
        try {
            if (!done.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (PrintStream stream : written) {
            stream.flush();
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** All is written: the process may end, and if it was asked to, ends so. */
    int finish(int code) {
        exitCode = code;
        done.countDown();
        return code;
    }

    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                asked = true; // the end came this very moment
            }
        }
    }
}
