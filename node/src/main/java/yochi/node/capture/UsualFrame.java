package yochi.node.capture;

import java.util.Arrays;
import yochi.node.observation.BigEndian;
import yochi.node.observation.Packet;

/**
 * The short way for the frames that darknets see most: Ethernet, IPv4 without options or fragments, a whole TCP, UDP or
 * ICMP header, nothing cut. One decision says that it is such a frame; what the packet is asked for, it reads itself.
 */
final class UsualFrame {
    private static final int LINK = 14;
    private static final int IPV4_HEADER = 20;
    private static final int LEAST = LINK + IPV4_HEADER + TransportParser.LEAST;
    /** Ethernet type of IPv4, its version, and a header of five words. */
    private static final int TYPE_AND_VERSION = 0x0800_45;

    private static final int TYPE_SHIFT = 40;
    private static final int FRAGMENT_BITS = 0xBFFF_0000;
    private static final int U16 = 0xFFFF;
    private static final int U8 = 0xFF;
    /** Least length of an IPv4 packet by protocol; the short way ends at all others. */
    private static final int[] SHORTEST = new int[U8 + 1];
    /** What is known of a packet, by protocol. */
    private static final int[] KNOWN = new int[U8 + 1];

    static {
        Arrays.setAll(SHORTEST, protocol -> IPV4_HEADER + TransportParser.least(protocol));
        Arrays.setAll(KNOWN, protocol -> NetworkParser.IPV4_FIELDS | TransportParser.fields(protocol));
    }

    /** Fills the packet, or says that this frame needs the long way. */
    boolean parse(byte[] b, int from, int length, Packet p) {
        if (length < LEAST) {
            return false;
        }
        int ip = from + LINK;
        long head = BigEndian.i64(b, ip - Short.BYTES);
        int middle = BigEndian.i32(b, ip + 6);
        int protocol = middle & U8;
        int ipLength = (int) (head >>> Short.SIZE) & U16;
        int lacking = (ipLength - SHORTEST[protocol]) | (length - LINK - ipLength);
        int odd = ((int) (head >>> TYPE_SHIFT) ^ TYPE_AND_VERSION) | (middle & FRAGMENT_BITS);
        if ((odd | (lacking >>> (Integer.SIZE - 1))) != 0) {
            return false;
        }
        p.plain(b, ip, protocol);
        p.known = KNOWN[protocol];
        p.wireLength = length;
        return true;
    }
}
