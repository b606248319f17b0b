package yochi.node.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The trace formats; this is the only registry: a new format is one class, one line here, one test, one docs row. */
public enum TraceFormat {
    PCAP("pcap", List.of()),
    MARX(
            "marx",
            List.of(
                    new Unknown("bytes", "marx rows hold no packet length"),
                    new Unknown("tcpFlags", "marx rows hold no TCP flags, so TCP is TCP_UNSPECIFIED"),
                    new Unknown("payload", "marx rows hold no payload, so UDP is UDP_UNSPECIFIED"),
                    new Unknown("destination", "marx rows hold no destination address"),
                    new Unknown("ttl", "marx rows hold no TTL"),
                    new Unknown("tools", "marx rows hold no header fields to test"),
                    new Unknown("icmpVictims", "marx rows hold no embedded header, so ICMP errors name no victim"))),
    SPOKI("spoki", List.of(new Unknown("bytes", "Spoki rows hold no packet length"))),
    COWRIE(
            "cowrie",
            List.of(
                    new Unknown("packets", "Cowrie logs sessions, not packets; records are events"),
                    new Unknown("bytes", "Cowrie logs sessions, not packets"))),
    DDOSIA(
            "ddosia",
            List.of(
                    new Unknown("packets", "attack orders are no traffic: no volume, no duration"),
                    new Unknown("bytes", "attack orders are no traffic"),
                    new Unknown("sources", "an order names its victim, not who will carry it out")));

    private final String id;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Unknown> unknown;

    TraceFormat(String id, List<Unknown> unknown) {
        this.id = id;
        this.unknown = unknown;
    }

    /** The name in {@code --format} and in output. */
    public String id() {
        return id;
    }

    /** What an input of this format cannot tell. */
    public List<Unknown> unknown() {
        return unknown;
    }

    /** The format of that name. */
    public static Optional<TraceFormat> named(String id) {
        return Stream.of(values()).filter(f -> f.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
