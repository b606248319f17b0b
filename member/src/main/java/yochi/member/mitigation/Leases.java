package yochi.member.mitigation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import yochi.core.model.Mitigation;
import yochi.core.model.Prefix;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;

/**
 * The member's counter-measures. A rule is armed only inside the {@link Rails}, made active by a person or a detection,
 * and withdrawn when its lease ends or its keeper closes. Wanted and actual rules are compared by reading back.
 */
public final class Leases implements AutoCloseable {
    /** Armed, active and ended ones together; a member is told of a handful of networks a day. */
    static final int MOST_KNOWN = 1_000;

    private final Rails rails;
    private final BackEnd backEnd;
    private final Ticker ticker;
    private final Consumer<Lease> onChange;
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final Map<String, Long> endsAt = new LinkedHashMap<>();

    public Leases(Rails rails, BackEnd backEnd, Ticker ticker, Consumer<Lease> onChange) {
        this.rails = rails;
        this.backEnd = backEnd;
        this.ticker = ticker;
        this.onChange = onChange;
    }

    /**
     * Arms a rule, or refuses it and says why.
     *
     * @param life how long it may wait for an attack
     */
    public synchronized Lease arm(Mitigation rule, String by, Duration life) {
        Lease known = leases.get(rule.id());
        if (known != null) {
            return known;
        }
        forgetOldest();
        List<String> objections = new ArrayList<>(rails.objections(rule));
        if (leases.size() >= MOST_KNOWN) {
            objections.add("already " + MOST_KNOWN + " counter-measures armed, the most allowed");
        }
        if (objections.isEmpty()) {
            endsAt.put(rule.id(), ticker.nanos() + life.toNanos());
        }
        Lease fresh = new Lease(rule, Lease.State.ARMED, List.of());
        return objections.isEmpty()
                ? change(fresh, Lease.State.ARMED, rule, "armed by " + by)
                : change(fresh, Lease.State.REFUSED, rule, String.join("; ", objections));
    }

    /** Those that have ended are known for a while, to be shown; they make room for new ones, the oldest first. */
    private void forgetOldest() {
        List<String> over = leases.values().stream()
                .filter(Lease::ended)
                .map(l -> l.rule().id())
                .limit(Math.max(0, leases.size() - MOST_KNOWN + 1))
                .toList();
        over.forEach(leases::remove);
    }

    /** The armed rule that covers an attacked service, if there is one. */
    public synchronized Optional<Lease> armedFor(Prefix destination, int protocol, int port) {
        return leases.values().stream()
                .filter(l -> l.state() == Lease.State.ARMED)
                .filter(l -> l.rule().match().destination().contains(destination))
                .filter(l -> l.rule().match().protocol().map(p -> p == protocol).orElse(true))
                .filter(l -> l.rule().match().destinationPorts().isEmpty()
                        || l.rule().match().destinationPorts().contains(port))
                .findFirst();
    }

    /**
     * Makes an armed rule active, narrowed to the attacked address and, where known, to source networks; what is given
     * must lie inside what was armed.
     *
     * @param collateralShare share of ordinary traffic the narrowed rule would hit, 0..1
     * @return the lease, active, or still armed with the reason in its history
     */
    public synchronized Lease activate(String id, Prefix destination, List<Prefix> sources, double collateralShare) {
        Lease lease = leases.get(id);
        if (lease == null) {
            throw new IllegalArgumentException("no such counter-measure: " + id);
        }
        if (lease.state() != Lease.State.ARMED) {
            return lease;
        }
        Optional<String> objection = objection(lease, destination, collateralShare);
        if (objection.isPresent()) {
            return change(lease, Lease.State.ARMED, lease.rule(), objection.get());
        }
        Mitigation narrowed = narrowed(lease.rule(), destination, sources, collateralShare);
        List<String> objections = rails.objections(narrowed);
        if (!objections.isEmpty()) {
            return change(lease, Lease.State.ARMED, lease.rule(), String.join("; ", objections));
        }
        backEnd.activate(narrowed);
        if (!backEnd.readBack().contains(narrowed)) {
            backEnd.withdraw(id);
            return change(lease, Lease.State.ARMED, lease.rule(), backEnd.name() + " did not read the rule back");
        }
        endsAt.put(id, ticker.nanos() + narrowed.lease().toNanos());
        return change(lease, Lease.State.ACTIVE, narrowed, "activated at " + backEnd.name() + " and read back");
    }

