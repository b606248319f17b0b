package yochi.node.classify;

import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.PageVisit;

/** Classifies each observation and hands both on. */
public final class ClassifyingSink implements ObservationSink {
    private final Classifier classifier;
    private final FlowRules flows;
    private final ClassifiedSink next;
    private final Verdict verdict = new Verdict();
    private final VerdictBatch verdicts = new VerdictBatch();

    public ClassifyingSink(Classifier classifier, ClassifiedSink next) {
        this.classifier = classifier;
        this.flows = new FlowRules(classifier);
        this.next = next;
    }

    @Override
    public void packet(Packet packet) {
        classifier.classify(packet, verdict);
        next.packet(packet, verdict);
    }

    @Override
    public void packets(PacketBatch batch) {
        classifier.classify(batch, verdicts);
        next.packets(batch, verdicts);
    }

    @Override
    public void flow(Flow flow) {
        flows.classify(flow, verdict);
        next.flow(flow, verdict);
    }

    @Override
    public void session(HoneypotSession session) {
        next.session(session, SessionRules.rule(session));
    }

    @Override
    public void order(AttackOrder order) {
        next.order(order, Rule.ORDER);
    }

    @Override
    public void amplification(AmplificationRequests requests) {
        next.amplification(requests, Rule.AMPLIFIER_LOG);
    }

    @Override
    public void visit(PageVisit visit) {
        next.visit(visit, SessionRules.rule(visit));
    }
}
