package yochi.node.observation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads unsigned numbers in network byte order out of a buffer; the caller has checked the range. */
public final class BigEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle TURNED = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int U8 = 0xFF;
    private static final int U16 = 0xFFFF;
    private static final long U32 = 0xFFFF_FFFFL;

    private BigEndian() {}

    public static int u8(byte[] bytes, int offset) {
        return bytes[offset] & U8;
    }

    public static int u16(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & U16;
    }

    /** 32 bits as they are: compare with {@code ==}, shift with {@code >>>}. */
    public static int i32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static long u32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset) & U32;
    }

    public static long i64(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    /** 64 bits in the other byte order. */
    public static long i64Turned(byte[] bytes, int offset) {
        return (long) TURNED.get(bytes, offset);
    }
}
