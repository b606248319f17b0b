package yochi.node.event;

/** What a packet is to the address it arrives at, as far as floods go; fills four bits of a {@link VictimKey}. */
enum FloodKind {
    /** TCP without ACK and RST; the service is the flag byte, other the destination port. */
    SYN,
    /** Not asked for: SYN+ACK, RST, or an ICMP error about TCP; other is the answering port. */
    TCP_ANSWER,
    /** Not asked for: from a reflector's port, or an ICMP error about it; other is the destination port + 1. */
    UDP_ANSWER,
    /** Later fragment; other tells its source. */
    FRAGMENT,
    /** Source of a first fragment of such an answer. */
    REFLECTOR,
    /** Source of a packet of SYN or UDP_ANSWER; counted apart. */
    SOURCE,
    UDP,
    ICMP,
    /** TCP with ACK: what any busy host gets. */
    TCP_REST,
    /** An answer that was asked for. */
    ASKED,
    OTHER;

    private static final FloodKind[] ALL = values();

    static FloodKind of(long key) {
        return ALL[VictimKey.kind(key)];
    }

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    int number() {
        return ordinal();
    }

    /** The key with this kind instead of its own. */
    long in(long key) {
        return VictimKey.pack(VictimKey.address(key), VictimKey.service(key), number());
    }

    /** Whether a record of the kind stands for packets, and not for the sources of packets counted elsewhere. */
    boolean counts() {
        return this != SOURCE && this != REFLECTOR;
    }
}
