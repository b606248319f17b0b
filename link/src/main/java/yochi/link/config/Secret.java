package yochi.link.config;

/**
 * A setting that is never printed.
 *
 * @param value the text itself
 */
public record Secret(String value) {
    static final String MASK = "********";

    public static Secret parse(String text) {
        return new Secret(text);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
