package yochi.centre.open;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

/** The open page's words in one language. */
final class OpenWords {
    private final String language;
    private final Properties words = new Properties();

    OpenWords(String language) {
        this.language = language;
        String file = "words_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(OpenWords.class.getResourceAsStream(file), file)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    /** The text with its values filled in. */
    String of(String key, Map<String, ?> values) {
        String out = words.getProperty(key);
        if (out == null) {
            throw new IllegalStateException("no word " + key + " in " + language);
        }
        for (Map.Entry<String, ?> value : values.entrySet()) {
            out = out.replace("{" + value.getKey() + "}", value.getValue().toString());
        }
        return out;
    }

    String of(String key) {
        return of(key, Map.of());
    }

    /** The word where there is one, else the name itself. */
    String name(String group, String name) {
        return words.getProperty(group + "." + name.replace(' ', '-'), name);
    }

    String kind(AttackType kind) {
        return of("kind." + kind);
    }

    String country(Country country) {
        return country.equals(Country.UNKNOWN)
                ? of("unknown")
                : Locale.of("", country.code()).getDisplayCountry(Locale.forLanguageTag(language));
    }

    java.util.Set<String> keys() {
        return words.stringPropertyNames();
    }
}
