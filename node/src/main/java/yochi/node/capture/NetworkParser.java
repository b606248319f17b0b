package yochi.node.capture;

import yochi.node.observation.BigEndian;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/** Fills in the IPv4 or IPv6 header of a frame, steps over options and extension headers, and hands on to transport. */
final class NetworkParser {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    /** RFC 8200 §4.1 recommends each of its headers once; a longer chain is no sender's. */
    private static final int MOST_EXTENSIONS = 16;

    private static final int RESERVED = 0x8000;
    private static final int MORE = 0x2000;
    private static final int OFFSET = 0x1FFF;
    private static final int OFFSET6 = 0xFFF8;
    private static final int OCTETS = 8;

    private static final int IPV6_FIELDS = Field.bits(Field.LENGTH, Field.DESTINATION, Field.TTL, Field.FRAGMENT);
    private static final int PAYLOAD = Field.PAYLOAD.bit();

    private final TransportParser transport = new TransportParser();
    private int end;
    private boolean cut;
    private FrameOddity oddity = FrameOddity.NONE;
    private int fragmentId;
    private int fragmentBytes;

    /**
     * Begins a frame.
     *
     * @param frameEnd behind its last captured byte
     * @param frameCut whether there was more on the wire
     */
    void begin(int frameEnd, boolean frameCut) {
        end = frameEnd;
        cut = frameCut;
        oddity = FrameOddity.NONE;
    }

    FrameOddity oddity() {
        return oddity;
    }

    int fragmentId() {
        return fragmentId;
    }

    int fragmentBytes() {
        return fragmentBytes;
    }

    FrameFault tooShort() {
        return cut ? FrameFault.CUT : FrameFault.SHORT;
    }

    FrameFault ipv4(byte[] b, int from, Packet p) {
        if (from + IPV4_HEADER > end) {
            return tooShort();
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
        p.known = Field.IPV4;
        p.ipVersion = 4;
        p.ipLength(length);
        p.ipId(BigEndian.u16(b, from + 4));
        p.reservedBit((bits & RESERVED) != 0);
        p.moreFragments((bits & MORE) != 0);
        p.fragmentOffset((bits & OFFSET) * OCTETS);
        p.ttl(BigEndian.u8(b, from + 8));
        p.protocol = BigEndian.u8(b, from + 9);
        p.sourceLow(BigEndian.u32(b, from + 12));
        p.destinationLow(BigEndian.u32(b, from + 16));
        fragmentId = p.ipId();
        fragmentBytes = length - header;
        transport(b, from + header, from + length, p);
        return FrameFault.NONE;
    }

    FrameFault ipv6(byte[] b, int from, Packet p) {
        if (from + IPV6_HEADER > end) {
            return tooShort();
        }
        if (b[from] >> 4 != 6) {
            return FrameFault.BAD_HEADER;
        }
        int payload = BigEndian.u16(b, from + 4);
        p.known = IPV6_FIELDS;
        p.ipVersion = 6;
        p.ipLength(payload == 0 ? end - from : IPV6_HEADER + payload); // a jumbogram writes 0
        p.ttl(BigEndian.u8(b, from + 7));
        p.protocol = BigEndian.u8(b, from + 6);
        p.sourceHigh(BigEndian.i64(b, from + 8));
        p.sourceLow(BigEndian.i64(b, from + 16));
        p.destinationHigh(BigEndian.i64(b, from + 24));
        p.destinationLow(BigEndian.i64(b, from + 32));
        int wireEnd = from + p.ipLength();
        int at = extensions(b, from + IPV6_HEADER, Math.min(end, wireEnd), wireEnd, p);
        if (oddity == FrameOddity.NONE) {
            transport(b, at, wireEnd, p);
        }
        return FrameFault.NONE;
    }

    private void transport(byte[] b, int from, int wireEnd, Packet p) {
        if (p.fragmentOffset() == 0
                && transport.parse(b, from, Math.min(end, wireEnd), wireEnd, p)
                && (p.known & PAYLOAD) == 0) {
            oddity = broken();
        }
    }

    private FrameOddity broken() {
        return cut ? FrameOddity.HEADER_CUT : FrameOddity.HEADER_SHORT;
    }

    /** Walks the extension headers; where they are cut, the protocol stays that of the first unread one. */
    private int extensions(byte[] b, int from, int captured, int wireEnd, Packet p) {
        int at = from;
        for (int i = 0; isExtension(p.protocol) && p.fragmentOffset() == 0; i++) {
            if (i == MOST_EXTENSIONS) {
                oddity = FrameOddity.EXTENSIONS_WITHOUT_END;
                return at;
            }
            if (at + OCTETS > captured) {
                oddity = broken();
                return at;
            }
            int type = p.protocol;
            int words = BigEndian.u8(b, at + 1);
            p.protocol = BigEndian.u8(b, at);
            switch (type) {
                case 44 -> {
                    int bits = BigEndian.u16(b, at + 2);
                    p.fragmentOffset(bits & OFFSET6);
                    p.moreFragments((bits & 1) != 0);
                    fragmentId = BigEndian.i32(b, at + 4);
                    at += OCTETS;
                    fragmentBytes = wireEnd - at;
                }
                case 51 -> at += 2 * Integer.BYTES + Integer.BYTES * words;
                default -> at += OCTETS + OCTETS * words;
            }
        }
        return at;
    }

    private static boolean isExtension(int protocol) {
        return switch (protocol) {
            case 0, 43, 44, 51, 60, 135, 139, 140 -> true;
            default -> false;
        };
    }
}
