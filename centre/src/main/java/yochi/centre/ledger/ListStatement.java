package yochi.centre.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists of who is expected in one span, to be sealed by their digests: who is on them stays with the parties that may
 * know it.
 *
 * @param from begin of the span
 * @param to its end
 * @param method name and version
 * @param informationUntil how far the observations reached that they were made from
 * @param lists one a unit, such as a service
 * @param missing what they were made without
 * @param inputDigest SHA-256 of what they were made from, hexadecimal
 */
public record ListStatement(
        Instant from,
        Instant to,
        String method,
        Instant informationUntil,
        List<OfUnit> lists,
        List<String> missing,
        String inputDigest) {
    public ListStatement {
        lists = List.copyOf(lists);
        missing = List.copyOf(missing);
        if (!from.isBefore(to) || informationUntil.isAfter(from)) {
            throw new IllegalArgumentException("lists for " + from + " to " + to + " made from " + informationUntil);
        }
    }

    /**
     * The list of one unit.
     *
     * @param length places on it, and on each rival's
     * @param expected how many of them were expected to come
     * @param digest SHA-256 of the list, likeliest first, under a salt that who may read the list has too
     * @param rivals the same of each rival's list
     */
    public record OfUnit(String unit, int length, double expected, String digest, SortedMap<String, String> rivals) {
        public OfUnit {
            rivals = Collections.unmodifiableSortedMap(new TreeMap<>(rivals));
            if (length < 1) {
                throw new IllegalArgumentException("an empty list of " + unit);
            }
        }
    }

    /** Digest of a list: the salt and each token in hexadecimal, a line each. */
    public static String digest(String salt, List<Long> tokens) {
        StringBuilder text = new StringBuilder(salt);
        tokens.forEach(token -> text.append('\n').append(Long.toHexString(token)));
        return Entry.sha256(text.toString());
    }
}
