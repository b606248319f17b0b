package yochi.node.trace;

import yochi.node.observation.BigEndian;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/**
 * Fills a packet from a captured frame: link header, IPv4 or IPv6, TCP, UDP or ICMP. Reads only what was captured and
 * what the packet's own lengths cover; what was cut stays unknown.
 */
final class FrameParser {
    private static final int ETHERNET_HEADER = 14;
    private static final int COOKED_HEADER = 16;
    private static final int COOKED_2_HEADER = 20;
    private static final int FAMILY_HEADER = 4;
    private static final int TAG = 4;
    private static final int MOST_TAGS = 8;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88A8;
    private static final int OLD_SERVICE_VLAN = 0x9100;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int FAMILY_IPV4 = 2;
    private static final int MOST_EXTENSIONS = 16;
    private static final int RESERVED = 0x8000;
    private static final int MORE = 0x2000;
    private static final int OFFSET = 0x1FFF;
    private static final int OFFSET6 = 0xFFF8;
    private static final int OCTETS = 8;

    private static final int LINK_FIELDS = Field.LENGTH.bit();
    private static final int IPV4_FIELDS =
            Field.bits(Field.LENGTH, Field.DESTINATION, Field.TTL, Field.IP_ID, Field.FRAGMENT);
    private static final int IPV6_FIELDS = Field.bits(Field.LENGTH, Field.DESTINATION, Field.TTL, Field.FRAGMENT);

    private final TransportParser transport = new TransportParser();

    /** Fills the packet; the buffer is handed on, not copied. */
    FrameFault parse(LinkType link, byte[] b, int from, int captured, int wireLength, Packet p) {
        p.clear();
        p.lies(b);
        p.wireLength = wireLength;
        p.known = LINK_FIELDS;
        int end = from + captured;
        boolean cut = captured < wireLength;
        return switch (link) {
            case ETHERNET -> byType(b, from + ETHERNET_HEADER - 2, end, cut, p);
            case LINUX_COOKED -> byType(b, from + COOKED_HEADER - 2, end, cut, p);
            case LINUX_COOKED_2 ->
                captured < COOKED_2_HEADER
                        ? tooShort(cut)
                        : ofType(BigEndian.u16(b, from), b, from + COOKED_2_HEADER, end, cut, p);
            case NULL, LOOP -> byFamily(b, from, end, cut, p);
            case RAW, RAW_BSD, RAW_OPENBSD, IPV4, IPV6 -> byVersion(b, from, end, cut, p);
        };
    }

    private FrameFault byType(byte[] b, int typeAt, int end, boolean cut, Packet p) {
        return typeAt + 2 > end ? tooShort(cut) : ofType(BigEndian.u16(b, typeAt), b, typeAt + 2, end, cut, p);
    }

    private FrameFault ofType(int type, byte[] b, int from, int end, boolean cut, Packet p) {
        int inner = type;
        int at = from;
        for (int tags = 0; tags < MOST_TAGS; tags++) {
            if (inner == IPV4) {
                return ipv4(b, at, end, cut, p);
            }
            if (inner == IPV6) {
                return ipv6(b, at, end, cut, p);
            }
            if (inner != VLAN && inner != SERVICE_VLAN && inner != OLD_SERVICE_VLAN) {
                return FrameFault.NONE;
            }
            if (at + TAG > end) {
                return tooShort(cut);
            }
            inner = BigEndian.u16(b, at + 2);
            at += TAG;
        }
        return FrameFault.BAD_HEADER;
    }

    /** BSD loopback: the family in the byte order of the capturing host, or in network order. */
    private FrameFault byFamily(byte[] b, int from, int end, boolean cut, Packet p) {
        if (from + FAMILY_HEADER > end) {
            return tooShort(cut);
        }
        int family = BigEndian.i32(b, from);
        int low = (family >>> 24) | (family & 0xFF);
        return switch (low) {
            case FAMILY_IPV4 -> ipv4(b, from + FAMILY_HEADER, end, cut, p);
            case 10, 24, 28, 30 -> ipv6(b, from + FAMILY_HEADER, end, cut, p);
            default -> FrameFault.NONE;
        };
    }

