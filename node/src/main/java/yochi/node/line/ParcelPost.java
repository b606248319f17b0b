package yochi.node.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.EventLog;
import yochi.core.model.OffenderReport;
import yochi.core.model.YochiException;
import yochi.link.wire.MessageLimit;
import yochi.link.wire.Parcel;
import yochi.node.border.PartnerNotices;

/**
 * Fetches, where the policy says {@code offenders: partners}, what partners told of this country's machines, keeps it,
 * and only then says so; tells the centre of what the operator has acknowledged.
 */
final class ParcelPost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ParcelPost.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Parcels of one look: more wait for the next. */
    private static final int AT_ONCE = 100;

    private static final MessageLimit LIMIT = new MessageLimit(Parcel.MAX_BYTES);

    private final HttpClient http;
    private final URI centre;
    private final PartnerNotices notices;
    private final PolicySwitch policies;
    private final PartnerBook book;
    private final Duration every;
    private final InstantSource clock;
    private final EventLog events;
    private final Closing closing;
    private final Set<String> confirmed = new HashSet<>();
    private final Thread thread;

    /**
     * The post.
     *
     * @param every how often it looks
     */
    ParcelPost(
            HttpClient http,
            URI centre,
            PartnerNotices notices,
            PolicySwitch policies,
            PartnerBook book,
            Duration every,
            InstantSource clock,
            EventLog events,
            Closing closing) {
        this.http = http;
        this.centre = centre;
        this.notices = notices;
        this.policies = policies;
        this.book = book;
        this.every = every;
        this.clock = clock;
        this.events = events;
        this.closing = closing;
        this.thread = Thread.ofPlatform().name("parcel-post").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing.begun()) {
                try {
                    look();
                } catch (IOException | YochiException e) {
                    LOG.warn("event=parcels.later why=\"{}\"", e.getMessage());
                }
                closing.pause(every);
            }
        } catch (InterruptedException e) {
            LOG.debug("event=parcels.stopped");
        }
    }

    private void look() throws IOException, InterruptedException {
        for (int i = 0; i < AT_ONCE && PartnerNotices.allowed(policies.current().privacy()); i++) {
            if (!book.hasRoom(clock.instant())) {
                LOG.warn("event=parcels.full remedy=\"room comes in at most {} days\"", PartnerBook.KEPT.toDays());
                break;
            }
            Optional<Parcel> next = next();
            if (next.isEmpty()) {
                break;
            }
            take(next.get());
        }
        for (String key : book.acknowledged()) {
            if (!confirmed.contains(key)) {
                say(key, "acknowledged");
                confirmed.add(key);
            }
        }
    }

    private Optional<Parcel> next() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = send(
                HttpRequest.newBuilder(centre.resolve("/parcels/next?purpose=" + PartnerNotices.PURPOSE)));
        try (InputStream in = answer.body()) {
            byte[] bytes = LIMIT.readAll(in);
            if (answer.statusCode() == 204) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new IOException("the centre answers " + answer.statusCode());
            }
            return Optional.of(Parcel.decode(bytes));
        }
    }

    private void take(Parcel parcel) throws IOException, InterruptedException {
        Parcel.Label label = parcel.label();
        String key = label.node() + "/" + label.sequence();
        Instant now = clock.instant();
        PartnerNotices.Opened opened = notices.open(policies.current().privacy(), parcel);
        if (opened.report().isEmpty()) {
            book.refuse(new PartnerBook.Refused(now, label.from(), opened.why()));
            LOG.warn("event=parcel.refused from={} why=\"{}\"", label.from(), opened.why());
            events.mark("parcel.refused", key, Map.of("why", opened.why()));
            say(key, "refused");
            return;
        }
        OffenderReport report = opened.report().get();
        if (book.keep(new PartnerBook.Report(now, label.from(), report), now)) {
            LOG.info("event=parcel.taken from={} machines={}", label.from(), report.offenders().size());
            events.mark("parcel.taken", key, Map.of("machines", report.offenders().size()));
        }
        say(key, "taken");
    }

    /** What the centre does not know any more needs no word. */
    private void say(String key, String word) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                send(HttpRequest.newBuilder(centre.resolve("/parcels/" + key + "/state"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(word)));
        answer.body().close();
        if (answer.statusCode() != 204 && answer.statusCode() != 404) {
            throw new IOException("the centre answers " + answer.statusCode());
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return closing.during(() -> http.send(
                request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream()));
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
