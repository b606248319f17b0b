package yochi.node.trace;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import yochi.node.observation.Flow;
import yochi.node.observation.Origin;
import yochi.node.session.LogFault;

/**
 * Reads one flow record out of its fields, which nfdump names differently in its tables of 1.6 and 1.7 and in its JSON.
 * Times without an offset are UTC.
 */
final class NfdumpFlow {
    private static final List<String> START = List.of("t_first", "first", "ts", "firstSeen");
    private static final List<String> END = List.of("t_last", "last", "te", "lastSeen");
    private static final List<String> SOURCE = List.of("src4_addr", "src6_addr", "src_addr", "sa", "srcAddr");
    private static final List<String> DESTINATION = List.of("dst4_addr", "dst6_addr", "dst_addr", "da", "dstAddr");
    private static final List<String> SOURCE_PORT = List.of("src_port", "sp", "srcPort");
    private static final List<String> DESTINATION_PORT = List.of("dst_port", "dp", "dstPort");
    private static final List<String> PROTOCOL = List.of("proto", "pr");
    private static final List<String> FLAGS = List.of("tcp_flags", "flg", "flags");
    private static final List<String> PACKETS = List.of("in_packets", "ipkt", "packets");
    private static final List<String> BYTES = List.of("in_bytes", "ibyt", "bytes");

    private static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("ICMP", 1),
            Map.entry("IGMP", 2),
            Map.entry("IPIP", 4),
            Map.entry("TCP", 6),
            Map.entry("UDP", 17),
            Map.entry("IPV6", 41),
            Map.entry("GRE", 47),
            Map.entry("ESP", 50),
            Map.entry("AH", 51),
            Map.entry("ICMP6", 58),
            Map.entry("IPV6-ICMP", 58),
            Map.entry("SCTP", 132));
    /** From the lowest bit of the TCP flags upwards, as nfdump writes them from the right. */
    private static final String FLAG_LETTERS = "FSRPAUEC";

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;
    private static final int MOST_PORT = 0xFFFF;
    private static final int MOST_PROTOCOL = 255;

    private final UnaryOperator<String> fields;

    /** A record; a field that it lacks is empty. */
    NfdumpFlow(UnaryOperator<String> fields) {
        this.fields = fields;
    }

    private String field(List<String> names) {
        return names.stream()
                .map(fields)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    InetAddress source() {
        return Fields.address(field(SOURCE)).orElseThrow(() -> new LogFault("the source is no address"));
    }

    InetAddress destination() {
        return Fields.address(field(DESTINATION)).orElseThrow(() -> new LogFault("the destination is no address"));
    }

    Instant start() {
        return LogTime.parse(field(START));
    }

    /** The last packet's time; a duration where the table tells one instead. */
    Instant end(Instant start) {
        Instant end = field(END).isEmpty() ? start.plus(duration()) : LogTime.parse(field(END));
        return end.isBefore(start) ? start : end;
    }

    private Duration duration() {
        String text = fields.apply("duration");
        try {
            return text.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(Fields.decimal(text).movePointRight(9).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new LogFault("the duration is none");
        }
    }

    /** Packets of the source's direction; 0 where none was seen. */
    long packets() {
        return number(field(PACKETS), Long.MAX_VALUE, "the number of packets");
    }

    /** Whether the exporter looked at some packets only. */
    boolean sampled() {
        String text = fields.apply("sampled");
        return !text.isEmpty() && !text.equals("0");
    }

    /** An event of a firewall or address translator is no flow. */
    boolean isFlow() {
        String type = fields.apply("type");
        return type.isEmpty() || type.equals("FLOW");
    }

    Flow flow(Origin origin) {
        Instant start = start();
        int protocol = protocol();
        boolean ports = protocol == TCP || protocol == UDP;
        boolean icmp = protocol == ICMP || protocol == ICMP6;
        String bytes = field(BYTES);
        return new Flow(
                origin,
                start,
                end(start),
                source(),
                destination(),
                protocol,
                ports ? port(field(SOURCE_PORT)) : OptionalInt.empty(),
                icmp ? icmpType() : ports ? port(field(DESTINATION_PORT)) : OptionalInt.empty(),
                protocol == TCP ? flags(field(FLAGS)) : OptionalInt.empty(),
                packets(),
                bytes.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(bytes, Long.MAX_VALUE, "the number of bytes")));
    }

    private int protocol() {
        String text = field(PROTOCOL).toUpperCase(Locale.ROOT);
        Optional<Integer> named = Optional.ofNullable(PROTOCOLS.get(text));
        return named.orElseGet(() -> (int) number(text, MOST_PROTOCOL, "the protocol"));
    }

    private static OptionalInt port(String text) {
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number(text, MOST_PORT, "a port"));
    }

    /** The type stands alone, or before the code in the destination port: 8.0, or 256 times it. */
    private OptionalInt icmpType() {
        String alone = fields.apply("icmp_type");
        if (!alone.isEmpty()) {
            return OptionalInt.of((int) number(alone, MOST_PROTOCOL, "the ICMP type"));
        }
        String port = field(DESTINATION_PORT);
        int dot = port.indexOf('.');
        if (dot >= 0) {
            return OptionalInt.of((int) number(port.substring(0, dot), MOST_PROTOCOL, "the ICMP type"));
        }
        OptionalInt both = port(port);
        return both.isEmpty() ? both : OptionalInt.of(both.getAsInt() >> Byte.SIZE);
    }

    /** All flags seen in the flow: letters with points for those that were not, or a number. */
    private static OptionalInt flags(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.startsWith("0x")) {
            return OptionalInt.of(hex(text.substring(2)));
        }
        int flags = 0;
        for (int bit = 0; bit < text.length(); bit++) {
            char letter = text.charAt(text.length() - 1 - bit);
            if (bit >= FLAG_LETTERS.length() || (letter != '.' && letter != FLAG_LETTERS.charAt(bit))) {
                throw new LogFault("the TCP flags are none");
            }
            flags |= letter == '.' ? 0 : 1 << bit;
        }
        return OptionalInt.of(flags);
    }

    private static int hex(String digits) {
        if (!digits.matches("[0-9a-fA-F]{1,2}")) {
            throw new LogFault("the TCP flags are none");
        }
        return Integer.parseInt(digits, 16);
    }

    private static long number(String text, long most, String what) {
        try {
            long value = Long.parseUnsignedLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new LogFault(what + " is no number");
        }
        throw new LogFault(what + " is too large");
    }
}
