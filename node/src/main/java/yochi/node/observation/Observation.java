package yochi.node.observation;

/** One thing that a sensor saw. */
public sealed interface Observation
        permits Packet, Flow, HoneypotSession, AmplificationRequests, AttackOrder, PageVisit {
    /** Which sensor saw it, and in which input it stood. */
    Origin origin();
}
