package yochi.node.classify;

import yochi.node.observation.AttackOrder;
import yochi.node.observation.LoginSession;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;

/** Classifies each observation and hands both on. */
public final class ClassifyingSink implements ObservationSink {
    private final Classifier classifier;
    private final ClassifiedSink next;
    private final Verdict verdict = new Verdict();

    public ClassifyingSink(Classifier classifier, ClassifiedSink next) {
        this.classifier = classifier;
        this.next = next;
    }

    @Override
    public void packet(Packet packet) {
        classifier.classify(packet, verdict);
        next.packet(packet, verdict);
    }

    @Override
    public void session(LoginSession session) {
        next.session(session, classifier.classify(session));
    }

    @Override
    public void order(AttackOrder order) {
        next.order(order, Rule.ORDER);
    }
}
