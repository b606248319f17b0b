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
    private static final int RESPONSE_CODE = 0x78;
    private static final int NTP_LENGTH = 48;
    private static final int CONTROL_LENGTH = 12;
    private static final int PRIVATE_LENGTH = 8;
    private static final int CHARGEN = 19;
    private static final int PORTMAP = 111;
    private static final int NETBIOS = 137;
    private static final int SNMP = 161;
    private static final int CLDAP = 389;
    private static final int STUN = 3478;
    private static final int WSD = 3702;
    private static final int SIP = 5060;
    private static final int MDNS = 5353;
    private static final int MEMCACHED = 11_211;
    private static final int DVR = 37_810;
    private static final int SNMP_RESPONSE = 0xA2;
    private static final int LDAP_ENTRY = 0x64;
    private static final int LDAP_DONE = 0x65;
    private static final int STUN_COOKIE = 0x2112_A442;
    /** Lines of 72 printable characters (RFC 864). */
    private static final int CHARGEN_LINE = 72;

    private static final byte[] STATUS = "SIP/2.0 ".getBytes(US_ASCII);
    private static final byte[] XML = "<?xml".getBytes(US_ASCII);
    private static final byte[] STAT = "STAT ".getBytes(US_ASCII);
    private static final byte[] VALUE = "VALUE ".getBytes(US_ASCII);
    private static final byte[] DHIP = "DHIP".getBytes(US_ASCII);
    private static final byte[] FOUND = "HTTP/1.1 200".getBytes(US_ASCII);

    private final Payload payload;
    private final BerReader ber;

    ReflectorAnswer(Payload payload) {
        this.payload = payload;
        this.ber = new BerReader(payload);
    }

    boolean matches(int port) {
        return switch (port) {
            case DNS -> DnsMessage.isAnswer(payload);
            case NTP -> ntp();
            case SSDP -> payload.startsWith(FOUND);
            case MDNS, NETBIOS -> DnsMessage.isAnswer(payload) && (payload.u8(2) & RESPONSE_CODE) == 0;
            case CHARGEN -> chargen();
            // RPC: a reply that was accepted (RFC 5531).
            case PORTMAP -> payload.length() >= 24 && payload.i32(4) == 1 && payload.i32(8) == 0;
            case SNMP -> snmp();
            case CLDAP -> cldap();
            case STUN -> payload.length() >= 20 && payload.u16(0) == 0x101 && payload.i32(4) == STUN_COOKIE;
            case WSD -> payload.startsWith(XML);
            case SIP -> payload.startsWith(STATUS);
            case MEMCACHED -> payload.matches(8, STAT) || payload.matches(8, VALUE);
            case DVR -> payload.matches(4, DHIP);
            default -> false;
        };
    }

    private boolean chargen() {
        if (payload.length() < CHARGEN_LINE) {
            return false;
        }
        for (int i = 0; i < CHARGEN_LINE; i++) {
            if (payload.u8(i) < ' ' || payload.u8(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Version, community, response (RFC 3416). */
    private boolean snmp() {
        ber.start();
        if (!ber.nextCut(BerReader.SEQUENCE)) {
            return false;
        }
        ber.enter();
        return ber.next(BerReader.INTEGER) && ber.next(BerReader.OCTETS) && ber.nextCut(SNMP_RESPONSE);
    }

    /** An entry found, or the search's end (RFC 4511). */
    private boolean cldap() {
        ber.start();
        if (!ber.nextCut(BerReader.SEQUENCE)) {
            return false;
        }
        ber.enter();
        return ber.next(BerReader.INTEGER) && (ber.nextCut(LDAP_ENTRY) || ber.isTag(LDAP_DONE));
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
