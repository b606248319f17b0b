package yochi.node.observation;

/** Takes the observations of an input in the order in which they stand there. */
public interface ObservationSink {
    /** Takes everything and keeps nothing. */
    ObservationSink NOBODY = new ObservationSink() {
        @Override
        public void packet(Packet packet) {}

        @Override
        public void packets(PacketBatch batch) {}

        @Override
        public void flow(Flow flow) {}

        @Override
        public void session(HoneypotSession session) {}

        @Override
        public void order(AttackOrder order) {}

        @Override
        public void amplification(AmplificationRequests requests) {}

        @Override
        public void visit(PageVisit visit) {}
    };

    /**
     * Takes one packet.
     *
     * @param packet a view that its reader fills again for the next packet: copy what must be kept
     */
    void packet(Packet packet);

    /** Takes plain packets that follow each other; the batch is a view like its packets. */
    default void packets(PacketBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            packet(batch.packet(i));
        }
    }

    /** Takes one flow. */
    void flow(Flow flow);

    /** Takes one finished session at a honeypot. */
    void session(HoneypotSession session);

    /** Takes one attack order. */
    void order(AttackOrder order);

    /** Takes requests to an amplification honeypot. */
    void amplification(AmplificationRequests requests);

    /** Takes a crawler's visit. */
    void visit(PageVisit visit);
}
