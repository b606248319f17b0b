package yochi.node.classify;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The requests of amplifying services that {@link AbuseRequest} leaves to it, by the published form of each: enough
 * of it that filler does not pass.
 */
final class ServiceRequest {
    private static final int QOTD = 17;
    private static final int TFTP = 69;
    private static final int NETBIOS = 137;
    private static final int TLS = 443;
    private static final int SLP = 427;
    private static final int RIP = 520;
    private static final int IPMI = 623;
    private static final int OPENVPN = 1194;
    private static final int MS_SQL = 1434;
    private static final int CITRIX = 1604;
    private static final int ARMS = 3283;
    private static final int STUN = 3478;
    private static final int WSD = 3702;
    private static final int SIP = 5060;
    private static final int NAT_PMP = 5351;
    private static final int MDNS = 5353;
    private static final int COAP = 5683;
    private static final int UBIQUITI = 10_001;
    private static final int TP_240 = 10_074;
    private static final int GAMES_FIRST = 26_000;
    private static final int GAMES_LAST = 28_960;
    private static final int PLEX = 32_410;
    private static final int PLEX_2 = 32_414;
    private static final int DVR = 37_810;
    private static final int BACNET = 47_808;

    private static final byte[] OPTIONS = ascii("OPTIONS ");
    private static final byte[] INVITE = ascii("INVITE ");
    private static final byte[] REGISTER = ascii("REGISTER ");
    private static final byte[] SIP_2 = ascii(" SIP/2.0");
    private static final byte[] SEARCH = ascii("M-SEARCH ");
    private static final byte[] CALL = ascii("call.");
    private static final byte[] DHIP = ascii("DHIP");
    private static final byte[] WELL_KNOWN = ascii(".well-known");
    private static final byte[] PROBE = ascii("Probe");
    private static final byte[] EMPTY_ELEMENT = ascii("<:");
    private static final byte[] SOURCE_QUERY = ascii("Source Engine Query");
    private static final byte[] GET_STATUS = ascii("getstatus");
    private static final byte[] GET_INFO = ascii("getinfo");
    private static final byte[] OCTET = ascii("octet");
    private static final byte[] NETASCII = ascii("netascii");
    private static final byte[] ICA = {(byte) 2, (byte) 0xFD, (byte) 0xA8, (byte) 0xE3};
    /** Bytes in which a word of a text protocol is looked for. */
    private static final int LOOKED_THROUGH = 600;

    private static final int STUN_COOKIE = 0x2112_A442;
    private static final int QUIC_INITIAL_LENGTH = 1200;

    private final Payload p;

