package yochi.node.habit;

import java.net.InetAddress;

/** Addresses and their networks as numbers of 64 bits: two different ones meet with a chance of 2^-24 in a million. */
final class Sources {
    private static final int NETWORK_4 = 3;
    private static final int NETWORK_6 = 6;

    private Sources() {}

    static long name(InetAddress address) {
        byte[] bytes = address.getAddress();
        return name(bytes, bytes.length, bytes.length);
    }

    /** Of the /24, of IPv6 the /48; never the name of an address. */
    static long network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return name(bytes, bytes.length == 4 ? NETWORK_4 : NETWORK_6, -bytes.length);
    }

    private static long name(byte[] bytes, int n, long kind) {
        long h = kind;
        for (int i = 0; i < n; i++) {
            h = mixed((h << Byte.SIZE) ^ (bytes[i] & 0xFF) ^ (h >>> (Long.SIZE - Byte.SIZE)));
        }
        return h;
    }

    static long mixed(long x) {
        long h = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
        return h ^ (h >>> 31);
    }
}
