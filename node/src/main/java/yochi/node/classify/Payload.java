package yochi.node.classify;

import yochi.node.observation.BigEndian;
import yochi.node.observation.Packet;

/** The captured payload of the packet at hand, read with checks; one per classifier, set anew for every packet. */
final class Payload {
    private byte[] bytes = {};
    private int from;
    private int to;
    private int wireLength;

    void of(Packet packet) {
        bytes = packet.bytes;
        from = packet.payloadOffset();
        wireLength = packet.payloadLength();
        to = from + (packet.isPlain() ? wireLength : Math.min(packet.payloadCaptured(), wireLength));
    }

    /** The payload of a plain UDP packet, whose IP header begins there. */
    @SuppressWarnings("ReferenceEquality") // written only when it changes, since collectors watch such writes
    void ofDatagram(byte[] buffer, int network) {
        if (bytes != buffer) {
            bytes = buffer;
        }
        from = network + Packet.DATAGRAM;
        wireLength = Packet.datagramPayload(buffer, network);
        to = from + wireLength;
    }

    /** Captured bytes. */
    int length() {
        return to - from;
    }

    /** Bytes on the wire. */
    int wireLength() {
        return wireLength;
    }

    int u8(int offset) {
        return BigEndian.u8(bytes, from + offset);
    }

    int u16(int offset) {
        return BigEndian.u16(bytes, from + offset);
    }

    int i32(int offset) {
        return BigEndian.i32(bytes, from + offset);
    }

    long u32(int offset) {
        return BigEndian.u32(bytes, from + offset);
    }

    long i64(int offset) {
        return BigEndian.i64(bytes, from + offset);
    }

    boolean startsWith(byte[] start) {
        return length() >= start.length && matches(0, start);
    }

    /** Whether the bytes stand at the offset; they must lie inside. */
    boolean matches(int offset, byte[] wanted) {
        if (offset + wanted.length > length()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[from + offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
