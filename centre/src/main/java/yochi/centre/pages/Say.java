package yochi.centre.pages;

/** A text of a picture in both languages of the pages. */
public record Say(String en, String ja) {
    /** A name or number, which is the same in both. */
    public static Say same(String text) {
        return new Say(text, text);
    }

    /** This and then that. */
    public Say and(Say next) {
        return new Say(en + next.en, ja + next.ja);
    }

    /** The same with something behind it in both languages. */
    public Say and(String more) {
        return new Say(en + more, ja + more);
    }
}
