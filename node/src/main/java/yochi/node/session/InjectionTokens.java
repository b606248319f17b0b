package yochi.node.session;

import java.util.List;
import java.util.Locale;

/**
 * Tokens of command injection and shell code in texts that ought to hold a name, a password or a version; own short
 * list of widely published marks (Shellshock CVE-2014-6271, Log4Shell CVE-2021-44228, NOP sleds, shell substitution).
 */
final class InjectionTokens {
    private static final List<String> TOKENS = List.of(
            "() {",
            "${jndi:",
            "\\x90\\x90\\x90\\x90",
            "$(",
            "`wget ",
            "`curl ",
            ";wget ",
            "; wget ",
            ";curl ",
            "; curl ",
            "|sh",
            "| sh",
            "/bin/sh",
            "/bin/busybox",
            "%n%n%n%n");

    /** Marks in the target of a web request, after decoding: also a way out of the folder, and code of PHP. */
    private static final List<String> REQUEST_TOKENS = List.of(
            "../../", "/etc/passwd", "<?php", "auto_prepend_file", "wget http", "curl http", "chmod 777", "rm -rf");

    private static final int MOST_DECODED = 8192;

    private InjectionTokens() {}

    static boolean inRequest(String target) {
        String cut = target.length() > MOST_DECODED ? target.substring(0, MOST_DECODED) : target;
        String plain = decoded(cut).toLowerCase(Locale.ROOT);
        return in(plain) || REQUEST_TOKENS.stream().anyMatch(plain::contains);
    }

    /** Percent signs and plus signs undone, as far as they are right; one byte a letter. */
    private static String decoded(String target) {
        StringBuilder out = new StringBuilder(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            int high = c == '%' && i + 2 < target.length() ? Character.digit(target.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(target.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out.append((char) (high * 16 + low));
                i += 2;
            } else {
                out.append(c == '+' ? ' ' : c);
            }
        }
        return out.toString();
    }

    static boolean in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TOKENS.stream().anyMatch(lower::contains);
    }
}
