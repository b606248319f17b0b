package yochi.node.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/**
 * Seeded packets with their verdicts, for tests of summary and border; sources are documentation addresses and ids.
 */
public final class Traffic {
    public static final long START_SECOND = 1_700_006_400L;
    private static final Rule[] RULES = {Rule.TCP_SYN, Rule.TCP_SYN, Rule.UDP_REST, Rule.TCP_SYN_ACK, Rule.ICMP_ERROR};

    /** One packet in few words. */
    public record Sent(int sensor, long nanos, Rule rule, int port, long source, int length) {}

    private Traffic() {}

    public static List<Sensor> sensors(int n) {
        List<Sensor> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(Sensor.of("s" + i, new Country("SG")));
        }
        return out;
    }

    /** Packets over some hours; few ports and sources are frequent, many are rare. */
    public static List<Sent> packets(long seed, int n, int sensors, int hours) {
        Random random = new Random(seed);
        List<Sent> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double rare = random.nextDouble();
            long ipv4 = 0xC0000200L + (long) (200 * rare * random.nextDouble());
            out.add(new Sent(
                    random.nextInt(sensors),
                    START_SECOND * 1_000_000_000L + (long) (random.nextDouble() * hours * 3600e9),
                    RULES[random.nextInt(RULES.length)],
                    (int) (60 * rare * rare * rare),
                    random.nextInt(20) == 0 ? -1 - random.nextInt(9) : ipv4,
                    60 + random.nextInt(100)));
        }
        return out;
    }

    /** Feeds them; negative sources become IPv6 addresses. */
    public static void feed(List<Sent> packets, List<Sensor> sensors, ClassifiedSink sink) {
        feedKnowing(
                packets, sensors, sink, Field.bits(Field.LENGTH, Field.PORTS, Field.DESTINATION, Field.TTL));
    }

    /** The monitored address that a packet went to: one of 300. */
    static long target(Sent sent) {
        return 0xCB00_7100L + Math.floorMod(sent.nanos / 1000 + 31 * sent.source, 300L);
    }

    /** Feeds them with those fields only. */
    static void feedKnowing(List<Sent> packets, List<Sensor> sensors, ClassifiedSink sink, int known) {
        Verdict verdict = new Verdict();
        for (Sent sent : packets) {
            Packet p = new Packet(new Origin(sensors.get(sent.sensor), "test"));
            p.known = known;
            p.ttl(30 + (int) (sent.nanos % 200));
            p.destinationLow(target(sent));
            p.sourcePort((int) (sent.nanos % 65_536));
            p.timeNanos = sent.nanos;
            p.wireLength = sent.length;
            p.ipVersion = sent.source < 0 ? 6 : 4;
            p.sourceHigh(sent.source < 0 ? 0x2001_0DB8_0000_0000L : 0);
            p.sourceLow(sent.source < 0 ? -sent.source : sent.source);
            p.protocol = sent.rule == Rule.UDP_REST ? 17 : sent.rule == Rule.ICMP_ERROR ? 1 : 6;
            p.destinationPort(sent.port);
            verdict.rule = sent.rule;
            verdict.attributed = true;
            verdict.countedVersion = p.ipVersion;
            verdict.countedHigh = p.sourceHigh();
            verdict.countedLow = p.sourceLow();
            verdict.relations = 0;
            verdict.service =
                    ServiceNumber.pack(p.protocol == 17 ? Service.Protocol.UDP : Service.Protocol.TCP, sent.port);
            sink.packet(p, verdict);
        }
    }
}
