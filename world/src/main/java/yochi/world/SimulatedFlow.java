package yochi.world;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Some packets of one simulated conversation in one step of the world.
 *
 * @param source IPv4 address as an unsigned 32-bit number
 * @param destination IPv4 address likewise
 * @param protocol IP protocol number
 * @param sourcePort source port
 * @param destinationPort destination port
 * @param packets packets in the step
 * @param packetLength total IP length of each, bytes
 * @param label what it truly is
 */
public record SimulatedFlow(
        int source,
        int destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int packets,
        int packetLength,
        Label label) {
    public long bytes() {
        return (long) packets * packetLength;
    }

    /** The address that a 32-bit number writes. */
    public static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** The 32-bit number of four dotted parts. */
    public static int number(int a, int b, int c, int d) {
        return a << 24 | b << 16 | c << 8 | d;
    }
}
