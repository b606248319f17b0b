package yochi.centre.line;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.store.TableReportStore;

/** What a centre does for itself once a day: a fresh certificate, old days sealed, the disk budget kept. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration EVERY = Duration.ofHours(24);
    /** Days of reports' windows that stay open for late ones. */
    private static final int OPEN_DAYS = 7;

    private final TableReportStore store;
    private final Runnable renewal;
    private final InstantSource clock;
    private final Thread thread;

    Upkeep(TableReportStore store, Runnable renewal, InstantSource clock) {
        this.store = store;
        this.renewal = renewal;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("upkeep").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                once();
            }
        } catch (InterruptedException e) {
            LOG.debug("event=upkeep.stopped");
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
