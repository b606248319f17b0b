package yochi.node.observation;

import java.net.InetAddress;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import yochi.core.model.Service.Protocol;

/**
 * Packets of one direction between two addresses, counted by an exporter or a connection log instead of one by one.
 *
 * @param origin who saw them
 * @param start first packet
 * @param end last packet
 * @param source who sent them
 * @param destination whom they were sent to
 * @param protocol IP protocol number
 * @param sourcePort port of the source; empty where the protocol has none or it is not told
 * @param destinationPort likewise; of ICMP the type
 * @param tcpFlags all TCP flags seen, as on the wire, together; empty where not told
 * @param packets how many, at least 1
 * @param bytes length of their IP packets together; empty where not told
 */
public record Flow(
        Origin origin,
        Instant start,
        Instant end,
        InetAddress source,
        InetAddress destination,
        int protocol,
        OptionalInt sourcePort,
        OptionalInt destinationPort,
        OptionalInt tcpFlags,
        long packets,
        OptionalLong bytes)
        implements Observation {
    private static final int MOST_PROTOCOL = 255;

    public Flow {
        if (packets < 1 || end.isBefore(start) || protocol < 0 || protocol > MOST_PROTOCOL) {
            throw new IllegalArgumentException(
                    packets + " packets of protocol " + protocol + " from " + start + " to " + end);
        }
    }

    /** The family whose number a service of this flow would carry. */
    public Protocol family() {
        return switch (protocol) {
            case 6 -> Protocol.TCP;
            case 17 -> Protocol.UDP;
            case 1 -> Protocol.ICMP;
            case 58 -> Protocol.ICMP6;
            default -> Protocol.IP;
        };
    }
}
