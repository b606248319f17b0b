package yochi.node.anonymise;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses as text. */
final class Ipv6Text {
    private Ipv6Text() {}

    /** The pseudonym of an IPv6 address; text that is none, such as a time of day, stays. */
    static String pseudonym(String text, CryptoPan pan) {
        boolean address = text.contains("::") || text.chars().filter(c -> c == ':').count() == 7 || text.contains(".");
        if (!address) {
            return text;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(text);
            byte[] bytes = parsed.getAddress();
            if (parsed instanceof Inet6Address) {
                pan.ipv6(Bytes.i64(bytes, 0), Bytes.i64(bytes, Long.BYTES));
                Bytes.put(bytes, 0, pan.high());
                Bytes.put(bytes, Long.BYTES, pan.low());
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return "::ffff:" + dotted(pan.ipv4(Bytes.i32(bytes, 0)), '.'); // the mapped form reads as IPv4
        } catch (IllegalArgumentException | UnknownHostException e) {
            return text;
        }
    }

    static String dotted(int address, char mark) {
        return "" + (address >>> 24) + mark + (address >>> 16 & 0xFF) + mark + (address >>> 8 & 0xFF) + mark
                + (address & 0xFF);
    }
}
