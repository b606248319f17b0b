package yochi.core.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A block of addresses: network bits and length, IPv4 or IPv6; bits behind the length are zero.
 *
 * @param network network address, 4 or 16 bytes as hexadecimal-free text (such as {@code 192.0.2.0})
 * @param length number of network bits
 */
public record Prefix(String network, int length) implements Comparable<Prefix> {
    public Prefix {
        byte[] bytes = bytes(network);
        if (length < 0 || length > bytes.length * 8) {
            throw new IllegalArgumentException("no prefix length for " + network + ": " + length);
        }
        if (!Arrays.equals(bytes, masked(bytes, length))) {
            throw new IllegalArgumentException("bits set behind /" + length + " in " + network);
        }
    }

    /** The block of that length around an address. */
    public static Prefix around(InetAddress address, int length) {
        try {
            return new Prefix(
                    InetAddress.getByAddress(masked(address.getAddress(), length))
                            .getHostAddress(),
                    length);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of odd length", e);
        }
    }

    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Prefix(text, bytes(text).length * 8);
        }
        return new Prefix(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(InetAddress address) {
        byte[] mine = bytes(network);
        byte[] theirs = address.getAddress();
        return mine.length == theirs.length && Arrays.equals(mine, masked(theirs, length));
    }

    public boolean contains(Prefix other) {
        return other.length >= length && contains(address(other.network));
    }

    public boolean isIpv6() {
        return network.indexOf(':') >= 0;
    }

    private static byte[] bytes(String literal) {
        return address(literal).getAddress();
    }

    private static InetAddress address(String literal) {
        if (literal.isEmpty() || !literal.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')) {
            throw new IllegalArgumentException("not an address literal: " + literal);
        }
        return InetAddress.ofLiteral(literal);
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] out = address.clone();
        for (int i = 0; i < out.length; i++) {
            int keep = Math.clamp(length - 8L * i, 0, 8);
            out[i] &= (byte) (0xFF00 >> keep);
        }
        return out;
    }

    @Override
    public String toString() {
        return network + "/" + length;
    }

    @Override
    public int compareTo(Prefix other) {
        int c = network.compareTo(other.network);
        return c != 0 ? c : Integer.compare(length, other.length);
    }
}
