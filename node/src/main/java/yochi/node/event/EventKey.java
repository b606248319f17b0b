package yochi.node.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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

    private static final String NARROW = "/24";
    private static final int IPV6_GROUPS = 3;

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

    /** Whether it is a block of addresses. */
    public boolean isBlock() {
        return !level.equals(ADDRESS) && !level.equals(TARGET) && !level.equals(HOST);
    }

    /** A name that addresses of one /24 (IPv6: /48) share; blocks and names are networks of their own. */
    public String network() {
        if (!level.equals(ADDRESS)) {
            return text;
        }
        if (text.indexOf(':') < 0) {
            return text.substring(0, Math.max(0, text.lastIndexOf('.')));
        }
        String[] groups = text.split(":", IPV6_GROUPS + 1);
        return String.join(":", List.of(groups).subList(0, Math.min(IPV6_GROUPS, groups.length)));
    }

    /** How many /24s it spans at least: an attack on a wider block hits several of the next narrower ones. */
    public int networks() {
        return isBlock() && !level.equals(NARROW) ? 2 : 1;
    }

    private static String dotted(long address) {
        return (address >>> 24 & 255) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "."
                + (address & 255);
    }
}
