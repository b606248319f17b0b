package yochi.node.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Service;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.Flow;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;
import yochi.node.session.Watchers;

/**
 * Says what a record of Zeek is: a connection is a flow of its originator, web requests of a connection are a session,
 * a DNS question of type ANY over UDP is a request to an amplifier, other questions are a session.
 */
final class ZeekDesk {
    private static final int PORT = 0xFFFF;

    private final TraceSettings settings;
    private final String input;
    private final Tally tally;
    private final ObservationSink sink;
    private final SessionRoom room;

    ZeekDesk(TraceSettings settings, String input, Tally tally, ObservationSink sink) {
        this.settings = settings;
        this.input = input;
        this.tally = tally;
        this.sink = sink;
        this.room = settings.room(ZeekReader.ID, input, tally, sink);
    }

    void close() {
        room.close();
    }

    /** Takes a record in; false where it is of a log that tells of no stranger. */
    boolean take(JsonNode record, long position) {
        String log = field(record, "_path") + field(record, "@stream");
        boolean open = log.isEmpty();
        if (log.equals("conn") || (open && has(record, "conn_state"))) {
            flow(record, position);
        } else if (log.equals("http") || (open && has(record, "uri") && has(record, "trans_depth"))) {
            session(record, requests(record), position);
        } else if (log.equals("dns") || (open && has(record, "query") && has(record, "trans_id"))) {
            dns(record, position);
        } else {
            return false;
        }
        return true;
    }

    private static boolean has(JsonNode record, String name) {
        return !field(record, name).isEmpty();
    }

    /** The field; Zeek writes points in its names, some shippers underscores. */
    private static String field(JsonNode record, String name) {
        JsonNode found = record.path(name);
        return Fields.plain(found.isMissingNode() ? record.path(name.replace('.', '_')) : found);
    }

    private static Instant time(JsonNode record) {
        return LogTime.parse(field(record, "ts"));
    }

    private static InetAddress address(JsonNode record, String name) {
        return Fields.address(field(record, name)).orElseThrow(() -> new LogFault(name + " is no address"));
    }

    private static int port(JsonNode record, String name) {
        long port = number(record, name);
        if (port < 0 || port > PORT) {
            throw new LogFault(name + " is no port");
        }
        return (int) port;
    }

    /** The number, -1 where there is none. */
    private static long number(JsonNode record, String name) {
        try {
            String text = field(record, name);
            return text.isEmpty() ? -1 : Fields.decimal(text).longValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new LogFault(name + " is no number");
        }
    }

    private static Service service(JsonNode record) {
        int port = port(record, "id.resp_p");
        return field(record, "proto").equals("udp") ? Service.udp(port) : Service.tcp(port);
    }

    private Optional<Origin> origin(InetAddress from, InetAddress to, long position) {
        if (settings.sensors().watchesAddresses()
                && Watchers.of(settings.sensors(), from).isPresent()) {
            tally.reject(RejectReason.OWN_TRAFFIC, position, "");
            return Optional.empty();
        }
        Optional<Sensor> sensor = settings.sensors()
                .only()
                .or(() -> Watchers.of(settings.sensors(), to))
                .or(() -> settings.sensors().named(ZeekReader.ID));
        if (sensor.isEmpty()) {
            tally.reject(RejectReason.UNKNOWN_SENSOR, position, "several sensors, and nothing tells which");
        }
        return sensor.map(s -> new Origin(s, input));
    }

