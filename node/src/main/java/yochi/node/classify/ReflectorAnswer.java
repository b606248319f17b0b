package yochi.node.classify;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Tells whether a datagram from a reflector's port is an answer of its service. */
final class ReflectorAnswer {
    private static final int DNS = 53;
    private static final int NTP = 123;
    private static final int SSDP = 1900;
    private static final int MODE = 7;
    private static final int SERVER = 4;
    private static final int CONTROL = 6;
    private static final int PRIVATE = 7;
    private static final int RESPONSE = 0x80;
    private static final int NTP_LENGTH = 48;
    private static final int CONTROL_LENGTH = 12;
    private static final int PRIVATE_LENGTH = 8;
    private static final byte[] FOUND = "HTTP/1.1 200".getBytes(US_ASCII);

    private final Payload payload;

    ReflectorAnswer(Payload payload) {
        this.payload = payload;
    }

    boolean matches(int port) {
        return switch (port) {
            case DNS -> DnsMessage.isAnswer(payload);
            case NTP -> ntp();
            case SSDP -> payload.startsWith(FOUND);
            default -> false;
        };
    }

    private boolean ntp() {
        if (payload.length() < PRIVATE_LENGTH) {
            return false;
        }
        return switch (payload.u8(0) & MODE) {
            case SERVER -> payload.length() >= NTP_LENGTH;
            case CONTROL -> payload.length() >= CONTROL_LENGTH && (payload.u8(1) & RESPONSE) != 0;
            case PRIVATE -> (payload.u8(0) & RESPONSE) != 0;
            default -> false;
        };
    }
}
