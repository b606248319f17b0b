package yochi.node.classify;

/** Reads as much of a DNS message as the rules need (RFC 1035, EDNS by RFC 6891). */
final class DnsMessage {
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int QUERY_BITS = 0xF8;
    private static final int ANSWER_BIT = 0x80;
    private static final int LONGEST_LABEL = 63;
    private static final int SANE_COUNT = 10;
    private static final int TYPE_TXT = 16;
    private static final int TYPE_OPT = 41;
    private static final int TYPE_DNSKEY = 48;
    private static final int TYPE_PTR = 12;
    private static final int TYPE_RRSIG = 46;
    private static final int TYPE_NBSTAT = 33;
    private static final int TYPE_NB = 32;
    /** A NetBIOS name is one label of 32 letters (RFC 1001). */
    private static final int NETBIOS_LABEL = 32;
    private static final int TYPE_ANY = 255;
    /** Requests for large answers ask for at least this EDNS size (algorithms §1.4). */
    private static final int LARGE_EDNS = 4096;
    /** Root name, type, class = size, extended flags, length. */
    private static final int OPT_RECORD = 11;

    private DnsMessage() {}

    /** A query with one question of type ANY, TXT, DNSKEY or RRSIG and an EDNS size of 4096 or more. */
    static boolean asksForMuch(Payload p) {
        if (p.length() < HEADER + 1 || (p.u8(FLAGS) & QUERY_BITS) != 0) {
            return false;
        }
        boolean oneQuestionOneAdditional = p.u16(4) == 1 && p.i32(6) == 0 && p.u16(10) == 1;
        int end = oneQuestionOneAdditional ? endOfQuestion(p) : -1;
        if (end < 0 || p.length() < end + OPT_RECORD) {
            return false;
        }
        int type = p.u16(end - 4);
        return (type == TYPE_ANY || type == TYPE_TXT || type == TYPE_DNSKEY || type == TYPE_RRSIG)
                && p.u8(end) == 0
                && p.u16(end + 1) == TYPE_OPT
                && p.u16(end + 3) >= LARGE_EDNS;
    }

    /** A query for pointers or for anything, as service discovery asks (RFC 6763). */
    static boolean asksForServices(Payload p) {
        int type = questionType(p);
        return type == TYPE_PTR || type == TYPE_ANY;
    }

    /** A NetBIOS node status request (RFC 1002 §4.2.17). */
    static boolean isNodeStatus(Payload p) {
        return p.length() > HEADER && p.u8(HEADER) == NETBIOS_LABEL && questionType(p) == TYPE_NBSTAT;
    }

    /** A NetBIOS name query, registration, refresh or release (RFC 1002 §4.2). */
    static boolean isNameNoise(Payload p) {
        boolean name = p.length() > HEADER + NETBIOS_LABEL && p.u8(HEADER) == NETBIOS_LABEL && p.u16(4) == 1;
        int end = name && (p.u8(FLAGS) & ANSWER_BIT) == 0 ? endOfQuestion(p) : -1;
        return end > 0 && p.u16(end - 4) == TYPE_NB;
    }

    /** Type of the only question of a plain query, -1 where it is none. */
    private static int questionType(Payload p) {
        if (p.length() < HEADER + 1 || (p.u8(FLAGS) & QUERY_BITS) != 0 || p.u16(4) != 1 || p.u16(6) != 0) {
            return -1;
        }
        int end = endOfQuestion(p);
        return end < 0 ? -1 : p.u16(end - 4);
    }

    /** An answer with sane counts. */
    static boolean isAnswer(Payload p) {
        return p.length() >= HEADER
                && (p.u8(FLAGS) & ANSWER_BIT) != 0
                && p.u16(4) < SANE_COUNT
                && p.u16(6) < SANE_COUNT
                && p.u16(8) < SANE_COUNT
                && p.u16(10) < SANE_COUNT;
    }

    /** Offset behind the first question, or -1 where it does not parse. */
    private static int endOfQuestion(Payload p) {
        int at = HEADER;
        while (at < p.length()) {
            int label = p.u8(at);
            if (label == 0) {
                return at + 5 <= p.length() ? at + 5 : -1;
            }
            if (label > LONGEST_LABEL) {
                return -1;
            }
            at += 1 + label;
        }
        return -1;
    }
}
