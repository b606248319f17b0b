package yochi.centre.pages;

import java.util.Map;
import java.util.TreeMap;

/**
 * One sentence for people: a code with values, so that the pages can say it in the reader's language, and its English
 * text for readers and languages that do not know the code.
 *
 * @param code which sentence, such as {@code alert.order}; {@code plain} where only the text exists
 * @param values what is filled in, by name
 * @param text the whole sentence in English
 */
public record Phrase(String code, Map<String, String> values, String text) {
    public Phrase {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** A sentence that exists in English only. */
    public static Phrase plain(String text) {
        return new Phrase("plain", Map.of(), text);
    }
}
