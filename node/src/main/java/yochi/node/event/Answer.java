package yochi.node.event;

import java.util.Optional;
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

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    int number() {
        return ordinal();
    }

    /** The answer that a packet with these TCP flags is; empty where it is none or its victim is not known. */
    static Optional<Answer> of(Verdict v, int flags) {
        if (!v.attributed) {
            return Optional.empty();
        }
        return switch (v.rule) {
            case TCP_SYN_ACK -> Optional.of(SYN_ACK);
            case TCP_RST -> Optional.of((flags & ACK) != 0 ? RST_ACK : RST);
            case ICMP_ERROR -> Optional.of(ICMP_ERROR);
            case ICMP_ANSWER -> Optional.of(ICMP_REPLY);
            case UDP_ANSWER -> Optional.of(UDP);
            default -> Optional.empty();
        };
    }
}
