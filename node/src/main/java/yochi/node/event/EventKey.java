package yochi.node.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import yochi.node.summary.Addresses;

/**
 * Whom an event is about: an address, a prefix, or a target known by a stable name.
 *
 * @param level {@code address}, {@code /24}, {@code /20}, {@code routed}, {@code target} or {@code host}
 * @param text the key in clear, for the node's own people
 */
public record EventKey(String level, String text) {
    static final String ADDRESS = "address";
    static final String ROUTED = "routed";
    static final String TARGET = "target";
    static final String HOST = "host";

    static EventKey address(Addresses addresses, long code) {
        byte[] bytes = addresses.bytes(code);
        try {
            return bytes.length == 4 || bytes.length == 16
                    ? new EventKey(ADDRESS, InetAddress.getByAddress(bytes).getHostAddress())
                    : new EventKey(ADDRESS, "unnamed");
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    /** An IPv4 block from its first to its last address. */
    static EventKey block(String level, long first, long last) {
        long size = last - first + 1;
        boolean prefix = Long.bitCount(size) == 1 && (first & (size - 1)) == 0;
        String text = prefix
                ? dotted(first) + "/" + (Integer.SIZE - Long.numberOfTrailingZeros(size))
                : dotted(first) + "-" + dotted(last);
        return new EventKey(level, text);
    }

    private static String dotted(long address) {
        return (address >>> 24 & 255) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "."
                + (address & 255);
    }
}
