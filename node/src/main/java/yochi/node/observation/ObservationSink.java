package yochi.node.observation;

/** Takes the observations of an input in the order in which they stand there. */
public interface ObservationSink {
    /**
     * Takes one packet.
     *
     * @param packet a view that its reader fills again for the next packet: copy what must be kept
     */
    void packet(Packet packet);

    /** Takes one finished login session. */
    void session(LoginSession session);

    /** Takes one attack order. */
    void order(AttackOrder order);
}
