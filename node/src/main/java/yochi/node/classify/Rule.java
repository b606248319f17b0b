package yochi.node.classify;

import java.util.Locale;
import yochi.core.model.AttackType;
import yochi.core.model.Party;

/** A line of the decision list (docs/classification.md), in its order; the first that matches decides. */
public enum Rule {
    NOT_IP(AttackType.NOT_IP, "0", "no IP packet"),
    SPECIAL_SOURCE(AttackType.BOGON, "1", "source in a special-purpose block"),
    SOURCE_IS_DESTINATION(AttackType.BOGON, "1", "source = destination"),
    LATER_FRAGMENT(AttackType.FRAGMENT, "2", "fragment offset not 0"),
    RESERVED_BIT(AttackType.FRAGMENT, "2", "reserved IP bit set"),
    ICMP_ERROR(AttackType.BACKSCATTER_ICMP, "3", "ICMP error; the victim is the embedded destination"),
    ICMP_ERROR_UNATTRIBUTED(AttackType.BACKSCATTER_ICMP, "3", "ICMP error whose victim cannot be told"),
    ICMP_ANSWER(AttackType.BACKSCATTER_ICMP, "3", "ICMP answer or router message; the victim is the source"),
    ICMP_REQUEST(AttackType.SCAN_ICMP, "3", "ICMP echo, time stamp, information or mask request"),
    ICMP_UNLISTED(AttackType.OTHER_PROTO, "3", "ICMP type that the list does not name, or that is not known"),
    TCP_WITHOUT_FLAGS(AttackType.TCP_UNSPECIFIED, "4", "the record does not hold the TCP flags"),
    TCP_RST(AttackType.BACKSCATTER_TCP, "4", "RST"),
    TCP_SYN_ACK(AttackType.BACKSCATTER_TCP, "4", "SYN+ACK"),
    TCP_SYN(AttackType.SCAN_SYN, "4", "SYN without ACK, RST, FIN"),
    TCP_STEALTH(AttackType.SCAN_STEALTH, "4", "FIN only, no flag, FIN+PSH+URG, SYN+FIN"),
    TCP_REST(AttackType.TCP_OTHER, "4", "other TCP flags"),
    UDP_ANSWER(AttackType.BACKSCATTER_UDP, "5i", "from a reflector port and parses as its answer"),
    UDP_ABUSE(AttackType.AMP_PROBE, "5ii", "to an amplifier port and is a request known from abuse"),
    UDP_PEER_NOISE(AttackType.P2P_MISCONFIG, "5iii", "message of a peer-to-peer network"),
    UDP_NAME_NOISE(AttackType.P2P_MISCONFIG, "5iii", "NetBIOS name query or registration"),
    UDP_WITHOUT_PAYLOAD(AttackType.UDP_UNSPECIFIED, "5", "the record does not hold the UDP payload"),
    UDP_AMPLIFIER_PORT(AttackType.SCAN_UDP, "5iv", "to an amplifier port, but no request known from abuse"),
    UDP_REST(AttackType.SCAN_UDP, "5iv", "other UDP"),
    OTHER_PROTOCOL(AttackType.OTHER_PROTO, "6", "another protocol"),
    BRUTE_FORCE(AttackType.LOGIN_BRUTE_FORCE, "s1", "3 failed log-ins, or 2 credentials within 60 s"),
    INJECTION(AttackType.EXPLOIT, "s2", "token of command injection or shell code"),
    SENSOR_RULE(AttackType.EXPLOIT, "s2", "the sensor's own rule names an exploit"),
    FETCH(AttackType.DOWNLOAD, "s3", "file fetched or handed over"),
    COMMANDS(AttackType.EXPLOIT, "s4", "commands run: an installation or a takeover"),
    WEB_SCAN(AttackType.WEB_SCAN, "s5", "5 distinct paths, one of them missing"),
    PROBE(AttackType.SERVICE_PROBE, "s6", "session without any of the above"),
    DRIVE_BY(AttackType.DRIVE_BY, "c1", "page that the crawler or its sandbox calls malicious"),
    PAGE_VISIT(AttackType.PAGE_VISIT, "c2", "any other page visited"),
    AMPLIFIER_LOG(AttackType.AMP_PROBE, "a", "requests that an amplification honeypot logged"),
    ORDER(AttackType.ATTACK_ORDER, "o", "attack order listed by a botnet's control");

    private final AttackType type;
    private final String number;
    private final String meaning;
    private final int marks;
    private final boolean victim;

    Rule(AttackType type, String number, String meaning) {
        this.type = type;
        this.number = number;
        this.meaning = meaning;
        this.marks = fixedMarks();
        this.victim = type.party() == Party.VICTIM;
    }

    public AttackType type() {
        return type;
    }

    /** Bits of the {@link Mark}s that every packet decided by it has. */
    int marks() {
        return marks;
    }

    /** Whether the address counted is a victim's. */
    boolean victim() {
        return victim;
    }

    private int fixedMarks() {
        return (type.spoofable() ? Mark.SPOOFABLE.bit() : 0)
                | switch (this) {
                    case SOURCE_IS_DESTINATION, LATER_FRAGMENT, RESERVED_BIT, TCP_STEALTH, OTHER_PROTOCOL ->
                        Mark.LIKELY_SPOOFED.bit();
                    case UDP_AMPLIFIER_PORT -> Mark.AMPLIFIER_PORT.bit();
                    default -> 0;
                };
    }

    /** Step of the list, such as {@code 5ii}. */
    public String number() {
        return number;
    }

    /** What it asks, one clause. */
    public String meaning() {
        return meaning;
    }

    /** Name in output, such as {@code 4-tcp-syn}. */
    public String id() {
        return number + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
