package yochi.node.classify;

import java.util.Arrays;
import yochi.core.model.Service.Protocol;
import yochi.core.model.Tool;
import yochi.node.observation.Field;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;

/**
 * The ordered decision list for what a sensor saw (algorithms §1.1): constant work per packet, no allocation. Not for
 * use by two threads at a time.
 */
public final class Classifier {
    private static final int FRAGMENT = Field.FRAGMENT.bit();
    private static final int DESTINATION = Field.DESTINATION.bit();
    private static final int PORTS = Field.PORTS.bit();
    private static final int FLAGS = Field.TCP_FLAGS.bit();
    private static final int PAYLOAD = Field.PAYLOAD.bit();
    private static final int ICMP_TYPE = Field.ICMP_TYPE.bit();

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int ICMP6 = 58;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;
    private static final int XMAS = 0x29;
    private static final int FLAG_BITS = 0x3F;
    private static final Rule[] TCP_RULES = tcpRules();

    /** ICMP types 3, 4, 5, 11, 12: they embed the packet that drew them. */
    private static final long ERRORS = bits(3, 4, 5, 11, 12);
    /** ICMP types 0, 14, 16, 18: answers to somebody who wrote our address as his. */
    private static final long ANSWERS = bits(0, 14, 16, 18);
    /** ICMP types 8, 13, 15, 17. */
    private static final long REQUESTS = bits(8, 13, 15, 17);

    private static final long ERRORS6 = bits(1, 2, 3, 4);
    private static final int ECHO_REPLY6 = 129;
    private static final int ECHO_REQUEST6 = 128;

    private static final int TTL = Field.TTL.bit();
    private static final int TTL_AND_PORTS = TTL | PORTS;
    private static final int LIKELY_SPOOFED = Mark.LIKELY_SPOOFED.bit();
    private static final int INVESTIGATIVE = Mark.INVESTIGATIVE.bit();
    private static final int MASSCAN = ToolRelations.bit(Tool.MASSCAN);
    /** Hop counts from which on a packet looks forged, unless it looks like Masscan (algorithms §1.1). */
    private static final int HIGH_TTL = 200;

    private static final int HTTP = 80;
    private static final int LAST_OCTET = 255;

    private Rules rules;
    private AddressBlocks special;
    private ToolRelations tools;
    private boolean listed;

    private final Payload payload = new Payload();
    private final Datagrams datagrams = new Datagrams(payload);
    private final ShortWay shortWay = new ShortWay(datagrams);
    private final Verdict one = new Verdict();
    private final IcmpError icmpError = new IcmpError(payload);

    /** A classifier by the shipped rules. */
    public Classifier() {
        this(Rules.shipped());
    }

    public Classifier(Rules rules) {
        use(rules);
    }

    /** From the next packet on other rules hold. */
    public void use(Rules others) {
        rules = others;
        special = others.special();
        datagrams.use(others.amplifiers());
        tools = others.tools();
        listed = others.listsInvestigators();
        shortWay.use(others);
    }

    /** The rules in use. */
    public Rules rules() {
        return rules;
    }

    private static long bits(int... types) {
        long bits = 0;
        for (int type : types) {
            bits |= 1L << type;
        }
        return bits;
    }

    /** Fills the verdict on a packet. */
    public void classify(Packet p, Verdict v) {
        decide(p, v);
        mark(p, v);
    }

    /** Fills the verdicts on the packets of a batch. */
    public void classify(PacketBatch batch, VerdictBatch verdicts) {
        if (!shortWay.open()) {
            for (int i = 0; i < batch.size(); i++) {
                longWay(batch.packet(i), i, verdicts);
            }
            return;
        }
        int others = shortWay.tcp(batch, verdicts);
        for (int other = 0; other < others; other++) {
            int i = shortWay.again(other);
            if (!shortWay.other(batch, i, verdicts)) {
                longWay(batch.packet(i), i, verdicts);
            }
        }
    }

    private void longWay(Packet p, int i, VerdictBatch verdicts) {
        decide(p, one);
        mark(p, one);
        int code = VerdictCode.pack(one.rule, one.attributed, one.service, one.marks);
        verdicts.set(i, code, (int) one.countedLow, one.relations);
    }

