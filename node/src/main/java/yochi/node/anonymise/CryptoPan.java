package yochi.node.anonymise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Crypto-PAn (Xu, Fan, Ammar, Moon 2002): addresses that share n leading bits share n leading bits afterwards. Bit i is
 * turned by the first bit of AES-128 of the address's first i bits, filled up with the secret pad.
 *
 * <p>The turns form a binary tree, so all inner nodes of a subtree are computed together: the first 16 levels once, the
 * next 8 when a /16 is first met, the last 8 a single address at a time, which then stays in a direct-mapped cache. At
 * most 27 MiB, whatever comes. Not for use by two threads at a time.
 */
public final class CryptoPan {
    /** Bytes of a key: 16 for AES, 16 for the pad. */
    public static final int KEY_BYTES = 32;

    private static final int BLOCK = 16;
    private static final int HALF = 1 << 16;
    private static final int OCTET = 8;
    private static final int CACHE_BITS = 20;
    private static final int WIDE_CACHE_BITS = 14;
    private static final int SPREAD = 0x9E37_79B1;
    private static final long WIDE_SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final Cipher aes;
    private final long padHigh;
    private final long padLow;
    private final byte[] blocks = new byte[HALF * BLOCK];
    private final char[] upper = new char[HALF];
    private final byte[][] third = new byte[HALF][];
    /** Address in the upper half, pseudonym in the lower: one memory access a look-up. */
    private final long[] known = new long[1 << CACHE_BITS];
    private final long[] wideKeys = new long[2 << WIDE_CACHE_BITS];
    private final long[] wideValues = new long[2 << WIDE_CACHE_BITS];
    private final long[] networks = new long[1 << WIDE_CACHE_BITS];
    private final long[] networkTurns = new long[1 << WIDE_CACHE_BITS];
    private long resultHigh;
    private long resultLow;

