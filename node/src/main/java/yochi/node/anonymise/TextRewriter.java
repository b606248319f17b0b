package yochi.node.anonymise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the addresses in a table or log, line by line: dotted, dashed, IPv6, and decimal or hexadecimal numbers that
 * stand for an address of the same line. A column of decimal addresses alone must be named.
 */
final class TextRewriter {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";
    private static final Pattern ADDRESS = Pattern.compile("(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}"
            + "(?:(?:" + OCTET + "\\.){3}" + OCTET + "|[0-9A-Fa-f]{1,4}|)(?![0-9A-Za-z:])"
            + "|(?<![0-9.])" + OCTET + "(?:\\." + OCTET + "){3}(?![0-9]|\\.[0-9])"
            + "|(?<![0-9-])" + OCTET + "(?:-" + OCTET + "){3}(?![0-9]|-[0-9])");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![0-9A-Za-z.])(?:0[xX])?[0-9A-Fa-f]{5,10}(?![0-9A-Za-z]|\\.[0-9])");
    /** A longer line is left out. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final long HIGHEST = 0xFFFF_FFFFL;

    private final CryptoPan pan;
    private final Set<String> decimal;
    private final List<Integer> columns = new ArrayList<>();
    private char delimiter = ',';

    /**
     * A rewriter.
     *
     * @param decimal names of columns, in the first line, whose numbers are IPv4 addresses
     */
    TextRewriter(CryptoPan pan, Set<String> decimal) {
        this.pan = pan;
        this.decimal = decimal;
    }

    Account rewrite(BufferedReader in, Writer out) throws IOException {
        long lines = 0;
        long dropped = 0;
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            boolean ends = c == '\n';
            if (!ends && text.length() <= LONGEST_LINE) {
                text.append((char) c);
            } else if (ends) {
                lines++;
                dropped += write(text, lines == 1, out);
                out.write(text.length() > LONGEST_LINE ? "" : "\n");
                text.setLength(0);
            }
        }
        if (!text.isEmpty()) {
            lines++;
            dropped += write(text, lines == 1, out);
        }
        return new Account(lines, lines - dropped, dropped, false);
    }

    /** Lines left out: one or none. */
    private int write(StringBuilder text, boolean first, Writer out) throws IOException {
        if (text.length() > LONGEST_LINE) {
            return 1;
        }
        String line = text.toString();
        if (first && !decimal.isEmpty()) {
            heading(line);
            out.write(line);
        } else {
            out.write(line(line));
        }
        return 0;
    }

    private void heading(String line) {
        delimiter = line.indexOf('\t') >= 0 ? '\t' : ',';
        List<String> names = fields(line).stream().map(TextRewriter::bare).toList();
        for (String name : decimal) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no column " + name + " among " + names);
            }
            columns.add(names.indexOf(name));
        }
    }

    private static String bare(String field) {
        String text = field.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** The fields of a line; a delimiter between quotes does not part. */
    private List<String> fields(String line) {
        List<String> out = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == delimiter) {
                out.add(line.substring(from, i));
                from = i + 1;
            }
        }
        out.add(line.substring(from));
        return out;
    }

    String line(String line) {
        Map<Long, Integer> seen = new HashMap<>();
        String named = columns.isEmpty() ? line : decimals(line);
        String out = ADDRESS.matcher(named)
                .replaceAll(found -> Matcher.quoteReplacement(pseudonym(found.group(), seen)));
        return seen.isEmpty()
                ? out
                : NUMBER.matcher(out).replaceAll(found -> Matcher.quoteReplacement(number(found.group(), seen)));
    }

    private String decimals(String line) {
        List<String> fields = fields(line);
        for (int column : columns) {
            String text = column < fields.size() ? bare(fields.get(column)) : "";
            if (!text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long value = Long.parseLong(text);
                if (value <= HIGHEST) {
                    String other = Integer.toUnsignedString(pan.ipv4((int) value));
                    fields.set(column, fields.get(column).replace(text, other));
                }
            }
        }
        return String.join(String.valueOf(delimiter), fields);
    }

    private String pseudonym(String text, Map<Long, Integer> seen) {
        if (text.indexOf(':') >= 0) {
            return Ipv6Text.pseudonym(text, pan);
        }
        char mark = text.indexOf('.') >= 0 ? '.' : '-';
        int address = 0;
        for (String octet : text.split(Pattern.quote(String.valueOf(mark)), -1)) {
            address = address << Byte.SIZE | Integer.parseInt(octet);
        }
        int other = pan.ipv4(address);
        seen.put(address & HIGHEST, other);
        return Ipv6Text.dotted(other, mark);
    }

    /** A number that is an address of the same line in decimal or hexadecimal, as the same form of its pseudonym. */
    private static String number(String text, Map<Long, Integer> seen) {
        boolean marked = text.startsWith("0x") || text.startsWith("0X");
        String digits = marked ? text.substring(2) : text;
        boolean plain = !marked && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        Integer asDecimal = plain ? seen.get(Long.parseLong(digits)) : null;
        if (asDecimal != null) {
            return Integer.toUnsignedString(asDecimal);
        }
        Integer asHex = digits.length() <= 8 ? seen.get(Long.parseLong(digits, 16)) : null;
        return asHex == null ? text : (marked ? text.substring(0, 2) : "") + String.format("%08x", asHex);
    }
}
