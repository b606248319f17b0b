package yochi.node.trace;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;

/** Reads a honeypot's JSON log, one record a line, through the dialect of its kind. */
final class JsonLogReader implements FormatReader {
    private final TraceSettings settings;
    private final String format;
    private final LogDialect dialect;
    private final JsonLines json;

    JsonLogReader(TraceSettings settings, String format, LogDialect dialect) {
        this.settings = settings;
        this.format = format;
        this.dialect = dialect;
        this.json = new JsonLines(settings.longestLineBytes());
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        SessionRoom room = settings.room(format, input, tally, sink);
        Taking taking = new Taking(room, tally, line);
        while (line.next()) {
            json.read(line, taking);
        }
        room.close();
    }

    private final class Taking implements JsonLines.Records {
        private final SessionRoom room;
        private final Tally tally;
        private final LineReader line;

        Taking(SessionRoom room, Tally tally, LineReader line) {
            this.room = room;
            this.tally = tally;
            this.line = line;
        }

        @Override
        public void record(JsonNode record) {
            try {
                Optional<LogEvent> event = dialect.event(record);
                if (event.isPresent()) {
                    room.take(event.get(), line.number());
                } else {
                    tally.reject(RejectReason.NO_OBSERVATION, line.number(), "");
                }
            } catch (LogFault fault) {
                tally.reject(RejectReason.MALFORMED, line.number(), fault.what());
            }
        }

        @Override
        public void odd(String what) {
            tally.note(what, line.number());
        }

        @Override
        public void broken(String text) {
            Optional<JsonNode> mended = dialect.mended(text);
            if (mended.isPresent()) {
                tally.note("mendedRecord", line.number());
                record(mended.get());
            } else {
                tally.reject(RejectReason.MALFORMED, line.number(), "broken JSON");
            }
        }
    }
}
