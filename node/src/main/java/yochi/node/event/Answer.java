package yochi.node.event;

import yochi.node.classify.Verdict;

/** What a flooded victim answers with, and what that says of the flood's packets. */
enum Answer {
    SYN_ACK("syn"),
    /** RFC 9293 §3.10.7.1: a closed port answers a segment without ACK by RST+ACK. */
    RST_ACK("syn"),
    /** The same: a segment with ACK draws a bare RST. */
    RST("ack"),
    ICMP_ERROR("flood"),
    ICMP_REPLY("request"),
    UDP("query");

    private static final int ACK = 16;

    private final String attack;

    Answer(String attack) {
        this.attack = attack;
    }

    private static final Answer[] ALL = values();

    /** The flag pattern or method of the flood that the answer of that number tells. */
    static String attackOf(int number) {
        return ALL[number].attack;
    }

    /** Number of the answer that a packet with these TCP flags is; -1 where it is none or its victim is not known. */
    static int numberOf(Verdict v, int flags) {
        if (!v.attributed) {
            return -1;
        }
        return switch (v.rule) {
            case TCP_SYN_ACK -> SYN_ACK.number();
            case TCP_RST -> (flags & ACK) != 0 ? RST_ACK.number() : RST.number();
            case ICMP_ERROR -> ICMP_ERROR.number();
            case ICMP_ANSWER -> ICMP_REPLY.number();
            case UDP_ANSWER -> UDP.number();
            default -> -1;
        };
    }

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    private int number() {
        return ordinal();
    }
}
