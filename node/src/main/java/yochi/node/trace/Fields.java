package yochi.node.trace;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.core.model.Service;
import yochi.node.session.LogFault;

/** Reads the fields that all logs have in common; what is not as it should be is a {@link LogFault}. */
final class Fields {
    private static final int PORT = 0xFFFF;
    private static final int MOST_DIGITS = 40;

    private Fields() {}

    static String text(JsonNode record, String name) {
        return plain(record.path(name));
    }

    /** The value as a text, numbers without exponent; empty for nothing, objects, and numbers of absurd size. */
    static String plain(JsonNode value) {
        if (!value.isFloatingPointNumber()) {
            return value.asString("");
        }
        BigDecimal number = value.decimalValue();
        return absurd(number) ? "" : number.toPlainString();
    }

    /** The number that the text writes; one of absurd size, which would fill the memory in any reckoning, is none. */
    static BigDecimal decimal(String text) {
        BigDecimal number = new BigDecimal(text);
        if (absurd(number)) {
            throw new NumberFormatException("more than " + MOST_DIGITS + " digits");
        }
        return number;
    }

    private static boolean absurd(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS;
    }

    static Instant time(JsonNode record, String name) {
        return LogTime.parse(text(record, name));
    }

    static Optional<InetAddress> address(JsonNode record, String name) {
        return address(text(record, name));
    }

    static InetAddress needed(JsonNode record, String name) {
        return address(record, name).orElseThrow(() -> new LogFault(name + " is no address"));
    }

    static Optional<InetAddress> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The service of a transport's name and a port; other transports than TCP and UDP have no ports. */
    static Service service(String transport, JsonNode port) {
        int number = port.asInt(-1);
        if (number < 0 || number > PORT) {
            throw new LogFault("the port is none");
        }
        return switch (transport.toLowerCase(java.util.Locale.ROOT)) {
            case "tcp", "tls" -> Service.tcp(number);
            case "udp" -> Service.udp(number);
            case "icmp" -> new Service(Service.Protocol.ICMP, number);
            default -> throw new LogFault("the transport is none of tcp, udp, icmp");
        };
    }
}
