package yochi.centre.response;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.centre.site.Owner;
import yochi.centre.store.ControlStore;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Alert;
import yochi.core.model.Assessment;
import yochi.core.model.EventLog;
import yochi.core.model.Notice;
import yochi.core.model.Offender;
import yochi.core.model.Outcome;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.OutcomeJson;
import yochi.link.exchange.Recipient;
import yochi.link.exchange.Redaction;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.JsonForm;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;
import yochi.link.identity.VerifyingKey;

/**
 * The response room: tells the members who own the networks of an alert, with mitigations for nowcasts, and collects
 * what they answer. A notice with mitigations goes out with two signatures once the approver has given the second; if
 * it comes later, the notice goes out at once for information, and again when it may be armed. A message is handed out
 * again and again until the member's signed acknowledgement of it is stored, or it has expired.
 */
public final class Response implements AutoCloseable {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = ResponseTables.MIGRATIONS;
    /** The roles whose signatures arm a mitigation. */
    public static final String CENTRE = "centre";

    public static final String APPROVER = "approver";

    private static final Logger LOG = LoggerFactory.getLogger(Response.class);
    private static final String MEMBER = "member";
    private static final Duration LIFE = Duration.ofDays(1);
    /** Several times what a member needs to verify, arm and answer (measured below 1 s), and the longest wait. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final Duration LONGEST_AGAIN = Duration.ofMinutes(10);
    /** Answers live for an hour, an approver's questions for minutes. */
    public static final int REMEMBERED = 100_000;

    private final ControlStore store;
    private boolean closed;
    private final Signer signer;
    private final PartyName self;
    private final SecondRole second;
    private final Approver approver;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final EventLog events;
    private final Circle circle;
    private final Threads threads;
    private final ReplayMemory memory;
    private volatile Supplier<List<Owner>> owners = List::of;
    private volatile Function<String, Optional<Alert>> alerts = id -> Optional.empty();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();

    /**
     * The room.
     *
     * @param signer the centre's, under the name {@code self}
     * @param approverKey public key of the second role
     * @param approver asked for its signature on each notice with mitigations
     * @param memory of answers and questions that were taken
     * @param wording what notices say to people
     */
    public Response(
            ControlStore store,
            Signer signer,
            PartyName self,
            VerifyingKey approverKey,
            Approver approver,
            ReplayMemory memory,
            InstantSource clock,
            RandomGenerator random,
            EventLog events,
            Wording wording) {
        this.store = store;
        this.signer = signer;
        this.self = self;
        this.approver = approver;
        this.memory = memory;
        this.clock = clock;
        this.random = random;
        this.events = events;
        circle = new Circle(store);
        threads = new Threads(store, random, wording);
        second = new SecondRole(store, signer.publicPart(), self, approverKey, memory, clock, events, this::queue);
    }

    /** Registers a member, or what has changed of it. */
    public void register(MemberEntry member) {
        store.transaction(h -> {
            ResponseTables.putMember(h, member);
            return member;
        });
    }

    public List<MemberEntry> members() {
        return store.transaction(ResponseTables::members);
    }

    /** Members of different sectors who tell each other what befalls one of them. */
    public void join(List<Group> groups) {
        circle.join(groups);
    }

    public List<Group> groups() {
        return circle.groups();
    }

    /** What the sectors of a group have seen. */
    public List<GroupSighting> sightings(String group) {
        return store.transaction(h -> DeliveryTables.sightings(h, group));
    }

    /**
     * Whom else it asks, anew at every notice.
     *
     * @param register who answers for registered sites
     * @param situation an alert as it stands now, by its id
     */
    public void ask(Supplier<List<Owner>> register, Function<String, Optional<Alert>> situation) {
        owners = register;
        alerts = situation;
    }

    List<Owner> owners() {
        return owners.get();
    }

    /** At most one update of a notice in that time, but for another point of the alert's life and its end. */
    public void updateEvery(Duration time) {
        threads.updateEvery(time);
    }

    /**
     * Notifies everybody whom the alert concerns (members by their networks, owners of sites, partner countries), and
     * those who share a group with one of them as its rules say; the same matter once.
     */
    public List<Notice> notify(Alert alert) {
        Group.Matter about =
                alert.basis() == Alert.Basis.NOWCAST ? Group.Matter.NOWCAST : Group.Matter.FORECAST;
        List<MemberEntry> members = members();
        return notify(alert, about, Addressee.of(alert, members, owners.get()), members, List.of(), false);
    }

