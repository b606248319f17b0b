package yochi.node.classify;

import yochi.core.model.Service.Protocol;
import yochi.node.observation.Packet;

/**
 * Finds the victim of the flood that drew an ICMP error: the destination in the header that the error embeds. It is
 * believed only if the embedded source is the monitored address that received the error.
 */
final class IcmpError {
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int FRAGMENT_OFFSET = 0x1FFF;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final Payload payload;

    IcmpError(Payload payload) {
        this.payload = payload;
    }

    /** Fills the victim in; false where it cannot be told. */
    boolean attribute(Packet packet, Verdict verdict) {
        return packet.ipVersion == 4 ? attribute4(packet, verdict) : attribute6(packet, verdict);
    }

    private boolean attribute4(Packet packet, Verdict verdict) {
        if (payload.length() < IPV4_HEADER || payload.u8(0) >>> 4 != 4) {
            return false;
        }
        int header = (payload.u8(0) & 0xF) * Integer.BYTES;
        if (header < IPV4_HEADER || payload.u32(12) != packet.destinationLow()) {
            return false;
        }
        verdict.countedHigh = 0;
        verdict.countedLow = payload.u32(16);
        boolean first = (payload.u16(6) & FRAGMENT_OFFSET) == 0;
        verdict.service = service(payload.u8(9), first ? header : Integer.MAX_VALUE / 2);
        return true;
    }

    private boolean attribute6(Packet packet, Verdict verdict) {
        if (payload.length() < IPV6_HEADER || payload.u8(0) >>> 4 != 6) {
            return false;
        }
        if (payload.i64(8) != packet.destinationHigh() || payload.i64(16) != packet.destinationLow()) {
            return false;
        }
        verdict.countedHigh = payload.i64(24);
        verdict.countedLow = payload.i64(32);
        verdict.service = service(payload.u8(6), IPV6_HEADER);
        return true;
    }

    private int service(int protocol, int transport) {
        int port = transport + Integer.BYTES <= payload.length() ? payload.u16(transport + 2) : -1;
        return switch (protocol) {
            case TCP -> ServiceNumber.pack(Protocol.TCP, port);
            case UDP -> ServiceNumber.pack(Protocol.UDP, port);
            default -> ServiceNumber.pack(Protocol.IP, protocol);
        };
    }
}