    private Optional<String> objection(Lease lease, Prefix destination, double collateralShare) {
        if (!lease.rule().match().destination().contains(destination)) {
            return Optional.of(destination + " is outside what was armed");
        }
        long active = leases.values().stream()
                .filter(l -> l.state() == Lease.State.ACTIVE)
                .count();
        if (active >= rails.mostActive()) {
            return Optional.of("already " + active + " rules in force, the most allowed");
        }
        if (lease.rule().action() instanceof Mitigation.Action.Discard && collateralShare > rails.mostCollateral()) {
            return Optional.of("would hit " + Math.round(collateralShare * 100) + " % of ordinary traffic, more than "
                    + Math.round(rails.mostCollateral() * 100) + " %: a person must decide");
        }
        return Optional.empty();
    }

    private Mitigation narrowed(Mitigation rule, Prefix destination, List<Prefix> sources, double collateralShare) {
        Mitigation.Match m = rule.match();
        boolean spares = !sources.isEmpty() && collateralShare <= rails.mostCollateral();
        boolean limit = rule.action() instanceof Mitigation.Action.Limit;
        boolean bySource = m.sources().isEmpty() && spares && (!limit || rails.sharpen());
        Mitigation.Match narrow = new Mitigation.Match(
                destination,
                bySource ? sources : m.sources(),
                m.protocol(),
                m.destinationPorts(),
                m.sourcePorts(),
                m.packetLength());
        Mitigation.Action action = bySource ? new Mitigation.Action.Discard() : rule.action();
        return new Mitigation(rule.id(), narrow, action, rule.lease(), rule.why());
    }

    /** Withdraws a rule now. */
    public synchronized void withdraw(String id, String why) {
        end(id, Lease.State.WITHDRAWN, why);
    }

    private void end(String id, Lease.State state, String why) {
        Lease lease = leases.get(id);
        if (lease != null && (lease.state() == Lease.State.ACTIVE || lease.state() == Lease.State.ARMED)) {
            backEnd.withdraw(id);
            endsAt.remove(id);
            change(lease, state, lease.rule(), why);
        }
    }

    /**
     * Withdraws rules whose lease has ended, and armed ones whose notice has; call it at least once a second. What the
     * back-end refuses keeps no other rule in force, and is tried again at the next call.
     */
    public synchronized void expire() {
        long now = ticker.nanos();
        List<String> over = endsAt.entrySet().stream()
                .filter(e -> now - e.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        each(over, id -> {
            Lease lease = leases.get(id);
            boolean armed = lease != null && lease.state() == Lease.State.ARMED;
            end(id, Lease.State.EXPIRED, armed ? "its notice has expired, no attack came" : "lease ended");
        });
    }

    /** All of them, whatever the back-end says of one; then the first refusal is thrown. */
    private static void each(List<String> ids, Consumer<String> end) {
        Optional<YochiException> refused = Optional.empty();
        for (String id : ids) {
            try {
                end.accept(id);
            } catch (YochiException e) {
                refused = refused.or(() -> Optional.of(e));
            }
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /** Makes the back-end hold exactly the active rules; returns what it had to mend, one sentence each. */
    public synchronized List<String> reconcile() {
        List<String> mended = new ArrayList<>();
        Map<String, Mitigation> actual = new LinkedHashMap<>();
        backEnd.readBack().forEach(rule -> actual.put(rule.id(), rule));
        for (Lease lease : leases.values()) {
            boolean wanted = lease.state() == Lease.State.ACTIVE;
            Mitigation found = actual.remove(lease.rule().id());
            if (wanted && !lease.rule().equals(found)) {
                backEnd.activate(lease.rule());
                mended.add("activated again: " + lease.rule().id());
            } else if (!wanted && found != null) {
                backEnd.withdraw(found.id());
                mended.add("withdrawn again: " + found.id());
            }
        }
        for (Mitigation stray : actual.values()) {
            backEnd.withdraw(stray.id());
            mended.add("withdrawn, nobody's: " + stray.id());
        }
        return mended;
    }

    private Lease change(Lease lease, Lease.State to, Mitigation rule, String why) {
        Lease next = lease.become(to, rule, why, ticker.nanos());
        leases.put(rule.id(), next);
        onChange.accept(next);
        return next;
    }

    /** Counter-measures, oldest first; of those that have ended, the newest. */
    public synchronized List<Lease> all() {
        return List.copyOf(leases.values());
    }

    /** Time left of an active rule's lease. */
    public synchronized Optional<Duration> left(String id) {
        return Optional.ofNullable(endsAt.get(id)).map(end -> Duration.ofNanos(end - ticker.nanos()));
    }

    /** Withdraws whatever is active: a keeper that goes takes its rules with it. */
    @Override
    public synchronized void close() {
        each(List.copyOf(leases.keySet()), id -> withdraw(id, "keeper closed"));
    }
}
