package yochi.node.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.EventLog;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.offence.OffenceWatch;
import yochi.node.summary.Places;

/**
 * Spools, every ten minutes of observation time and at the end of each day, what the border lets out of machines that
 * attack here. Where the policy lets nothing out, nothing is watched either.
 */
final class OffenderDesk {
    /** Within S-11: what happens is told within ten minutes. */
    private static final long EVERY_SECONDS = 600;

    private final OffenceTeller teller;
    private final Places places;
    private final PolicySwitch policies;
    private final Spool spool;
    private final EventLog events;
    private final AtomicLong next;
    private Optional<OffenceWatch> watch = Optional.empty();
    private NodePolicy under;
    private long due = Long.MIN_VALUE;

    OffenderDesk(OffenceTeller teller, Places places, PolicySwitch policies, Spool spool, EventLog events) {
        this.teller = teller;
        this.places = places;
        this.policies = policies;
        this.spool = spool;
        this.events = events;
        this.next = new AtomicLong(spool.sequence());
        this.under = policies.current();
        look();
    }

    private OffenceWatch fresh() {
        return new OffenceWatch(teller::concerns, places);
    }

    private void look() {
        if (!teller.tells(under.privacy())) {
            watch = Optional.empty();
        } else if (watch.isEmpty()) {
            watch = Optional.of(fresh());
        }
    }

    void packet(Packet packet, Verdict verdict) {
        if (watch.isPresent()) {
            watch.get().packet(packet, verdict);
        }
    }

    void session(HoneypotSession session, Rule rule) {
        watch.ifPresent(w -> w.session(session, rule));
    }

    /** Observation time has come so far: a day that is over and what is due are told before anything newer is seen. */
    void reached(long second) {
        NodePolicy current = policies.current();
        if (!current.equals(under)) {
            under = current;
            look();
        }
        if (watch.isEmpty() || second < due) {
            return;
        }
        Instant now = Instant.ofEpochSecond(second);
        OffenceWatch watching = watch.get();
        watching.begins(now);
        boolean over = !watching.dayEnds().isAfter(now);
        tell(over ? watching.dayEnds() : now, over);
        if (over) { // days without any observation are not told of: nobody watched
            watch = Optional.of(fresh());
            watch.get().begins(now);
        }
        due = (Math.floorDiv(second, EVERY_SECONDS) + 1) * EVERY_SECONDS; // midnight is one of these
    }

    /** The inputs are at their end. */
    void finish(long second) {
        if (watch.isPresent()) {
            tell(Instant.ofEpochSecond(second), false);
        }
    }

    private void tell(Instant until, boolean dayEnds) {
        next.set(spool.sequence());
        List<OffenceTeller.Message> messages =
                teller.messages(under.privacy(), until, watch.orElseThrow(), dayEnds, next::incrementAndGet);
        if (messages.isEmpty()) {
            return;
        }
        List<byte[]> bytes = new ArrayList<>();
        messages.forEach(m -> bytes.add(m.bytes()));
        try {
            spool.commit(bytes, Math.max(spool.releasedUntil(), until.getEpochSecond()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Replay.Stopped();
        }
        messages.forEach(m -> events.mark(
                teller.mark(),
                Long.toString(m.sequence()),
                Map.of("observation", until.toString(), "offenders", m.offenders())));
    }
}