    /** The alert goes on as it is: counter-measures that have ended, or soon will, are sent anew. */
    public List<Notice> renew(Alert alert) {
        if (alert.basis() != Alert.Basis.NOWCAST) {
            return List.of();
        }
        List<MemberEntry> members = members();
        List<Addressee> all = Addressee.of(alert, members, owners.get());
        return notify(alert, Group.Matter.NOWCAST, all, members, List.of(), true);
    }

    /** Notices are forgotten, with their deliveries and outcomes, when they are older. */
    public void keep(Duration time) {
        threads.keep(time);
    }

    /**
     * Tells what could not be told yet: it would have been too much at once, or the program ended before. An alert is
     * taken out once it is told; what a thread has told already, it does not tell twice.
     */
    void catchUp() {
        Instant now = now();
        threads.unsent(now).forEach(notice -> told(notice.id(), () -> send(notice)));
        for (String alert : threads.due(now)) {
            boolean told = told(alert, () -> alerts.apply(alert)
                    .filter(a -> !a.assessment().life().over())
                    .ifPresent(this::notify));
            threads.caughtUp(alert, told, now);
        }
    }

    /** One that fails is tried again and keeps no other from being told. */
    private boolean told(String what, Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            LOG.error("event=notice.failed what={} remedy=\"tried again\"", what, e);
            events.mark("notice.failed", what, Map.of("why", String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** Notifies one owner of machines in its networks that attack others; the alert names none of them. */
    List<Notice> notify(Alert alert, Addressee owner, List<Offender> machines) {
        return notify(alert, Group.Matter.MACHINES, List.of(owner), members(), machines, false);
    }

    private List<Notice> notify(
            Alert alert,
            Group.Matter about,
            List<Addressee> concerned,
            List<MemberEntry> members,
            List<Offender> machines,
            boolean renew) {
        List<Notice> out = new ArrayList<>();
        List<MemberEntry> known =
                concerned.stream().flatMap(a -> a.member().stream()).toList();
        circle.note(alert, about, known, machines);
        for (Addressee one : concerned) {
            Alert redacted = Redaction.of(alert, one.sees());
            Alert own = one.member().map(m -> circle.told(redacted, about, m)).orElse(redacted);
            String what = machines.isEmpty() ? matter(own) : "machines";
            ResponseTables.Telling telling = new ResponseTables.Telling(what, about, "");
            issue(new Threads.Matter(own, one, machines, telling, renew)).ifPresent(out::add);
        }
        for (Circle.Hearer hearer : circle.hearers(alert, about, known, members)) {
            Group group = hearer.group();
            Addressee one = Addressee.of(hearer.member());
            Alert redacted = Redaction.of(alert, new Recipient(one.name(), one.sees().networks(), group.clearance()));
            ResponseTables.Telling telling = new ResponseTables.Telling(
                    "group " + group.name() + " " + matter(redacted), about, group.name());
            Alert heard = circle.told(circle.heard(redacted, hearer), about, hearer.member());
            issue(new Threads.Matter(heard, one, List.of(), telling, renew)).ifPresent(out::add);
        }
        return out;
    }

    private Optional<Notice> issue(Threads.Matter matter) {
        Optional<Notice> next = threads.next(matter, now());
        next.ifPresent(this::send);
        return next;
    }

    private void send(Notice notice) {
        events.mark(
                "notice.issued",
                notice.id(),
                Map.of(
                        "alert",
                        notice.alert().id(),
                        "member",
                        notice.recipient(),
                        "number",
                        notice.turn().map(Notice.Turn::number).orElse(1)));
        Signed<Notice> signed = sign(notice);
        if (notice.mitigations().isEmpty()) {
            queue(signed, h -> {});
            return;
        }
        Optional<Signed<Notice>> approved = approver.countersign(signed);
        if (approved.isPresent()) {
            second.check(approved.get().text(), notice.recipient());
            second.approved(approved.get());
            return;
        }
        Signed<Notice> armable = sign(notice);
        queue(signed, h -> ResponseTables.putEnvelope(h, armable, "waiting"));
    }

    private Signed<Notice> sign(Notice notice) {
        return signer.sign(notice, NoticeJson.FORM, PartyName.member(notice.recipient()), LIFE);
    }

    /** Notices whose mitigations wait for the second signature, as they would travel. */
    public List<String> waitingForApproval() {
        return second.waiting();
    }

    /** Ids of those notices. */
    public Set<String> unapproved() {
        return second.notices();
    }

    /** Takes a waiting notice with the approver's signature added. */
    public void approve(String signedText) {
        second.approve(signedText);
    }

    SecondRole second() {
        return second;
    }

    /** Queues the message and does what belongs to it, both or neither; until then the notice counts as not sent. */
    private void queue(Signed<Notice> signed, Consumer<Handle> first) {
        Instant now = now();
        store.transaction(h -> {
            first.accept(h);
            ResponseTables.putEnvelope(h, signed, "queued");
            ResponseTables.signed(h, signed);
            DeliveryTables.send(h, signed.body(), signed.id(), now);
            return signed;
        });
        lock.lock();
        try {
            queued.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The alert is over: what is not yet acknowledged, or waits for the second signature, does not go out any more, and
     * all whom a notice has reached are told how it ended.
     */
    public List<Notice> over(Alert alert) {
        Set<String> gone = store.transaction(h -> {
            Set<String> notices = new TreeSet<>(ResponseTables.withdraw(h, alert.id()));
            notices.forEach(notice -> DeliveryTables.end(h, notice, NoticeRecord.State.WITHDRAWN));
            return notices;
        });
        gone.forEach(notice -> events.mark("notice.withdrawn", notice, Map.of("alert", alert.id())));
        Notice.Change how = alert.assessment().life() == Assessment.Life.FALSE
                ? Notice.Change.FALSE
                : Notice.Change.ENDED;
        List<Notice> last = threads.over(alert, how, now());
        last.forEach(this::send);
        return last;
    }

    /** Lets go those who wait for a notice; what is queued stays queued. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queued.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The member's next notice as it travels, new or not yet acknowledged; waits for one, at most so long. */
    public Optional<String> next(String member, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            Optional<String> text = take(member);
            while (text.isEmpty() && left > 0 && !closed) {
                long wait = Math.min(left, TimeUnit.SECONDS.toNanos(1));
                left -= wait - queued.awaitNanos(wait);
                text = take(member);
            }
            return text;
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> take(String member) {
        Instant now = now();
        List<String> expired = new ArrayList<>();
        Optional<ResponseTables.Envelope> next = store.transaction(h -> {
            expired.addAll(DeliveryTables.expire(h, now));
            Optional<ResponseTables.Envelope> due = ResponseTables.due(h, member, now);
            due.ifPresent(e -> {
                ResponseTables.handedOut(h, e, now.plus(untilAgain(e.tries())));
                ResponseTables.stamp(h, e.notice(), "delivered", now);
                DeliveryTables.fetched(h, e.notice(), e.id(), now);
            });
            return due;
        });
        expired.forEach(notice -> events.mark("notice.expired", notice, Map.of()));
        next.ifPresent(e -> events.mark(
                e.tries() == 0 ? "notice.delivered" : "notice.redelivered", e.notice(), Map.of("member", member)));
        return next.map(ResponseTables.Envelope::text);
    }

    /** Twice as long each time, so that a member that cannot answer is not flooded. */
    private static Duration untilAgain(int tries) {
        Duration wait = AGAIN.multipliedBy(1L << Math.min(tries, 10));
        return wait.compareTo(LONGEST_AGAIN) < 0 ? wait : LONGEST_AGAIN;
    }

    /** Takes a member's signed acknowledgement; a {@link Refusal} says why it is not taken. */
    public void acknowledge(String member, String notice, String signedText) {
        Acknowledgement said = fromMember(member, signedText, AcknowledgementJson.FORM);
        if (!said.notice().equals(notice)) {
            throw new Refusal("acknowledges " + said.notice() + ", sent for " + notice);
        }
        Instant now = now();
        store.transaction(h -> {
            requireNotice(ResponseTables.notice(h, notice), member);
            ResponseTables.stamp(h, notice, "acknowledged", now);
            ResponseTables.settle(h, notice, said.message());
            DeliveryTables.end(h, notice, NoticeRecord.State.ACKNOWLEDGED);
            return h.execute(
                    "UPDATE notice SET answer = ?, answered_by = CASE answered_by WHEN '' THEN 'inbox'"
                            + " ELSE answered_by END WHERE id = ?",
                    AcknowledgementJson.write(said).toString(),
                    notice);
        });
        long armed = said.answers().stream()
                .filter(a -> a.decision() == Acknowledgement.Decision.ARMED)
                .count();
        events.mark("acknowledgement.verified", notice, Map.of("member", member, "armed", armed));
    }

    /**
     * Takes an answer by telephone: the caller has read the fingerprint of the notice, so he holds it.
     *
     * @param by whom the desk has heard
     */
    public void acknowledgeByTelephone(String notice, String heard, String by) {
        if (by.isBlank() || by.length() > 100) {
            throw new Refusal("who has answered is said in at most 100 letters");
        }
        String read;
        try {
            read = Fingerprint.parse(heard).toString();
        } catch (IllegalArgumentException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        Instant now = now();
        store.transaction(h -> {
            NoticeRecord record = ResponseTables.notice(h, notice)
                    .orElseThrow(() -> new Refusal("no notice " + notice));
            if (!record.fingerprint().equals(read)) {
                throw new Refusal("this is the fingerprint of another message: what the caller holds is not this one");
            }
            ResponseTables.stamp(h, notice, "acknowledged", now);
            DeliveryTables.end(h, notice, NoticeRecord.State.ACKNOWLEDGED);
            return h.execute("UPDATE notice SET answered_by = ? WHERE id = ? AND answered_by = ''", by, notice);
        });
        events.mark("notice.telephoned", notice, Map.of());
    }

    /** Takes a member's signed outcome; a {@link Refusal} says why it is not taken. */
    public void outcome(String member, String signedText) {
        Outcome said = fromMember(member, signedText, OutcomeJson.FORM);
        Instant now = now();
        store.transaction(h -> {
            NoticeRecord notice = requireNotice(ResponseTables.notice(h, said.notice()), member);
            if (notice.notice().mitigations().stream().noneMatch(m -> m.id().equals(said.mitigation()))) {
                throw new Refusal("the notice has no mitigation " + said.mitigation());
            }
            ResponseTables.putOutcome(h, member, said, now);
            return notice;
        });
        events.mark(
                "outcome." + said.state().name().toLowerCase(java.util.Locale.ROOT),
                said.mitigation(),
                Map.of("member", member, "simulated", said.simulated()));
    }

    private static NoticeRecord requireNotice(Optional<NoticeRecord> notice, String member) {
        return notice.filter(n -> n.notice().recipient().equals(member))
                .orElseThrow(() -> new Refusal("no such notice was sent to this member"));
    }

    private <T> T fromMember(String member, String text, JsonForm<T> form) {
        List<TrustedKey> keys = members().stream()
                .filter(m -> m.name().equals(member))
                .map(m -> new TrustedKey(m.key(), PartyName.member(member), MEMBER))
                .toList();
        SignedReader reader = new SignedReader(self, keys, SignedReader.Limits.usual(), memory, clock);
        return accepted(reader.read(text, form, Set.of(MEMBER))).body();
    }

    static <T> Signed<T> accepted(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<T> good -> good.message();
            case Verdict.Refused<T> bad -> throw new Refusal(bad.reason() + ": " + bad.why());
        };
    }

    /** Brings notices to contacts who do not fetch them, and to the next where one does not answer. */
    public Escalation escalation(Map<Channel, Courier> couriers) {
        return new Escalation(store, couriers, clock, events, this::catchUp);
    }

    /** Tells the owners of machines that attack abroad, and counts them under a secret. */
    public HomeMachines machines(byte[] secret) {
        return new HomeMachines(store, this, clock, random, secret);
    }

    /** Notices, the newest first; those that still have to be answered too. */
    public List<NoticeRecord> notices(int limit) {
        return store.transaction(h -> ResponseTables.notices(h, limit));
    }

    /** Whether a notice of the alert was issued to the recipient. */
    public boolean told(String recipient, String alert) {
        return store.transaction(h -> ThreadTables.told(h, alert, recipient));
    }

    /** Mitigations of these notices with what members reported, the newest notice first. */
    public List<MitigationRecord> mitigations(int notices) {
        return store.transaction(h -> ResponseTables.notices(h, notices).stream()
                .flatMap(n -> n.notice().mitigations().stream()
                        .map(m -> new MitigationRecord(
                                n.notice().id(), n.notice().recipient(), m, ResponseTables.outcomes(h, m.id()))))
                .toList());
    }

    /** What makes a second notice worth sending: other targets, vectors or services, or another probability. */
    private static String matter(Alert alert) {
        TreeSet<String> parts = new TreeSet<>();
        alert.victims().forEach(v -> parts.add(v.pseudonym() + v.vectors() + v.services()));
        return alert.basis() + " " + alert.asn() + " " + (alert.victims().isEmpty() ? alert.title() : "") + parts;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
