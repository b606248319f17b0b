package yochi.node.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.VictimReport;
import yochi.link.wire.VictimReportCodec;
import yochi.node.border.VictimNotices;
import yochi.node.observation.AttackOrder;

/** Spools what the border lets out about the victims on each list of attack orders. */
final class VictimDesk {
    private final NodeId node;
    private final Country home;
    private final PolicySwitch policies;
    private final Spool spool;
    private final AtomicLong next;
    private final EventLog events;
    private NodePolicy under;
    private VictimNotices notices;

    VictimDesk(NodeId node, Country home, PolicySwitch policies, Spool spool, EventLog events) {
        this.node = node;
        this.home = home;
        this.policies = policies;
        this.spool = spool;
        this.events = events;
        this.next = new AtomicLong(spool.sequence());
        this.under = policies.current();
        this.notices = new VictimNotices(node, home, under.privacy(), next::incrementAndGet);
    }

    /** Takes one whole list; lists of before the last start only bring back to mind who was listed. */
    void list(Instant at, List<AttackOrder> orders) {
        NodePolicy current = policies.current();
        if (!current.equals(under)) {
            under = current;
            notices = new VictimNotices(node, home, under.privacy(), next::incrementAndGet);
        }
        next.set(spool.sequence());
        List<VictimReport> reports = notices.list(at, orders);
        if (at.getEpochSecond() <= spool.releasedUntil() || reports.isEmpty()) {
            next.set(spool.sequence());
            return;
        }
        List<byte[]> bytes = new ArrayList<>();
        reports.forEach(r -> bytes.add(VictimReportCodec.encode(r)));
        try {
            spool.commit(bytes, at.getEpochSecond());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Replay.Stopped();
        }
        reports.forEach(r -> events.mark(
                "victims.spooled",
                Long.toString(r.sequence()),
                java.util.Map.of("observation", at.toString(), "withdrawn", r.withdrawn())));
    }
}
