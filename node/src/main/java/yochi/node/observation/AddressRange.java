package yochi.node.observation;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import yochi.core.model.Prefix;

/**
 * The addresses of one block as numbers, first to last inclusive; IPv4 lies in the low half.
 *
 * @param sensor index of the sensor that watches them
 */
record AddressRange(long firstHigh, long firstLow, long lastHigh, long lastLow, int sensor) {
    private static final int HALF = 64;
    private static final long IPV4_MASK = 0xFFFF_FFFFL;

    static AddressRange of(Prefix block, int sensor) {
        ByteBuffer bytes =
                ByteBuffer.wrap(InetAddress.ofLiteral(block.network()).getAddress());
        if (!block.isIpv6()) {
            long first = bytes.getInt() & IPV4_MASK;
            return new AddressRange(0, first, 0, first | (IPV4_MASK >>> block.length()), sensor);
        }
        long high = bytes.getLong();
        long low = bytes.getLong();
        int length = block.length();
        long freeHigh = length >= HALF ? 0 : -1L >>> length;
        long freeLow = length <= HALF ? -1L : length == 2 * HALF ? 0 : -1L >>> (length - HALF);
        return new AddressRange(high, low, high | freeHigh, low | freeLow, sensor);
    }

    boolean contains(long high, long low) {
        return notBelow(high, low, firstHigh, firstLow) && notBelow(lastHigh, lastLow, high, low);
    }

    private static boolean notBelow(long high, long low, long otherHigh, long otherLow) {
        int c = Long.compareUnsigned(high, otherHigh);
        return c > 0 || (c == 0 && Long.compareUnsigned(low, otherLow) >= 0);
    }
}