    private CryptoPan(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, BLOCK, "AES"));
            byte[] pad = aes.doFinal(key, BLOCK, BLOCK);
            padHigh = Bytes.i64(pad, 0);
            padLow = Bytes.i64(pad, Long.BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
        known[0] = 1L << Integer.SIZE; // an address never lies in the slot of another: no slot holds a true pair yet
        wideKeys[0] = 1;
        networks[0] = 1;
        upperLevels();
    }

    /** Pseudonyms under a key of {@value #KEY_BYTES} bytes. */
    public static CryptoPan of(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes, not " + KEY_BYTES);
        }
        return new CryptoPan(key);
    }

    /** Reads the key as {@value #KEY_BYTES} bytes, raw or in hexadecimal. */
    public static CryptoPan parse(byte[] file) {
        if (file.length == KEY_BYTES) {
            return of(file);
        }
        String text = new String(file, StandardCharsets.US_ASCII).strip();
        if (text.length() != 2 * KEY_BYTES || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new IllegalArgumentException("a key is 32 bytes, or 64 hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(text));
    }

    private void upperLevels() {
        int n = 0;
        for (int depth = 0; depth < Short.SIZE; depth++) {
            for (int prefix = 0; prefix < 1 << depth; prefix++) {
                block(n++, depth, (long) prefix << (Long.SIZE - depth), 0);
            }
        }
        encrypt(n);
        for (int x = 0; x < HALF; x++) {
            upper[x] = (char) turns(x, Short.SIZE);
        }
    }

    private byte[] thirdLevels(int network) {
        int n = 0;
        for (int depth = 0; depth < OCTET; depth++) {
            for (int prefix = 0; prefix < 1 << depth; prefix++) {
                long high = (long) network << (Long.SIZE - Short.SIZE)
                        | (long) prefix << (Long.SIZE - Short.SIZE - depth);
                block(n++, Short.SIZE + depth, high, 0);
            }
        }
        encrypt(n);
        byte[] out = new byte[1 << OCTET];
        for (int x = 0; x < out.length; x++) {
            out[x] = (byte) turns(x, OCTET);
        }
        third[network] = out;
        return out;
    }

    /** Gathers the turns on the way to the leaf from the encrypted nodes of a subtree, which lie level by level. */
    private int turns(int leaf, int levels) {
        int turned = 0;
        for (int depth = 0; depth < levels; depth++) {
            int node = (1 << depth) - 1 + (leaf >>> (levels - depth));
            turned |= (blocks[node * BLOCK] >>> 7 & 1) << (levels - 1 - depth);
        }
        return turned;
    }

    /** One block: the first bits of an address, filled up with the pad. */
    private void block(int number, int bits, long high, long low) {
        long highMask = bits == 0 ? 0 : -1L << Math.max(0, Long.SIZE - bits);
        long lowMask = bits <= Long.SIZE ? 0 : -1L << (2 * Long.SIZE - bits);
        Bytes.put(blocks, number * BLOCK, (high & highMask) | (padHigh & ~highMask));
        Bytes.put(blocks, number * BLOCK + Long.BYTES, (low & lowMask) | (padLow & ~lowMask));
    }

    private void encrypt(int n) {
        try {
            aes.update(blocks, 0, n * BLOCK, blocks, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks are encrypted in place", e);
        }
    }

    /** The pseudonym of an IPv4 address. */
    public int ipv4(int address) {
        int slot = (address * SPREAD) >>> (Integer.SIZE - CACHE_BITS);
        long pair = known[slot];
        if ((int) (pair >>> Integer.SIZE) == address) {
            return (int) pair;
        }
        int network = address >>> Short.SIZE;
        byte[] octets = third[network];
        if (octets == null) {
            octets = thirdLevels(network);
        }
        int turned = upper[network] << Short.SIZE | (octets[address >>> OCTET & 0xFF] & 0xFF) << OCTET;
        long high = (long) address << Integer.SIZE;
        for (int i = 0; i < OCTET; i++) {
            block(i, Integer.SIZE - OCTET + i, high, 0);
        }
        encrypt(OCTET);
        for (int i = 0; i < OCTET; i++) {
            turned |= (blocks[i * BLOCK] >>> 7 & 1) << (OCTET - 1 - i);
        }
        int other = address ^ turned;
        known[slot] = ((long) address << Integer.SIZE) | (other & 0xFFFF_FFFFL);
        return other;
    }

    /** Computes the pseudonym of an IPv6 address, which then stands in {@link #high} and {@link #low}. */
    public void ipv6(long high, long low) {
        int slot = (int) ((((high * WIDE_SPREAD) ^ low) * WIDE_SPREAD) >>> (Long.SIZE - WIDE_CACHE_BITS));
        if (wideKeys[2 * slot] != high || wideKeys[2 * slot + 1] != low || wideValues[2 * slot] == 0) {
            wideKeys[2 * slot] = high;
            wideKeys[2 * slot + 1] = low;
            wideValues[2 * slot] = high ^ network(high);
            wideValues[2 * slot + 1] = low ^ turns64(Long.SIZE, high, low);
        }
        resultHigh = wideValues[2 * slot];
        resultLow = wideValues[2 * slot + 1];
    }

    private long network(long high) {
        int slot = (int) ((high * WIDE_SPREAD) >>> (Long.SIZE - WIDE_CACHE_BITS));
        if (networks[slot] != high) {
            networks[slot] = high;
            networkTurns[slot] = turns64(0, high, 0);
        }
        return networkTurns[slot];
    }

    private long turns64(int from, long high, long low) {
        for (int i = 0; i < Long.SIZE; i++) {
            block(i, from + i, high, low);
        }
        encrypt(Long.SIZE);
        long turned = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            turned |= (blocks[i * BLOCK] >>> 7 & 1L) << (Long.SIZE - 1 - i);
        }
        return turned;
    }

    /** The upper half of the last IPv6 pseudonym. */
    public long high() {
        return resultHigh;
    }

    /** The lower half of the last IPv6 pseudonym. */
    public long low() {
        return resultLow;
    }
}
