package yochi.centre.pages;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One sentence for people: a code with values, so that the pages can say it in the reader's language, and its English
 * text for readers and languages that do not know the code.
 *
 * @param code which sentence, such as {@code alert.order}; {@value #PLAIN} where only the text exists
 * @param values what is filled in, by name
 * @param parts sentences that are filled in, by name
 * @param text the whole sentence in English
 */
public record Phrase(String code, Map<String, String> values, Map<String, Phrase> parts, String text) {
    /** Code of a sentence that exists in English only, such as a person's own words. */
    public static final String PLAIN = "plain";

    public Phrase {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /** A sentence without sentences in it. */
    public Phrase(String code, Map<String, String> values, String text) {
        this(code, values, Map.of(), text);
    }

    /** A sentence that exists in English only. */
    public static Phrase plain(String text) {
        return new Phrase(PLAIN, Map.of(), text);
    }
}
