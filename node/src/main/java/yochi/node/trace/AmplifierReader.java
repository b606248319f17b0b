package yochi.node.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import yochi.core.model.Service;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;

/**
 * Reads the table of an amplification honeypot (docs/formats.md): requests that name one victim as their sender, at one
 * service, counted over a second, a minute or whatever the honeypot counts by.
 */
final class AmplifierReader implements FormatReader {
    static final String ID = "amplifier";
    static final List<String> COLUMNS = List.of("start", "victim", "port", "requests");

    private static final int MOST_REQUESTS = 1_000_000_000;
    private static final int PORT = 0xFFFF;

    private final TraceSettings settings;

    AmplifierReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        return TextHead.names(head, length, ",", COLUMNS);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        Optional<CsvRecords> table = CsvRecords.open(line, ',', COLUMNS, tally);
        if (table.isEmpty()) {
            return;
        }
        CsvRecords row = table.get();
        while (row.next()) {
            try {
                Instant start = LogTime.parse(row.field("start"));
                Optional<Sensor> sensor = row.field("sensor").isEmpty()
                        ? settings.sensors().only().or(() -> settings.sensors().named(ID))
                        : settings.sensors().named(row.field("sensor"));
                if (sensor.isEmpty()) {
                    tally.reject(RejectReason.UNKNOWN_SENSOR, row.number(), "a sensor not in the sensors file");
                    continue;
                }
                AmplificationRequests requests = requests(new Origin(sensor.get(), input), row, start);
                if (SessionRoom.timely(start, requests.end(), settings.latest(), tally, row.number())) {
                    tally.take(TimeStamp.nanos(start), row.number());
                    sink.amplification(requests);
                }
            } catch (LogFault fault) {
                tally.reject(RejectReason.MALFORMED, row.number(), fault.what());
            }
        }
    }

    private static AmplificationRequests requests(Origin origin, CsvRecords row, Instant start) {
        Instant end = row.field("end").isEmpty() ? start : LogTime.parse(row.field("end"));
        if (end.isBefore(start)) {
            throw new LogFault("end is before start");
        }
        int port = (int) number(row, "port", 0, PORT);
        String protocol = row.field("protocol");
        Service service =
                switch (protocol) {
                    case "", "udp" -> Service.udp(port);
                    case "tcp" -> Service.tcp(port);
                    default -> throw new LogFault("protocol is neither udp nor tcp");
                };
        return new AmplificationRequests(
                origin,
                start,
                end,
                Fields.address(row.field("victim")).orElseThrow(() -> new LogFault("victim is no address")),
                service,
                (int) number(row, "requests", 1, MOST_REQUESTS),
                row.field("bytes").isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(row, "bytes", 0, Long.MAX_VALUE)));
    }

    private static long number(CsvRecords row, String column, long least, long most) {
        try {
            long value = Long.parseLong(row.field(column));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new LogFault(column + " is no number");
        }
        throw new LogFault(column + " is not from " + least + " to " + most);
    }
}
