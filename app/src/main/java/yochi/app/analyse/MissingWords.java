package yochi.app.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import yochi.centre.desk.Sentences;
import yochi.centre.pages.Phrase;

/** What was missing, in Japanese: by the codes that the pages of the centre know each sentence by. */
final class MissingWords {
    static final String NO_DAY = "the reports cover no whole day";
    static final String NO_HOME = "no report comes from ";
    static final String FEW_DAYS = "fewer than 14 days were measured in ";

    private static final String FILE = "missing_ja.properties";

    private final Properties words = new Properties();

    MissingWords() {
        try (InputStream in = Objects.requireNonNull(MissingWords.class.getResourceAsStream(FILE), FILE)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentence; one that has no code stays as it is. */
    String japanese(String text) {
        if (text.equals(NO_DAY)) {
            return said("unknown.noDay", Map.of(), text);
        }
        if (text.startsWith(NO_HOME)) {
            return said("unknown.noHome", Map.of("country", text.substring(NO_HOME.length())), text);
        }
        if (text.startsWith(FEW_DAYS)) {
            return said("unknown.fewDays", Map.of("country", text.substring(FEW_DAYS.length())), text);
        }
        Phrase phrase = Sentences.of(text);
        return said(phrase.code(), phrase.values(), text);
    }

    private String said(String code, Map<String, String> values, String otherwise) {
        String out = words.getProperty(code, otherwise);
        for (Map.Entry<String, String> value : values.entrySet()) {
            out = out.replace("{" + value.getKey() + "}", value.getValue());
        }
        return out;
    }
}
