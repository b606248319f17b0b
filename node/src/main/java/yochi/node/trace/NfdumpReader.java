package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.SourceStream;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;
import yochi.node.session.Watchers;

/**
 * Reads the flow records that nfdump prints: {@code -o csv} of 1.6 and 1.7, {@code -o json} and {@code -o ndjson}. A
 * flow's packets are those of its source; what the exporter sampled is not scaled up.
 */
final class NfdumpReader implements FormatReader {
    static final String ID = "nfdump";

    private static final List<String> OLD_COLUMNS = List.of("ts", "te", "sa", "da", "sp", "dp", "pr", "ipkt");
    private static final List<String> COLUMNS = List.of("firstSeen", "proto", "srcAddr", "dstAddr", "packets");
    private static final Set<String> FIELDS = Set.of(
            "type",
            "sampled",
            "t_first",
            "t_last",
            "first",
            "last",
            "proto",
            "src4_addr",
            "src6_addr",
            "src_addr",
            "dst4_addr",
            "dst6_addr",
            "dst_addr",
            "src_port",
            "dst_port",
            "icmp_type",
            "tcp_flags",
            "in_packets",
            "in_bytes",
            "packets",
            "bytes");
    private static final Set<String> HEADERS = Set.of("ts", "firstSeen");
    private static final String TRAILER = "Summary";

    private final TraceSettings settings;

    NfdumpReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        if (TextHead.names(head, length, ",", OLD_COLUMNS) || TextHead.names(head, length, ",", COLUMNS)) {
            return true;
        }
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1).stripLeading();
        return (text.startsWith("[") || text.startsWith("{"))
                && text.contains("\"proto\"")
                && text.contains("\"in_packets\"")
                && (text.contains("\"src4_addr\"") || text.contains("\"src6_addr\""));
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        Desk desk = new Desk(input, tally, sink);
        byte[] b = source.buffer();
        int at = source.position();
        int to = source.limit();
        while (at < to && b[at] <= ' ' && b[at] >= 0) {
            at++;
        }
        if (at < to && b[at] == '[') {
            document(source, tally, desk);
        } else if (at < to && b[at] == '{') {
            lines(source, tally, desk);
        } else {
            table(source, tally, desk);
        }
    }

    private static void document(ByteSource source, Tally tally, Desk desk) {
        String broken = new DocumentScan(Set.of(""), FIELDS).scan(new SourceStream(source), (list, values, offset) -> {
            if (!values.isEmpty()) {
                desk.take(new NfdumpFlow(name -> values.getOrDefault(name, "")), offset);
            }
        });
        if (!broken.isEmpty() && source.damage().isEmpty()) {
            tally.reject(RejectReason.MALFORMED, source.offset(), broken + "; the rest is not read");
        }
    }

    private void lines(ByteSource source, Tally tally, Desk desk) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        JsonLines json = new JsonLines(settings.longestLineBytes());
        JsonLines.Records records = JsonLines.counted(
                line, tally, record -> desk.take(new NfdumpFlow(name -> Fields.text(record, name)), line.number()));
        while (line.next()) {
            json.read(line, records);
        }
    }

    private void table(ByteSource source, Tally tally, Desk desk) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        Optional<CsvRecords> opened = CsvRecords.open(line, ',', List.of(), tally);
        if (opened.isEmpty()) {
            return;
        }
        CsvRecords rows = opened.get();
        if (!OLD_COLUMNS.stream().allMatch(rows::has) && !COLUMNS.stream().allMatch(rows::has)) {
            tally.reject(RejectReason.COLUMNS_MISSING, line.number(), "needs " + String.join(", ", OLD_COLUMNS)
                    + " or " + String.join(", ", COLUMNS));
            return;
        }
        boolean summary = false;
        while (rows.next()) {
            // Several files printed one after another repeat header and summary.
            boolean header = HEADERS.contains(rows.firstField());
            summary = (summary || rows.firstField().equals(TRAILER)) && !header;
            if (!summary && !header) {
                desk.take(new NfdumpFlow(rows::field), line.number());
            }
        }
    }

    /** Takes the flows of one input. */
    private final class Desk {
        private final String input;
        private final Tally tally;
        private final ObservationSink sink;

        Desk(String input, Tally tally, ObservationSink sink) {
            this.input = input;
            this.tally = tally;
            this.sink = sink;
        }

        void take(NfdumpFlow record, long position) {
            try {
                if (!record.isFlow() || record.packets() == 0) {
                    tally.reject(RejectReason.NO_OBSERVATION, position, "");
                    return;
                }
                Instant start = record.start();
                if (!SessionRoom.timely(start, record.end(start), settings.latest(), tally, position)) {
                    return;
                }
                Optional<Origin> origin = origin(record, position);
                if (origin.isPresent()) {
                    var flow = record.flow(origin.get());
                    if (record.sampled()) {
                        tally.note("sampledFlow", position);
                    }
                    tally.take(TimeStamp.nanos(start), position);
                    sink.flow(flow);
                }
            } catch (LogFault fault) {
                tally.reject(RejectReason.MALFORMED, position, fault.what());
            }
        }

        /** By the watched addresses where sensors name any: an exporter sees both directions and all neighbours. */
        private Optional<Origin> origin(NfdumpFlow record, long position) {
            Optional<Sensor> sensor;
            if (!settings.sensors().watchesAddresses()) {
                sensor = settings.sensors().only().or(() -> settings.sensors().named(ID));
                if (sensor.isEmpty()) {
                    tally.reject(RejectReason.UNKNOWN_SENSOR, position, "several sensors, and nothing tells which");
                }
            } else if (Watchers.of(settings.sensors(), record.source()).isPresent()) {
                tally.reject(RejectReason.OWN_TRAFFIC, position, "");
                sensor = Optional.empty();
            } else {
                sensor = Watchers.of(settings.sensors(), record.destination());
                if (sensor.isEmpty()) {
                    tally.reject(RejectReason.OUTSIDE_MONITORED, position, "");
                }
            }
            return sensor.map(s -> new Origin(s, input));
        }
    }
}
