package yochi.node.capture;

import java.util.Arrays;
import yochi.node.observation.BigEndian;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;

/**
 * The short way for the frames that darknets see most: Ethernet, IPv4 without options or fragments, a whole TCP, UDP or
 * ICMP header, nothing cut. One decision says that it is such a frame; what the packet is asked for, it reads itself.
 */
final class UsualFrame {
    /** Length of the link header. */
    static final int LINK = 14;

    private static final int PROTOCOL = LINK + 9;
    private static final int IPV4_HEADER = 20;
    /** Ethernet type of IPv4, its version, and a header of five words. */
    private static final int TYPE_AND_VERSION = 0x0800_45;

    private static final int TYPE_SHIFT = 40;
    private static final int FRAGMENT_BITS = 0xBFFF_0000;
    private static final int U16 = 0xFFFF;
    private static final int U8 = 0xFF;
    /** Least length of an IPv4 packet by protocol; the short way ends at all others. */
    private static final int[] SHORTEST = new int[U8 + 1];

    static {
        Arrays.setAll(SHORTEST, protocol -> IPV4_HEADER + TransportParser.least(protocol));
    }

    private UsualFrame() {}

    /** Makes the packet a view of the frame if it is such a one. */
    static boolean parse(byte[] b, int from, int length, Packet p) {
        if (from + LINK + PacketBatch.READABLE > b.length || !fits(b, from, length)) {
            return false;
        }
        p.plain(b, from + LINK, BigEndian.u8(b, from + PROTOCOL));
        p.wireLength = length;
        return true;
    }

    /** Whether a captured frame is such a one; {@link PacketBatch#READABLE} must hold for its packet. */
    static boolean fits(byte[] b, int from, int length) {
        int ip = from + LINK;
        long head = BigEndian.i64(b, ip - Short.BYTES);
        int middle = (int) (BigEndian.i64(b, ip + 6) >>> Integer.SIZE);
        int ipLength = (int) (head >>> Short.SIZE) & U16;
        int lacking = (ipLength - SHORTEST[middle & U8]) | (length - LINK - ipLength);
        int odd = ((int) (head >>> TYPE_SHIFT) ^ TYPE_AND_VERSION) | (middle & FRAGMENT_BITS);
        return (odd | (lacking >>> (Integer.SIZE - 1))) == 0;
    }
}
