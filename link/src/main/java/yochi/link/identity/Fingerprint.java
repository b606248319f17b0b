package yochi.link.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two people read to each other over the telephone to know that both hold the same signed message: 20 decimal
 * digits of the SHA-256 of the bytes that the signatures are made over (66 bits), in five groups of four, each with a
 * check digit. Digits, since they are said alike in every language. The check digit is Damm's (2004): it finds every
 * single wrong digit and every swap of neighbours; its count starts at the group's own place, so that two groups in
 * each other's place are found too.
 *
 * @param groups five groups of five digits
 */
public record Fingerprint(List<String> groups) {
    /** What the digest is of, before the signed bytes. */
    private static final String CONTEXT = "yochi.fingerprint/1\n";

    private static final int GROUPS = 5;
    private static final int DIGITS = 4;
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
    /** The totally anti-symmetric quasigroup of order 10 of Damm's thesis; its diagonal is zero. */
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
    };

    public Fingerprint {
        groups = List.copyOf(groups);
    }

    /** Of the signed bytes of a message; the same at its issuer and at everybody who holds it. */
    public static Fingerprint of(Signed<?> message) {
        return of(message.covered());
    }

    /** The same of a message as it travels; it says nothing of whether the signatures hold. */
    public static Fingerprint ofText(String message) {
        if (!(StrictJson.read(message.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode json)) {
            throw new IllegalArgumentException("a signed message is an object");
        }
        json.remove("signatures");
        return of(CanonicalJson.text(json));
    }

    private static Fingerprint of(String covered) {
        BigInteger number = new BigInteger(1, Sha256.of(CONTEXT + covered));
        List<String> groups = new ArrayList<>();
        for (int place = 1; place <= GROUPS; place++) {
            String four = String.format("%04d", number.mod(TEN_THOUSAND).intValue());
            groups.add(four + end(place, four));
            number = number.divide(TEN_THOUSAND);
        }
        return new Fingerprint(groups);
    }

    /**
     * Reads what was heard, however it is spaced.
     *
     * @throws IllegalArgumentException naming the group that was misheard
     */
    public static Fingerprint parse(String heard) {
        String digits = heard.replaceAll("[\\s.-]", "");
        if (digits.length() != GROUPS * (DIGITS + 1) || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a fingerprint has five groups of five digits");
        }
        List<String> groups = new ArrayList<>();
        for (int place = 1; place <= GROUPS; place++) {
            String group = digits.substring((place - 1) * (DIGITS + 1), place * (DIGITS + 1));
            if (end(place, group) != 0) {
                throw new IllegalArgumentException("group " + place + " (" + group + ") was misheard: read it again");
            }
            groups.add(group);
        }
        return new Fingerprint(groups);
    }

    /** The same, or empty where it was misheard. */
    public static Optional<Fingerprint> heard(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int end(int place, String digits) {
        int at = place;
        for (int i = 0; i < digits.length(); i++) {
            at = DAMM[at][digits.charAt(i) - '0'];
        }
        return at;
    }

    /** As it is printed: {@code 48213 90571 …}. */
    @Override
    public String toString() {
        return groups.stream().collect(Collectors.joining(" "));
    }
}
