package yochi.node.line;

import java.time.Duration;
import java.time.InstantSource;
import yochi.core.model.Ticker;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/**
 * Hands the observations of a channel on and, from a thread of its own, releases what is over by the wall clock once
 * the channel has said nothing for longer than the policy's lateness: a channel tells what happens as it happens. That
 * it was connected does not tell that a sensor behind it watched.
 */
final class LiveSink implements ObservationSink {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ObservationSink next;
    private final Watermark windows;
    private final InstantSource clock;
    private final Ticker ticker;
    private long heard;

    LiveSink(ObservationSink next, Watermark windows, InstantSource clock, Ticker ticker) {
        this.next = next;
        this.windows = windows;
        this.clock = clock;
        this.ticker = ticker;
        this.heard = ticker.nanos();
    }

    /** Looks until the node closes. */
    void watch(Closing closing) {
        try {
            while (!closing.begun()) {
                look();
                closing.during(() -> {
                    Thread.sleep(LOOK);
                    return true;
                });
            }
        } catch (InterruptedException | Replay.Stopped e) {
            return; // the node closes
        }
    }

    /** Releases what is over, if nothing was said for long enough. */
    synchronized void look() {
        if (ticker.nanos() - heard > windows.lateness().toNanos()) {
            windows.silent(clock.instant());
        }
    }

    @Override
    public synchronized void packet(Packet packet) {
        heard = ticker.nanos();
        next.packet(packet);
    }

    @Override
    public synchronized void flow(Flow flow) {
        heard = ticker.nanos();
        next.flow(flow);
    }

    @Override
    public synchronized void session(HoneypotSession session) {
        heard = ticker.nanos();
        next.session(session);
    }

    @Override
    public synchronized void order(AttackOrder order) {
        heard = ticker.nanos();
        next.order(order);
    }

    @Override
    public synchronized void amplification(AmplificationRequests requests) {
        heard = ticker.nanos();
        next.amplification(requests);
    }

    @Override
    public synchronized void visit(PageVisit visit) {
        heard = ticker.nanos();
        next.visit(visit);
    }
}
