package yochi.node.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.node.summary.Addresses;

/**
 * Whom an event is about: an address, a prefix, or a target known by a stable name.
 *
 * @param level {@code address}, {@code /24}, {@code /20}, {@code /64}, {@code /48}, {@code routed}, {@code target} or
 *     {@code host}
 * @param text the key in clear, for the node's own people
 */
public record EventKey(String level, String text) {
    static final String ADDRESS = "address";
    static final String ROUTED = "routed";
    static final String TARGET = "target";
    static final String HOST = "host";
    private static final String UNNAMED = "unnamed";

    private static final Set<String> NARROW = Set.of("/24", "/48", "/64");
    private static final int IPV6_GROUPS = 3;

    static EventKey address(Addresses addresses, long code) {
        byte[] bytes = addresses.bytes(code);
        try {
            return bytes.length == 4 || bytes.length == 16
                    ? new EventKey(ADDRESS, InetAddress.getByAddress(bytes).getHostAddress())
                    : new EventKey(ADDRESS, UNNAMED);
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

    /** The one address that it is about; empty of blocks, of targets known by a name, and of addresses without one. */
    public Optional<InetAddress> address() {
        return level.equals(ADDRESS) && !text.equals(UNNAMED)
                ? Optional.of(InetAddress.ofLiteral(text))
                : Optional.empty();
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

    /** How many /24s (IPv6: /48s) it spans at least: an attack on a wider block hits several narrower ones. */
    public int networks() {
        return isBlock() && !NARROW.contains(level) ? 2 : 1;
    }

    /** An IPv6 block from its first to its last address. */
    static EventKey block6(String level, byte[] first, byte[] last) {
        int same = 0;
        while (same < 8 * first.length && bit(first, same) == bit(last, same)) {
            same++;
        }
        boolean prefix = true;
        for (int i = same; i < 8 * first.length; i++) {
            prefix &= bit(first, i) == 0 && bit(last, i) == 1;
        }
        return new EventKey(level, prefix ? text(first) + "/" + same : text(first) + "-" + text(last));
    }

    private static int bit(byte[] bytes, int i) {
        return bytes[i / 8] >>> (7 - i % 8) & 1;
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private static String dotted(long address) {
        return (address >>> 24 & 255) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "."
                + (address & 255);
    }
}
