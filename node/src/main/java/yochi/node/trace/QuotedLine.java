package yochi.node.trace;

import java.util.ArrayList;
import java.util.List;

/** Splits a comma-separated line whose fields may stand in quotes (RFC 4180; no line breaks inside fields). */
final class QuotedLine {
    private QuotedLine() {}

    static List<String> split(String line) {
        return split(line, ',');
    }

    static List<String> split(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
