package yochi.node.capture;

import yochi.node.observation.BigEndian;

/** Steps through the options of a pcapng block; one that reaches beyond its block ends them and is told. */
final class PcapngOptions {
    private static final int HEADER = 4;
    private static final int END = 0;

    private byte[] bytes = {};
    private int at;
    private int to;
    private boolean swapped;
    private boolean broken;
    private int code;
    private int length;

    void begin(byte[] b, int from, int end, boolean turned) {
        bytes = b;
        at = from;
        to = end;
        swapped = turned;
        broken = false;
        length = -HEADER;
    }

    /** Steps to the next option; false behind the last. */
    boolean next() {
        at += HEADER + (length + 3 & ~3);
        if (at + HEADER > to) {
            broken = at != to;
            return false;
        }
        code = u16(at);
        length = u16(at + 2);
        if (code == END) {
            return false;
        }
        broken = at + HEADER + length > to;
        return !broken;
    }

    /** Whether an option, or the list, did not end where it should. */
    boolean broken() {
        return broken;
    }

    int code() {
        return code;
    }

    int length() {
        return length;
    }

    int u8() {
        return BigEndian.u8(bytes, at + HEADER);
    }

    long i64() {
        long value = BigEndian.i64(bytes, at + HEADER);
        return swapped ? Long.reverseBytes(value) : value;
    }

    private int u16(int offset) {
        int value = BigEndian.u16(bytes, offset);
        return swapped ? Integer.reverseBytes(value) >>> Short.SIZE : value;
    }
}