    ServiceRequest(Payload payload) {
        this.p = payload;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    boolean matches(int port) {
        if (port >= GAMES_FIRST && port <= GAMES_LAST) {
            return game();
        }
        return port < OPENVPN ? low(port) : high(port);
    }

    private boolean low(int port) {
        return switch (port) {
            case QOTD -> true; // RFC 865: any datagram is answered
            case TFTP -> tftp();
            case NETBIOS -> DnsMessage.isNodeStatus(p);
            case SLP -> p.length() >= 14 && p.u8(0) == 2 && p.u16(3) == p.wireLength() && isSlp(p.u8(1));
            case TLS -> quicOrDtls();
            case RIP -> rip();
            case IPMI -> p.length() >= 12 && p.u8(0) == 6 && p.u8(2) == 0xFF && (p.u8(3) == 7 || ping());
            default -> false;
        };
    }

    private boolean high(int port) {
        return switch (port) {
            // Hard reset of a client, version 1, 2 or 3, with its session and nothing acknowledged.
            case OPENVPN -> p.length() >= 14 && (p.u8(0) == 0x38 || p.u8(0) == 0x08 || p.u8(0) == 0x50);
            case MS_SQL -> p.length() == 1 && p.wireLength() == 1 && (p.u8(0) == 2 || p.u8(0) == 3);
            case CITRIX -> p.length() >= 8 && p.u8(0) == p.wireLength() && p.u8(2) == 1 && p.matches(4, ICA);
            case ARMS -> p.length() >= 4 && p.u16(0) == 0x14 && p.u8(2) == 0;
            case STUN -> stun();
            case WSD -> p.length() >= 3 && p.u8(0) == '<' && (p.startsWith(EMPTY_ELEMENT) || holds(PROBE));
            case SIP -> (p.startsWith(OPTIONS) || p.startsWith(INVITE) || p.startsWith(REGISTER)) && holds(SIP_2);
            case NAT_PMP -> natPmp();
            case MDNS -> DnsMessage.asksForServices(p);
            case COAP -> p.length() >= 4 && p.u8(0) >>> 5 == 2 && p.u8(1) == 1 && holds(WELL_KNOWN);
            case UBIQUITI -> ubiquiti();
            case TP_240 -> p.startsWith(CALL);
            case PLEX, PLEX_2 -> p.startsWith(SEARCH);
            case DVR -> p.length() >= 8 && p.matches(4, DHIP);
            case BACNET -> bacnet();
            default -> false;
        };
    }

    /** External address request (RFC 6886), or announce (RFC 6887). */
    private boolean natPmp() {
        return p.length() >= 2 && p.u16(0) == (p.wireLength() == 2 ? 0 : p.wireLength() == 24 ? 0x0200 : -1);
    }

    /** Binding request with cookie and right length (RFC 8489). */
    private boolean stun() {
        return p.length() >= 20 && p.u16(0) == 1 && p.i32(4) == STUN_COOKIE && p.u16(2) + 20 == p.wireLength();
    }

    /** Discovery of version 1 or 2, without anything. */
    private boolean ubiquiti() {
        return p.length() == 4 && p.wireLength() == 4 && (p.i32(0) == 0x0100_0000 || p.i32(0) == 0x0208_0000);
    }

    /** SLP: service, attribute and service type request (RFC 2608). */
    private static boolean isSlp(int function) {
        return function == 1 || function == 6 || function == 9;
    }

    /** ASF presence ping. */
    private boolean ping() {
        return p.u8(3) == 6 && p.u8(8) == 0x80;
    }

    /** Read request with a mode (RFC 1350). */
    private boolean tftp() {
        return p.length() >= 9 && p.u16(0) == 1 && (holds(OCTET) || holds(NETASCII));
    }

    /** Request of version 1 for the whole table (RFC 1058 §3.4.1). */
    private boolean rip() {
        return p.length() == 24 && p.i32(0) == 0x0101_0000 && p.u16(4) == 0 && p.i32(20) == 16;
    }

    /** QUIC Initial of at least 1,200 bytes (RFC 9000 §14.1), or a DTLS ClientHello (RFC 6347). */
    private boolean quicOrDtls() {
        if (p.length() < 14) {
            return false;
        }
        boolean quic = p.u8(0) >>> 4 == 0xC && p.i32(1) != 0 && p.wireLength() >= QUIC_INITIAL_LENGTH;
        boolean dtls = p.u8(0) == 0x16 && p.u8(1) == 0xFE && p.u8(2) >= 0xFD && p.u8(13) == 1;
        return quic || dtls;
    }

    /** Out-of-band query of the Quake and Source families. */
    private boolean game() {
        if (p.length() < 5 || p.i32(0) != -1) {
            return false;
        }
        int kind = p.u8(4);
        return (kind == 'T' && p.matches(5, SOURCE_QUERY))
                || (kind >= 'U' && kind <= 'W' && p.length() <= 9)
                || p.matches(4, GET_STATUS)
                || p.matches(4, GET_INFO);
    }

    /** Who-Is, or a confirmed request to read a property. */
    private boolean bacnet() {
        if (p.length() < 8 || p.u8(0) != 0x81 || p.u16(2) != p.wireLength() || p.u8(4) != 1) {
            return false;
        }
        int type = p.u8(6);
        boolean read = type == 0 && p.length() >= 10 && (p.u8(9) == 12 || p.u8(9) == 14);
        return read || (type == 0x10 && p.u8(7) == 8);
    }

    private boolean holds(byte[] word) {
        int last = Math.min(p.length(), LOOKED_THROUGH) - word.length;
        for (int at = 0; at <= last; at++) {
            if (p.u8(at) == word[0] && p.matches(at, word)) {
                return true;
            }
        }
        return false;
    }
}
