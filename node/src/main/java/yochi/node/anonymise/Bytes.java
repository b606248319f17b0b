package yochi.node.anonymise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in a buffer, in network order unless said otherwise; the caller has checked the range. */
final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int U16 = 0xFFFF;

    private Bytes() {}

    static int u16(byte[] b, int at) {
        return (short) SHORT.get(b, at) & U16;
    }

    static int i32(byte[] b, int at) {
        return (int) INT.get(b, at);
    }

    static long i64(byte[] b, int at) {
        return (long) LONG.get(b, at);
    }

    static void put16(byte[] b, int at, int value) {
        SHORT.set(b, at, (short) value);
    }

    static void put(byte[] b, int at, int value) {
        INT.set(b, at, value);
    }

    static void put(byte[] b, int at, long value) {
        LONG.set(b, at, value);
    }

    /** A number of 32 bits in the file's own order. */
    static int i32(byte[] b, int at, boolean swapped) {
        return swapped ? Integer.reverseBytes(i32(b, at)) : i32(b, at);
    }

    static void put32(byte[] b, int at, int value, boolean swapped) {
        put(b, at, swapped ? Integer.reverseBytes(value) : value);
    }

    static int u16(byte[] b, int at, boolean swapped) {
        int value = u16(b, at);
        return swapped ? value >>> Byte.SIZE | (value & 0xFF) << Byte.SIZE : value;
    }

    /** Sum of the 16-bit words from there to the end; an odd last byte counts as the upper half of a word. */
    static long words(byte[] b, int from, int end) {
        long sum = 0;
        int at = from;
        for (; at + 1 < end; at += 2) {
            sum += u16(b, at);
        }
        return at < end ? sum + ((b[at] & 0xFF) << Byte.SIZE) : sum;
    }

    /** Sum of the two words of a number. */
    static long words(int value) {
        return (value >>> Short.SIZE) + (long) (value & U16);
    }

    /** Sum of the four words of a number. */
    static long words(long value) {
        return words((int) (value >>> Integer.SIZE)) + words((int) value);
    }

    /** Changes the checksum as its words changed (RFC 1624, equation 3): from the sum before to the sum after. */
    static void adjust(byte[] b, int at, long before, long after) {
        long folded = before;
        while (folded > U16) {
            folded = (folded & U16) + (folded >>> Short.SIZE);
        }
        long sum = (~u16(b, at) & U16) + (~folded & U16) + after;
        while (sum > U16) {
            sum = (sum & U16) + (sum >>> Short.SIZE);
        }
        put16(b, at, (int) ~sum);
    }
}
