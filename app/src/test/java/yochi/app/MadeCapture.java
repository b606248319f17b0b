package yochi.app;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A classic capture of raw IP that a test writes, its packets in the order of their times. */
final class MadeCapture {
    static final int SYN = 0x02;
    static final int SYN_ACK = 0x12;

    private static final int LENGTH = 40;

    private final List<Tcp> packets = new ArrayList<>();

    private record Tcp(
            int second, int source, int sourcePort, int destination, int port, int flags, int ttl, int window) {}

    /** Adds a TCP packet without payload; addresses as numbers. */
    MadeCapture tcp(int second, int source, int sourcePort, int destination, int port, int flags) {
        packets.add(new Tcp(second, source, sourcePort, destination, port, flags, 0x40, 1024));
        return this;
    }

    /** Adds a request for a connection to port 23. */
    MadeCapture scan(int second, int source, int destination, int ttl, int window) {
        packets.add(new Tcp(second, source, 4000, destination, 23, SYN, ttl, window));
        return this;
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(24 + packets.size() * (16 + LENGTH));
        out.putInt(0xA1B2C3D4).putInt(0x0002_0004).putLong(0).putInt(65_535).putInt(101);
        packets.sort(Comparator.comparingInt(Tcp::second));
        for (Tcp p : packets) {
            out.putInt(p.second).putInt(0).putInt(LENGTH).putInt(LENGTH);
            out.putInt(0x4500_0028).putInt(0).putInt(p.ttl << 24 | 0x0006_0000).putInt(p.source).putInt(p.destination);
            out.putShort((short) p.sourcePort).putShort((short) p.port).putInt(7).putInt(0);
            out.putShort((short) (0x5000 | p.flags)).putShort((short) p.window).putInt(0);
        }
        return out.array();
    }
}
