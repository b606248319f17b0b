package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The first line of what may be a text input, for telling formats apart. */
final class TextHead {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TextHead() {}

    /** The first line that is not blank, without byte order mark. */
    static String firstLine(byte[] head, int length) {
        return new String(head, 0, length, StandardCharsets.UTF_8)
                .replace(BYTE_ORDER_MARK, "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether the first line names all the columns. */
    static boolean names(byte[] head, int length, String separator, List<String> columns) {
        String line = firstLine(head, length).replace("\"", "");
        return Arrays.asList(line.split(separator, -1)).containsAll(columns);
    }

    /** The first line with a JSON object, without the marks of an array around it. */
    static String firstObject(byte[] head, int length) {
        return new String(head, 0, length, StandardCharsets.UTF_8)
                .replace(BYTE_ORDER_MARK, "")
                .lines()
                .map(line -> line.strip().replaceFirst("^[\\[,\\s]+", ""))
                .filter(line -> !line.isEmpty() && !(line.startsWith("{") && line.endsWith("[")))
                .findFirst()
                .orElse("");
    }

    /** Whether the first JSON object names all the fields. */
    static boolean holds(byte[] head, int length, String... fields) {
        String line = firstObject(head, length);
        return line.startsWith("{")
                && Arrays.stream(fields).allMatch(field -> line.contains("\"" + field + "\""));
    }
}
