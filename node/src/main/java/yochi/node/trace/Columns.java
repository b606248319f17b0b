package yochi.node.trace;

import java.util.List;
import java.util.Optional;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;

/** Reads the header line of a table: missing columns end it loudly, unknown ones are noted. */
final class Columns {
    private Columns() {}

    static Optional<Row> read(LineReader line, char separator, List<String> wanted, Tally tally) {
        if (!line.next()) {
            tally.reject(RejectReason.EMPTY, 1, "no header line");
            return Optional.empty();
        }
        Row.Header header = Row.Header.of(line, separator, wanted);
        if (!header.missing().isEmpty()) {
            tally.reject(RejectReason.COLUMNS_MISSING, line.number(), "missing " + String.join(", ", header.missing()));
            return Optional.empty();
        }
        header.names().stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> tally.note("unknownColumn", line.number()));
        return Optional.of(Row.of(header, separator, wanted));
    }
}
