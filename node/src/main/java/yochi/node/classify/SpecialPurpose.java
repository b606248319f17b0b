package yochi.node.classify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The special-purpose address blocks; the table is {@code special-purpose.csv}. The first octet of most addresses
 * already says no, so that the lists behind it are rarely walked.
 */
final class SpecialPurpose {
    private static final int OCTETS = 256;
    /** Where the first octet lies in an IPv4 address. */
    private static final int SHIFT4 = 24;
    /** Where the first octet lies in the upper half of an IPv6 address. */
    private static final int SHIFT6 = 56;

    private static final int LONG_BITS = 64;
    private static final int MAPPED_BITS = 96;
    private static final Block[] NONE = {};

    private record Block(long highMask, long high, long lowMask, long low) {
        boolean contains(long addressHigh, long addressLow) {
            return (addressHigh & highMask) == high && (addressLow & lowMask) == low;
        }
    }

    private final Block[][] byOctet4 = new Block[OCTETS][];
    private final Block[][] byOctet6 = new Block[OCTETS][];

    SpecialPurpose() {
        List<Block> ipv4 = new ArrayList<>();
        List<Block> ipv6 = new ArrayList<>();
        for (String[] row : FactFile.rows("special-purpose.csv")) {
            String[] block = row[0].split("/", -1);
            int length = Integer.parseInt(block[1]);
            if (block[0].indexOf(':') < 0) {
                ipv4.add(block(ipv4(block[0]), MAPPED_BITS + length));
            } else {
                ipv6.add(block(ipv6(block[0]), length));
            }
        }
        for (int octet = 0; octet < OCTETS; octet++) {
            byOctet4[octet] = touching(ipv4, 0, (long) octet << SHIFT4, 0, (OCTETS - 1L) << SHIFT4);
            byOctet6[octet] = touching(ipv6, (long) octet << SHIFT6, 0, (OCTETS - 1L) << SHIFT6, 0);
        }
    }

    boolean contains(int ipVersion, long high, long low) {
        Block[] blocks = ipVersion == 4 ? byOctet4[(int) (low >>> SHIFT4)] : byOctet6[(int) (high >>> SHIFT6)];
        for (Block block : blocks) {
            if (block.contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    private static Block block(byte[] network, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(network);
        return new Block(mask(length), bytes.getLong(), mask(length - LONG_BITS), bytes.getLong());
    }

    private static long mask(int length) {
        return length <= 0 ? 0 : length >= LONG_BITS ? -1L : -1L << (LONG_BITS - length);
    }

    /** The blocks that share an address with an octet's range. */
    private static Block[] touching(List<Block> blocks, long high, long low, long highMask, long lowMask) {
        return blocks.stream()
                .filter(b ->
                        ((b.high ^ high) & highMask & b.highMask) == 0 && ((b.low ^ low) & lowMask & b.lowMask) == 0)
                .toList()
                .toArray(NONE);
    }

    private static byte[] ipv4(String text) {
        return ByteBuffer.allocate(LONG_BITS / 4)
                .putInt(
                        3 * Integer.BYTES,
                        ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress())
                                .getInt())
                .array();
    }

    /** Java turns IPv4-mapped addresses into IPv4 ones; here they stay what they are. */
    private static byte[] ipv6(String text) {
        InetAddress address = InetAddress.ofLiteral(text);
        if (!(address instanceof Inet4Address)) {
            return address.getAddress();
        }
        return ByteBuffer.allocate(LONG_BITS / 4)
                .putShort(5 * Short.BYTES, (short) -1)
                .put(3 * Integer.BYTES, address.getAddress())
                .array();
    }
}
