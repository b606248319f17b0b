package yochi.node.line;

import java.time.Duration;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Moves the times of all observations by the same span: a demonstration plays another time than it was recorded in. */
final class MovedTimes implements ObservationSink {
    private final Duration by;
    private final ObservationSink next;

    MovedTimes(Duration by, ObservationSink next) {
        this.by = by;
        this.next = next;
    }

    @Override
    public void packet(Packet packet) {
        packet.timeNanos += by.toNanos();
        next.packet(packet);
    }

    @Override
    public void flow(Flow f) {
        next.flow(new Flow(
                f.origin(),
                f.start().plus(by),
                f.end().plus(by),
                f.source(),
                f.destination(),
                f.protocol(),
                f.sourcePort(),
                f.destinationPort(),
                f.tcpFlags(),
                f.packets(),
                f.bytes()));
    }

    @Override
    public void session(HoneypotSession s) {
        next.session(new HoneypotSession(
                s.origin(),
                s.id(),
                s.start().plus(by),
                s.end().plus(by),
                s.source(),
                s.service(),
                s.logins(),
                s.requests(),
                s.commands(),
                s.downloads(),
                s.specimens(),
                s.injection(),
                s.exploits(),
                s.closed(),
                s.unknownEvents(),
                s.said()));
    }

    @Override
    public void order(AttackOrder o) {
        next.order(new AttackOrder(o.origin(), o.time().plus(by), o.victim(), o.serverCountry()));
    }

    @Override
    public void amplification(AmplificationRequests r) {
        next.amplification(new AmplificationRequests(
                r.origin(), r.start().plus(by), r.end().plus(by), r.victim(), r.service(), r.requests(), r.bytes()));
    }

    @Override
    public void visit(PageVisit v) {
        next.visit(new PageVisit(
                v.origin(),
                v.time().plus(by),
                v.page(),
                v.host(),
                v.server(),
                v.service(),
                v.redirects(),
                v.redirected(),
                v.verdict(),
                v.rules(),
                v.specimens()));
    }
}
