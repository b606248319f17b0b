package yochi.node.classify;

import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.PageVisit;

/** A sink that takes packets and lets everything else be. */
@FunctionalInterface
public interface PacketsOnly extends ClassifiedSink {
    @Override
    default void flow(Flow flow, Verdict verdict) {}

    @Override
    default void session(HoneypotSession session, Rule rule) {}

    @Override
    default void order(AttackOrder order, Rule rule) {}

    @Override
    default void amplification(AmplificationRequests requests, Rule rule) {}

    @Override
    default void visit(PageVisit visit, Rule rule) {}
}
