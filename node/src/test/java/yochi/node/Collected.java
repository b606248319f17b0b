package yochi.node;

import java.util.ArrayList;
import java.util.List;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Keeps what is handed on; of a packet a line of its fields. */
public final class Collected implements ObservationSink {
    public final List<String> packets = new ArrayList<>();
    public final List<HoneypotSession> sessions = new ArrayList<>();
    public final List<AttackOrder> orders = new ArrayList<>();
    public final List<AmplificationRequests> amplifications = new ArrayList<>();
    public final List<Flow> flows = new ArrayList<>();
    public final List<PageVisit> visits = new ArrayList<>();

    @Override
    public void packet(Packet p) {
        packets.add(p.record + " " + p.timeNanos + " v" + p.ipVersion + " p" + p.protocol + " "
                + Long.toHexString(p.sourceLow()) + " " + p.sourcePort() + ">" + p.destinationPort() + " "
                + p.payloadCaptured() + "/" + p.payloadLength() + " "
                + p.origin.sensor().name());
    }

    @Override
    public void flow(Flow flow) {
        flows.add(flow);
    }

    @Override
    public void session(HoneypotSession session) {
        sessions.add(session);
    }

    @Override
    public void order(AttackOrder order) {
        orders.add(order);
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        amplifications.add(requests);
    }

    @Override
    public void visit(PageVisit visit) {
        visits.add(visit);
    }
}
