package yochi.node.intersection;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Curve25519 by its x-coordinates (RFC 7748): the hash of items to points, and multiples of points. Field elements are
 * five limbs of 51 bits, of numbers handed on below 2^53; the ladder's steps and their memory accesses do not depend on
 * the secret. Of many points at once the divisions are made together (Montgomery 1987): three products each.
 */
final class Curve {
    static final int BYTES = 32;

    private static final int LIMBS = 5;
    private static final int BITS = 51;
    private static final long MASK = (1L << BITS) - 1;
    private static final long A24 = 121_665;
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final long A = 486_662;

    private Curve() {}

    /**
     * The x-coordinate that each item stands for: Elligator 2 (Bernstein, Hamburg, Krasnova, Lange 2013) of SHA-512 of
     * the item, reduced modulo p, with 2 as the non-square. Always a point of the curve, never of its twist, and
     * nobody knows its logarithm; clamped scalars clear the cofactor afterwards.
     */
    static List<byte[]> points(byte[] domain, List<byte[]> items) {
        long[][] divisors = new long[items.size()][];
        for (int i = 0; i < divisors.length; i++) {
            long[] r = read(bytes(new BigInteger(1, hash(domain, items.get(i))).mod(P)));
            square(r, r);
            add(r, r, r);
            add(r, r, one());
            divisors[i] = r; // 1 + 2 r^2, never zero since -1/2 is no square
        }
        invert(divisors);
        List<byte[]> out = new ArrayList<>(divisors.length);
        for (long[] inverse : divisors) {
            out.add(write(point(inverse)));
        }
        return out;
    }

    /** The same of one item. */
    static byte[] point(byte[] domain, byte[] item) {
        return points(domain, List.of(item)).getFirst();
    }

    private static byte[] hash(byte[] domain, byte[] item) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-512");
            hash.update(domain);
            return hash.digest(item);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private static long[] point(long[] inverse) {
        long[] v = new long[LIMBS];
        long[] right = new long[LIMBS];
        scale(v, inverse, A);
        subtract(v, new long[LIMBS], v); // -A / (1 + 2 r^2)
        add(right, v, new long[] {A, 0, 0, 0, 0});
        multiply(right, right, v);
        add(right, right, one());
        multiply(right, right, v); // v^3 + A v^2 + v
        if (!isZeroOrOne(write(halfPower(right)))) {
            add(v, v, new long[] {A, 0, 0, 0, 0});
            subtract(v, new long[LIMBS], v);
        }
        return v;
    }

    private static byte[] bytes(BigInteger x) {
        byte[] out = new byte[BYTES];
        byte[] big = x.toByteArray();
        for (int i = 0; i < Math.min(BYTES, big.length); i++) {
            out[i] = big[big.length - 1 - i];
        }
        return out;
    }

    /** The clamped scalar's multiples of the points with those x-coordinates; zero of points of small order. */
    static List<byte[]> multiples(byte[] scalar, List<byte[]> points) {
        byte[] k = scalar.clone();
        k[0] &= (byte) 248;
        k[31] &= 127;
        k[31] |= 64;
        long[][] x = new long[points.size()][LIMBS];
        long[][] z = new long[points.size()][LIMBS];
        for (int i = 0; i < x.length; i++) {
            ladder(k, read(points.get(i)), x[i], z[i]);
            if (isZero(write(z[i]))) {
                x[i] = new long[LIMBS];
                z[i] = one();
            }
        }
        invert(z);
        List<byte[]> out = new ArrayList<>(x.length);
        for (int i = 0; i < x.length; i++) {
            multiply(x[i], x[i], z[i]);
            out.add(write(x[i]));
        }
        return out;
    }

    /** The same of one point. */
    static byte[] multiple(byte[] scalar, byte[] point) {
        return multiples(scalar, List.of(point)).getFirst();
    }

