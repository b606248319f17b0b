package yochi.node;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Writes frames by hand, with documentation addresses: what a test needs and no more (checksums stay 0). */
public final class Frames {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;
    /** Invented: documentation blocks are bogons by rule 1, so a scan needs another source. */
    public static final String SOURCE = "6.0.2.10";

    public static final String DARK = "198.51.100.7";

    private Frames() {}

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    public static byte[] ethernet(int type, byte[] inside) {
        return join(
                bytes("020000000001 020000000002"),
                ByteBuffer.allocate(2).putShort((short) type).array(),
                inside);
    }

    public static byte[] vlan(int tag, int type, byte[] inside) {
        ByteBuffer header = ByteBuffer.allocate(4).putShort((short) tag).putShort((short) type);
        return join(header.array(), inside);
    }

    public static byte[] ipv4(String source, String destination, int protocol, byte[] inside) {
        return ipv4(source, destination, protocol, 1, 0, new byte[0], inside);
    }

    public static byte[] ipv4(
            String source, String destination, int protocol, int id, int bits, byte[] options, byte[] inside) {
        int header = 20 + options.length;
        ByteBuffer b = ByteBuffer.allocate(header + inside.length);
        b.put((byte) (0x40 | header / 4)).put((byte) 0).putShort((short) b.capacity());
        b.putShort((short) id)
                .putShort((short) bits)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0);
        b.put(InetAddress.ofLiteral(source).getAddress());
        b.put(InetAddress.ofLiteral(destination).getAddress());
        return b.put(options).put(inside).array();
    }

    public static byte[] ipv6(String source, String destination, int next, byte[] inside) {
        ByteBuffer b = ByteBuffer.allocate(40 + inside.length);
        b.putInt(0x6000_0000).putShort((short) inside.length).put((byte) next).put((byte) 64);
        b.put(InetAddress.ofLiteral(source).getAddress());
        b.put(InetAddress.ofLiteral(destination).getAddress());
        return b.put(inside).array();
    }

    public static byte[] tcp(int from, int to, int flags, int sequence) {
        ByteBuffer b = ByteBuffer.allocate(20).putShort((short) from).putShort((short) to);
        b.putInt(sequence).putInt(0).put((byte) 0x50).put((byte) flags).putShort((short) 1024);
        return b.array();
    }

    public static byte[] udp(int from, int to, byte[] payload) {
        ByteBuffer b =
                ByteBuffer.allocate(8 + payload.length).putShort((short) from).putShort((short) to);
        return b.putShort((short) b.capacity()).putShort((short) 0).put(payload).array();
    }

    public static byte[] icmp(int type, byte[] body) {
        return join(new byte[] {(byte) type, 0, 0, 0, 0, 0, 0, 0}, body);
    }

    /** A SYN over Ethernet. */
    public static byte[] syn(String source, String destination, int port) {
        return ethernet(0x0800, ipv4(source, destination, 6, tcp(40_000, port, SYN, 7)));
    }
}
