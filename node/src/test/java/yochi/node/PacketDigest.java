package yochi.node;

import java.util.Arrays;
import java.util.Objects;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;

/** Digests all that a packet tells about its IP packet, so that two ways to read it can be held against each other. */
public final class PacketDigest extends NoObservations {
    private static final int NOT_COMPARED = Field.LENGTH.bit();

    public long packets;
    public long notIp;
    public long digest;

    @Override
    public void packet(Packet p) {
        if (p.ipVersion == 0) {
            notIp++;
            return;
        }
        packets++;
        digest = 31 * digest + fields(p);
    }

    private static long fields(Packet p) {
        boolean numbers = p.knows(Field.TCP_NUMBERS.bit());
        boolean ports = p.knows(Field.PORTS.bit());
        long value = Objects.hash(
                p.timeNanos,
                p.known | NOT_COMPARED,
                p.ipVersion,
                p.sourceHigh(),
                p.sourceLow(),
                p.destinationHigh(),
                p.destinationLow(),
                p.protocol,
                p.ipLength(),
                p.ttl(),
                p.knows(Field.IP_ID.bit()) ? p.ipId() : 0,
                p.fragmentOffset(),
                p.moreFragments(),
                p.reservedBit());
        value = 31 * value
                + Objects.hash(
                        ports ? p.sourcePort() : 0,
                        ports ? p.destinationPort() : 0,
                        p.knows(Field.TCP_FLAGS.bit()) ? p.tcpFlags() : 0,
                        numbers ? p.sequence() : 0,
                        numbers ? p.acknowledgement() : 0,
                        numbers ? p.window() : 0,
                        p.knows(Field.TCP_OPTIONS.bit()) ? p.tcpOptionsLength() : 0,
                        p.knows(Field.ICMP_TYPE.bit()) ? p.icmpType() : 0,
                        p.knows(Field.ICMP_CODE.bit()) ? p.icmpCode() : 0);
        if (!p.knows(Field.PAYLOAD.bit())) {
            return value;
        }
        byte[] payload = Arrays.copyOfRange(p.bytes, p.payloadOffset(), p.payloadOffset() + p.payloadCaptured());
        return 31 * value + Arrays.hashCode(payload) + p.payloadLength();
    }
}
