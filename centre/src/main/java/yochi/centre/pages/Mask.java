package yochi.centre.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Shows AS numbers as 64496–64511 (RFC 5398) and addresses as documentation ones (RFC 5737, RFC 3849), the same one
 * for the same original while the centre runs. There are only so many: different originals may share one, and the page
 * says so.
 */
final class Mask {
    private static final Pattern ASN = Pattern.compile("\\bAS(\\d{1,10})\\b");
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");
    /** What may be an IPv6 address: told for certain by {@link #isIpv6}. */
    private static final Pattern COLONS = Pattern.compile("(?<![\\w:])[0-9a-fA-F:]{3,39}(?![\\w:])");

    private static final Pattern DOCUMENTATION = Pattern.compile(
            "192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*|127\\..*|0\\.0\\.0\\.0|2001:db8:.*");
    private static final int FIRST_ASN = 64_496;
    private static final int ASNS = 16;
    private static final int ADDRESSES = 254;
    /** Beyond so many originals the place is taken from the original itself, not remembered. */
    private static final int REMEMBERED = 4096;

    private final Map<String, Integer> places = new HashMap<>();

    String hide(String text) {
        String out = ASN.matcher(text).replaceAll(this::asn);
        out = IPV4.matcher(out).replaceAll(m -> address(m, n -> "198.51.100." + n));
        return COLONS.matcher(out).replaceAll(m -> isIpv6(m.group()) ? address(m, n -> "2001:db8::" + n) : m.group());
    }

    private String asn(MatchResult match) {
        long number = Long.parseLong(match.group(1));
        if (number >= FIRST_ASN && number < FIRST_ASN + ASNS) {
            return match.group();
        }
        return "AS" + (FIRST_ASN + place("AS", match.group(1), ASNS));
    }

    private String address(MatchResult match, IntFunction<String> written) {
        if (DOCUMENTATION.matcher(match.group()).matches()) {
            return match.group();
        }
        return written.apply(1 + place("address", match.group(), ADDRESSES));
    }

    /** Two colons together, or eight groups; {@code 12:30:00} inside a sentence is no address. */
    private static boolean isIpv6(String text) {
        int groups = 0;
        for (String group : text.split(":", -1)) {
            if (group.length() > 4) {
                return false;
            }
            groups++;
        }
        return groups <= 8 && (groups == 8 || text.contains("::")) && !text.equals("::");
    }

    private synchronized int place(String kind, String original, int size) {
        String key = kind + original;
        Integer known = places.get(key);
        if (known != null) {
            return known;
        }
        int place = Math.floorMod(
                places.size() < REMEMBERED
                        ? (int) places.keySet().stream()
                                .filter(k -> k.startsWith(kind))
                                .count()
                        : original.hashCode(),
                size);
        if (places.size() < REMEMBERED) {
            places.put(key, place);
        }
        return place;
    }
}
