package yochi.node.observation;

import java.util.Arrays;

/**
 * One packet as its sensor's record tells it: a view that its reader fills again for every packet, so that reading
 * allocates nothing (performance target P1). Of a plain frame it holds no more than the place, and reads what it is
 * asked for; of others it is a row of primitive columns. A field whose bit is missing in {@link #known} holds no
 * information.
 */
public final class Packet implements Observation {
    private static final byte[] NO_BYTES = {};
    /** Of a plain frame the IP header has no options. */
    private static final int TRANSPORT = 20;

    /** What is known of a plain packet, by protocol. */
    private static final int[] KNOWN = new int[1 << Byte.SIZE];

    static {
        Arrays.setAll(KNOWN, protocol -> Field.IPV4 | Field.ofWhole(protocol));
    }

    private static final int TCP = 6;
    private static final int UDP = 17;
    /** Where the payload of a plain UDP packet begins behind the begin of its IP header. */
    public static final int DATAGRAM = 28;

    private static final int TCP_HEADER = 20;
    /** Of UDP and ICMP. */
    private static final int SHORT_HEADER = 8;

    /** Who saw it. */
    public Origin origin;
    /** Number of its record in the input, from 0; rejected records have numbers too. */
    public long record;
    /** Observation time, nanoseconds since 1970-01-01T00:00Z. */
    public long timeNanos;
    /** Bits of the {@link Field}s that hold information. */
    public int known;
    /** Frame length on the wire in bytes, link header included. */
    public int wireLength;
    /** 4 or 6; 0 where the frame is no IP packet. */
    public int ipVersion;
    /** Protocol number of the innermost readable header: 6 TCP, 17 UDP, 1 ICMP, 58 ICMPv6. */
    public int protocol;
    /** The reader's buffer: only the payload's range may be read, and only until the sink returns. */
    public byte[] bytes = NO_BYTES;

    private boolean plain;
    private int network;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int ipLength;
    private int ttl;
    private int ipId;
    private int fragmentOffset;
    private boolean moreFragments;
    private boolean reservedBit;
    private int sourcePort;
    private int destinationPort;
    private int tcpFlags;
    private int sequence;
    private int acknowledgement;
    private int window;
    private int tcpOptionsLength;
    private int icmpType;
    private int icmpCode;
    private int payloadOffset;
    private int payloadLength;
    private int payloadCaptured;

