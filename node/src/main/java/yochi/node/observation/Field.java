package yochi.node.observation;

/** A part of a packet that a trace format, or a frame cut short, may not tell: then it is unknown, never 0. */
public enum Field {
    /** Length on the wire and of the IP packet. */
    LENGTH,
    /** Destination address. */
    DESTINATION,
    TTL,
    /** IP identification. */
    IP_ID,
    /** Fragment offset, more-fragments and reserved bits. */
    FRAGMENT,
    /** Source and destination port of TCP and UDP. */
    PORTS,
    TCP_FLAGS,
    /** Sequence and acknowledgement number and window of TCP. */
    TCP_NUMBERS,
    /** Length of the TCP options. */
    TCP_OPTIONS,
    ICMP_TYPE,
    ICMP_CODE,
    /** Bytes behind the transport header, or behind the ICMP header. */
    PAYLOAD;

    /** Of an IPv4 header without options. */
    public static final int IPV4 = bits(LENGTH, DESTINATION, TTL, IP_ID, FRAGMENT);

    private static final int TCP = bits(PORTS, TCP_FLAGS, TCP_NUMBERS, TCP_OPTIONS, PAYLOAD);
    private static final int UDP = bits(PORTS, PAYLOAD);
    private static final int ICMP = bits(ICMP_TYPE, ICMP_CODE, PAYLOAD);

    /** What a whole header of the protocol tells, nothing where it is not read. */
    public static int ofWhole(int protocol) {
        return switch (protocol) {
            case 6 -> TCP;
            case 17 -> UDP;
            case 1, 58 -> ICMP;
            default -> 0;
        };
    }

    /** The field's bit in {@link Packet#known}; it never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    public int bit() {
        return 1 << ordinal();
    }

    /** The bits of several fields. */
    public static int bits(Field... fields) {
        int bits = 0;
        for (Field field : fields) {
            bits |= field.bit();
        }
        return bits;
    }
}
