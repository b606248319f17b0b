package yochi.node.classify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of address blocks that answers whether it holds an address. The first two octets of most addresses already
 * say no, so that the lists behind them are rarely walked.
 */
final class AddressBlocks {
    private static final int CELL_BITS = 16;
    private static final int CELLS = 1 << CELL_BITS;
    /** Where the first two octets end in an IPv4 address. */
    private static final int SHIFT4 = 16;
    /** Where the first two octets end in the upper half of an IPv6 address. */
    private static final int SHIFT6 = 48;

    private static final int LONG_BITS = 64;
    private static final int MAPPED_BITS = 96;
    private static final int IPV6_BITS = 128;

    private record Block(long highMask, long high, long lowMask, long low) {
        boolean contains(long addressHigh, long addressLow) {
            return (addressHigh & highMask) == high && (addressLow & lowMask) == low;
        }
    }

    private final Cells cells4 = new Cells();
    private final Cells cells6 = new Cells();

    /** The blocks that touch each /16, with a bit for each /16 that has any: 8 KiB, so that it stays in the cache. */
    private static final class Cells {
        private final long[] bits = new long[CELLS / Long.SIZE];
        private final Map<Integer, List<Block>> blocks = new HashMap<>();

        void add(int first, int count, Block block) {
            for (int cell = first; cell < first + count; cell++) {
                bits[cell >>> 6] |= 1L << cell;
                blocks.computeIfAbsent(cell, c -> new ArrayList<>()).add(block);
            }
        }

        boolean touches(int cell) {
            return (bits[cell >>> 6] & 1L << cell) != 0;
        }

        boolean contains(int cell, long high, long low) {
            return touches(cell) && walk(cell, high, low);
        }

        private boolean walk(int cell, long high, long low) {
            for (Block block : blocks.getOrDefault(cell, List.of())) {
                if (block.contains(high, low)) {
                    return true;
                }
            }
            return false;
        }
    }

    AddressBlocks(FactTable table) {
        table.rows().forEach(this::add);
    }

    private void add(FactTable.Row row) {
        String[] parts = row.text(0).split("/", -1);
        boolean six = parts[0].indexOf(':') >= 0;
        try {
            int most = six ? IPV6_BITS : Integer.SIZE;
            int length = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
            if (length < 0 || length > most) {
                throw row.wrong("'" + row.text(0) + "' is no block with a length of 0 to " + most);
            }
            Block block = six ? block(ipv6(parts[0]), length) : block(ipv4(parts[0]), MAPPED_BITS + length);
            int cell = (int) (six ? block.high() >>> SHIFT6 : block.low() >>> SHIFT4);
            (six ? cells6 : cells4).add(cell, 1 << Math.max(0, CELL_BITS - length), block);
        } catch (IllegalArgumentException e) {
            throw row.wrong("'" + row.text(0) + "' is no block: " + e.getMessage());
        }
    }

    boolean isEmpty() {
        return cells4.blocks.isEmpty() && cells6.blocks.isEmpty();
    }

    boolean contains(int ipVersion, long high, long low) {
        return ipVersion == 4
                ? cells4.contains((int) (low >>> SHIFT4), high, low)
                : cells6.contains((int) (high >>> SHIFT6), high, low);
    }

    /** A bit for each /16 of IPv4 that any block touches. */
    long[] touched4() {
        return cells4.bits;
    }

    private static Block block(byte[] network, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(network);
        long highMask = mask(length);
        long lowMask = mask(length - LONG_BITS);
        Block block = new Block(highMask, bytes.getLong(), lowMask, bytes.getLong());
        if ((block.high & ~highMask) != 0 || (block.low & ~lowMask) != 0) {
            throw new IllegalArgumentException("bits are set behind its length");
        }
        return block;
    }

    private static long mask(int length) {
        return length <= 0 ? 0 : length >= LONG_BITS ? -1L : -1L << (LONG_BITS - length);
    }

    private static byte[] ipv4(String text) {
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        if (address.length != Integer.BYTES) {
            throw new IllegalArgumentException("not IPv4: " + text);
        }
        return ByteBuffer.allocate(2 * Long.BYTES).put(3 * Integer.BYTES, address).array();
    }

    /** Java turns IPv4-mapped addresses into IPv4 ones; here they stay what they are. */
    private static byte[] ipv6(String text) {
        InetAddress address = InetAddress.ofLiteral(text);
        if (!(address instanceof Inet4Address)) {
            return address.getAddress();
        }
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putShort(5 * Short.BYTES, (short) -1)
                .put(3 * Integer.BYTES, address.getAddress())
                .array();
    }
}
