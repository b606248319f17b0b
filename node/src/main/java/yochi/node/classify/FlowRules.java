package yochi.node.classify;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import yochi.core.model.Service;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.Packet;

/**
 * Judges a flow by the packets' own list: it is shown one packet that holds what the flow tells. The flags of all its
 * packets stand together. A SYN without an ACK among several packets was sent by who opens, whatever else he sent (a
 * half-open scan ends with RST). SYN and ACK in one packet are an answer; in several, who opened a connection and who
 * answered look alike, and the ports tell: the answer comes from the port that is more of a service's (RFC 6335:
 * system, user, dynamic ports; of two user ports the one with a name); where the ports do not tell, the source opened.
 */
final class FlowRules {
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int OPENING = SYN | 0xC0;
    private static final int LAST_SYSTEM_PORT = 1023;
    private static final int FIRST_DYNAMIC_PORT = 49_152;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;

    private final Classifier classifier;

    FlowRules(Classifier classifier) {
        this.classifier = classifier;
    }

    void classify(Flow flow, Verdict verdict) {
        Packet p = new Packet(flow.origin());
        p.protocol = flow.protocol();
        source(p, flow.source());
        destination(p, flow.destination());
        p.known = Field.DESTINATION.bit();
        if (flow.protocol() == ICMP || flow.protocol() == ICMP6) {
            flow.destinationPort().ifPresent(type -> {
                p.icmpType(type);
                p.known |= Field.ICMP_TYPE.bit();
            });
        } else if ((flow.protocol() == TCP || flow.protocol() == UDP)
                && flow.sourcePort().isPresent()
                && flow.destinationPort().isPresent()) {
            p.sourcePort(flow.sourcePort().getAsInt());
            p.destinationPort(flow.destinationPort().getAsInt());
            p.known |= Field.PORTS.bit();
        }
        flow.tcpFlags().ifPresent(flags -> {
            p.tcpFlags(flags(flow, flags, p));
            p.known |= Field.TCP_FLAGS.bit();
        });
        classifier.classify(p, verdict);
        verdict.relations = 0;
    }

    /** Flags that stand for the flow: those of its first packet, where several packets tell who began. */
    private int flags(Flow flow, int flags, Packet p) {
        if ((flags & SYN) == 0 || flow.packets() == 1) {
            return flags;
        }
        boolean answers = (flags & ACK) != 0
                && p.knows(Field.PORTS.bit())
                && serves(p.sourcePort()) > serves(p.destinationPort());
        return answers ? flags & (OPENING | ACK) : flags & OPENING;
    }

    /** How much of a service's a port is. */
    private int serves(int port) {
        if (port <= LAST_SYSTEM_PORT) {
            return 3;
        }
        if (port >= FIRST_DYNAMIC_PORT) {
            return 0;
        }
        return classifier.rules().names().of(Service.tcp(port)).isEmpty() ? 1 : 2;
    }

    private static void source(Packet p, InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        p.ipVersion = bytes.remaining() == 4 ? 4 : 6;
        p.sourceHigh(p.ipVersion == 4 ? 0 : bytes.getLong());
        p.sourceLow(p.ipVersion == 4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong());
    }

    private static void destination(Packet p, InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean ipv4 = bytes.remaining() == 4;
        p.destinationHigh(ipv4 ? 0 : bytes.getLong());
        p.destinationLow(ipv4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong());
    }
}
