package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reasons in the reader's language: documents hold a code and an English text beside it, and this is the edge where
 * another language takes its place. A reason without words of its own stays as it is.
 */
final class Reasons {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Properties words = new Properties();

    Reasons(Locale locale) {
        try (InputStream in = Reasons.class.getResourceAsStream("reasons_" + locale.getLanguage() + ".properties")) {
            if (in != null) {
                words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The reason.
     *
     * @param kind {@code unknown}, {@code missing} or {@code remedy}
     * @param text in English
     */
    String of(String kind, String code, String text) {
        String own = words.getProperty(kind + "." + code, text);
        Matcher number = NUMBER.matcher(text);
        return number.find() ? own.replace("{n}", number.group()) : own;
    }
}
