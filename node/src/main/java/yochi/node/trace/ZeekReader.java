package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.session.LogFault;

/**
 * Reads Zeek's logs {@code conn}, {@code http} and {@code dns}, as JSON lines or as Zeek's own tables; what other logs
 * of Zeek hold is told to be no observation.
 */
final class ZeekReader implements FormatReader {
    static final String ID = "zeek";

    private static final String MARK = "#";
    private static final int MOST_COLUMNS = 1024;

    private final TraceSettings settings;
    private final JsonLines json;

    ZeekReader(TraceSettings settings) {
        this.settings = settings;
        this.json = new JsonLines(settings.longestLineBytes());
    }

    static boolean fits(byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1);
        String first = TextHead.firstObject(head, length);
        return text.startsWith("#separator")
                || (first.startsWith("{")
                        && first.contains("\"ts\"")
                        && (first.contains("\"uid\"") || first.contains("\"@stream\"")));
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        ZeekDesk desk = new ZeekDesk(settings, input, tally, sink);
        Table table = new Table();
        JsonLines.Records records = JsonLines.counted(line, tally, r -> take(desk, r, tally, line.number()));
        while (line.next()) {
            byte first = line.bytes()[line.from()];
            if (first == '{' || first == '[' || first == ']') {
                json.read(line, records);
                continue;
            }
            String text = CsvRecords.text(line);
            if (text.startsWith(MARK)) {
                table.header(text);
                continue;
            }
            Optional<JsonNode> row = table.row(text);
            if (row.isPresent()) {
                records.record(row.get());
            } else {
                tally.reject(RejectReason.MALFORMED, line.number(), "another number of fields than #fields says");
            }
        }
        desk.close();
    }

    private static void take(ZeekDesk desk, JsonNode record, Tally tally, long line) {
        try {
            if (!desk.take(record, line)) {
                tally.reject(RejectReason.NO_OBSERVATION, line, "");
            }
        } catch (LogFault fault) {
            tally.reject(RejectReason.MALFORMED, line, fault.what());
        }
    }

    /** Zeek's own table: what its comment lines say of separator, names and empty fields. */
    private static final class Table {
        private String separator = "\t";
        private String unset = "-";
        private String empty = "(empty)";
        private String path = "";
        private List<String> names = List.of();

        void header(String text) {
            if (text.startsWith("#separator ")) {
                String told = text.substring("#separator ".length()).strip();
                separator = told.matches("\\\\x[0-9a-fA-F]{2}")
                        ? Character.toString((char) Integer.parseInt(told.substring(2), 16))
                        : told.isEmpty() ? separator : told;
                return;
            }
            List<String> parts = parts(text);
            String value = parts.size() > 1 ? parts.get(1) : "";
            switch (parts.getFirst()) {
                case "#unset_field" -> unset = value;
                case "#empty_field" -> empty = value;
                case "#path" -> path = value;
                case "#fields" -> names = List.copyOf(parts.subList(1, Math.min(parts.size(), MOST_COLUMNS)));
                default -> {}
            }
        }

        Optional<JsonNode> row(String text) {
            List<String> parts = parts(text);
            if (names.isEmpty() || parts.size() != names.size()) {
                return Optional.empty();
            }
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("_path", path);
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).equals(unset) && !parts.get(i).equals(empty)) {
                    row.put(names.get(i), parts.get(i));
                }
            }
            return Optional.of(row);
        }

        private List<String> parts(String text) {
            List<String> out = new ArrayList<>();
            int start = 0;
            for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
                out.add(text.substring(start, end));
                start = end + separator.length();
            }
            out.add(text.substring(start));
            return out;
        }
    }
}
