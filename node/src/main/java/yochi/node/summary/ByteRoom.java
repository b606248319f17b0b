package yochi.node.summary;

import java.util.Arrays;

/** Non-negative numbers one after the other, seven bits a byte, the lowest first. */
public final class ByteRoom {
    private static final int MOST_BYTES = 9;

    private byte[] bytes;
    private int at;

    /** Room to write into. */
    public ByteRoom(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** Numbers to read. */
    public ByteRoom(byte[] written) {
        bytes = written;
    }

    public void put(long number) {
        if (at + MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2 + MOST_BYTES);
        }
        long rest = number;
        while (rest > 0x7F) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    /** Puts bytes as they are; how many must be told before. */
    public void putBytes(byte[] more) {
        if (at + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2 + more.length);
        }
        System.arraycopy(more, 0, bytes, at, more.length);
        at += more.length;
    }

    /** The next bytes; throws where there are not so many. */
    public byte[] nextBytes(int n) {
        if (n < 0 || n > bytes.length - at) {
            throw new IllegalArgumentException(n + " bytes wanted, " + (bytes.length - at) + " there");
        }
        at += n;
        return Arrays.copyOfRange(bytes, at - n, at);
    }

    /** The next number; throws where there is none. */
    public long next() {
        long out = 0;
        for (int shift = 0; shift < 7 * MOST_BYTES && at < bytes.length; shift += 7) {
            byte b = bytes[at++];
            out |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return out;
            }
        }
        throw new IllegalArgumentException("a number that does not end within " + MOST_BYTES + " bytes");
    }

    /** Whether numbers are left to read. */
    public boolean more() {
        return at < bytes.length;
    }

    /** Bytes written or read so far. */
    public int size() {
        return at;
    }

    /** Bytes that are left to read. */
    public int left() {
        return bytes.length - at;
    }

    /** What was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, at);
    }
}