    private void flow(JsonNode record, long position) {
        Instant start = time(record);
        InetAddress from = address(record, "id.orig_h");
        InetAddress to = address(record, "id.resp_h");
        String proto = field(record, "proto");
        int number =
                switch (proto) {
                    case "tcp" -> 6;
                    case "udp" -> 17;
                    case "icmp" -> from.getAddress().length == 4 ? 1 : 58;
                    default -> throw new LogFault("proto is none of tcp, udp, icmp");
                };
        int sourcePort = port(record, "id.orig_p");
        int destinationPort = port(record, "id.resp_p");
        boolean icmp = number != 6 && number != 17;
        long packets = number(record, "orig_pkts");
        String length = field(record, "duration");
        Instant last = length.isEmpty() ? start : start.plus(duration(length));
        Instant end = last.isBefore(start) ? start : last;
        if (!SessionRoom.timely(start, end, settings.latest(), tally, position)) {
            return;
        }
        if (packets == 0) {
            tally.reject(RejectReason.NO_OBSERVATION, position, "no packet of the originator was seen");
            return;
        }
        if (packets < 0) {
            tally.note("packetsNotTold", position);
        }
        Optional<Origin> origin = origin(from, to, position);
        origin.ifPresent(o -> {
            tally.take(TimeStamp.nanos(start), position);
            // Zeek keeps the ICMP type where the originator's port stands elsewhere.
            sink.flow(new Flow(
                    o,
                    start,
                    end,
                    from,
                    to,
                    number,
                    icmp ? OptionalInt.empty() : OptionalInt.of(sourcePort),
                    OptionalInt.of(icmp ? sourcePort : destinationPort),
                    flags(number, field(record, "history")),
                    Math.max(1, packets),
                    number(record, "orig_ip_bytes") >= 0
                            ? OptionalLong.of(number(record, "orig_ip_bytes"))
                            : OptionalLong.empty()));
        });
    }

    private static java.time.Duration duration(String seconds) {
        try {
            BigDecimal nanos = Fields.decimal(seconds).movePointRight(9).setScale(0, RoundingMode.DOWN);
            return java.time.Duration.ofNanos(nanos.longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            throw new LogFault("duration is no number of seconds");
        }
    }

    /** The originator's flags: Zeek writes them as capital letters, the answerer's as small ones. */
    private static OptionalInt flags(int protocol, String history) {
        if (protocol != 6 || history.isEmpty()) {
            return OptionalInt.empty();
        }
        int flags = 0;
        for (int i = 0; i < history.length(); i++) {
            flags |= switch (history.charAt(i)) {
                case 'S' -> 2;
                case 'H' -> 18;
                case 'A' -> 16;
                case 'D' -> 24;
                case 'F' -> 1;
                case 'R' -> 4;
                case 'I' -> 6; // inconsistent, such as SYN and RST
                case 'Q' -> 3;
                default -> 0;
            };
        }
        return OptionalInt.of(flags);
    }

    private static List<Act> requests(JsonNode record) {
        List<Act> acts = new ArrayList<>();
        acts.add(new Act.Request(field(record, "uri"), Math.clamp(number(record, "status_code"), 0, 999)));
        acts.add(new Act.Text(field(record, "user_agent")));
        return acts;
    }

    private void session(JsonNode record, List<Act> acts, long position) {
        room.take(
                new LogEvent(
                        time(record),
                        "",
                        Optional.of(address(record, "id.orig_h")),
                        Optional.of(address(record, "id.resp_h")),
                        Optional.of(service(record)),
                        "",
                        LogEvent.Place.PART,
                        acts),
                position);
    }

    private void dns(JsonNode record, long position) {
        boolean abuse = field(record, "proto").equals("udp")
                && (field(record, "qtype_name").equals("*")
                        || field(record, "qtype_name").toUpperCase(Locale.ROOT).equals("ANY")
                        || number(record, "qtype") == 255);
        if (!abuse) {
            session(record, List.of(), position);
            return;
        }
        Instant time = time(record);
        InetAddress victim = address(record, "id.orig_h");
        Service service = service(record);
        if (SessionRoom.timely(time, settings.latest(), tally, position)) {
            Optional<Origin> origin = origin(victim, address(record, "id.resp_h"), position);
            origin.ifPresent(o -> {
                tally.take(TimeStamp.nanos(time), position);
                sink.amplification(
                        new AmplificationRequests(o, time, time, victim, service, 1, OptionalLong.empty()));
            });
        }
    }
}
