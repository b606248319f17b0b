package yochi.centre.line;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.store.TableReportStore;

/**
 * What a centre does for itself: every hour sketches older than a day deleted; once a day a fresh certificate, old days
 * sealed, the disk budget kept.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int HOURS_A_DAY = 24;
    /** With a look every hour no sketch is kept for more than 24 hours (algorithms §6.3). */
    static final Duration SKETCHES_KEPT = Duration.ofHours(23);

    /** Days of reports' windows that stay open for late ones. */
    private static final int OPEN_DAYS = 7;

    private final TableReportStore store;
    private final Runnable renewal;
    private final InstantSource clock;
    private final Thread thread;
    private volatile Consumer<Instant> forgetting = before -> {};

    Upkeep(TableReportStore store, Runnable renewal, InstantSource clock) {
        this.store = store;
        this.renewal = renewal;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("upkeep").daemon().unstarted(this::run);
    }

    /** Who else holds sketches, and forgets those of reports that were received before an instant. */
    void alsoForgetting(Consumer<Instant> also) {
        forgetting = also;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            for (long hour = 0; true; hour++) {
                forgetSketches();
                if (hour > 0 && hour % HOURS_A_DAY == 0) {
                    once();
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            LOG.debug("event=upkeep.stopped");
        }
    }

    void forgetSketches() {
        try {
            Instant before = clock.instant().minus(SKETCHES_KEPT);
            forgetting.accept(before);
            long gone = store.forgetSketches(before);
            LOG.debug("event=sketches.deleted rows={}", gone);
        } catch (RuntimeException e) {
            LOG.warn("event=sketches.kept why=\"{}\" remedy=\"free the disk; tried again in an hour\"", e.getMessage());
        }
    }

    private void once() {
        try {
            renewal.run();
            store.table()
                    .sealBefore(
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(OPEN_DAYS));
            store.table().keepToBudget();
        } catch (RuntimeException e) {
            LOG.warn("event=upkeep.failed why=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