    private FrameFault byVersion(byte[] b, int from, int end, boolean cut, Packet p) {
        if (from >= end) {
            return tooShort(cut);
        }
        return switch (b[from] >> 4) {
            case 4 -> ipv4(b, from, end, cut, p);
            case 6 -> ipv6(b, from, end, cut, p);
            default -> FrameFault.BAD_HEADER;
        };
    }

    private FrameFault ipv4(byte[] b, int from, int end, boolean cut, Packet p) {
        if (from + IPV4_HEADER > end) {
            return tooShort(cut);
        }
        int first = b[from];
        int header = (first & 0xF) * Integer.BYTES;
        int length = BigEndian.u16(b, from + 2);
        if (length == 0) {
            length = end - from; // segmentation offload writes 0
        }
        if (first >> 4 != 4 || header < IPV4_HEADER || length < header) {
            return FrameFault.BAD_HEADER;
        }
        int bits = BigEndian.u16(b, from + 6);
        p.known = IPV4_FIELDS;
        p.ipVersion = 4;
        p.ipLength = length;
        p.ipId = BigEndian.u16(b, from + 4);
        p.reservedBit = (bits & RESERVED) != 0;
        p.moreFragments = (bits & MORE) != 0;
        p.fragmentOffset = (bits & OFFSET) * OCTETS;
        p.ttl = BigEndian.u8(b, from + 8);
        p.protocol = BigEndian.u8(b, from + 9);
        p.sourceLow = BigEndian.u32(b, from + 12);
        p.destinationLow = BigEndian.u32(b, from + 16);
        if (p.fragmentOffset == 0) {
            transport.parse(b, from + header, Math.min(end, from + length), from + length, p);
        }
        return FrameFault.NONE;
    }

    private FrameFault ipv6(byte[] b, int from, int end, boolean cut, Packet p) {
        if (from + IPV6_HEADER > end) {
            return tooShort(cut);
        }
        if (b[from] >> 4 != 6) {
            return FrameFault.BAD_HEADER;
        }
        int payload = BigEndian.u16(b, from + 4);
        p.known = IPV6_FIELDS;
        p.ipVersion = 6;
        p.ipLength = payload == 0 ? end - from : IPV6_HEADER + payload; // a jumbogram writes 0
        p.ttl = BigEndian.u8(b, from + 7);
        p.protocol = BigEndian.u8(b, from + 6);
        p.sourceHigh = BigEndian.i64(b, from + 8);
        p.sourceLow = BigEndian.i64(b, from + 16);
        p.destinationHigh = BigEndian.i64(b, from + 24);
        p.destinationLow = BigEndian.i64(b, from + 32);
        int wireEnd = from + p.ipLength;
        int at = extensions(b, from + IPV6_HEADER, Math.min(end, wireEnd), p);
        if (p.fragmentOffset == 0) {
            transport.parse(b, at, Math.min(end, wireEnd), wireEnd, p);
        }
        return FrameFault.NONE;
    }

    /** Walks the extension headers; where they are cut, the protocol stays that of the first unread one. */
    private static int extensions(byte[] b, int from, int end, Packet p) {
        int at = from;
        for (int i = 0; i < MOST_EXTENSIONS && at + OCTETS <= end && p.fragmentOffset == 0; i++) {
            switch (p.protocol) {
                case 0, 43, 60, 135, 139, 140 -> at += OCTETS + OCTETS * stepInto(b, at, p);
                case 51 -> at += 2 * Integer.BYTES + Integer.BYTES * stepInto(b, at, p);
                case 44 -> {
                    int bits = BigEndian.u16(b, at + 2);
                    p.fragmentOffset = bits & OFFSET6;
                    p.moreFragments = (bits & 1) != 0;
                    p.protocol = BigEndian.u8(b, at);
                    at += OCTETS;
                }
                default -> {
                    return at;
                }
            }
        }
        return at;
    }

    private static int stepInto(byte[] b, int at, Packet p) {
        p.protocol = BigEndian.u8(b, at);
        return BigEndian.u8(b, at + 1);
    }

    private static FrameFault tooShort(boolean cut) {
        return cut ? FrameFault.CUT : FrameFault.SHORT;
    }
}
