package yochi.node.classify;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Tells whether a datagram to an amplifier port is a request known from abuse: a request that draws a large answer,
 * not merely one to that port.
 */
final class AbuseRequest {
    private static final int CHARGEN = 19;
    private static final int DNS = 53;
    private static final int PORTMAP = 111;
    private static final int NTP = 123;
    private static final int SNMP = 161;
    private static final int CLDAP = 389;
    private static final int SSDP = 1900;
    private static final int MEMCACHED = 11_211;

    private static final byte[] SEARCH = "M-SEARCH ".getBytes(US_ASCII);
    private static final byte[] MONLIST = {0x17, 0, 3, 0x2A};
    private static final byte[] MEMCACHED_FRAME = {0, 0, 0, 1, 0, 0};
    private static final byte[] STATS = "stats\r\n".getBytes(US_ASCII);
    private static final byte[] GET = "get".getBytes(US_ASCII);
    private static final byte[] OBJECT_CLASS = "objectclass".getBytes(US_ASCII);
    private static final int SNMP_GET_BULK = 0xA5;
    private static final int LDAP_SEARCH = 0x63;
    private static final int LDAP_PRESENT = 0x87;
    /** Aliases, size limit, time limit, types only. */
    private static final int LDAP_LIMITS = 4;
    /** Request id, non-repeaters, repetitions, variables. */
    private static final int BULK_ELEMENTS = 4;

    private static final int RPC_DUMP_LENGTH = 40;
    private static final int RPC_PORTMAPPER = 100_000;

    private final Payload payload;
    private final BerReader ber;
    private final ServiceRequest others;

    AbuseRequest(Payload payload) {
        this.payload = payload;
        this.ber = new BerReader(payload);
        this.others = new ServiceRequest(payload);
    }

    boolean matches(int port) {
        return switch (port) {
            case CHARGEN -> payload.wireLength() == 1;
            case DNS -> DnsMessage.asksForMuch(payload);
            case PORTMAP -> portmapDump();
            case NTP -> ntp();
            case SNMP -> snmpGetBulk();
            case CLDAP -> rootSearch();
            case SSDP -> payload.startsWith(SEARCH);
            case MEMCACHED -> memcached();
            default -> others.matches(port);
        };
    }

    /** Statistics, or stored values, in the UDP frame of a single datagram. */
    private boolean memcached() {
        int command = 2 + MEMCACHED_FRAME.length;
        if (!payload.matches(2, MEMCACHED_FRAME)) {
            return false;
        }
        return (payload.length() == command + STATS.length && payload.matches(command, STATS))
                || payload.matches(command, GET);
    }

    /** Mode 7 code 42 (monlist), or mode 6 opcode 2 (readvar). */
    private boolean ntp() {
        if (payload.length() >= 8 && payload.matches(0, MONLIST)) {
            return true;
        }
        return payload.length() >= 12 && (payload.u8(0) & 0xC7) == 6 && payload.u8(1) == 2;
    }

    /** RPC version 2, program 100000, version 2, procedure 4, without credentials (RFC 5531, RFC 1833). */
    private boolean portmapDump() {
        if (payload.length() != RPC_DUMP_LENGTH) {
            return false;
        }
        return payload.i32(4) == 0
                && payload.i32(8) == 2
                && payload.i32(12) == RPC_PORTMAPPER
                && payload.i32(16) == 2
                && payload.i32(20) == 4
                && payload.i64(24) == 0
                && payload.i64(32) == 0;
    }

    /** Version 2c, any community, GetBulk (RFC 3416). */
    private boolean snmpGetBulk() {
        ber.start();
        if (!ber.next(BerReader.SEQUENCE) || !ber.onlyZerosFollow()) {
            return false;
        }
        ber.enter();
        boolean header = ber.next(BerReader.INTEGER) && ber.isByte(1) && ber.next(BerReader.OCTETS);
        if (!header || !ber.next(SNMP_GET_BULK) || !ber.atEnd()) {
            return false;
        }
        ber.enter();
        return ber.skip(BULK_ELEMENTS) && ber.atEnd();
    }

    /** Search of the empty base, this object only, for any objectclass (RFC 4511). */
    private boolean rootSearch() {
        ber.start();
        if (!ber.next(BerReader.SEQUENCE) || !ber.onlyZerosFollow()) {
            return false;
        }
        ber.enter();
        if (!ber.next(BerReader.INTEGER) || !ber.next(LDAP_SEARCH)) {
            return false;
        }
        ber.enter();
        boolean root =
                ber.next(BerReader.OCTETS) && ber.valueLength() == 0 && ber.next(BerReader.ENUMERATED) && ber.isByte(0);
        return root && ber.skip(LDAP_LIMITS) && ber.next(LDAP_PRESENT) && ber.isText(OBJECT_CLASS);
    }
}
