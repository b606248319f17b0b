package yochi.core.sketch;

import java.util.Arrays;

/** Non-negative numbers as bytes of seven bits each, the lowest first; a high bit says that more follow. */
final class PackedNumbers {
    private static final int MOST_BYTES = 9;

    private byte[] bytes;
    private int at;

    private PackedNumbers(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Begins with the version byte. */
    static PackedNumbers writing(byte version) {
        PackedNumbers out = new PackedNumbers(new byte[64], 1);
        out.bytes[0] = version;
        return out;
    }

    /** Reads after the version byte, which must be the one given. */
    static PackedNumbers reading(byte[] bytes, byte version, int mostBytes) {
        if (bytes.length < 1 || bytes.length > mostBytes) {
            throw new IllegalArgumentException("a summary of " + bytes.length + " bytes");
        }
        if (bytes[0] != version) {
            throw new IllegalArgumentException("version " + bytes[0] + ", this side reads " + version);
        }
        return new PackedNumbers(bytes, 1);
    }

    PackedNumbers put(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("negative " + number);
        }
        if (at + MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        long rest = number;
        while (rest > 0x7F) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    PackedNumbers putFixed(long number) {
        if (at + MOST_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[at++] = (byte) (number >>> (8 * i));
        }
        return this;
    }

    byte[] written() {
        return Arrays.copyOf(bytes, at);
    }

    long next() {
        long out = 0;
        for (int i = 0; i < MOST_BYTES; i++) {
            byte b = one();
            out |= (long) (b & 0x7F) << (7 * i);
            if (b >= 0) {
                return out;
            }
        }
        throw new IllegalArgumentException("a number of more than " + MOST_BYTES + " bytes");
    }

    long nextFixed() {
        long out = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            out |= (one() & 0xFFL) << (8 * i);
        }
        return out;
    }

    int nextUpTo(int most, String what) {
        long n = next();
        if (n > most) {
            throw new IllegalArgumentException(n + " " + what + ", at most " + most);
        }
        return (int) n;
    }

    private byte one() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("a summary that ends too early, after " + bytes.length + " bytes");
        }
        return bytes[at++];
    }

    void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException((bytes.length - at) + " bytes after the end of a summary");
        }
    }
}
