package yochi.node.intersection;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Curve25519 by its x-coordinates (RFC 7748): the hash of an item to a point, and the multiple of a point. Field
 * elements are five limbs of 51 bits; the ladder's steps and their memory accesses do not depend on the secret.
 */
final class Curve {
    static final int BYTES = 32;

    private static final long MASK = (1L << 51) - 1;
    private static final long A24 = 121_665;
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final long A = 486_662;

    private Curve() {}

    /**
     * The x-coordinate that an item stands for: Elligator 2 (Bernstein, Hamburg, Krasnova, Lange 2013) of SHA-512 of
     * the item, reduced modulo p, with 2 as the non-square. Always a point of the curve, never of its twist, and
     * nobody knows its logarithm; clamped scalars clear the cofactor afterwards.
     */
    static byte[] point(byte[] domain, byte[] item) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-512");
            hash.update(domain);
            long[] r = read(bytes(new BigInteger(1, hash.digest(item)).mod(P)));
            long[] one = {1, 0, 0, 0, 0};
            long[] v = new long[5];
            long[] right = new long[5];
            multiply(r, r, r);
            add(v, r, r);
            add(v, v, one);
            scale(v, power(v, 254, 2, 4), A);
            subtract(v, new long[5], v); // -A / (1 + 2 r^2)
            add(right, v, new long[] {A, 0, 0, 0, 0});
            multiply(right, right, v);
            add(right, right, one);
            multiply(right, right, v); // v^3 + A v^2 + v
            boolean square = isZeroOrOne(write(power(right, 253, 0, 3)));
            if (!square) {
                add(v, v, new long[] {A, 0, 0, 0, 0});
                subtract(v, new long[5], v);
            }
            return write(v);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private static byte[] bytes(BigInteger x) {
        byte[] out = new byte[BYTES];
        byte[] big = x.toByteArray();
        for (int i = 0; i < Math.min(BYTES, big.length); i++) {
            out[i] = big[big.length - 1 - i];
        }
        return out;
    }

    /** The clamped scalar's multiple of the point with that x-coordinate. */
    static byte[] multiple(byte[] scalar, byte[] x) {
        byte[] k = scalar.clone();
        k[0] &= (byte) 248;
        k[31] &= 127;
        k[31] |= 64;
        long[] x1 = read(x);
        long[] x2 = {1, 0, 0, 0, 0};
        long[] z2 = new long[5];
        long[] x3 = x1.clone();
        long[] z3 = {1, 0, 0, 0, 0};
        long[] a = new long[5];
        long[] b = new long[5];
        long[] c = new long[5];
        long[] d = new long[5];
        long[] e = new long[5];
        long swap = 0;
        for (int bit = 254; bit >= 0; bit--) {
            long set = k[bit >> 3] >> (bit & 7) & 1;
            swap(swap ^ set, x2, x3);
            swap(swap ^ set, z2, z3);
            swap = set;
            add(a, x2, z2);
            subtract(b, x2, z2);
            add(c, x3, z3);
            subtract(d, x3, z3);
            multiply(d, d, a);
            multiply(c, c, b);
            add(x3, d, c);
            multiply(x3, x3, x3);
            subtract(z3, d, c);
            multiply(z3, z3, z3);
            multiply(z3, z3, x1);
            multiply(a, a, a);
            multiply(b, b, b);
            multiply(x2, a, b);
            subtract(e, a, b);
            scale(z2, e, A24);
            add(z2, z2, a);
            multiply(z2, z2, e);
        }
        swap(swap, x2, x3);
        swap(swap, z2, z3);
        multiply(x2, x2, power(z2, 254, 2, 4));
        return write(x2);
    }

    private static void swap(long condition, long[] a, long[] b) {
        long mask = -condition;
        for (int i = 0; i < 5; i++) {
            long turned = mask & (a[i] ^ b[i]);
            a[i] ^= turned;
            b[i] ^= turned;
        }
    }

    private static void add(long[] out, long[] a, long[] b) {
        for (int i = 0; i < 5; i++) {
            out[i] = a[i] + b[i];
        }
    }

    /** The difference plus 2p, so that no limb is negative. */
    private static void subtract(long[] out, long[] a, long[] b) {
        out[0] = a[0] + 2 * (MASK - 18) - b[0];
        for (int i = 1; i < 5; i++) {
            out[i] = a[i] + 2 * MASK - b[i];
        }
        carry(out);
    }

