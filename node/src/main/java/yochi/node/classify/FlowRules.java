package yochi.node.classify;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import yochi.node.observation.Field;
import yochi.node.observation.Flow;
import yochi.node.observation.Packet;

/**
 * Judges a flow by the packets' own list: it is shown one packet that holds what the flow tells. The flags of all its
 * packets stand together, so a connection that the source opened shows SYN and ACK; only a single packet with both is
 * an answer.
 */
final class FlowRules {
    private static final int SYN = 2;
    private static final int ACK = 16;
    private static final int OPENING = SYN | 0xC0;
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
                p.icmpType = type;
                p.known |= Field.ICMP_TYPE.bit();
            });
        } else if ((flow.protocol() == TCP || flow.protocol() == UDP)
                && flow.sourcePort().isPresent()
                && flow.destinationPort().isPresent()) {
            p.sourcePort = flow.sourcePort().getAsInt();
            p.destinationPort = flow.destinationPort().getAsInt();
            p.known |= Field.PORTS.bit();
        }
        flow.tcpFlags().ifPresent(flags -> {
            boolean opened = (flags & (SYN | ACK)) == (SYN | ACK) && flow.packets() > 1;
            p.tcpFlags = opened ? flags & OPENING : flags;
            p.known |= Field.TCP_FLAGS.bit();
        });
        classifier.classify(p, verdict);
        verdict.relations = 0;
    }

    private static void source(Packet p, InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        p.ipVersion = bytes.remaining() == 4 ? 4 : 6;
        p.sourceHigh = p.ipVersion == 4 ? 0 : bytes.getLong();
        p.sourceLow = p.ipVersion == 4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
    }

    private static void destination(Packet p, InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean ipv4 = bytes.remaining() == 4;
        p.destinationHigh = ipv4 ? 0 : bytes.getLong();
        p.destinationLow = ipv4 ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
    }
}
