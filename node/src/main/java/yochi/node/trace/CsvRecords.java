package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.session.LogFault;

/** The rows of a table with a header line, fields found by column name, quoted or not. */
final class CsvRecords {
    private final LineReader line;
    private final char separator;
    private final Map<String, Integer> columns;
    private List<String> fields = List.of();

    private CsvRecords(LineReader line, char separator, Map<String, Integer> columns) {
        this.line = line;
        this.separator = separator;
        this.columns = columns;
    }

    /** Reads the header line; missing columns end the input loudly. */
    static Optional<CsvRecords> open(LineReader line, char separator, List<String> needed, Tally tally) {
        if (!line.next()) {
            tally.reject(RejectReason.EMPTY, 1, "no header line");
            return Optional.empty();
        }
        return of(line, separator, QuotedLine.split(text(line), separator), needed, tally);
    }

    /** With column names that were found elsewhere than in a header line. */
    static Optional<CsvRecords> of(
            LineReader line, char separator, List<String> names, List<String> needed, Tally tally) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i).strip(), i);
        }
        List<String> missing =
                needed.stream().filter(n -> !columns.containsKey(n)).toList();
        if (!missing.isEmpty()) {
            tally.reject(RejectReason.COLUMNS_MISSING, line.number(), "missing " + String.join(", ", missing));
            return Optional.empty();
        }
        return Optional.of(new CsvRecords(line, separator, columns));
    }

    /** Steps to the next row, whatever its width; false at the end. */
    boolean next() {
        if (!line.next()) {
            return false;
        }
        fields = QuotedLine.split(text(line), separator);
        return true;
    }

    /** The same with the row that stands in the text: the reader has stepped to it itself. */
    CsvRecords at(String text) {
        fields = QuotedLine.split(text, separator);
        return this;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The field, without space around it; empty where the table has no such column. */
    String field(String column) {
        Integer at = columns.get(column);
        if (at == null) {
            return "";
        }
        if (at >= fields.size()) {
            throw new LogFault("fewer fields than the header");
        }
        return fields.get(at).strip();
    }

    /** The first field of the row at hand. */
    String firstField() {
        return fields.isEmpty() ? "" : fields.getFirst().strip();
    }

    long number() {
        return line.number();
    }

    static String text(LineReader line) {
        return new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8);
    }
}
