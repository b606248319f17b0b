package yochi.node.border;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks for addresses in emitted bytes, in every encoding that a leak is likely to have. */
final class LeakScan {
    /** Text forms that every address has at least. */
    static final int FORMS = 6;

    private LeakScan() {}

    /** The text forms of one address. */
    static List<String> forms(byte[] address) {
        return address.length == 4 ? texts4(address) : texts16(address);
    }

    /** How often the addresses stand there as text: dotted, dashed, reversed, decimal, hexadecimal, IPv6 forms. */
    static long texts(byte[] emitted, Collection<byte[]> addresses) {
        Set<String> forms = new HashSet<>();
        addresses.forEach(a -> forms.addAll(forms(a)));
        return hits(new String(emitted, StandardCharsets.ISO_8859_1), forms);
    }

    /** How often they stand there as bytes: both byte orders, variable-length integers plain and zigzag. */
    static long binaries(byte[] emitted, Collection<byte[]> addresses) {
        Set<String> forms = new HashSet<>();
        for (byte[] a : addresses) {
            forms.add(latin(a));
            forms.add(latin(reversed(a)));
            if (a.length == 4) {
                long value = ByteBuffer.wrap(a).getInt() & 0xFFFF_FFFFL;
                forms.add(latin(varint(value)));
                forms.add(latin(varint(value << 1)));
            } else {
                forms.add(latin(ByteBuffer.allocate(8).putLong(ByteBuffer.wrap(a).getLong(8)).array()));
            }
        }
        return hits(latin(emitted), forms);
    }

    /**
     * Probability that, of two equal Poisson means, the first gives so many of both together: the sum is binomial with
     * one half.
     */
    static double chance(long found, long control) {
        long n = found + control;
        double p = 0;
        double term = Math.pow(0.5, (double) n);
        for (long i = 0; i <= n; i++) {
            p += i >= found ? term : 0;
            term = term * (n - i) / (i + 1);
        }
        return n == 0 ? 1 : Math.min(1, p);
    }

    private static long hits(String text, Set<String> forms) {
        Map<Integer, Set<String>> byLength = new HashMap<>();
        forms.forEach(f -> byLength.computeIfAbsent(f.length(), l -> new HashSet<>()).add(f));
        long hits = 0;
        for (Map.Entry<Integer, Set<String>> e : byLength.entrySet()) {
            for (int at = 0; at + e.getKey() <= text.length(); at++) {
                hits += e.getValue().contains(text.substring(at, at + e.getKey())) ? 1 : 0;
            }
        }
        return hits;
    }

    private static List<String> texts4(byte[] a) {
        int[] o = {a[0] & 255, a[1] & 255, a[2] & 255, a[3] & 255};
        int value = ByteBuffer.wrap(a).getInt();
        String hex = HexFormat.of().formatHex(a);
        List<String> out = new ArrayList<>(List.of(
                o[0] + "." + o[1] + "." + o[2] + "." + o[3],
                o[3] + "." + o[2] + "." + o[1] + "." + o[0],
                o[0] + "-" + o[1] + "-" + o[2] + "-" + o[3],
                String.format("%03d.%03d.%03d.%03d", o[0], o[1], o[2], o[3]),
                Integer.toUnsignedString(value),
                Integer.toUnsignedString(Integer.reverseBytes(value)),
                hex,
                HexFormat.of().formatHex(reversed(a)),
                "::ffff:" + hex.substring(0, 4) + ":" + hex.substring(4)));
        out.add(hex.toUpperCase(java.util.Locale.ROOT));
        if (value < 0) {
            out.add(Integer.toString(value));
        }
        return out;
    }

    private static List<String> texts16(byte[] a) {
        String hex = HexFormat.of().formatHex(a);
        StringBuilder full = new StringBuilder();
        StringBuilder nibbles = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            full.append(i > 0 && i % 4 == 0 ? ":" : "").append(hex.charAt(i));
            nibbles.append(hex.charAt(31 - i)).append('.');
        }
        try {
            String plain = InetAddress.getByAddress(a).getHostAddress();
            String compressed = plain.replaceFirst("(^|:)0(:0)+(:|$)", "::");
            String decimal = new BigInteger(1, a).toString();
            return List.of(hex, full.toString(), nibbles.toString(), plain, compressed, decimal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] reversed(byte[] a) {
        byte[] out = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = a[a.length - 1 - i];
        }
        return out;
    }

    private static byte[] varint(long value) {
        ByteBuffer out = ByteBuffer.allocate(10);
        long rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            out.put((byte) ((rest & 0x7F) | 0x80));
        }
        out.put((byte) rest);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
