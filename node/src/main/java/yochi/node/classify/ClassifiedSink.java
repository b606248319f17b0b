package yochi.node.classify;

import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.PageVisit;

/** Takes observations together with what the classifier says of them. */
public interface ClassifiedSink {
    /** Takes one packet; packet and verdict are views, valid until the method returns. */
    void packet(Packet packet, Verdict verdict);

    /** Takes plain packets that follow each other, with the verdict on each; both batches are views. */
    default void packets(PacketBatch batch, VerdictBatch verdicts) {
        for (int i = 0; i < batch.size(); i++) {
            packet(batch.packet(i), verdicts.verdict(i));
        }
    }

    /** Takes one flow; the verdict is a view. */
    void flow(Flow flow, Verdict verdict);

    void session(HoneypotSession session, Rule rule);

    void order(AttackOrder order, Rule rule);

    void amplification(AmplificationRequests requests, Rule rule);

    void visit(PageVisit visit, Rule rule);
}
