package yochi.core.model;

import java.util.Locale;

/**
 * A network service by protocol and port: {@code tcp/445}, {@code udp/53}, {@code icmp/8} (the ICMP type),
 * {@code ip/47} (another protocol's number), {@code any}.
 *
 * @param protocol the protocol family
 * @param number port, ICMP type or protocol number, 0..65535; -1 where it is unknown or all are meant
 */
public record Service(Protocol protocol, int number) implements Comparable<Service> {
    /** Every service together. */
    public static final Service ANY = new Service(Protocol.ANY, -1);

    /** Protocol families that carry a number of their own. */
    public enum Protocol {
        TCP,
        UDP,
        ICMP,
        ICMP6,
        IP,
        ANY
    }

    public Service {
        if (number < -1 || number > 65_535) {
            throw new IllegalArgumentException("no such port: " + number);
        }
    }

    public static Service tcp(int port) {
        return new Service(Protocol.TCP, port);
    }

    public static Service udp(int port) {
        return new Service(Protocol.UDP, port);
    }

    public static Service parse(String text) {
        if (text.equals("any")) {
            return ANY;
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a service such as tcp/445: " + text);
        }
        String number = text.substring(slash + 1);
        return new Service(
                Protocol.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)),
                number.equals("*") ? -1 : Integer.parseInt(number));
    }

    @Override
    public String toString() {
        if (equals(ANY)) {
            return "any";
        }
        return protocol.name().toLowerCase(Locale.ROOT) + "/" + (number < 0 ? "*" : Integer.toString(number));
    }

    @Override
    public int compareTo(Service other) {
        int c = protocol.compareTo(other.protocol);
        return c != 0 ? c : Integer.compare(number, other.number);
    }
}