    private static void ladder(byte[] k, long[] x1, long[] x2, long[] z2) {
        x2[0] = 1;
        long[] x3 = x1.clone();
        long[] z3 = one();
        long[] a = new long[LIMBS];
        long[] b = new long[LIMBS];
        long[] c = new long[LIMBS];
        long[] d = new long[LIMBS];
        long[] e = new long[LIMBS];
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
            square(x3, x3);
            subtract(z3, d, c);
            square(z3, z3);
            multiply(z3, z3, x1);
            square(a, a);
            square(b, b);
            multiply(x2, a, b);
            subtract(e, a, b);
            scale(z2, e, A24);
            add(z2, z2, a);
            multiply(z2, z2, e);
        }
        swap(swap, x2, x3);
        swap(swap, z2, z3);
    }

    private static long[] one() {
        return new long[] {1, 0, 0, 0, 0};
    }

    private static void swap(long condition, long[] a, long[] b) {
        long mask = -condition;
        for (int i = 0; i < LIMBS; i++) {
            long turned = mask & (a[i] ^ b[i]);
            a[i] ^= turned;
            b[i] ^= turned;
        }
    }

    private static void add(long[] out, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            out[i] = a[i] + b[i];
        }
    }

    /** The difference plus 2p, so that no limb is negative. */
    private static void subtract(long[] out, long[] a, long[] b) {
        carried(
                out,
                a[0] + 2 * (MASK - 18) - b[0],
                a[1] + 2 * MASK - b[1],
                a[2] + 2 * MASK - b[2],
                a[3] + 2 * MASK - b[3],
                a[4] + 2 * MASK - b[4]);
    }

    private static void carried(long[] out, long t0, long t1, long t2, long t3, long t4) {
        long u1 = t1 + (t0 >>> BITS);
        long u2 = t2 + (u1 >>> BITS);
        long u3 = t3 + (u2 >>> BITS);
        long u4 = t4 + (u3 >>> BITS);
        out[0] = (t0 & MASK) + 19 * (u4 >>> BITS);
        out[1] = u1 & MASK;
        out[2] = u2 & MASK;
        out[3] = u3 & MASK;
        out[4] = u4 & MASK;
    }

    /**
     * The bits above 2^51 of a product of numbers below 2^53 and 2^60: both are moved left by 13 in all, so that they
     * come to lie in the upper word. Of a sum of products the bits below are its lower word less 2^51 times the sum of
     * these, which is exact since it is below 2^54.
     */
    private static long high(long a, long b) {
        return Math.multiplyHigh(a << 10, b << 3);
    }

    private static long rest(long lower, long high) {
        return lower - (high << BITS);
    }

    private static void joined(
            long[] out, long w0, long w1, long w2, long w3, long w4, long h0, long h1, long h2, long h3, long h4) {
        carried(
                out,
                rest(w0, h0) + 19 * h4,
                rest(w1, h1) + h0,
                rest(w2, h2) + h1,
                rest(w3, h3) + h2,
                rest(w4, h4) + h3);
    }

    private static void scale(long[] out, long[] a, long f) {
        joined(
                out,
                a[0] * f,
                a[1] * f,
                a[2] * f,
                a[3] * f,
                a[4] * f,
                high(a[0], f),
                high(a[1], f),
                high(a[2], f),
                high(a[3], f),
                high(a[4], f));
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
        long c1 = 19 * b1;
        long c2 = 19 * b2;
        long c3 = 19 * b3;
        long c4 = 19 * b4;
        joined(
                out,
                a0 * b0 + a1 * c4 + a2 * c3 + a3 * c2 + a4 * c1,
                a0 * b1 + a1 * b0 + a2 * c4 + a3 * c3 + a4 * c2,
                a0 * b2 + a1 * b1 + a2 * b0 + a3 * c4 + a4 * c3,
                a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * c4,
                a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0,
                high(a0, b0) + high(a1, c4) + high(a2, c3) + high(a3, c2) + high(a4, c1),
                high(a0, b1) + high(a1, b0) + high(a2, c4) + high(a3, c3) + high(a4, c2),
                high(a0, b2) + high(a1, b1) + high(a2, b0) + high(a3, c4) + high(a4, c3),
                high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0) + high(a4, c4),
                high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0));
    }

    private static void square(long[] out, long[] a) {
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long d1 = 2 * a1;
        long d2 = 2 * a2;
        long d3 = 2 * a3;
        long d4 = 2 * a4;
        long e1 = 38 * a1;
        long e2 = 38 * a2;
        long e3 = 38 * a3;
        long c3 = 19 * a3;
        long c4 = 19 * a4;
        joined(
                out,
                a0 * a0 + a4 * e1 + a3 * e2,
                a0 * d1 + a4 * e2 + a3 * c3,
                a0 * d2 + a1 * a1 + a4 * e3,
                a0 * d3 + a1 * d2 + a4 * c4,
                a0 * d4 + a1 * d3 + a2 * a2,
                high(a0, a0) + high(a4, e1) + high(a3, e2),
                high(a0, d1) + high(a4, e2) + high(a3, c3),
                high(a0, d2) + high(a1, a1) + high(a4, e3),
                high(a0, d3) + high(a1, d2) + high(a4, c4),
                high(a0, d4) + high(a1, d3) + high(a2, a2));
    }

    /** All inverses by one inversion; none may be zero. */
    private static void invert(long[][] numbers) {
        if (numbers.length == 0) {
            return;
        }
        long[][] before = new long[numbers.length][LIMBS];
        long[] product = one();
        for (int i = 0; i < numbers.length; i++) {
            before[i] = product.clone();
            multiply(product, product, numbers[i]);
        }
        long[] inverse = inverse(product);
        for (int i = numbers.length - 1; i >= 0; i--) {
            long[] own = numbers[i].clone();
            multiply(numbers[i], inverse, before[i]);
            multiply(inverse, inverse, own);
        }
    }

    /** The power of 2^255 - 21 = p - 2. */
    private static long[] inverse(long[] z) {
        long[] z2 = squared(z, 1);
        long[] z11 = times(times(squared(z2, 2), z), z2);
        return times(squared(power250(z), 5), z11);
    }

    /** The power of 2^254 - 10 = (p - 1) / 2: 0 or 1 of squares. */
    private static long[] halfPower(long[] z) {
        long[] z2 = squared(z, 1);
        return times(squared(power250(z), 4), times(squared(z2, 1), z2));
    }

    /** The power of 2^250 - 1, by the usual chain of 250 squarings and 11 products. */
    private static long[] power250(long[] z) {
        long[] z2 = squared(z, 1);
        long[] z9 = times(squared(z2, 2), z);
        long[] ones5 = times(squared(times(z9, z2), 1), z9);
        long[] ones10 = times(squared(ones5, 5), ones5);
        long[] ones20 = times(squared(ones10, 10), ones10);
        long[] ones40 = times(squared(ones20, 20), ones20);
        long[] ones50 = times(squared(ones40, 10), ones10);
        long[] ones100 = times(squared(ones50, 50), ones50);
        long[] ones200 = times(squared(ones100, 100), ones100);
        return times(squared(ones200, 50), ones50);
    }

    private static long[] times(long[] a, long[] b) {
        long[] out = new long[LIMBS];
        multiply(out, a, b);
        return out;
    }

    private static long[] squared(long[] a, int times) {
        long[] out = a.clone();
        for (int i = 0; i < times; i++) {
            square(out, out);
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

    /** Whether all bytes are zero. */
    static boolean isZero(byte[] number) {
        return isZeroOrOne(number) && number[0] == 0;
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

    private static byte[] write(long[] number) {
        long[] t = number.clone();
        carried(t, t[0], t[1], t[2], t[3], t[4]);
        carried(t, t[0], t[1], t[2], t[3], t[4]);
        long over = (t[0] + 19) >>> BITS; // whether the number is p or more
        for (int i = 1; i < LIMBS; i++) {
            over = (t[i] + over) >>> BITS;
        }
        t[0] += 19 * over;
        for (int i = 0; i < LIMBS - 1; i++) {
            t[i + 1] += t[i] >>> BITS;
            t[i] &= MASK;
        }
        t[4] &= MASK;
        long[] words = {
            t[0] | t[1] << 51, t[1] >>> 13 | t[2] << 38, t[2] >>> 26 | t[3] << 25, t[3] >>> 39 | t[4] << 12
        };
        byte[] out = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            out[i] = (byte) (words[i >> 3] >>> (8 * (i & 7)));
        }
        return out;
    }
}
