package yochi.node.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.core.model.Tool;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;

/** Counts classified packets in the terms of a generator's truth file. */
final class Truth implements ClassifiedSink {
    /** Packets, wire bytes, IP bytes and exact sources of one class. */
    static final class Count {
        long packets;
        long bytes;
        long ipBytes;
        final Set<List<Long>> sources = new HashSet<>();
    }

    final Map<String, Count> classes = new HashMap<>();
    final Map<Tool, Count> tools = new HashMap<>();
    final List<String> labels = new ArrayList<>();
    final Set<Long> icmpVictims = new HashSet<>();
    final List<Long> times = new ArrayList<>();
    long icmpErrors;
    long icmpMismatches;

    /** The generator's class for the rule that decided. */
    static String className(Rule rule) {
        return switch (rule) {
            case NOT_IP -> "not_ip";
            case SPECIAL_SOURCE, SOURCE_IS_DESTINATION -> "bogon";
            case LATER_FRAGMENT, RESERVED_BIT -> "fragment";
            case ICMP_ERROR, ICMP_ERROR_UNATTRIBUTED, ICMP_ANSWER -> "backscatter_icmp";
            case ICMP_REQUEST -> "scan_icmp";
            case TCP_RST -> "backscatter_tcp_rst";
            case TCP_SYN_ACK -> "backscatter_tcp_synack";
            case TCP_SYN -> "scan_syn";
            case TCP_STEALTH -> "scan_tcp_stealth";
            case TCP_REST -> "tcp_other";
            case UDP_ANSWER -> "backscatter_udp";
            case UDP_ABUSE -> "amp_probe";
            case UDP_PEER_NOISE -> "p2p_misconfig";
            case UDP_AMPLIFIER_PORT -> "amplifier_port_without_request";
            case UDP_REST -> "scan_udp";
            case OTHER_PROTOCOL -> "other_proto";
            case ICMP_UNLISTED, TCP_WITHOUT_FLAGS, UDP_NAME_NOISE, UDP_WITHOUT_PAYLOAD -> "none: " + rule;
            case BRUTE_FORCE, INJECTION, SENSOR_RULE, FETCH, COMMANDS, WEB_SCAN, PROBE -> "no packet: " + rule;
            case DRIVE_BY, PAGE_VISIT, AMPLIFIER_LOG, ORDER -> "no packet: " + rule;
        };
    }

    @Override
    public void packet(Packet packet, Verdict verdict) {
        String name = className(verdict.rule);
        labels.add(name);
        times.add(packet.timeNanos);
        add(classes.computeIfAbsent(name, n -> new Count()), packet);
        for (Tool tool : List.of(Tool.MIRAI, Tool.MASSCAN, Tool.ZMAP)) {
            if (verdict.fits(tool)) {
                add(tools.computeIfAbsent(tool, t -> new Count()), packet);
            }
        }
        boolean error = verdict.rule == Rule.ICMP_ERROR || verdict.rule == Rule.ICMP_ERROR_UNATTRIBUTED;
        if (error && packet.ipVersion == 4) {
            icmpErrors++;
            if (verdict.attributed) {
                icmpVictims.add(verdict.countedLow);
            } else {
                icmpMismatches++;
            }
        }
    }

    private static void add(Count count, Packet packet) {
        count.packets++;
        count.bytes += packet.wireLength;
        count.ipBytes += packet.ipLength();
        if (packet.ipVersion != 0) {
            count.sources.add(List.of(packet.sourceHigh(), packet.sourceLow()));
        }
    }

    @Override
    public void flow(Flow flow, Verdict verdict) {
        throw new AssertionError("no flow");
    }

    @Override
    public void session(HoneypotSession session, Rule rule) {
        throw new AssertionError("a capture holds no session");
    }

    @Override
    public void amplification(AmplificationRequests requests, Rule rule) {
        throw new AssertionError("no log of an amplifier");
    }

    @Override
    public void visit(PageVisit visit, Rule rule) {
        throw new AssertionError("no visit");
    }

    @Override
    public void order(AttackOrder order, Rule rule) {
        throw new AssertionError("a capture holds no order");
    }
}
