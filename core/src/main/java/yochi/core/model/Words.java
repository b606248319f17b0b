package yochi.core.model;

/**
 * One text for people in both languages of the house.
 *
 * @param en English
 * @param ja Japanese
 */
public record Words(String en, String ja) {
    /** A name or number, which is the same in both. */
    public static Words same(String text) {
        return new Words(text, text);
    }
}
