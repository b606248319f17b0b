package yochi.node.trace;

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

    private InjectionTokens() {}

    static boolean in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return TOKENS.stream().anyMatch(lower::contains);
    }
}
