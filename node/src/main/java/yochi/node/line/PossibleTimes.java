package yochi.node.line;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Nanos;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.session.SessionRoom;

/**
 * Sets aside packets whose time cannot be. In a running node a single one of them would move observation time there,
 * release every window before it, and leave what really comes late for ever. Readers of logs set such records aside
 * themselves; a capture's reader takes them, since whoever looks at a capture afterwards may want them.
 */
final class PossibleTimes implements ObservationSink {
    private static final long FROM = Nanos.of(SessionRoom.EARLIEST);

    private final Supplier<Instant> latest;
    private final ObservationSink next;
    private final LongAdder unset = new LongAdder();
    private final LongAdder ahead = new LongAdder();
    private long until = Long.MIN_VALUE;

    PossibleTimes(Supplier<Instant> latest, ObservationSink next) {
        this.latest = latest;
        this.next = next;
    }

    @Override
    public void packet(Packet packet) {
        long nanos = packet.timeNanos;
        if (nanos < FROM) {
            unset.increment();
        } else if (nanos <= until || nanos <= look()) {
            next.packet(packet);
        } else {
            ahead.increment();
        }
    }

    /** The clock is looked at only where the last look does not tell. */
    private long look() {
        until = Nanos.of(latest.get());
        return until;
    }

    /** Packets of before 1990 since the last question. */
    long unset() {
        return unset.sumThenReset();
    }

    /** Packets of a time still to come since the last question. */
    long ahead() {
        return ahead.sumThenReset();
    }

    @Override
    public void flow(Flow flow) {
        next.flow(flow);
    }

    @Override
    public void session(HoneypotSession session) {
        next.session(session);
    }

    @Override
    public void order(AttackOrder order) {
        next.order(order);
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        next.amplification(requests);
    }

    @Override
    public void visit(PageVisit visit) {
        next.visit(visit);
    }
}
