package yochi.node.classify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/** The part of the decision list that tells UDP packets apart by ports and payload (algorithms §1.1). */
final class Datagrams {
    private static final int PORTS = Field.PORTS.bit();
    private static final int PAYLOAD = Field.PAYLOAD.bit();
    private static final byte[] DHT_QUERY = "d1:ad2:id20:".getBytes(US_ASCII);
    private static final byte[] DHT_ANSWER = "d1:rd2:id20:".getBytes(US_ASCII);
    /** Bytes of a payload that the rules look at; a longer cut loses nothing. */
    private static final int LOOKED_AT = 64;

    private static final int NETBIOS_NAMES = 137;

    private final Payload payload;
    private final ReflectorAnswer answer;
    private final AbuseRequest abuse;
    private Amplifiers amplifiers = Rules.shipped().amplifiers();

    Datagrams(Payload payload) {
        this.payload = payload;
        this.answer = new ReflectorAnswer(payload);
        this.abuse = new AbuseRequest(payload);
    }

    void use(Amplifiers others) {
        amplifiers = others;
    }

    /** The rule that decides on a UDP packet. */
    Rule rule(Packet p) {
        if (!p.knows(PORTS | PAYLOAD)) {
            return Rule.UDP_WITHOUT_PAYLOAD;
        }
        payload.of(p);
        return rule(p.sourcePort(), p.destinationPort());
    }

    /** The rule that decides on a plain UDP packet, whose IP header begins there. */
    Rule rule(byte[] bytes, int network, int sourcePort, int destinationPort) {
        payload.ofDatagram(bytes, network);
        return rule(sourcePort, destinationPort);
    }

    private Rule rule(int sourcePort, int destinationPort) {
        if (amplifiers.contains(sourcePort) && answer.matches(sourcePort)) {
            return Rule.UDP_ANSWER;
        }
        boolean amplifier = amplifiers.contains(destinationPort);
        if (amplifier && abuse.matches(destinationPort)) {
            return Rule.UDP_ABUSE;
        }
        if (payload.startsWith(DHT_QUERY) || payload.startsWith(DHT_ANSWER)) {
            return Rule.UDP_PEER_NOISE;
        }
        if (destinationPort == NETBIOS_NAMES && DnsMessage.isNameNoise(payload)) {
            return Rule.UDP_NAME_NOISE;
        }
        if (payload.length() < payload.wireLength() && payload.length() < LOOKED_AT) {
            return Rule.UDP_WITHOUT_PAYLOAD;
        }
        return amplifier ? Rule.UDP_AMPLIFIER_PORT : Rule.UDP_REST;
    }
}
