package yochi.node.trace;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import yochi.core.model.Service;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.Specimen;
import yochi.node.session.Act;
import yochi.node.session.LogEvent;
import yochi.node.session.LogFault;
import yochi.node.session.SessionRoom;

/** Makes observations of records by a mapping; a fault names the field and what the mapping takes it for. */
final class MappedDesk {
    private static final int PORT = 0xFFFF;
    private static final long MOST = 1_000_000_000;
    /** Thirty years: what lasts longer is no session. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(MOST);

    private final TraceSettings settings;
    private final Mapping mapping;
    private final String input;
    private final Tally tally;
    private final ObservationSink sink;
    private final SessionRoom room;
    private final ZoneId zone;
    private final Optional<DateTimeFormatter> pattern;

    MappedDesk(TraceSettings settings, Mapping mapping, String input, Tally tally, ObservationSink sink) {
        this.settings = settings;
        this.mapping = mapping;
        this.input = input;
        this.tally = tally;
        this.sink = sink;
        this.room = settings.room(mapping.name(), input, tally, sink);
        this.zone = mapping.time().zoneId();
        this.pattern = mapping.time().pattern();
    }

    void close() {
        room.close();
    }

    void take(UnaryOperator<String> record, long position) {
        for (Mapping.Filter filter : mapping.filters()) {
            if (!filter.passes(record.apply(filter.field()))) {
                tally.reject(RejectReason.NO_OBSERVATION, position, "");
                return;
            }
        }
        switch (kind(record)) {
            case IGNORE -> tally.reject(RejectReason.NO_OBSERVATION, position, "");
            case AMPLIFICATION -> amplification(record, position);
            case VISIT -> visit(record, position);
            case Mapping.Kind kind -> session(kind, record, position);
        }
    }

    private Mapping.Kind kind(UnaryOperator<String> record) {
        String told = value(record, mapping.kind());
        Mapping.Kind explained = mapping.kinds().get(told);
        if (explained != null) {
            return explained;
        }
        String constant = told.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Mapping.Kind kind : Mapping.Kind.values()) {
            if (kind.name().equals(constant)) {
                return kind;
            }
        }
        return mapping.otherwise();
    }

    private static String value(UnaryOperator<String> record, String pick) {
        return Mapping.constant(pick) ? pick.substring(1) : record.apply(pick);
    }

    private static String value(UnaryOperator<String> record, Optional<String> pick) {
        return pick.map(p -> value(record, p)).orElse("");
    }

    private static LogFault fault(String field, String role, String what) {
        return new LogFault("field " + field + ", mapped as " + role + ", " + what);
    }

    private Instant time(UnaryOperator<String> record) {
        return time(record, mapping.time().field(), "time");
    }

    private Instant time(UnaryOperator<String> record, String field, String role) {
        String text = value(record, field);
        try {
            return switch (mapping.time().format()) {
                case "iso" -> LogTime.parse(text, zone);
                case "seconds" -> LogTime.seconds(Fields.decimal(text));
                case "millis" -> LogTime.seconds(Fields.decimal(text).movePointLeft(3));
                case "micros" -> LogTime.seconds(Fields.decimal(text).movePointLeft(6));
                default -> LogTime.parse(text, pattern.orElseThrow());
            };
        } catch (LogFault | NumberFormatException | java.time.DateTimeException e) {
            throw fault(field, role, "is no time of the format " + mapping.time().format());
        }
    }

    /** When the session that the record tells of was over; empty where the record leaves it open. */
    private Optional<Instant> end(UnaryOperator<String> record, Instant start) {
        Optional<Instant> told = mapping.time()
                .end()
                .filter(f -> !value(record, f).isEmpty())
                .map(f -> time(record, f, "time.end"));
        Optional<Instant> reckoned = mapping.time()
                .duration()
                .filter(f -> !value(record, f).isEmpty())
                .map(f -> start.plus(duration(record, f)));
        Optional<Instant> end = told.or(() -> reckoned);
        if (end.isPresent() && end.get().isBefore(start)) {
            throw fault(mapping.time().end().orElse(""), "time.end", "lies before the time");
        }
        return end;
    }

    private static Duration duration(UnaryOperator<String> record, String field) {
        try {
            BigDecimal seconds = Fields.decimal(value(record, field));
            if (seconds.signum() >= 0 && seconds.compareTo(LONGEST) <= 0) {
                return Duration.ofNanos(seconds.movePointRight(9).longValue());
            }
        } catch (NumberFormatException e) {
            throw fault(field, "time.duration", "is no number of seconds");
        }
        throw fault(field, "time.duration", "is not from 0 to " + LONGEST + " seconds");
    }

    /** The field is empty in a record whose session is named: another record of the session tells it. */
    private boolean leftToOthers(UnaryOperator<String> record, Optional<String> field) {
        return field.isPresent()
                && !value(record, mapping.session()).isEmpty()
                && value(record, field).isEmpty();
    }

    private InetAddress source(UnaryOperator<String> record) {
        String field = mapping.source().orElse("");
        return Fields.address(value(record, field)).orElseThrow(() -> fault(field, "source", "is no address"));
    }

