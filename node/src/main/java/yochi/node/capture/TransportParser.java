package yochi.node.capture;

import yochi.node.observation.BigEndian;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/** Fills in what stands behind the IP header of a packet that is no later fragment. */
final class TransportParser {
    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP6 = 58;
    /** Least length of any header that is read here. */
    static final int LEAST = 8;

    private static final int PORTS = 4;
    private static final int UDP_HEADER = 8;
    private static final int ICMP_HEADER = 8;
    private static final int TCP_HEADER = 20;
    private static final int TCP_FLAGS = 13;

    private static final int PORT_FIELDS = Field.PORTS.bit();
    private static final int CUT_TCP_FIELDS = Field.bits(Field.PORTS, Field.TCP_FLAGS);
    private static final int CUT_ICMP_FIELDS = Field.bits(Field.ICMP_TYPE, Field.ICMP_CODE);

    /** Least length of the protocol's header, more than any packet holds where it is not read here. */
    static int least(int protocol) {
        return switch (protocol) {
            case TCP -> TCP_HEADER;
            case UDP -> UDP_HEADER;
            case ICMP, ICMP6 -> ICMP_HEADER;
            default -> Short.MAX_VALUE * 2 + 2;
        };
    }

    /**
     * Fills the packet in.
     *
     * @param from first byte behind the IP headers
     * @param end behind the last captured byte of the IP packet
     * @param wireEnd where the packet ended on the wire
     * @return whether the protocol is one whose header is read here
     */
    boolean parse(byte[] b, int from, int end, int wireEnd, Packet p) {
        switch (p.protocol) {
            case TCP -> tcp(b, from, end, wireEnd, p);
            case UDP -> udp(b, from, end, wireEnd, p);
            case ICMP, ICMP6 -> icmp(b, from, end, wireEnd, p);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void tcp(byte[] b, int from, int end, int wireEnd, Packet p) {
        if (from + TCP_HEADER <= end) {
            p.known |= Field.ofWhole(TCP);
            ports(b, from, p);
            p.sequence(BigEndian.i32(b, from + 4));
            p.acknowledgement(BigEndian.i32(b, from + 8));
            p.tcpFlags(BigEndian.u8(b, from + TCP_FLAGS));
            p.window(BigEndian.u16(b, from + 14));
            int header = Math.max(TCP_HEADER, (BigEndian.u8(b, from + 12) >>> 4) * Integer.BYTES);
            p.tcpOptionsLength(header - TCP_HEADER);
            payload(from + header, end, wireEnd, p);
        } else if (from + TCP_FLAGS < end) {
            p.known |= CUT_TCP_FIELDS;
            ports(b, from, p);
            p.tcpFlags(BigEndian.u8(b, from + TCP_FLAGS));
        } else if (from + PORTS <= end) {
            p.known |= PORT_FIELDS;
            ports(b, from, p);
        }
    }

    private static void udp(byte[] b, int from, int end, int wireEnd, Packet p) {
        if (from + PORTS > end) {
            return;
        }
        ports(b, from, p);
        if (from + UDP_HEADER > end) {
            p.known |= PORT_FIELDS;
            return;
        }
        p.known |= Field.ofWhole(UDP);
        int length = BigEndian.u16(b, from + 4);
        payload(from + UDP_HEADER, end, length < UDP_HEADER ? wireEnd : Math.min(wireEnd, from + length), p);
    }

    private static void icmp(byte[] b, int from, int end, int wireEnd, Packet p) {
        if (from + 2 > end) {
            return;
        }
        p.icmpType(BigEndian.u8(b, from));
        p.icmpCode(BigEndian.u8(b, from + 1));
        if (from + ICMP_HEADER > end) {
            p.known |= CUT_ICMP_FIELDS;
            return;
        }
        p.known |= Field.ofWhole(ICMP);
        payload(from + ICMP_HEADER, end, wireEnd, p);
    }

    private static void ports(byte[] b, int from, Packet p) {
        p.sourcePort(BigEndian.u16(b, from));
        p.destinationPort(BigEndian.u16(b, from + 2));
    }

    private static void payload(int from, int end, int wireEnd, Packet p) {
        p.payloadOffset(from);
        p.payloadLength(Math.max(0, wireEnd - from));
        p.payloadCaptured(Math.clamp(end - from, 0, p.payloadLength()));
    }
}
