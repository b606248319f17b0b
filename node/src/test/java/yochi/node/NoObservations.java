package yochi.node;

import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Takes no observation; a test says by overriding which it expects. */
public class NoObservations implements ObservationSink {
    @Override
    public void packet(Packet packet) {
        throw new AssertionError("no packet was expected");
    }

    @Override
    public void flow(Flow flow) {}

    @Override
    public void session(HoneypotSession session) {
        throw new AssertionError("no session was expected");
    }

    @Override
    public void order(AttackOrder order) {
        throw new AssertionError("no order was expected");
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        throw new AssertionError("no amplification was expected");
    }

    @Override
    public void visit(PageVisit visit) {
        throw new AssertionError("no visit was expected");
    }
}
