package yochi.centre.round;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import yochi.analysis.cube.Cube;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.core.model.Ticker;

/** One analysis in one round: waiting, running or done. */
final class Turn {
    private static final Part.Found NOTHING = new Part.Found(List.of(), List.of());

    private final Part part;
    private final Ticker ticker;
    private final FutureTask<Part.Found> task;
    private volatile long begun = Long.MIN_VALUE;
    private volatile Duration took = Duration.ZERO;

    /**
     * A turn that waits.
     *
     * @param busy how many analyses run, those of past rounds among them
     * @param over told when the turn is over, whatever became of the analysis
     */
    Turn(Part part, Cube cube, Ticker ticker, AtomicInteger busy, Runnable over) {
        this.part = part;
        this.ticker = ticker;
        this.task =
                new FutureTask<>(() -> {
                    busy.incrementAndGet();
                    try {
                        return written(part.analysis().apply(cube));
                    } finally {
                        took = age();
                        busy.decrementAndGet();
                    }
                }) {
                    @Override
                    protected void done() {
                        over.run();
                    }
                };
    }

    /** What cannot be written down fails here, where it spoils no other's findings. */
    private static Part.Found written(Part.Found found) {
        found.findings().forEach(FindingJson::write);
        return found;
    }

    Part part() {
        return part;
    }

    String name() {
        return part.name();
    }

    boolean ranOutOfMemory() {
        return task.state() == Future.State.FAILED && task.exceptionNow() instanceof OutOfMemoryError;
    }

    void begin(String thread) {
        begun = ticker.nanos();
        Thread.ofPlatform().name(thread).daemon().start(task);
    }

    boolean over() {
        return task.isDone();
    }

    /** How long it has been running. */
    Duration age() {
        return Duration.ofNanos(ticker.nanos() - begun);
    }

    void cancel() {
        task.cancel(true);
    }

    /** What it found, nothing where it did not end well. */
    Part.Found found() {
        return task.state() == Future.State.SUCCESS ? task.resultNow() : NOTHING;
    }

    /** How it ended; a turn that is not over is stopped and was late. */
    PartRecord record(Duration deadline) {
        if (!task.isDone()) {
            String why = begun == Long.MIN_VALUE ? "had no turn within " : "not ready after ";
            Duration ran = begun == Long.MIN_VALUE ? Duration.ZERO : age();
            task.cancel(true);
            return new PartRecord(name(), State.LATE, ran, 0, why + deadline);
        }
        try {
            Part.Found found = task.get();
            int results = found.findings().size() + found.forecasts().size();
            String note = found.leftOut() == 0 ? "" : found.leftOut() + " less sure findings left out";
            return new PartRecord(name(), State.DONE, took, results, note);
        } catch (CancellationException e) {
            return new PartRecord(name(), State.CANCELLED, took, 0, "cancelled");
        } catch (ExecutionException e) {
            return new PartRecord(name(), State.FAILED, took, 0, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PartRecord(name(), State.CANCELLED, took, 0, "interrupted");
        }
    }
}
