package yochi.node.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.OffenderReport;
import yochi.link.wire.OffenderReportCodec;
import yochi.node.border.NodeCard;
import yochi.node.border.OffenderNotices;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.offence.OffenceWatch;
import yochi.node.summary.Places;

/**
 * Spools, every ten minutes of observation time and at the end of each day, what the border lets out of the home
 * country's machines that attack here. Where the policy lets nothing out, nothing is watched either.
 */
final class OffenderDesk {
    /** Within S-11: what happens is told within ten minutes. */
    private static final long EVERY_SECONDS = 600;

    private final NodeCard card;
    private final Country home;
    private final Places places;
    private final PolicySwitch policies;
    private final Spool spool;
    private final EventLog events;
    private final AtomicLong next;
    private Optional<OffenceWatch> watch = Optional.empty();
    private NodePolicy under;
    private OffenderNotices notices;
    private long due = Long.MIN_VALUE;

    OffenderDesk(
            NodeCard card, Country home, Places places, PolicySwitch policies, Spool spool, EventLog events) {
        this.card = card;
        this.home = home;
        this.places = places;
        this.policies = policies;
        this.spool = spool;
        this.events = events;
        this.next = new AtomicLong(spool.sequence());
        this.under = policies.current();
        this.notices = notices(under);
        look();
    }

    private OffenderNotices notices(NodePolicy policy) {
        return new OffenderNotices(card, home, policy.privacy(), next::incrementAndGet);
    }

    private void look() {
        if (!notices.tells()) {
            watch = Optional.empty();
        } else if (watch.isEmpty()) {
            watch = Optional.of(new OffenceWatch(home, places));
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
            notices = notices(under);
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
            watch = Optional.of(new OffenceWatch(home, places));
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
        List<OffenderReport> reports = notices.reports(until, watch.orElseThrow().known(), dayEnds);
        if (reports.isEmpty()) {
            return;
        }
        List<byte[]> bytes = new ArrayList<>();
        reports.forEach(r -> bytes.add(OffenderReportCodec.encode(r)));
        try {
            spool.commit(bytes, Math.max(spool.releasedUntil(), until.getEpochSecond()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Replay.Stopped();
        }
        reports.forEach(r -> events.mark(
                "offenders.spooled",
                Long.toString(r.sequence()),
                Map.of("observation", until.toString(), "offenders", r.offenders().size())));
    }
}
