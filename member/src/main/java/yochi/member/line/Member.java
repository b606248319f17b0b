package yochi.member.line;

import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import yochi.core.model.Acknowledgement.Answer;
import yochi.core.model.Acknowledgement.Decision;
import yochi.core.model.Assessment;
import yochi.core.model.EventLog;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.Outcome;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.VerifyingKey;
import yochi.member.detection.FlowCollector;
import yochi.member.detection.Onslaught;
import yochi.member.detection.Thresholds;
import yochi.member.inbox.Heads;
import yochi.member.inbox.Inbox;
import yochi.member.inbox.Journal;
import yochi.member.inbox.Kept;
import yochi.member.inbox.Received;
import yochi.member.mitigation.BackEnd;
import yochi.member.mitigation.Lease;
import yochi.member.mitigation.Leases;
import yochi.member.mitigation.LogBackEnd;
import yochi.member.mitigation.Rails;

/**
 * The member's program. Owns the threads {@code yochi-inbox} (waits for notices), {@code yochi-outcomes} (posts what
 * became of them), {@code yochi-leases} (ends leases) and the flow collector's; {@link #close} withdraws every rule.
 */
public final class Member implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LEASE_LOOK = Duration.ofMillis(200);
    /** A chain that grows once or twice a day needs no more; own choice. */
    private static final Duration HEADS_EVERY = Duration.ofHours(1);

    private static final Duration END_WITHIN = Duration.ofSeconds(5);
    private static final int MOST_MESSAGES_REMEMBERED = 10_000;
    private static final int MOST_OUTCOMES_WAITING = 10_000;

    private final MemberSettings settings;
    private final InstantSource clock;
    private final EventLog events;
    private final CentreLink centre;
    private final Inbox inbox;
    private final Heads heads;
    private final Journal journal;
    private final BackEnd backEnd;
    private final Leases leases;
    private final FlowCollector flows;
    private final VerifyingKey ownKey;
    private final Promised promised;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>(MOST_OUTCOMES_WAITING);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    public Member(MemberSettings settings, InstantSource clock, Ticker ticker, SecureRandom random, EventLog events) {
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        IdentityFolder identity = IdentityFolder.open(settings.directory().resolve("identity"));
        PartyName self = PartyName.member(settings.name());
        PartyName centreName = PartyName.centre(settings.centre().name());
        List<TrustedKey> keys = settings.centre().keys().stream()
                .map(k -> new TrustedKey(VerifyingKey.parse(k.key()), centreName, k.role()))
                .toList();
        Signer signer = new Signer(identity.signingKey(random), self, clock, random);
        this.ownKey = signer.publicPart();
        this.journal = Journal.open(
                AnswerDesk.journal(settings), MOST_MESSAGES_REMEMBERED, clock.instant());
        this.inbox = new Inbox(self, keys, signer, centreName, clock, journal);
        this.heads = new Heads(self, keys, signer, centreName, clock, settings.directory().resolve("heads"));
        this.backEnd = new LogBackEnd(settings.directory().resolve("rules.log"), settings.ruleLog(), clock);
        Rails rails = new Rails(
                settings.networks(),
                settings.never(),
                settings.shortestDestination(),
                settings.longestLease(),
                settings.mostActive(),
                settings.mostCollateral(),
                settings.sharpen());
        this.leases = new Leases(rails, backEnd, ticker, this::tell);
        this.promised = new Promised(leases, settings.disarm());
        this.flows = new FlowCollector(
                new InetSocketAddress(settings.flows().host(), settings.flows().port()),
                settings.networks(),
                Thresholds.standard(),
                ticker,
                this::onslaught);
        HttpClient http = Enrolment.partyClient(settings, identity, random);
        this.centre = new CentreLink(http, settings.centre().party());
    }

    /** The member's public signing key, made at the first start; the centre pins it. */
    public static VerifyingKey publicKey(MemberSettings settings, SecureRandom random) {
        return IdentityFolder.open(settings.directory().resolve("identity"))
                .signingKey(random)
                .publicPart();
    }

    public Member start() {
        for (Journal.Promise promise : journal.promises(clock.instant())) {
            String by = "notice " + promise.notice() + ", anew after a restart";
            Lease lease = arm(promise, by);
            if (lease.state() == Lease.State.REFUSED) {
                tell(promise.notice(), lease, Outcome.State.FAILED);
            }
        }
        leases.reconcile();
        flows.start();
        own("yochi-inbox", this::listen);
        own("yochi-outcomes", this::postOutcomes);
        own("yochi-leases", this::endLeases);
        own("yochi-heads", this::keepHeads);
        return this;
    }

    private void own(String name, Runnable work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(work));
    }

    private void listen() {
        while (open) {
            try {
                Optional<String> text = centre.nextNotice();
                if (text.isPresent()) {
                    receive(text.get());
                }
            } catch (InterruptedException e) {
                return;
            } catch (YochiException e) {
                LOG.warn("inbox peer=centre error={} retryIn={}", e.advice(), RETRY);
                if (pause(RETRY)) {
                    return;
                }
            }
        }
    }

    /** Asks for the ledger's head now and every hour, and sends the receipt. */
    private void keepHeads() {
        do {
            try {
                Optional<String> head = centre.nextHead(heads.held());
                if (head.isPresent()) {
                    keepHead(head.get());
                }
            } catch (InterruptedException e) {
                return;
            } catch (YochiException e) {
                LOG.warn("heads peer=centre error={} retryIn={}", e.advice(), HEADS_EVERY);
            }
        } while (open && !pause(HEADS_EVERY));
    }

    private void keepHead(String text) throws InterruptedException {
        switch (heads.take(text)) {
            case Heads.Answer.Refused refused -> {
                events.mark("head.refused", "", Map.of("why", refused.why()));
                LOG.error("heads head=refused why={}", refused.why());
            }
            case Heads.Answer.Kept kept -> {
                events.mark("head.kept", Long.toString(kept.head().number()), Map.of());
                centre.receipt(kept.receipt());
            }
        }
    }

    private void receive(String text) throws InterruptedException {
        switch (inbox.open(text)) {
            case Received.Refused refused -> {
                events.mark("notice.refused", "", Map.of("why", refused.why()));
                LOG.warn("inbox notice=refused why={}", refused.why());
            }
            case Received.Accepted accepted -> {
                Notice notice = accepted.notice();
                events.mark(
                        "notice.received",
                        notice.id(),
                        Map.of(
                                "alert",
                                notice.alert().id(),
                                "fingerprint",
                                accepted.fingerprint().toString()));
                LOG.info("inbox notice={} fingerprint=\"{}\"", notice.id(), accepted.fingerprint());
                List<Lease> before = promised.before(notice);
                List<Answer> answers = new ArrayList<>();
                notice.mitigations().forEach(m -> answers.add(answer(accepted, m)));
                answers.addAll(promised.follow(notice, before, List.copyOf(answers)));
                Kept kept = inbox.keep(accepted, answers);
                events.mark("notice.kept", notice.id(), Map.of());
                acknowledge(kept);
            }
            case Received.Again again -> {
                events.mark("notice.again", again.kept().notice().id(), Map.of());
                acknowledge(again.kept());
            }
        }
    }

    private void acknowledge(Kept kept) throws InterruptedException {
        String id = kept.notice().id();
        centre.acknowledge(id, inbox.acknowledge(kept));
        events.mark("notice.acknowledged", id, Map.of());
    }

    private Answer answer(Received.Accepted message, Mitigation rule) {
        if (!message.approved()) {
            return new Answer(rule.id(), Decision.PENDING, "the second role has not signed");
        }
        String notice = message.notice().id();
        String thread = Journal.thread(message.notice());
        Lease lease = arm(new Journal.Promise(notice, thread, rule, message.expires()), "notice " + notice);
        String why = lease.history().getLast().why();
        Decision decision = lease.state() == Lease.State.REFUSED ? Decision.REFUSED : Decision.ARMED;
        return new Answer(rule.id(), decision, why);
    }

    private Lease arm(Journal.Promise promise, String by) {
        promised.came(promise.rule().id(), promise.notice(), promise.thread());
        return leases.arm(promise.rule(), by, Duration.between(clock.instant(), promise.expires()));
    }

    private void onslaught(Onslaught o) {
        events.mark(
                "attack.detected",
                o.destination().toString(),
                Map.of(
                        "packetsPerSecond",
                        o.packetsPerSecond(),
                        "baseline",
                        o.baselinePacketsPerSecond(),
                        "networks",
                        o.sources().size(),
                        "covered",
                        o.coveredShare(),
                        "collateral",
                        o.collateralShare()));
        Optional<Lease> armed = leases.armedFor(o.destination(), o.protocol(), o.destinationPort());
        if (armed.isEmpty()) {
            events.mark("attack.unarmed", o.destination().toString(), Map.of());
            LOG.warn("detection destination=own armed=none packetsPerSecond={}", Math.round(o.packetsPerSecond()));
        } else if (settings.automatic()) {
            String rule = armed.get().rule().id();
            atBackEnd(rule, () -> leases.activate(rule, o.destination(), o.sources(), o.collateralShare()));
        }
    }

    /** What the back-end refuses is told and ends no thread; an end that it refused is tried at the next look. */
    private void atBackEnd(String what, Runnable change) {
        try {
            change.run();
        } catch (YochiException e) {
            events.mark("rule.failed", what, Map.of("why", e.advice()));
            LOG.error("backend={} change={} error={}", backEnd.name(), what, e.advice());
        }
    }

    /** Every change of a counter-measure becomes an event and an outcome for the centre. */
    private void tell(Lease lease) {
        String id = lease.rule().id();
        String why = lease.history().getLast().why();
        String notice = promised.notice(lease).orElse("");
        if (lease.ended()) {
            journal.ended(id);
        }
        events.mark("rule." + lease.state().name().toLowerCase(java.util.Locale.ROOT), id, Map.of("why", why));
        Outcomes.state(lease.state()).ifPresent(state -> tell(notice, lease, state));
    }

    private void tell(String notice, Lease lease, Outcome.State state) {
        Outcome outcome = new Outcome(
                notice,
                lease.rule().id(),
                state,
                clock.instant(),
                Optional.empty(),
                settings.simulated(),
                lease.history().getLast().why());
        if (!outcomes.offer(outcome)) {
            LOG.error("outcomes waiting={} dropped=1", MOST_OUTCOMES_WAITING);
        }
    }

    private void postOutcomes() {
        try {
            while (open || !outcomes.isEmpty()) {
                Outcome next = outcomes.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    post(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Outcome outcome) throws InterruptedException {
        try {
            centre.report(inbox.report(outcome));
            events.mark(
                    "outcome.told",
                    outcome.mitigation(),
                    Map.of("state", outcome.state().name()));
        } catch (YochiException e) {
            LOG.warn("outcomes peer=centre error={}", e.advice());
            if (open && !pause(RETRY) && !outcomes.offer(outcome)) {
                LOG.error("outcomes waiting={} dropped=1", MOST_OUTCOMES_WAITING);
            }
        }
    }

    private void endLeases() {
        while (open && !pause(LEASE_LOOK)) {
            atBackEnd("expire", leases::expire);
        }
    }

    /** Whether the wait was interrupted. */
    private boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The rules really in force, read back from the back-end. */
    public List<Mitigation> inForce() {
        return backEnd.readBack();
    }

    /** Counter-measures and where they stand. */
    public List<Lease> leases() {
        return leases.all();
    }

    /**
     * Tells the centre what this member's people say of an alert that it was notified of; a {@link YochiException} says
     * why the centre does not take it.
     */
    public void answer(String alert, Assessment.Verdict verdict, String why) throws InterruptedException {
        centre.answer(alert, AnswerDesk.body(verdict, why));
        events.mark("alert.answered", alert, Map.of("verdict", AnswerDesk.word(verdict)));
    }

    /** A person withdraws a rule. */
    public void withdraw(String rule, String why) {
        leases.withdraw(rule, why);
    }

    /** Where the member's routers export flow records to. */
    public InetSocketAddress flowAddress() {
        return flows.address();
    }

    public VerifyingKey publicKey() {
        return ownKey;
    }

    /** Withdraws every rule, tells the centre, and ends all threads within 5 s. */
    @Override
    public void close() {
        flows.close();
        atBackEnd("close", leases::close);
        open = false;
        for (Thread thread : threads) {
            if (!thread.getName().equals("yochi-outcomes")) {
                thread.interrupt();
            }
        }
        try {
            for (Thread thread : threads) {
                thread.join(END_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
