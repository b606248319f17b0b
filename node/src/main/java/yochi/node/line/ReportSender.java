package yochi.node.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;

/**
 * Sends the spool's reports to the centre, one after the other in order, until each is acknowledged; only then is it
 * cleared. The centre acknowledges after its commit and knows duplicates, so a kill at any point loses and doubles
 * nothing. A report that the centre says it will never take is set aside, counted and told; a spool that cannot be read
 * or cleared now is tried again.
 */
final class ReportSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);
    private static final long LOOK_MILLIS = 500;

    private final Spool spool;
    private final Path refused;
    private final HttpClient http;
    private final URI address;
    private final Timing timing;
    private final RandomGenerator jitter;
    private final EventLog events;
    private final Closing closing;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong setAside = new AtomicLong();
    private final Thread thread;
    private volatile String problem = "";

    /**
     * Its times.
     *
     * @param patience longest wait for one acknowledgement
     * @param retryMin first wait after a failure; doubled, with chance, up to {@code retryMax}
     * @param retryMax longest wait
     * @param holdAt rehearsal of a crash: before the report of this sequence is cleared, wait {@code hold}; 0 = never
     * @param hold how long
     */
    record Timing(Duration patience, Duration retryMin, Duration retryMax, long holdAt, Duration hold) {
        static Timing usual() {
            return new Timing(
                    Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(5), 0, Duration.ZERO);
        }

        Timing holding(long sequence, Duration how) {
            return new Timing(patience, retryMin, retryMax, sequence, how);
        }
    }

    ReportSender(
            Spool spool,
            Path refused,
            HttpClient http,
            URI address,
            Timing timing,
            RandomGenerator jitter,
            EventLog events,
            Closing closing) {
        this.spool = spool;
        this.refused = refused;
        this.http = http;
        this.address = address;
        this.timing = timing;
        this.jitter = jitter;
        this.events = events;
        this.closing = closing;
        this.thread = Thread.ofPlatform().name("report-sender").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private enum Fate {
        TAKEN,
        REFUSED,
        LATER
    }

    private void run() {
        Duration wait = timing.retryMin;
        try {
            while (!closing.begun()) {
                OptionalLong next = closing.during(() -> spool.oldest(LOOK_MILLIS));
                if (next.isEmpty()) {
                    continue;
                }
                switch (offer(next.getAsLong())) {
                    case TAKEN, REFUSED -> wait = timing.retryMin;
                    case LATER -> {
                        long millis = wait.toMillis();
                        closing.pause(Duration.ofMillis(millis / 2 + jitter.nextLong(millis / 2 + 1)));
                        wait = wait.multipliedBy(2).compareTo(timing.retryMax) > 0
                                ? timing.retryMax
                                : wait.multipliedBy(2);
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("event=sender.stopped waiting={}", spool.waiting());
        }
    }

    private Fate offer(long sequence) throws InterruptedException {
        try {
            return offered(sequence);
        } catch (YochiException e) {
            problem = "spool: see the node's own log";
            LOG.error("event=sender.failed sequence={} why=\"{}\" remedy=\"tried again\"", sequence, e.getMessage());
            return Fate.LATER;
        }
    }

    private Fate offered(long sequence) throws InterruptedException {
        Optional<byte[]> report = spool.read(sequence);
        if (report.isEmpty()) {
            spool.clear(sequence);
            return Fate.TAKEN;
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timing.patience)
                .header("Content-Type", "application/vnd.yochi.report")
                .POST(HttpRequest.BodyPublishers.ofByteArray(report.get()))
                .build();
        try {
            HttpResponse<String> answer =
                    closing.during(() -> http.send(request, HttpResponse.BodyHandlers.ofString()));
            return judge(sequence, answer);
        } catch (IOException e) {
            problem = "centre unreachable: " + e.getMessage();
            return Fate.LATER;
        }
    }

    private Fate judge(long sequence, HttpResponse<String> answer) throws InterruptedException {
        int status = answer.statusCode();
        if (status == 200) {
            problem = "";
            boolean duplicate = answer.body().contains("\"duplicate\"");
            (duplicate ? duplicates : acknowledged).incrementAndGet();
            events.mark("report.acknowledged", Long.toString(sequence), Map.of("duplicate", duplicate));
            if (sequence == timing.holdAt) {
                closing.pause(timing.hold);
            }
            spool.clear(sequence);
            return Fate.TAKEN;
        }
        problem = "centre answers " + status + " to report " + sequence;
        if (status == 400 || status == 409 || status == 413 || status == 422) {
            setAside.incrementAndGet();
            events.mark("report.setAside", Long.toString(sequence), Map.of("status", status));
            LOG.warn("event=report.setAside sequence={} status={}", sequence, status);
            spool.setAside(sequence, refused);
            return Fate.REFUSED;
        }
        return Fate.LATER;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** How often the centre said that it had the report already. */
    long duplicates() {
        return duplicates.get();
    }

    /** How many the centre will never take. */
    long setAside() {
        return setAside.get();
    }

    /** What went wrong last, or empty. */
    String problem() {
        return problem;
    }

    @Override
    public void close() {
        closing.begin();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
