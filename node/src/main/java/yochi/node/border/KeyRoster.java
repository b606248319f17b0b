package yochi.node.border;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import yochi.core.model.Country;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;

/**
 * The nodes that may know the sketch secret: each line signed by its country's operator, whose key the key holder has
 * pinned out of band. So nobody who merely runs the fleet, such as the centre, can enrol a node of his own and read
 * sketches.
 */
public final class KeyRoster {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int FIELDS = 5;

    /**
     * One node.
     *
     * @param node its name
     * @param country whose operator speaks for it
     * @param publicKey X25519, {@value WrappedSecret#KEY_BYTES} bytes in hexadecimal
     * @param until last day on which it may be given a secret
     */
    public record Entry(String node, Country country, String publicKey, LocalDate until) {
        public Entry {
            if (!NAME.matcher(node).matches()
                    || HexFormat.of().parseHex(publicKey).length != WrappedSecret.KEY_BYTES) {
                throw new IllegalArgumentException("no roster entry: " + node + " " + publicKey);
            }
        }

        private byte[] signed() {
            return ("yochi.sketch-roster/1 " + this).getBytes(StandardCharsets.UTF_8);
        }

        /** The line with its operator's signature. */
        public String line(SigningKey operator) {
            return this + " " + HexFormat.of().formatHex(operator.sign(signed()));
        }

        @Override
        public String toString() {
            return node + " " + country.code() + " " + publicKey + " " + until;
        }
    }

    /**
     * What became of the lines.
     *
     * @param entries those whose signature holds and whose day has not passed
     * @param refused the others, with the reason
     */
    public record Checked(List<Entry> entries, List<String> refused) {}

    private KeyRoster() {}

    /** Checks a roster's lines against the operators' pinned keys. */
    public static Checked check(List<String> lines, Map<Country, VerifyingKey> operators, LocalDate today) {
        List<Entry> entries = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                entries.add(entry(line, operators, today));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                refused.add(line.split(" ", 2)[0] + ": " + e.getMessage());
            }
        }
        return new Checked(entries, refused);
    }

    private static Entry entry(String line, Map<Country, VerifyingKey> operators, LocalDate today) {
        String[] f = line.strip().split(" +", -1);
        if (f.length != FIELDS) {
            throw new IllegalArgumentException("a line is node, country, key, last day, signature");
        }
        Entry entry = new Entry(f[0], Country.parse(f[1]), f[2], LocalDate.parse(f[3]));
        VerifyingKey operator = operators.get(entry.country());
        if (operator == null || !operator.verify(entry.signed(), HexFormat.of().parseHex(f[4]))) {
            throw new IllegalArgumentException("not signed by the pinned operator of " + entry.country());
        }
        if (today.isAfter(entry.until())) {
            throw new IllegalArgumentException("ended on " + entry.until());
        }
        return entry;
    }

    /**
     * The secret closed for every node, by its name. A node that left is no longer on the roster: the next secret, from
     * the next day on, is one that it never had.
     */
    public static Map<String, byte[]> wrap(byte[] secret, List<Entry> entries, LocalDate from, SecureRandom random) {
        Map<String, byte[]> out = new TreeMap<>();
        for (Entry e : entries) {
            byte[] key = HexFormat.of().parseHex(e.publicKey());
            out.put(e.node(), WrappedSecret.wrap(secret, e.node(), from, key, random));
        }
        return out;
    }
}
