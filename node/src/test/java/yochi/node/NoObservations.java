package yochi.node;

import yochi.node.observation.AttackOrder;
import yochi.node.observation.LoginSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;

/** Takes no observation; a test says by overriding which it expects. */
public class NoObservations implements ObservationSink {
    @Override
    public void packet(Packet packet) {
        throw new AssertionError("no packet was expected");
    }

    @Override
    public void session(LoginSession session) {
        throw new AssertionError("no session was expected");
    }

    @Override
    public void order(AttackOrder order) {
        throw new AssertionError("no order was expected");
    }
}
