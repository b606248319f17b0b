package yochi.node.trace;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.Field;
import yochi.node.observation.Nanos;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.session.SessionRoom;

/** Reads the marx honeypot table: one packet a row, of which only time, host, source, protocol and ports are told. */
final class MarxReader implements FormatReader {
    static final List<String> COLUMNS = List.of("datetime", "host", "src", "proto", "type", "spt", "dpt");

    private static final PacketRows ROWS = new PacketRows(',', COLUMNS);
    private static final int TIME = 0;
    private static final int HOST = 1;
    private static final int SOURCE = 2;
    private static final int PROTOCOL = 3;
    private static final int TYPE = 4;
    private static final int SOURCE_PORT = 5;
    private static final int DESTINATION_PORT = 6;
    private static final long IPV4 = 0xFFFF_FFFFL;
    private static final int PORT = 0xFFFF;
    private static final int ICMP_TYPE = 0xFF;
    private static final int MOST_HOSTS = 10_000;
    /** A host name of the DNS is no longer. */
    private static final int LONGEST_HOST = 253;

    private static final int WRONG = -100_000;

    private final TraceSettings settings;
    private final Map<String, Optional<Origin>> hosts = new HashMap<>();

    MarxReader(TraceSettings settings) {
        this.settings = settings;
    }

    static boolean fits(byte[] head, int length) {
        return TextHead.names(head, length, ",", COLUMNS);
    }

    @Override
    public void read(String input, ByteSource source, Tally tally, ObservationSink sink) {
        LineReader line = new LineReader(source, tally, settings.longestLineBytes());
        Origin any = new Origin(settings.sensors().sensors().getFirst(), input);
        ROWS.read(line, any, tally, sink, new PacketRows.Meaning() {
            @Override
            public String fill(Row row, Packet packet) {
                return MarxReader.fill(row, packet);
            }

            @Override
            public boolean admit(Row row, Packet packet, long number) {
                Optional<Origin> origin = origin(row.text(HOST), input);
                origin.ifPresentOrElse(
                        o -> packet.origin = o,
                        () -> tally.reject(
                                RejectReason.UNKNOWN_SENSOR, number, "a host that is not in the sensors file"));
                return origin.isPresent()
                        && SessionRoom.timely(
                                Nanos.instant(packet.timeNanos), settings.latest(), tally, number);
            }
        });
    }

    private Optional<Origin> origin(String host, String input) {
        Optional<Origin> known = hosts.get(host);
        if (known != null) {
            return known;
        }
        if (hosts.size() >= MOST_HOSTS || host.length() > LONGEST_HOST) {
            return Optional.empty();
        }
        Optional<Origin> made = settings.sensors().named(host).map(sensor -> new Origin(sensor, input));
        hosts.put(host, made);
        return made;
    }

    /** Fills the packet from the row; says what is wrong, or nothing. */
    private static String fill(Row row, Packet p) {
        long source = row.number(SOURCE, IPV4);
        if (source == Row.NONE) {
            return "src is no IPv4 address";
        }
        p.timeNanos = nanos(row.text(TIME));
        if (p.timeNanos == TimeStamp.NONE) {
            return "datetime is not yyyy-mm-dd hh:mm:ss";
        }
        p.ipVersion = 4;
        p.sourceLow(source);
        return switch (row.text(PROTOCOL)) {
            case "TCP" -> ports(row, p, 6);
            case "UDP" -> ports(row, p, 17);
            case "ICMP" -> icmp(row, p);
            default -> "proto is none of TCP, UDP, ICMP";
        };
    }

    private static String ports(Row row, Packet p, int protocol) {
        long from = row.number(SOURCE_PORT, PORT);
        long to = row.number(DESTINATION_PORT, PORT);
        if (from == Row.NONE || to == Row.NONE) {
            return "spt or dpt is no port";
        }
        p.protocol = protocol;
        p.known = Field.PORTS.bit();
        p.sourcePort((int) from);
        p.destinationPort((int) to);
        return "";
    }

    private static String icmp(Row row, Packet p) {
        long type = row.number(TYPE, ICMP_TYPE);
        if (type == Row.NONE) {
            return "type is no ICMP type";
        }
        p.protocol = 1;
        p.known = Field.ICMP_TYPE.bit();
        p.icmpType((int) type);
        return "";
    }

    /** The time of "yyyy-mm-dd hh:mm:ss", by its digits: a formatter takes longer than all the rest of a row. */
    static long nanos(String text) {
        boolean fits = text.length() == 19
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        int year = fits ? 100 * pair(text, 0) + pair(text, 2) : -1;
        int month = fits ? pair(text, 5) : -1;
        int day = fits ? pair(text, 8) : -1;
        int second = fits ? 3600 * below(24, text, 11) + 60 * below(60, text, 14) + below(60, text, 17) : -1;
        boolean dated = year >= 0 && month >= 1 && month <= 12 && day >= 1;
        if (!dated || second < 0 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return TimeStamp.NONE;
        }
        return TimeStamp.nanos(LocalDate.of(year, month, day).toEpochDay() * 86_400 + second, 0);
    }

    private static int below(int bound, String text, int at) {
        int number = pair(text, at);
        return number < bound ? number : WRONG;
    }

    /** Two digits, or a number so low that no sum with it is a time. */
    private static int pair(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? WRONG : 10 * tens + ones;
    }
}
