package yochi.node;

import java.util.ArrayList;
import java.util.List;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.LoginSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;

/** Keeps what is handed on; of a packet a line of its fields. */
public final class Collected implements ObservationSink {
    public final List<String> packets = new ArrayList<>();
    public final List<LoginSession> sessions = new ArrayList<>();
    public final List<AttackOrder> orders = new ArrayList<>();

    @Override
    public void packet(Packet p) {
        packets.add(p.record + " " + p.timeNanos + " v" + p.ipVersion + " p" + p.protocol + " "
                + Long.toHexString(p.sourceLow) + " " + p.sourcePort + ">" + p.destinationPort + " "
                + p.payloadCaptured + "/" + p.payloadLength + " "
                + p.origin.sensor().name());
    }

    @Override
    public void session(LoginSession session) {
        sessions.add(session);
    }

    @Override
    public void order(AttackOrder order) {
        orders.add(order);
    }
}
