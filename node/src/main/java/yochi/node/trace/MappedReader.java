package yochi.node.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.session.LogFault;

/** Reads any table or log of JSON lines through a mapping file, so that a format never seen needs no code. */
final class MappedReader implements FormatReader {
    static final String ID = "mapped";

    private final TraceSettings settings;

    MappedReader(TraceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        if (settings.mapping().isEmpty()) {
            tally.reject(RejectReason.MAPPING_MISSING, 0, "");
            return;
        }
        Mapping mapping = settings.mapping().get();
        MappedDesk desk = new MappedDesk(settings, mapping, input, tally, sink);
        switch (mapping.form()) {
            case CSV -> table(line, ',', mapping, desk, tally);
            case SEMICOLONS -> table(line, ';', mapping, desk, tally);
            case TABS -> table(line, '\t', mapping, desk, tally);
            case JSON_LINES -> json(line, mapping, desk, tally);
        }
        desk.close();
    }

    private static boolean comment(LineReader line, Mapping mapping) {
        return !mapping.comment().isEmpty() && CsvRecords.text(line).startsWith(mapping.comment());
    }

    private static void table(LineReader line, char separator, Mapping mapping, MappedDesk desk, Tally tally) {
        boolean more = line.next();
        while (more && comment(line, mapping)) {
            more = line.next();
        }
        if (!more) {
            tally.reject(RejectReason.EMPTY, 1, "no header line");
            return;
        }
        List<String> names = QuotedLine.split(CsvRecords.text(line), separator);
        Optional<CsvRecords> table = CsvRecords.of(line, separator, names, mapping.fields(), tally);
        while (table.isPresent() && line.next()) {
            if (!comment(line, mapping)) {
                CsvRecords row = table.get().at(CsvRecords.text(line));
                taken(desk, row::field, tally, line.number());
            }
        }
    }

    private void json(LineReader line, Mapping mapping, MappedDesk desk, Tally tally) {
        JsonLines json = new JsonLines(settings.longestLineBytes());
        JsonLines.Records records = JsonLines.counted(
                line, tally, record -> taken(desk, name -> field(record, name), tally, line.number()));
        while (line.next()) {
            if (!comment(line, mapping)) {
                json.read(line, records);
            }
        }
    }

    private static void taken(MappedDesk desk, UnaryOperator<String> record, Tally tally, long position) {
        try {
            desk.take(record, position);
        } catch (LogFault fault) {
            tally.reject(RejectReason.MALFORMED, position, fault.what());
        }
    }

    /** The field of that name, else the one that the points in the name lead to. */
    private static String field(JsonNode record, String name) {
        JsonNode found = record.path(name);
        if (found.isMissingNode()) {
            found = record;
            for (String part : name.split("\\.", -1)) {
                found = found.isArray() && part.matches("\\d{1,6}")
                        ? found.path(Integer.parseInt(part))
                        : found.path(part);
            }
        }
        return Fields.plain(found);
    }
}
