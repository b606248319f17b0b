package yochi.node;

import java.util.function.Consumer;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Takes packets and refuses everything else. */
public record PacketsOnly(Consumer<Packet> taker) implements ObservationSink {
    @Override
    public void packet(Packet packet) {
        taker.accept(packet);
    }

    @Override
    public void flow(Flow flow) {
        throw new AssertionError("no flow");
    }

    @Override
    public void session(HoneypotSession session) {
        throw new AssertionError("no session");
    }

    @Override
    public void order(AttackOrder order) {
        throw new AssertionError("no order");
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        throw new AssertionError("no log");
    }

    @Override
    public void visit(PageVisit visit) {
        throw new AssertionError("no visit");
    }
}
