package yochi.node;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a pcapng capture into memory. */
public final class CaptureNg {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteOrder order;

    public CaptureNg(ByteOrder order) {
        this.order = order;
        section(order);
    }

    /** A section begins, perhaps in the other byte order. */
    public CaptureNg section(ByteOrder next) {
        order = next;
        return block(0x0A0D0D0A, buffer(16).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0).putLong(-1));
    }

    /** An interface that says no more than its link type: microseconds. */
    public CaptureNg face(int linkType) {
        return face(linkType, 0);
    }

    public CaptureNg face(int linkType, int snapLength, byte[]... options) {
        byte[] all = Frames.join(options);
        return block(
                1,
                buffer(8 + all.length)
                        .putShort((short) linkType)
                        .putShort((short) 0)
                        .putInt(snapLength)
                        .put(all));
    }

    /** An option, padded. */
    public byte[] option(int code, byte... value) {
        return buffer(4 + (value.length + 3) / 4 * 4)
                .putShort((short) code)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    public byte[] number(long value) {
        return buffer(8).putLong(value).array();
    }

    /** An enhanced packet block. */
    public CaptureNg add(int face, long ticks, byte[] frame) {
        return add(face, ticks, frame, frame.length, frame.length);
    }

    /** An enhanced packet block that may lie. */
    public CaptureNg add(int face, long ticks, byte[] frame, int captured, int wire, byte[]... options) {
        byte[] all = Frames.join(options);
        ByteBuffer b = buffer(20 + (frame.length + 3) / 4 * 4 + all.length).putInt(face);
        b.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(captured).putInt(wire);
        b.put(frame).position(b.capacity() - all.length);
        return block(6, b.put(all));
    }

    public CaptureNg simple(byte[] frame) {
        return block(3, buffer(4 + (frame.length + 3) / 4 * 4).putInt(frame.length).put(frame));
    }

    /** An obsolete packet block. */
    public CaptureNg old(int face, long ticks, byte[] frame) {
        ByteBuffer b = buffer(20 + (frame.length + 3) / 4 * 4).putShort((short) face).putShort((short) 7);
        b.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(frame.length).putInt(frame.length);
        return block(2, b.put(frame));
    }

    /** Interface statistics that tell of dropped packets. */
    public CaptureNg dropped(int face, long packets) {
        byte[] option = option(5, number(packets));
        return block(5, buffer(12 + option.length).putInt(face).putLong(0).put(option));
    }

    public CaptureNg block(int type, ByteBuffer body) {
        int length = 12 + body.capacity();
        out.writeBytes(buffer(length)
                .putInt(type)
                .putInt(length)
                .put(body.clear())
                .putInt(length)
                .array());
        return this;
    }

    public ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(order);
    }

    public CaptureNg raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public int length() {
        return out.size();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
