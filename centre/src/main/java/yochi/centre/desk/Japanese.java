package yochi.centre.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Say;

/** What was missing and what speaks for a finding, in Japanese: by the codes of {@link Sentences}. */
public final class Japanese {
    private static final String FILE = "sentences_ja.properties";

    /** Words that the redaction writes for what it hides. */
    private static final Map<String, String> OTHER = Map.of("another network", "他の網");

    private final Properties words = new Properties();

    public Japanese() {
        try (InputStream in = Objects.requireNonNull(Japanese.class.getResourceAsStream(FILE), FILE)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentence; one that has no code stays as it is. */
    public String of(String text) {
        return of(Sentences.of(text));
    }

    /** The pattern of a code, if it has one here. */
    Optional<String> word(String code) {
        return Optional.ofNullable(words.getProperty(code));
    }

    /** The sentence in both languages. */
    public Say both(String text) {
        return new Say(text, of(text));
    }

    /** In the title of an alert a country by its name; anything else as it is. */
    private static String said(String place, String value) {
        if (value.startsWith("sector:")) {
            return value.replace("sector:", "分野：");
        }
        return place.matches("alert\\..* region") && value.matches("[A-Z]{2}")
                ? Locale.of("", value).getDisplayCountry(Locale.JAPANESE)
                : OTHER.getOrDefault(value, value);
    }

    private String of(Phrase phrase) {
        String out = words.getProperty(phrase.code(), phrase.text());
        for (Map.Entry<String, String> value : phrase.values().entrySet()) {
            out = out.replace("{" + value.getKey() + "}", said(phrase.code() + " " + value.getKey(), value.getValue()));
        }
        for (Map.Entry<String, Phrase> part : phrase.parts().entrySet()) {
            out = out.replace("{" + part.getKey() + "}", of(part.getValue()));
        }
        return out;
    }
}