    /** Adds what is known beside the type. */
    private void mark(Packet p, Verdict v) {
        int marks = v.rule.marks();
        if (p.ipVersion == 4) {
            boolean seen = (p.known & TTL_AND_PORTS) == TTL_AND_PORTS;
            int odd = seen ? odd(p, v.relations) : oddAsFarAsKnown(p, v.relations);
            marks |= (odd >> (Integer.SIZE - 1)) & LIKELY_SPOOFED;
            marks |= p.moreFragments() ? LIKELY_SPOOFED : 0;
        }
        if (listed && rules.investigates(p.ipVersion, p.sourceHigh(), p.sourceLow())) {
            marks |= INVESTIGATIVE;
        }
        v.marks = marks;
    }

    /** Negative where the header looks forged: branches on nearly random conditions would be mispredicted. */
    private static int odd(Packet p, int relations) {
        int http = p.protocol == UDP ? http(p.destinationPort()) : 0;
        int ports = (p.sourcePort() - 1) | (p.destinationPort() - 1);
        return edge((int) p.sourceLow()) | high(p.ttl(), relations) | ports | http;
    }

    private static int oddAsFarAsKnown(Packet p, int relations) {
        int ttl = p.knows(TTL) ? high(p.ttl(), relations) : 0;
        int ports = p.knows(PORTS) ? odd(p, MASSCAN) : 0;
        return edge((int) p.sourceLow()) | ttl | ports;
    }

    /** Negative where the last octet is 0 or 255. */
    static int edge(int source) {
        return ((source + 1) & (LAST_OCTET - 1)) - 1;
    }

    /** Negative where a UDP packet is for the port of HTTP. */
    static int http(int port) {
        return (port ^ HTTP) - 1;
    }

    /** Negative where the hop count is high and Masscan's relation does not hold. */
    static int high(int ttl, int relations) {
        return (HIGH_TTL - 1 - ttl) & ((relations & MASSCAN) - 1);
    }

    private void decide(Packet p, Verdict v) {
        v.relations = 0;
        v.attributed = true;
        v.countedVersion = p.ipVersion;
        v.countedHigh = p.sourceHigh();
        v.countedLow = p.sourceLow();
        if (p.ipVersion == 0) {
            v.decide(Rule.NOT_IP);
            v.attributed = false;
            v.service = ServiceNumber.ANY;
        } else if (special.contains(p.ipVersion, p.sourceHigh(), p.sourceLow())) {
            v.decide(Rule.SPECIAL_SOURCE);
            v.service = asked(p);
        } else if (p.sourceLow() == p.destinationLow()
                && p.sourceHigh() == p.destinationHigh()
                && p.knows(DESTINATION)) {
            v.decide(Rule.SOURCE_IS_DESTINATION);
            v.service = asked(p);
        } else if (p.knows(FRAGMENT) && (p.fragmentOffset() != 0 || p.reservedBit())) {
            v.decide(p.fragmentOffset() != 0 ? Rule.LATER_FRAGMENT : Rule.RESERVED_BIT);
            v.service = ServiceNumber.pack(Protocol.IP, p.protocol);
        } else if (p.protocol == TCP) {
            tcp(p, v);
        } else {
            other(p, v);
        }
    }

    private void other(Packet p, Verdict v) {
        switch (p.protocol) {
            case UDP -> udp(p, v);
            case ICMP -> icmp(p, v, p.ipVersion == 4);
            case ICMP6 -> icmp6(p, v, p.ipVersion == 6);
            default -> {
                v.decide(Rule.OTHER_PROTOCOL);
                v.service = ServiceNumber.pack(Protocol.IP, p.protocol);
            }
        }
    }

    private void tcp(Packet p, Verdict v) {
        Rule rule = p.knows(FLAGS) ? tcpRule(p.tcpFlags()) : Rule.TCP_WITHOUT_FLAGS;
        v.decide(rule);
        if (rule == Rule.TCP_SYN) {
            v.service = port(Protocol.TCP, p, false);
            v.relations = tools.of(p);
        } else {
            v.service = port(Protocol.TCP, p, rule.victim());
        }
    }

