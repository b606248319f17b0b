package yochi.node.capture;

import java.util.Arrays;
import yochi.node.observation.BigEndian;
import yochi.node.observation.Packet;

/**
 * The short way for the frames that darknets see most: Ethernet, IPv4 without options or fragments, a whole TCP, UDP or
 * ICMP header, nothing cut. It says the same as the long way, in fewer and wider reads and a single decision.
 */
final class UsualFrame {
    private static final int LINK = 14;
    private static final int IPV4_HEADER = 20;
    private static final int LEAST = LINK + IPV4_HEADER + TransportParser.LEAST;
    /** Ethernet type of IPv4, its version, and a header of five words. */
    private static final int TYPE_AND_VERSION = 0x0800_45;

    private static final int TYPE_SHIFT = 40;
    private static final int FRAGMENT_BITS = 0xBFFF;
    private static final int U16 = 0xFFFF;
    private static final int U8 = 0xFF;
    private static final long U32 = 0xFFFF_FFFFL;
    /** Least length of an IPv4 packet by protocol; the short way ends at all others. */
    private static final int[] SHORTEST = shortest();

    private final TransportParser transport = new TransportParser();
    private boolean plain;

    private static int[] shortest() {
        int[] lengths = new int[U8 + 1];
        Arrays.setAll(lengths, protocol -> IPV4_HEADER + TransportParser.least(protocol));
        return lengths;
    }

    /** The packet holds something else from now on. */
    void leave() {
        plain = false;
    }

    /** Fills the packet, or says that this frame needs the long way. */
    boolean parse(byte[] b, int from, int length, Packet p) {
        if (length < LEAST) {
            return false;
        }
        int ip = from + LINK;
        long head = BigEndian.i64(b, ip - Short.BYTES);
        int middle = BigEndian.i32(b, ip + 6);
        int protocol = BigEndian.u8(b, ip + 9);
        int ipLength = (int) (head >>> Short.SIZE) & U16;
        int lacking = (ipLength - SHORTEST[protocol]) | (length - LINK - ipLength);
        int odd = ((int) (head >>> TYPE_SHIFT) ^ TYPE_AND_VERSION) | (middle >>> Short.SIZE & FRAGMENT_BITS);
        if ((odd | lacking >>> Integer.SIZE - 1) != 0) {
            return false;
        }
        if (!plain) {
            begin(p);
        }
        p.lies(b);
        p.wireLength = length;
        p.ipLength = ipLength;
        p.ipId = (int) head & U16;
        p.ttl = middle >>> Byte.SIZE & U8;
        p.protocol = protocol;
        long addresses = BigEndian.i64(b, ip + 12);
        p.sourceLow = addresses >>> Integer.SIZE;
        p.destinationLow = addresses & U32;
        p.known = NetworkParser.IPV4_FIELDS;
        transport.parse(b, ip + IPV4_HEADER, ip + ipLength, ip + ipLength, p);
        return true;
    }

    /** What all usual frames have in common is written once for as many of them as follow each other. */
    private void begin(Packet p) {
        p.clear();
        p.ipVersion = 4;
        plain = true;
    }
}
