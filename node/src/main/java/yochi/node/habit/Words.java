package yochi.node.habit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import yochi.node.observation.Said;

/**
 * The words of a session so that equal habits give equal words and no word holds an address: hosts of links, addresses
 * in every usual notation, and numbers that could be one are replaced; bytes that are no letters are written as
 * {@code \xNN}.
 */
final class Words {
    /** Words of one kind of one session. */
    static final int MOST = 16;

    /** First bytes of a payload that tell it from others (algorithms §5.2). */
    private static final int LONGEST_PAYLOAD = 64;

    private static final int LONGEST = 128;
    private static final String ADDRESS = "{address}";
    private static final String NUMBER = "{n}";
    /** Scheme and host of a link, with port and whatever stands before an at sign. */
    private static final Pattern HOST =
            Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,9}(?:\\[:\\]|:|%3a)(?://|%2f%2f)[^\\s/'\"<>|;?#%]{1,256}");
    /** Four numbers with points, defanged or percent-encoded ones, strokes; octal and hexadecimal ones too. */
    private static final Pattern V4 = Pattern.compile("(?i)(?<![0-9])(?:0x[0-9a-f]{1,2}|[0-9]{1,4})"
            + "(\\.|%2e|\\[\\.\\]|\\(\\.\\)|-|_)(?:0x[0-9a-f]{1,2}|[0-9]{1,4})"
            + "(?:\\1(?:0x[0-9a-f]{1,2}|[0-9]{1,4})){2}(?![0-9])");
    /** Groups with colons, also such that hold an IPv4 address at the end. */
    private static final Pattern V6 =
            Pattern.compile("(?i)\\[?(?:[0-9a-f]{0,4}(?:\\[:\\]|:|%3a)){2,7}[0-9a-f]{0,4}(?:%[0-9a-z]+)?\\]?");
    /** Nibbles or octets, reversed, as in names below arpa. */
    private static final Pattern NIBBLES = Pattern.compile("(?i)(?:[0-9a-f]\\.){16,}[0-9a-f]?");
    /** An address as one number, decimal or hexadecimal; shorter ones are none that is routed. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(?i)(?:0x)?[0-9a-f]{8,}");
    /** What counts up, or is drawn anew each time. */
    private static final Pattern COUNTER = Pattern.compile("[0-9]{5,}");

    private static final Pattern BETWEEN = Pattern.compile("\\|\\||&&|[;|\\n\\r]+");

    private Words() {}

    /** All words, each once a kind, in order; kinds without one are left out. */
    static Map<WordKind, List<String>> of(Said said) {
        Map<WordKind, Set<String>> all = new EnumMap<>(WordKind.class);
        said.credentials().forEach(c -> add(all, WordKind.CREDENTIALS, credential(c)));
        said.commands()
                .forEach(line -> Arrays.stream(BETWEEN.split(line))
                        .forEach(c -> add(all, WordKind.COMMANDS, command(c))));
        said.requests().forEach(target -> add(all, WordKind.REQUESTS, request(target)));
        said.texts().forEach(text -> add(all, WordKind.TEXTS, text(text)));
        Map<WordKind, List<String>> out = new EnumMap<>(WordKind.class);
        all.forEach((kind, words) -> out.put(kind, List.copyOf(words)));
        return out;
    }

    private static void add(Map<WordKind, Set<String>> all, WordKind kind, String word) {
        if (!word.isBlank()) {
            Set<String> words = all.computeIfAbsent(kind, k -> new LinkedHashSet<>());
            if (words.size() < MOST) {
                words.add(word);
            }
        }
    }

    /** Popular passwords are long numbers too: rows of digits stay. */
    static String credential(String pair) {
        return written(LONG_NUMBER.matcher(masked(pair)).replaceAll(m -> row(m.group()) ? m.group() : NUMBER));
    }

    static String command(String line) {
        return written(numberless(masked(line)).strip().replaceAll("\\s+", " "));
    }

    /** The path, and the names of the parameters in alphabetical order. */
    static String request(String target) {
        int query = target.indexOf('?');
        String path = numberless(masked(query < 0 ? target : target.substring(0, query)));
        if (query < 0) {
            return written(path);
        }
        List<String> names = new ArrayList<>();
        for (String parameter : target.substring(query + 1).split("&", -1)) {
            names.add(numberless(masked(parameter.split("=", 2)[0])));
        }
        return written(path + "?" + String.join("&", names.stream().sorted().distinct().toList()));
    }

    static String text(String text) {
        boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
        String cut = plain || text.length() <= LONGEST_PAYLOAD ? text : text.substring(0, LONGEST_PAYLOAD);
        return written(numberless(masked(cut)));
    }

    private static String masked(String text) {
        String out = HOST.matcher(text).replaceAll("{host}");
        out = NIBBLES.matcher(out).replaceAll(ADDRESS);
        out = V4.matcher(out).replaceAll(ADDRESS);
        return V6.matcher(out).replaceAll(ADDRESS);
    }

    private static String numberless(String text) {
        return COUNTER.matcher(LONG_NUMBER.matcher(text).replaceAll(NUMBER)).replaceAll(NUMBER);
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Digits that are all alike, or go up or down by one, nine and zero being neighbours. */
    private static boolean row(String digits) {
        int step = Math.floorMod(digits.charAt(1) - digits.charAt(0), 10);
        boolean row = digits.chars().allMatch(Words::digit) && (step <= 1 || step == 9);
        for (int i = 1; row && i < digits.length(); i++) {
            row = Math.floorMod(digits.charAt(i) - digits.charAt(i - 1), 10) == step;
        }
        return row;
    }

    private static String written(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                out.append(c);
            } else if (c < 0x100) {
                out.append(String.format("\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
