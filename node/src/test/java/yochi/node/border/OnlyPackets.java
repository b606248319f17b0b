package yochi.node.border;

import java.util.function.BiConsumer;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Takes packets and lets everything else be. */
record OnlyPackets(BiConsumer<Packet, Verdict> to) implements ClassifiedSink {
    @Override
    public void packet(Packet packet, Verdict verdict) {
        to.accept(packet, verdict);
    }

    @Override
    public void flow(Flow flow, Verdict verdict) {}

    @Override
    public void session(HoneypotSession session, Rule rule) {}

    @Override
    public void order(AttackOrder order, Rule rule) {}

    @Override
    public void amplification(AmplificationRequests requests, Rule rule) {}

    @Override
    public void visit(PageVisit visit, Rule rule) {}
}
