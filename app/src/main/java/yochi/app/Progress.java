package yochi.app;

import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error: only on a terminal, only after two seconds, gone when the work is done. */
final class Progress implements AutoCloseable {
    /** Design §3: a bar for anything over 2 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int COLUMNS = 79;
    private static final int REDRAW_MILLISECONDS = 200;

    private final Surroundings surroundings;
    private final String task;
    private final long total;
    private final long started;
    private Optional<ProgressBar> bar = Optional.empty();

    Progress(Surroundings surroundings, String task, long total) {
        this.surroundings = surroundings;
        this.task = task;
        this.total = total;
        this.started = surroundings.ticker().nanos();
    }

    /** Says that {@code done} units of the total are done. */
    void reach(long done) {
        if (bar.isEmpty() && late()) {
            bar = Optional.of(draw());
        }
        bar.ifPresent(shown -> shown.stepTo(done));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    private boolean late() {
        return surroundings.terminal() && surroundings.ticker().nanos() - started >= PATIENCE.toNanos();
    }

    private ProgressBar draw() {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .setConsumer(new ConsoleProgressBarConsumer(surroundings.err(), COLUMNS))
                .clearDisplayOnFinish()
                .build();
    }
}