    public Packet(Origin origin) {
        this.origin = origin;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    /** Whether all fields of the bits hold information. */
    public boolean knows(int bits) {
        return (known & bits) == bits;
    }

    /** Names the buffer that the payload lies in; written only when it changes, since collectors watch such writes. */
    @SuppressWarnings("ReferenceEquality")
    public void lies(byte[] buffer) {
        if (bytes != buffer) {
            bytes = buffer;
        }
    }

    /**
     * From now on it is the IPv4 packet there: no options, no fragment, a whole TCP, UDP or ICMP header, nothing cut.
     *
     * @param header where its IP header begins
     */
    public void plain(byte[] buffer, int header, int itsProtocol) {
        lies(buffer);
        network = header;
        if (!plain) {
            clear();
            ipVersion = 4;
            plain = true;
        }
        protocol = itsProtocol;
        known = KNOWN[itsProtocol];
    }

    /** Forgets everything but origin and buffer, so that nothing of the packet before shines through. */
    public void clear() {
        plain = false;
        known = 0;
        wireLength = 0;
        ipVersion = 0;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        protocol = 0;
        ipLength = 0;
        fragmentOffset = 0;
        moreFragments = false;
        reservedBit = false;
        payloadCaptured = 0;
        payloadLength = 0;
    }

    /** Whether it is the place of a plain IPv4 packet. */
    public boolean isPlain() {
        return plain;
    }

    private int tcpHeader() {
        return Math.max(TCP_HEADER, (BigEndian.u8(bytes, network + TRANSPORT + 12) >>> 4) * Integer.BYTES);
    }

    private int plainPayload() {
        return protocol == UDP
                ? datagramPayload(bytes, network)
                : Math.max(0, network + ipLength() - payloadOffset());
    }

    /** Payload bytes of a plain UDP packet, whose IP header begins there. */
    public static int datagramPayload(byte[] bytes, int network) {
        int transport = BigEndian.u16(bytes, network + 2) - TRANSPORT;
        int length = BigEndian.u16(bytes, network + TRANSPORT + 4);
        return Math.max(0, (length < SHORT_HEADER ? transport : Math.min(transport, length)) - SHORT_HEADER);
    }

    /** Upper half of an IPv6 source, 0 for IPv4. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Lower half of an IPv6 source, or the IPv4 source as an unsigned 32-bit number. */
    public long sourceLow() {
        return plain ? BigEndian.u32(bytes, network + 12) : sourceLow;
    }

    /** Upper half of an IPv6 destination, 0 for IPv4. */
    public long destinationHigh() {
        return destinationHigh;
    }

    /** Lower half of an IPv6 destination, or the IPv4 destination as an unsigned 32-bit number. */
    public long destinationLow() {
        return plain ? BigEndian.u32(bytes, network + 16) : destinationLow;
    }

    /** Length of the IP packet by its own header. */
    public int ipLength() {
        return plain ? BigEndian.u16(bytes, network + 2) : ipLength;
    }

    public int ttl() {
        return plain ? BigEndian.u8(bytes, network + 8) : ttl;
    }

    public int ipId() {
        return plain ? BigEndian.u16(bytes, network + 4) : ipId;
    }

    /** Offset in bytes of a later fragment, 0 otherwise. */
    public int fragmentOffset() {
        return fragmentOffset;
    }

    /** Whether further fragments follow. */
    public boolean moreFragments() {
        return moreFragments;
    }

    /** The reserved bit of the IPv4 header. */
    public boolean reservedBit() {
        return reservedBit;
    }

    public int sourcePort() {
        return plain ? BigEndian.u16(bytes, network + TRANSPORT) : sourcePort;
    }

    public int destinationPort() {
        return plain ? BigEndian.u16(bytes, network + TRANSPORT + 2) : destinationPort;
    }

    /** TCP flags as on the wire: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
    public int tcpFlags() {
        return plain ? BigEndian.u8(bytes, network + TRANSPORT + 13) : tcpFlags;
    }

    public int sequence() {
        return plain ? BigEndian.i32(bytes, network + TRANSPORT + 4) : sequence;
    }

    public int acknowledgement() {
        return plain ? BigEndian.i32(bytes, network + TRANSPORT + 8) : acknowledgement;
    }

    public int window() {
        return plain ? BigEndian.u16(bytes, network + TRANSPORT + 14) : window;
    }

    public int tcpOptionsLength() {
        return plain ? tcpHeader() - TCP_HEADER : tcpOptionsLength;
    }

    public int icmpType() {
        return plain ? BigEndian.u8(bytes, network + TRANSPORT) : icmpType;
    }

    public int icmpCode() {
        return plain ? BigEndian.u8(bytes, network + TRANSPORT + 1) : icmpCode;
    }

    /** Where the payload begins in {@link #bytes}. */
    public int payloadOffset() {
        return plain ? network + TRANSPORT + (protocol == TCP ? tcpHeader() : SHORT_HEADER) : payloadOffset;
    }

    /** Payload bytes by the packet's own headers; more than were captured where the frame was cut. */
    public int payloadLength() {
        return plain ? plainPayload() : payloadLength;
    }

    /** Payload bytes that were captured. */
    public int payloadCaptured() {
        return plain ? plainPayload() : payloadCaptured;
    }

    // What follows is for readers, and for a cleared packet only.

    public void sourceHigh(long value) {
        sourceHigh = value;
    }

    public void sourceLow(long value) {
        sourceLow = value;
    }

    public void destinationHigh(long value) {
        destinationHigh = value;
    }

    public void destinationLow(long value) {
        destinationLow = value;
    }

    public void ipLength(int value) {
        ipLength = value;
    }

    public void ttl(int value) {
        ttl = value;
    }

    public void ipId(int value) {
        ipId = value;
    }

    public void fragmentOffset(int value) {
        fragmentOffset = value;
    }

    public void moreFragments(boolean value) {
        moreFragments = value;
    }

    public void reservedBit(boolean value) {
        reservedBit = value;
    }

    public void sourcePort(int value) {
        sourcePort = value;
    }

    public void destinationPort(int value) {
        destinationPort = value;
    }

    public void tcpFlags(int value) {
        tcpFlags = value;
    }

    public void sequence(int value) {
        sequence = value;
    }

    public void acknowledgement(int value) {
        acknowledgement = value;
    }

    public void window(int value) {
        window = value;
    }

    public void tcpOptionsLength(int value) {
        tcpOptionsLength = value;
    }

    public void icmpType(int value) {
        icmpType = value;
    }

    public void icmpCode(int value) {
        icmpCode = value;
    }

    public void payloadOffset(int value) {
        payloadOffset = value;
    }

    public void payloadLength(int value) {
        payloadLength = value;
    }

    public void payloadCaptured(int value) {
        payloadCaptured = value;
    }
}
