package yochi.app.analyse;

import java.util.Locale;

/** HTML being written: text is always escaped, and every sentence stands in both languages. */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Trusted markup, with {@code %s} values that have been escaped or are numbers. */
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for one word
    Markup raw(String format, Object... values) {
        out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /** The same in English and Japanese, of which the page shows one. */
    Markup both(String english, String japanese) {
        out.append(pair(english, japanese));
        return this;
    }

    static String pair(String english, String japanese) {
        return "<span lang=\"en\">" + escape(english) + "</span><span lang=\"ja\">" + escape(japanese) + "</span>";
    }

    /** The same as SVG text, which knows no span outside of text. */
    static String pairInPicture(String english, String japanese) {
        return "<tspan lang=\"en\">" + escape(english) + "</tspan><tspan lang=\"ja\">" + escape(japanese) + "</tspan>";
    }

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
