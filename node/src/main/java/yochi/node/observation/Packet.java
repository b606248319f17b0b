package yochi.node.observation;

/**
 * One packet as its sensor's record tells it: a view that its reader fills again for every packet, so that reading
 * allocates nothing (performance target P1). Its fields are public because it is a row of primitive columns, not a
 * domain value; a field whose bit is missing in {@link #known} holds no information.
 */
public final class Packet implements Observation {
    private static final byte[] NO_BYTES = {};

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
    /** Upper half of an IPv6 source, 0 for IPv4. */
    public long sourceHigh;
    /** Lower half of an IPv6 source, or the IPv4 source as an unsigned 32-bit number. */
    public long sourceLow;
    /** Upper half of an IPv6 destination, 0 for IPv4. */
    public long destinationHigh;
    /** Lower half of an IPv6 destination, or the IPv4 destination as an unsigned 32-bit number. */
    public long destinationLow;
    /** Protocol number of the innermost readable header: 6 TCP, 17 UDP, 1 ICMP, 58 ICMPv6. */
    public int protocol;
    /** Length of the IP packet by its own header. */
    public int ipLength;

    public int ttl;
    public int ipId;
    /** Offset in bytes of a later fragment, 0 otherwise. */
    public int fragmentOffset;
    /** Whether further fragments follow. */
    public boolean moreFragments;
    /** The reserved bit of the IPv4 header. */
    public boolean reservedBit;

    public int sourcePort;
    public int destinationPort;
    /** TCP flags as on the wire: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
    public int tcpFlags;

    public int sequence;
    public int acknowledgement;
    public int window;
    public int tcpOptionsLength;
    public int icmpType;
    public int icmpCode;
    /** The reader's buffer: only the payload's range may be read, and only until the sink returns. */
    public byte[] bytes = NO_BYTES;
    /** Where the payload begins in {@link #bytes}. */
    public int payloadOffset;
    /** Payload bytes that were captured. */
    public int payloadCaptured;
    /** Payload bytes by the packet's own headers; more than were captured where the frame was cut. */
    public int payloadLength;

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

    /** Forgets everything but origin and buffer, so that nothing of the packet before shines through. */
    public void clear() {
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
}