    private static void carry(long[] t) {
        for (int i = 0; i < 4; i++) {
            t[i + 1] += t[i] >>> 51;
            t[i] &= MASK;
        }
        t[0] += 19 * (t[4] >>> 51);
        t[4] &= MASK;
    }

    private static void scale(long[] out, long[] a, long factor) {
        long carry = 0;
        for (int i = 0; i < 5; i++) {
            long low = a[i] * factor;
            long high = Math.unsignedMultiplyHigh(a[i], factor);
            long sum = low + carry;
            high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
            out[i] = sum & MASK;
            carry = high << 13 | sum >>> 51;
        }
        out[0] += 19 * carry;
        carry(out);
    }

    private static void multiply(long[] out, long[] a, long[] b) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long b0 = b[0];
        long b1 = b[1];
        long b2 = b[2];
        long b3 = b[3];
        long b4 = b[4];
        long carryLow = column(out, 0, 0, a0, b0, a1, 19 * b4, a2, 19 * b3, a3, 19 * b2, a4, 19 * b1);
        carryLow = column(out, 1, carryLow, a0, b1, a1, b0, a2, 19 * b4, a3, 19 * b3, a4, 19 * b2);
        carryLow = column(out, 2, carryLow, a0, b2, a1, b1, a2, b0, a3, 19 * b4, a4, 19 * b3);
        carryLow = column(out, 3, carryLow, a0, b3, a1, b2, a2, b1, a3, b0, a4, 19 * b4);
        carryLow = column(out, 4, carryLow, a0, b4, a1, b3, a2, b2, a3, b1, a4, b0);
        out[0] += 19 * carryLow;
        out[1] += out[0] >>> 51;
        out[0] &= MASK;
    }

    /** Sum of five products and a carry: 51 bits of it into the limb, the rest as the next carry, below 2^64. */
    private static long column(
            long[] out, int limb, long carry,
            long a, long b, long c, long d, long e, long f, long g, long h, long i, long j) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long t = c * d;
        long sum = low + t;
        high += Math.multiplyHigh(c, d) + (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
        t = e * f;
        sum += t;
        high += Math.multiplyHigh(e, f) + (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
        t = g * h;
        sum += t;
        high += Math.multiplyHigh(g, h) + (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
        t = i * j;
        sum += t;
        high += Math.multiplyHigh(i, j) + (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
        sum += carry;
        high += Long.compareUnsigned(sum, carry) < 0 ? 1 : 0;
        out[limb] = sum & MASK;
        return high << 13 | sum >>> 51;
    }

    /**
     * A fixed power by squaring and multiplying: all bits of the exponent are set from the highest down but two. That
     * is p - 2 = 2^255 - 21 without bits 2 and 4, and (p - 1) / 2 = 2^254 - 10 without bits 0 and 3.
     */
    private static long[] power(long[] z, int highest, int unset, int alsoUnset) {
        long[] out = {1, 0, 0, 0, 0};
        for (int bit = highest; bit >= 0; bit--) {
            multiply(out, out, out);
            if (bit != unset && bit != alsoUnset) {
                multiply(out, out, z);
            }
        }
        return out;
    }

    private static boolean isZeroOrOne(byte[] number) {
        int others = number[0] & 0xFE;
        for (int i = 1; i < BYTES; i++) {
            others |= number[i];
        }
        return others == 0;
    }

    private static long[] read(byte[] x) {
        long[] words = new long[4];
        for (int i = 0; i < BYTES; i++) {
            words[i >> 3] |= (x[i] & 255L) << (8 * (i & 7));
        }
        return new long[] {
            words[0] & MASK,
            (words[0] >>> 51 | words[1] << 13) & MASK,
            (words[1] >>> 38 | words[2] << 26) & MASK,
            (words[2] >>> 25 | words[3] << 39) & MASK,
            words[3] >>> 12 & MASK
        };
    }

    private static byte[] write(long[] t) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 4; i >= 0; i--) {
            sum = sum.shiftLeft(51).add(BigInteger.valueOf(t[i]));
        }
        return bytes(sum.mod(P));
    }
}