    private static Rule[] tcpRules() {
        Rule[] rules = new Rule[FLAG_BITS + 1];
        Arrays.setAll(rules, Classifier::ofFlags);
        return rules;
    }

    /** The rule that the flags decide. */
    static Rule tcpRule(int flags) {
        return TCP_RULES[flags & FLAG_BITS];
    }

    private static Rule ofFlags(int flags) {
        if ((flags & (SYN | ACK | RST | FIN)) == SYN) {
            return Rule.TCP_SYN;
        }
        if ((flags & RST) != 0) {
            return Rule.TCP_RST;
        }
        if ((flags & (SYN | ACK)) == (SYN | ACK)) {
            return Rule.TCP_SYN_ACK;
        }
        boolean synFin = (flags & (SYN | FIN | ACK)) == (SYN | FIN);
        return synFin || flags == 0 || flags == FIN || flags == XMAS ? Rule.TCP_STEALTH : Rule.TCP_REST;
    }

    private void udp(Packet p, Verdict v) {
        v.decide(datagrams.rule(p));
        v.service = port(Protocol.UDP, p, v.rule == Rule.UDP_ANSWER);
    }

    private void icmp(Packet p, Verdict v, boolean rightVersion) {
        v.service = ServiceNumber.pack(Protocol.ICMP, p.knows(ICMP_TYPE) ? p.icmpType() : -1);
        Rule rule = rightVersion && p.knows(ICMP_TYPE) ? icmpRule(p.icmpType()) : Rule.ICMP_UNLISTED;
        if (rule == Rule.ICMP_ERROR) {
            error(p, v);
        } else {
            v.decide(rule);
        }
    }

    /** The rule that the type of an ICMP message decides, if the victim of an error can be told. */
    static Rule icmpRule(int type) {
        long bit = type < Long.SIZE ? 1L << type : 0;
        if ((bit & REQUESTS) != 0) {
            return Rule.ICMP_REQUEST;
        }
        if ((bit & ERRORS) != 0) {
            return Rule.ICMP_ERROR;
        }
        return (bit & ANSWERS) != 0 ? Rule.ICMP_ANSWER : Rule.ICMP_UNLISTED;
    }

    private void icmp6(Packet p, Verdict v, boolean rightVersion) {
        int type = rightVersion && p.knows(ICMP_TYPE) ? p.icmpType() : 0;
        v.service = ServiceNumber.pack(Protocol.ICMP6, p.knows(ICMP_TYPE) ? p.icmpType() : -1);
        if (type == ECHO_REQUEST6) {
            v.decide(Rule.ICMP_REQUEST);
        } else if (type < Long.SIZE && (ERRORS6 & 1L << type) != 0) {
            error(p, v);
        } else {
            v.decide(type == ECHO_REPLY6 ? Rule.ICMP_ANSWER : Rule.ICMP_UNLISTED);
        }
    }

    private void error(Packet p, Verdict v) {
        v.attributed = false;
        if (p.knows(PAYLOAD | DESTINATION)) {
            payload.of(p);
            v.attributed = icmpError.attribute(p, v);
        }
        v.decide(v.attributed ? Rule.ICMP_ERROR : Rule.ICMP_ERROR_UNATTRIBUTED);
    }

    private static int port(Protocol protocol, Packet p, boolean attacked) {
        return ServiceNumber.pack(protocol, !p.knows(PORTS) ? -1 : attacked ? p.sourcePort() : p.destinationPort());
    }

    /** The service a packet was meant for, whatever its source. */
    private static int asked(Packet p) {
        boolean whole = p.fragmentOffset() == 0;
        return switch (p.protocol) {
            case TCP -> whole ? port(Protocol.TCP, p, false) : ServiceNumber.pack(Protocol.IP, TCP);
            case UDP -> whole ? port(Protocol.UDP, p, false) : ServiceNumber.pack(Protocol.IP, UDP);
            case ICMP -> ServiceNumber.pack(Protocol.ICMP, p.knows(ICMP_TYPE) ? p.icmpType() : -1);
            case ICMP6 -> ServiceNumber.pack(Protocol.ICMP6, p.knows(ICMP_TYPE) ? p.icmpType() : -1);
            default -> ServiceNumber.pack(Protocol.IP, p.protocol);
        };
    }
}
