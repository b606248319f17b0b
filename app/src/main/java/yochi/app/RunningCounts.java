package yochi.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** One line on the terminal that tells every second what a live run has taken so far; gone when it ends. */
final class RunningCounts implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int COLUMNS = 79;

    private final Surroundings surroundings;
    private final Supplier<Map<Long, Long>> minutes;
    private final boolean shown;
    private long last;
    private boolean drawn;

    /**
     * Tells on a terminal only.
     *
     * @param minutes records taken so far, by minute since 1970-01-01T00:00Z
     */
    RunningCounts(Surroundings surroundings, Supplier<Map<Long, Long>> minutes) {
        this.surroundings = surroundings;
        this.minutes = minutes;
        this.shown = surroundings.terminal();
        this.last = surroundings.ticker().nanos() - PERIOD.toNanos();
    }

    /** Tells, if it is time. */
    void tell(long bytes) {
        if (!shown || surroundings.ticker().nanos() - last < PERIOD.toNanos()) {
            return;
        }
        last = surroundings.ticker().nanos();
        Map<Long, Long> counts = minutes.get();
        long taken = counts.values().stream().mapToLong(Long::longValue).sum();
        String latest = counts.keySet().stream()
                .max(Long::compareTo)
                .map(m -> ", latest minute " + Instant.ofEpochSecond(60 * m))
                .orElse("");
        line(String.format(Locale.ROOT, "%,d taken, %,d bytes read%s", taken, bytes, latest));
    }

    private void line(String text) {
        String cut = text.substring(0, Math.min(COLUMNS, text.length()));
        surroundings.err().print("\r" + cut + " ".repeat(COLUMNS - cut.length()));
        surroundings.err().flush();
        drawn = true;
    }

    @Override
    public void close() {
        if (drawn) {
            surroundings.err().print("\r" + " ".repeat(COLUMNS) + "\r");
            surroundings.err().flush();
        }
    }
}
