package yochi.link.exchange;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes text for people harmless (S-7): links and addresses that no program turns into something to click on, no
 * characters that hide or reorder what is read. Doing it twice changes nothing more.
 *
 * <p>A link begins with {@code hxxp}, points and colons of addresses stand in brackets ({@code 192[.]0[.]2[.]7}),
 * the sign of a mail address is written {@code [at]}.
 */
public final class Defang {
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(?:h(tt)ps?|f(t)ps?)(?=://)");
    private static final Pattern ACTIVE = Pattern.compile("(?i)\\b(javascript|vbscript|data|file):(?=\\S)");
    private static final Pattern AT = Pattern.compile("(?<=[\\w.+-])@(?=\\w)");
    private static final Pattern IPV4 = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3,}\\b");
    /** The whole run of digits and colons, however long: what a first pass left over a second would find. */
    private static final Pattern IPV6 = Pattern.compile("(?i)(?<![\\w:\\[])(?=:*[0-9a-f])[0-9a-f:]{2,}");
    private static final Pattern HOST = Pattern.compile("(?i)\\b(?:[a-z0-9_-]{1,63}\\.)+[a-z][a-z0-9-]{1,62}\\b");
    /** Control, bidirectional and zero-width characters; line ends stay. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");

    private static final int MIN_IPV6_COLONS = 2;

    private Defang() {}

    public static String text(String text) {
        String out = HIDDEN.matcher(text).replaceAll("");
        out = SCHEME.matcher(out).replaceAll(Defang::scheme);
        out = ACTIVE.matcher(out).replaceAll("$1[:]");
        out = AT.matcher(out).replaceAll("[at]");
        out = IPV6.matcher(out).replaceAll(Defang::ipv6);
        out = IPV4.matcher(out).replaceAll(match -> match.group().replace(".", "[.]"));
        return HOST.matcher(out).replaceAll(match -> match.group().replace(".", "[.]"));
    }

    /** What the text said before; only where it is to be used by a program that knows what it does. */
    public static String restore(String harmless) {
        return harmless.replace("[.]", ".")
                .replace("[:]", ":")
                .replace("[at]", "@")
                .replaceAll("(?i)\\bhxxp(s?)(?=://)", "http$1")
                .replaceAll("(?i)\\bfxp(s?)(?=://)", "ftp$1");
    }

    private static String scheme(MatchResult match) {
        String word = match.group();
        return match.group(1) != null
                ? word.charAt(0) + "xx" + word.substring(3)
                : word.charAt(0) + "x" + word.substring(2);
    }

    /** Times of day such as 06:05:00 have two colons too, but no double one and fewer than seven. */
    private static String ipv6(MatchResult match) {
        String word = match.group();
        long colons = word.chars().filter(c -> c == ':').count();
        boolean address = word.contains("::") ? colons >= MIN_IPV6_COLONS : colons >= 7;
        return address ? word.replace(":", "[:]") : word;
    }
}
