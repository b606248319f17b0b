package yochi.node.trace;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/**
 * Reads the JSON lines of Cowrie and puts the events of a session together. A session is handed on when it is closed,
 * when the room for open sessions is full (the oldest goes first), or when the input ends.
 */
final class CowrieReader implements FormatReader {
    private static final int DEEPEST = 16;
    /** Longest name that is kept; Cowrie writes 12 characters for a session. */
    private static final int LONGEST = 128;

    private static final String PREFIX = "cowrie.";

    private final TraceSettings settings;
    private final JsonMapper json;
    private final LinkedHashMap<String, CowrieSession> open = new LinkedHashMap<>();

    CowrieReader(TraceSettings settings) {
        this.settings = settings;
        json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxStringLength(settings.longestLineBytes())
                                .build())
                        .build())
                .build();
    }

    static boolean fits(byte[] head, int length) {
        String line = TextHead.firstLine(head, length);
        return line.startsWith("{") && line.contains("\"eventid\"") && line.contains("\"" + PREFIX);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        while (line.next()) {
            String fault = event(line, input, tally, sink);
            if (!fault.isEmpty()) {
                tally.reject(RejectReason.MALFORMED, line.number(), fault);
            }
        }
        for (CowrieSession session : open.values()) {
            tally.note("sessionNotClosed", session.firstLine());
            sink.session(session.finish(false));
        }
        open.clear();
    }

    /** Takes one event in; says what is wrong, or nothing. */
    private String event(LineReader line, String input, Tally tally, ObservationSink sink) {
        JsonNode node;
        try {
            node = json.readTree(new ByteArrayInputStream(line.bytes(), line.from(), line.length()));
        } catch (JacksonException e) {
            return "broken JSON";
        }
        String id = node.path("eventid").asString("");
        String name = node.path("session").asString("");
        if (!id.startsWith(PREFIX) || name.isEmpty() || id.length() > LONGEST || name.length() > LONGEST) {
            return "no Cowrie event: eventid or session is missing";
        }
        Instant time = time(node.path("timestamp").asString(""));
        if (TimeStamp.nanos(time) == TimeStamp.NONE) {
            return "timestamp is not ISO 8601 in UTC";
        }
        CowrieSession known = open.get(name);
        if (known == null) {
            Optional<Sensor> sensor = sensor(node);
            if (sensor.isEmpty()) {
                tally.reject(RejectReason.UNKNOWN_SENSOR, line.number(), "a sensor that is not in the sensors file");
                return "";
            }
            Optional<CowrieSession> begun =
                    CowrieSession.begin(new Origin(sensor.get(), input), name, node, time, line.number());
            if (begun.isEmpty()) {
                return "src_ip is no address";
            }
            makeRoom(tally, sink, line.number());
            known = begun.get();
            open.put(name, known);
        }
        take(known, id, node, time, tally, line.number());
        if (id.equals("cowrie.session.closed")) {
            open.remove(name);
            sink.session(known.finish(true));
        }
        return "";
    }

    private static void take(
            CowrieSession session, String id, JsonNode node, Instant time, Tally tally, long position) {
        if (!session.take(id, node, time)) {
            tally.note("unknownEvent", position);
        }
        tally.take(TimeStamp.nanos(time), position);
    }

    /** The time, or one that no time stamp holds. */
    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private void makeRoom(Tally tally, ObservationSink sink, long position) {
        if (open.size() >= settings.openSessions()) {
            CowrieSession oldest = open.pollFirstEntry().getValue();
            tally.note("sessionGivenUp", position);
            sink.session(oldest.finish(false));
        }
    }

    private Optional<Sensor> sensor(JsonNode node) {
        String name = node.path("sensor").asString("");
        return name.length() > LONGEST ? Optional.empty() : settings.sensors().named(name);
    }
}
