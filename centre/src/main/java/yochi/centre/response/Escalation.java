package yochi.centre.response;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.store.ControlStore;
import yochi.core.model.EventLog;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.Fingerprint;

/**
 * Brings notices to their contacts: sends what is due by webhook and mail, tries again ever more slowly, and tells the
 * next contact where one has not answered in time or cannot be reached, in the end the desk. Every notice ends so after
 * at most {@value MemberEntry#MOST_CONTACTS} contacts.
 */
public final class Escalation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Escalation.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Deliveries that may wait for webhooks and mail; what comes on top goes to the desk at once. */
    static final int MOST_WAITING = 1000;
    /** Tries of one delivery: with the waits below about 40 minutes. */
    static final int MOST_TRIES = 10;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);
    private static final int AT_ONCE = 16;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final ControlStore store;
    private final Map<Channel, Courier> couriers;
    private final InstantSource clock;
    private final EventLog events;
    private final Runnable catchUp;
    private final AtomicLong overflowed = new AtomicLong();
    private final Thread thread;

    /**
     * The escalation of one response room.
     *
     * @param store of that room
     * @param couriers by channel; a channel without one bounces
     * @param catchUp tells what could not be told yet
     */
    Escalation(
            ControlStore store,
            Map<Channel, Courier> couriers,
            InstantSource clock,
            EventLog events,
            Runnable catchUp) {
        this.catchUp = catchUp;
        this.store = store;
        this.couriers = Map.copyOf(couriers);
        this.clock = clock;
        this.events = events;
        this.thread = Thread.ofPlatform().name("yochi-notices").daemon().unstarted(this::run);
    }

    public Escalation start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                try {
                    turn();
                } catch (RuntimeException e) {
                    LOG.error("event=notices.failed why=\"{}\" remedy=\"tried again\"", e.getMessage());
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.debug("event=notices.stopped");
        }
    }

    /** One turn: what is late goes to the next contact, what is due is sent; at most a batch of each. */
    void turn() {
        catchUp.run();
        Instant now = clock.instant();
        store.transaction(h -> DeliveryTables.expire(h, now)).stream()
                .distinct()
                .forEach(notice -> events.mark("notice.expired", notice, Map.of()));
        List<DeliveryTables.Late> late = store.transaction(h -> DeliveryTables.late(h, now, AT_ONCE));
        late.forEach(l -> next(l, now));
        List<DeliveryTables.Due> due = store.transaction(h -> DeliveryTables.due(h, now, AT_ONCE));
        if (due.isEmpty()) {
            return;
        }
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(d -> pool.execute(() -> send(d)));
        }
    }

    private void next(DeliveryTables.Late late, Instant now) {
        List<String> told = new ArrayList<>();
        store.transaction(h -> {
            List<Contact> contacts = DeliveryTables.contacts(h, late.member());
            int step = late.step() + 1;
            boolean room = DeliveryTables.waiting(h) < MOST_WAITING;
            if (step < contacts.size() && room) {
                DeliveryTables.message(h, late.notice()).ifPresent(m -> {
                    DeliveryTables.begin(h, late.notice(), step, contacts.get(step), m, now);
                    told.add(contacts.get(step).name());
                });
            }
            if (told.isEmpty()) {
                DeliveryTables.desk(h, late.notice(), now);
            }
            if (!room) {
                overflowed.incrementAndGet();
            }
            return told;
        });
        if (told.isEmpty()) {
            events.mark("notice.desk", late.notice(), Map.of("member", late.member()));
            LOG.warn("event=notice.desk notice={} member={}", late.notice(), late.member());
        } else {
            events.mark("notice.escalated", late.notice(), Map.of("member", late.member(), "step", late.step() + 1));
        }
    }

    private void send(DeliveryTables.Due due) {
        Contact contact = store.transaction(h -> {
            List<Contact> contacts = DeliveryTables.contacts(h, due.member());
            return due.step() < contacts.size() ? contacts.get(due.step()) : Contact.inbox();
        });
        Courier courier = couriers.get(due.channel());
        Courier.Result result;
        if (courier == null || contact.channel() != due.channel()) {
            result = new Courier.Result.Bounced("this centre has no " + due.channel() + " for this contact");
        } else {
            try {
                result = courier.send(parcel(due, contact));
            } catch (RuntimeException e) {
                LOG.error("event=courier.failed channel={}", due.channel(), e);
                result = new Courier.Result.Later("our fault: " + e.getClass().getSimpleName());
            }
        }
        settle(due, result);
    }

    private Courier.Parcel parcel(DeliveryTables.Due due, Contact contact) {
        var json = JSON.readTree(due.text());
        return new Courier.Parcel(
                contact.address(),
                json.path("id").stringValue(),
                due.text(),
                NoticeJson.read(json.get("body")),
                Fingerprint.ofText(due.text()).toString());
    }

    private void settle(DeliveryTables.Due due, Courier.Result result) {
        Instant now = clock.instant();
        Courier.Result last = result instanceof Courier.Result.Later later && due.tries() + 1 >= MOST_TRIES
                ? new Courier.Result.Bounced("given up after " + MOST_TRIES + " tries: " + later.why())
                : result;
        String word = store.transaction(h -> switch (last) {
            case Courier.Result.Delivered d -> {
                DeliveryTables.delivered(h, due.number(), now);
                ResponseTables.stamp(h, due.notice(), "delivered", now);
                yield "notice.delivered";
            }
            case Courier.Result.Later later -> {
                DeliveryTables.again(h, due.number(), now.plus(untilAgain(due.tries())), later.why());
                yield "notice.retry";
            }
            case Courier.Result.Bounced bounced -> {
                DeliveryTables.bounced(h, due, now, bounced.why());
                yield "notice.bounced";
            }
        });
        events.mark(word, due.notice(), Map.of("member", due.member(), "channel", due.channel().name()));
    }

    /** 5 s, 10 s, … up to 20 min. */
    static Duration untilAgain(int tries) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Notices that went to the desk since too many deliveries waited. */
    public long overflowed() {
        return overflowed.get();
    }

    @Override
    public void close() {
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
