package yochi.node.capture;

import yochi.node.observation.BigEndian;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * Fills a packet from a captured frame: looks through the link header, tags (IEEE 802.1Q, 802.1ad), labels (RFC 3032,
 * RFC 4385) and PPPoE sessions (RFC 2516) to the IP header. Reads only what was captured; what was cut stays unknown.
 */
final class FrameParser {
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int COOKED_2_HEADER = 20;
    private static final int FAMILY_HEADER = 4;
    private static final int TAG = 4;
    private static final int LABEL = 4;
    private static final int CONTROL_WORD = 4;
    private static final int PPPOE_HEADER = 6;
    private static final int SNAP_HEADER = 8;
    /** Tags and labels together: operators stack a handful. */
    private static final int MOST_LAYERS = 16;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88A8;
    private static final int OLD_SERVICE_VLAN = 0x9100;
    private static final int MPLS = 0x8847;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    /** A smaller type is the length of an IEEE 802.3 frame. */
    private static final int SMALLEST_TYPE = 0x600;
    /** LLC header of SNAP with the organisation 0: an Ethernet type follows. */
    private static final long SNAP = 0xAAAA_0300_0000L;

    private static final int HDLC_ALL_STATIONS = 0xFF03;
    private static final int FAMILY_IPV4 = 2;
    private static final int LINK_FIELDS = Field.LENGTH.bit();

    private final NetworkParser network = new NetworkParser();

    /** Fills the packet; the buffer is handed on, not copied. */
    FrameFault parse(LinkType link, byte[] b, int from, int captured, int wireLength, Packet p) {
        p.clear();
        p.lies(b);
        p.wireLength = wireLength;
        p.known = LINK_FIELDS;
        int end = from + captured;
        network.begin(end, captured < wireLength);
        return switch (link) {
            case ETHERNET -> byType(b, from + ETHERNET_HEADER - 2, end, p);
            case LINUX_COOKED -> byType(b, from + COOKED_HEADER - 2, end, p);
            case LINUX_COOKED_2 ->
                captured < COOKED_2_HEADER
                        ? network.tooShort()
                        : ofType(BigEndian.u16(b, from), b, from + COOKED_2_HEADER, end, p);
            case NULL, LOOP -> byFamily(b, from, end, p);
            case RAW, RAW_BSD, RAW_OPENBSD, IPV4, IPV6 -> byVersion(b, from, end, p);
            case MPLS -> ofType(MPLS, b, from, end, p);
            case PPPOE -> ofType(PPPOE_SESSION, b, from, end, p);
            case PPP, PPP_HDLC -> pointToPoint(b, from, end, p);
        };
    }

    /** What was odd about the frame parsed last. */
    FrameOddity oddity() {
        return network.oddity();
    }

    /** Identification of the fragment parsed last. */
    int fragmentId() {
        return network.fragmentId();
    }

    /** Bytes of its datagram that the fragment parsed last holds. */
    int fragmentBytes() {
        return network.fragmentBytes();
    }

    private FrameFault byType(byte[] b, int typeAt, int end, Packet p) {
        return typeAt + 2 > end ? network.tooShort() : ofType(BigEndian.u16(b, typeAt), b, typeAt + 2, end, p);
    }

    private FrameFault ofType(int type, byte[] b, int from, int end, Packet p) {
        int inner = type;
        int at = from;
        for (int layers = 0; layers < MOST_LAYERS; layers++) {
            if (inner == IPV4) {
                return network.ipv4(b, at, p);
            }
            if (inner == IPV6) {
                return network.ipv6(b, at, p);
            }
            int header = headerBytes(inner, b, at, end);
            if (header == 0) {
                return FrameFault.NONE;
            }
            if (at + header > end) {
                return network.tooShort();
            }
            inner = inside(inner, b, at, header);
            at += header;
        }
        return FrameFault.LAYERS;
    }

    /** Length of the header that the type announces, 0 where nothing behind it is looked for. */
    private static int headerBytes(int type, byte[] b, int at, int end) {
        return switch (type) {
            case VLAN, SERVICE_VLAN, OLD_SERVICE_VLAN -> TAG;
            case MPLS, MPLS_UPSTREAM -> labelBytes(b, at, end);
            case PPPOE_SESSION ->
                PPPOE_HEADER + (at + PPPOE_HEADER < end ? protocolBytes(b, at + PPPOE_HEADER) : 2);
            default ->
                type < SMALLEST_TYPE && at + SNAP_HEADER <= end && BigEndian.i64(b, at) >>> Short.SIZE == SNAP
                        ? SNAP_HEADER
                        : 0;
        };
    }

    /** A label; behind the last one also its first byte, and for a pseudowire control word and Ethernet header. */
    private static int labelBytes(byte[] b, int at, int end) {
        if (at + LABEL >= end) {
            return LABEL + 1;
        }
        boolean last = (b[at + 2] & 1) != 0;
        return last && b[at + LABEL] >> 4 == 0 ? LABEL + CONTROL_WORD + ETHERNET_HEADER : LABEL;
    }

    private static int inside(int type, byte[] b, int at, int header) {
        return switch (type) {
            case MPLS, MPLS_UPSTREAM -> {
                if ((b[at + 2] & 1) == 0) {
                    yield MPLS;
                }
                yield header > LABEL ? BigEndian.u16(b, at + header - 2) : ofVersion(b[at + LABEL] >> 4);
            }
            case PPPOE_SESSION -> ofProtocol(b, at + PPPOE_HEADER);
            default -> BigEndian.u16(b, at + header - 2);
        };
    }

    private static int ofVersion(int version) {
        return version == 4 ? IPV4 : version == 6 ? IPV6 : SMALLEST_TYPE;
    }

    /** PPP may write a protocol below 256 in one byte (RFC 1661 §6.5); the last byte of a protocol is odd. */
    private static int protocolBytes(byte[] b, int at) {
        return (b[at] & 1) != 0 ? 1 : 2;
    }

    private static int ofProtocol(byte[] b, int at) {
        int protocol = (b[at] & 1) != 0 ? BigEndian.u8(b, at) : BigEndian.u16(b, at);
        return switch (protocol) {
            case 0x21 -> IPV4;
            case 0x57 -> IPV6;
            case 0x281, 0x283 -> MPLS;
            default -> SMALLEST_TYPE;
        };
    }

    private FrameFault pointToPoint(byte[] b, int from, int end, Packet p) {
        int at = from + 2 <= end && BigEndian.u16(b, from) == HDLC_ALL_STATIONS ? from + 2 : from;
        if (at + 2 > end) {
            return network.tooShort();
        }
        return ofType(ofProtocol(b, at), b, at + protocolBytes(b, at), end, p);
    }

    /** BSD loopback: the family in the byte order of the capturing host, or in network order. */
    private FrameFault byFamily(byte[] b, int from, int end, Packet p) {
        if (from + FAMILY_HEADER > end) {
            return network.tooShort();
        }
        int family = BigEndian.i32(b, from);
        int low = (family >>> 24) | (family & 0xFF);
        return switch (low) {
            case FAMILY_IPV4 -> network.ipv4(b, from + FAMILY_HEADER, p);
            case 10, 24, 28, 30 -> network.ipv6(b, from + FAMILY_HEADER, p);
            default -> FrameFault.NONE;
        };
    }

    private FrameFault byVersion(byte[] b, int from, int end, Packet p) {
        if (from >= end) {
            return network.tooShort();
        }
        return switch (b[from] >> 4) {
            case 4 -> network.ipv4(b, from, p);
            case 6 -> network.ipv6(b, from, p);
            default -> FrameFault.BAD_HEADER;
        };
    }
}