    private Service service(UnaryOperator<String> record) {
        int port = mapping.port()
                .map(p -> (int) number(record, p, "port", PORT))
                .orElse(-1);
        String protocol = value(record, mapping.protocol()).toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case "tcp", "6" -> Service.tcp(port);
            case "udp", "17" -> Service.udp(port);
            case "icmp", "1" -> new Service(Service.Protocol.ICMP, port);
            default -> throw fault(mapping.protocol(), "protocol", "is none of tcp, udp, icmp");
        };
    }

    private static long number(UnaryOperator<String> record, String field, String role, long most) {
        String text = value(record, field);
        try {
            long number = Fields.decimal(text).longValueExact();
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw fault(field, role, "is no whole number");
        }
        throw fault(field, role, "is not from 0 to " + most);
    }

    private static int count(UnaryOperator<String> record, Optional<String> pick, String role) {
        return pick.filter(p -> !value(record, p).isEmpty())
                .map(p -> (int) number(record, p, role, MOST))
                .orElse(0);
    }

    private void session(Mapping.Kind kind, UnaryOperator<String> record, long position) {
        String name = value(record, mapping.session());
        Instant time = time(record);
        Optional<Instant> end = end(record, time);
        boolean whole = mapping.details().failed().isPresent() || kind == Mapping.Kind.CLOSE || end.isPresent();
        room.take(
                new LogEvent(
                        time,
                        end,
                        value(record, mapping.sensor()),
                        leftToOthers(record, mapping.source()) ? Optional.empty() : Optional.of(source(record)),
                        Fields.address(value(record, mapping.destination())),
                        leftToOthers(record, mapping.port()) ? Optional.empty() : Optional.of(service(record)),
                        name,
                        whole ? LogEvent.Place.LAST : LogEvent.Place.PART,
                        acts(kind, record)),
                position);
    }

    private List<Act> acts(Mapping.Kind kind, UnaryOperator<String> record) {
        Mapping.Details details = mapping.details();
        List<Act> acts = new ArrayList<>();
        int failed = count(record, details.failed(), "details.failed");
        int successful = count(record, details.successful(), "details.successful");
        if (failed > 0 || successful > 0) {
            acts.add(new Act.Logins(failed, successful));
        }
        for (int i = Math.min(256, count(record, details.commands(), "details.commands")); i > 0; i--) {
            acts.add(new Act.Command(""));
        }
        String user = value(record, details.user());
        switch (kind) {
            case LOGIN_FAILED -> acts.add(new Act.Login(user, value(record, details.password()), false));
            case LOGIN_SUCCEEDED -> acts.add(new Act.Login(user, value(record, details.password()), true));
            case COMMAND -> acts.add(new Act.Command(value(record, details.command())));
            case DOWNLOAD -> acts.add(new Act.Download(specimen(record)));
            case REQUEST -> acts.add(new Act.Request(
                    value(record, details.path()), count(record, details.status(), "details.status")));
            case EXPLOIT -> acts.add(new Act.Exploit(value(record, details.rule())));
            case UNKNOWN -> acts.add(new Act.Unknown(value(record, mapping.kind())));
            case CONNECT, CLOSE, AMPLIFICATION, VISIT, IGNORE -> {}
        }
        return acts;
    }

    private Specimen specimen(UnaryOperator<String> record) {
        return Specimen.of(
                value(record, mapping.details().hash()),
                value(record, mapping.details().url()));
    }

    private Optional<Origin> origin(UnaryOperator<String> record, Instant time, long position) {
        if (!SessionRoom.timely(time, settings.latest(), tally, position)) {
            return Optional.empty();
        }
        String named = value(record, mapping.sensor());
        Optional<Sensor> sensor = named.isEmpty()
                ? settings.sensors().only().or(() -> settings.sensors().named(mapping.name()))
                : settings.sensors().named(named);
        if (sensor.isEmpty()) {
            tally.reject(RejectReason.UNKNOWN_SENSOR, position, "a sensor that is not in the sensors file");
        }
        return sensor.map(s -> new Origin(s, input));
    }

    private void amplification(UnaryOperator<String> record, long position) {
        Instant time = time(record);
        Mapping.Details details = mapping.details();
        int requests = details.requests().isPresent() ? count(record, details.requests(), "details.requests") : 1;
        if (requests < 1) {
            throw fault(details.requests().orElse(""), "details.requests", "is less than 1");
        }
        OptionalLong bytes = details.bytes()
                .map(b -> OptionalLong.of(number(record, b, "details.bytes", Long.MAX_VALUE)))
                .orElse(OptionalLong.empty());
        InetAddress victim = source(record);
        Service service = service(record);
        origin(record, time, position).ifPresent(origin -> {
            tally.take(TimeStamp.nanos(time), position);
            sink.amplification(
                    new AmplificationRequests(origin, time, time, victim, service, requests, bytes));
        });
    }

    private void visit(UnaryOperator<String> record, long position) {
        Instant time = time(record);
        String url = value(record, mapping.details().url());
        WebAddress address = WebAddress.of(url);
        String rule = value(record, mapping.details().rule());
        PageVisit.Verdict verdict =
                switch (value(record, mapping.details().verdict()).toLowerCase(Locale.ROOT)) {
                    case "malicious" -> PageVisit.Verdict.MALICIOUS;
                    case "benign" -> PageVisit.Verdict.BENIGN;
                    default -> PageVisit.Verdict.UNKNOWN;
                };
        List<Specimen> specimens = value(record, mapping.details().hash()).isEmpty()
                ? List.of()
                : List.of(specimen(record));
        origin(record, time, position).ifPresent(origin -> {
            tally.take(TimeStamp.nanos(time), position);
            sink.visit(new PageVisit(
                    origin,
                    time,
                    Specimen.defang(url),
                    address.host(),
                    address.server(),
                    address.service(),
                    List.of(),
                    0,
                    verdict,
                    rule.isEmpty() ? List.of() : List.of(rule),
                    specimens));
        });
    }
}
