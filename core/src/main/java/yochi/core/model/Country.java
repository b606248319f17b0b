package yochi.core.model;

/**
 * A country or territory by its ISO 3166-1 alpha-2 code.
 *
 * @param code two capital letters; {@code ZZ} where the country is not known, printed as {@code unknown}
 */
public record Country(String code) implements Comparable<Country> {
    public static final Country UNKNOWN = new Country("ZZ");

    public Country {
        if (code.length() != 2 || !isLetter(code.charAt(0)) || !isLetter(code.charAt(1))) {
            throw new IllegalArgumentException("not an ISO 3166-1 alpha-2 code: " + code);
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static Country parse(String text) {
        return text.equals("unknown") ? UNKNOWN : new Country(text);
    }

    public boolean known() {
        return !equals(UNKNOWN);
    }

    @Override
    public String toString() {
        return known() ? code : "unknown";
    }

    @Override
    public int compareTo(Country other) {
        return code.compareTo(other.code);
    }
}
