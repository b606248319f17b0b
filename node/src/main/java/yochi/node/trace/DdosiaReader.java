package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.session.SessionRoom;

/**
 * Reads DDoSia target lists: one target of one snapshot a row, found by column names, so that tables with or without
 * the columns {@code as_name} and {@code prefix24} both read.
 */
final class DdosiaReader implements FormatReader {
    static final List<String> COLUMNS = List.of(
            "snapshot_utc", "target_id", "victim_cc", "cc_source", "host_cc", "asn", "vectors", "ports", "n_entries");

    private static final List<String> UNUSED = List.of("tld", "prefix24", "as_name");

    private static final int MOST_PORT = 65_535;

    private final TraceSettings settings;

    DdosiaReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        return TextHead.names(head, length, ",", COLUMNS);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        Optional<Sensor> sensor =
                settings.sensors().only().or(() -> settings.sensors().named(TraceFormat.DDOSIA.id()));
        if (sensor.isEmpty()) {
            tally.reject(RejectReason.UNKNOWN_SENSOR, 1, "several sensors, none called ddosia");
            return;
        }
        Optional<Map<String, Integer>> columns = header(line, tally);
        if (columns.isEmpty()) {
            return;
        }
        Origin origin = new Origin(sensor.get(), input);
        while (line.next()) {
            List<String> fields = QuotedLine.split(text(line));
            if (fields.size()
                    <= columns.get().values().stream().mapToInt(i -> i).max().orElse(0)) {
                tally.reject(RejectReason.MALFORMED, line.number(), "fewer fields than the header");
                continue;
            }
            try {
                AttackOrder order = order(origin, columns.get(), fields);
                if (!SessionRoom.timely(order.time(), settings.latest(), tally, line.number())) {
                    continue;
                }
                if (order.victim().services().size()
                        < parts(field(columns.get(), fields, "ports")).count()) {
                    tally.note("impossiblePort", line.number());
                }
                tally.take(TimeStamp.nanos(order.time()), line.number());
                sink.order(order);
            } catch (DateTimeException | IllegalArgumentException e) {
                tally.reject(RejectReason.MALFORMED, line.number(), "a field holds what it cannot");
            }
        }
    }

    private static String text(LineReader line) {
        return new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8);
    }

    private static Optional<Map<String, Integer>> header(LineReader line, Tally tally) {
        if (!line.next()) {
            tally.reject(RejectReason.EMPTY, 1, "no header line");
            return Optional.empty();
        }
        List<String> names =
                QuotedLine.split(text(line)).stream().map(String::strip).toList();
        List<String> missing = COLUMNS.stream().filter(c -> !names.contains(c)).toList();
        if (!missing.isEmpty()) {
            tally.reject(RejectReason.COLUMNS_MISSING, line.number(), "missing " + String.join(", ", missing));
            return Optional.empty();
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (COLUMNS.contains(names.get(i))) {
                columns.put(names.get(i), i);
            } else if (!UNUSED.contains(names.get(i))) {
                tally.note("unknownColumn", line.number());
            }
        }
        return Optional.of(columns);
    }

    private static AttackOrder order(Origin origin, Map<String, Integer> columns, List<String> fields) {
        UnaryOperator<String> row = column -> field(columns, fields, column);
        Instant time = LocalDateTime.parse(row.apply("snapshot_utc")).toInstant(ZoneOffset.UTC);
        List<String> vectors = parts(row.apply("vectors"))
                .map(v -> v.indexOf(':') < 0 ? v : v.substring(0, v.lastIndexOf(':')))
                .distinct()
                .toList();
        if (row.apply("target_id").isEmpty() || vectors.isEmpty() || TimeStamp.nanos(time) == TimeStamp.NONE) {
            throw new IllegalArgumentException("an order without target, vector or time");
        }
        Victim victim = new Victim(
                row.apply("target_id"),
                country(row.apply("victim_cc")),
                row.apply("cc_source"),
                row.apply("asn").isEmpty() ? Asn.UNKNOWN : Asn.parse(row.apply("asn")),
                vectors,
                services(vectors, row.apply("ports")),
                Integer.parseUnsignedInt(row.apply("n_entries")),
                country(row.apply("host_cc")));
        return new AttackOrder(origin, time, victim, country(row.apply("host_cc")));
    }

    private static String field(Map<String, Integer> columns, List<String> fields, String column) {
        return fields.get(columns.getOrDefault(column, 0)).strip();
    }

    /**
     * TCP unless every vector floods over UDP: lists name ports apart from vectors, so a mixture is taken as TCP. Those
     * who give the orders mistype ports; what is no port is left out.
     */
    private static List<Service> services(List<String> vectors, String ports) {
        boolean udp = vectors.stream().allMatch(DdosiaReader::isUdp);
        return parts(ports)
                .mapToInt(Integer::parseInt)
                .filter(port -> port >= 0 && port <= MOST_PORT)
                .sorted()
                .mapToObj(port -> udp ? Service.udp(port) : Service.tcp(port))
                .toList();
    }

    private static boolean isUdp(String vector) {
        return vector.startsWith("udp/") || vector.startsWith("http3/") || vector.endsWith("/udp_flood");
    }

    private static Stream<String> parts(String joined) {
        return Stream.of(joined.split("\\|", -1)).map(String::strip).filter(p -> !p.isEmpty());
    }

    private static Country country(String code) {
        return code.isEmpty() ? Country.UNKNOWN : new Country(code);
    }
}
