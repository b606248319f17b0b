package yochi.node.classify;

import yochi.node.observation.AttackOrder;
import yochi.node.observation.LoginSession;
import yochi.node.observation.Packet;

/** Takes observations together with what the classifier says of them. */
public interface ClassifiedSink {
    /** Takes one packet; packet and verdict are views, valid until the method returns. */
    void packet(Packet packet, Verdict verdict);

    void session(LoginSession session, Rule rule);

    void order(AttackOrder order, Rule rule);
}
