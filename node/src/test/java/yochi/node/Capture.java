package yochi.node;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a classic capture into memory. */
public final class Capture {
    public static final int ETHERNET = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final boolean nanos;

    public Capture(ByteOrder order, boolean nanos, int linkType) {
        this.order = order;
        this.nanos = nanos;
        ByteBuffer b = ByteBuffer.allocate(24).order(order).putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4);
        b.putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(262_144)
                .putInt(linkType);
        out.writeBytes(b.array());
    }

    /** Little-endian, microseconds, Ethernet. */
    public static Capture plain() {
        return new Capture(ByteOrder.LITTLE_ENDIAN, false, ETHERNET);
    }

    public Capture add(long nanosSinceStart, byte[] frame) {
        return add(nanosSinceStart, frame, frame.length);
    }

    /** A frame that was longer on the wire. */
    public Capture add(long nanosSince, byte[] frame, int wireLength) {
        return record(nanosSince, frame.length, wireLength).raw(frame);
    }

    /** A record header that may lie. */
    public Capture record(long nanosSince, int captured, int wireLength) {
        int fraction = (int) (nanosSince % 1_000_000_000L);
        ByteBuffer b = ByteBuffer.allocate(16).order(order).putInt((int) (nanosSince / 1_000_000_000L));
        b.putInt(nanos ? fraction : fraction / 1000).putInt(captured).putInt(wireLength);
        return raw(b.array());
    }

    public Capture raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
