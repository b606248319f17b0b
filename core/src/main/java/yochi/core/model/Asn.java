package yochi.core.model;

/**
 * An autonomous system by its number.
 *
 * @param number 1..4294967295; 0 (reserved, RFC 7607) where the system is not known, printed as {@code unknown}
 */
public record Asn(long number) implements Comparable<Asn> {
    public static final Asn UNKNOWN = new Asn(0);

    public Asn {
        if (number < 0 || number > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("not an AS number: " + number);
        }
    }

    public static Asn parse(String text) {
        if (text.equals("unknown")) {
            return UNKNOWN;
        }
        return new Asn(Long.parseLong(text.startsWith("AS") ? text.substring(2) : text));
    }

    public boolean known() {
        return number != 0;
    }

    @Override
    public String toString() {
        return known() ? "AS" + number : "unknown";
    }

    @Override
    public int compareTo(Asn other) {
        return Long.compare(number, other.number);
    }
}
