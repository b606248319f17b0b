package yochi.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.node.border.Border;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SensorDraw;
import yochi.node.border.SketchKeys;
import yochi.node.classify.Rule;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Places;
import yochi.node.summary.Summariser;
import yochi.node.summary.SummarySettings;

/** A simulated node whose sensors watch a few of many blocks, with background scans and an attacker's probes. */
final class ProbedNode {
    /** Where an attacker of the simulation looks for sensors: blocks of 256 addresses. */
    static final int BLOCKS = 128;
    /** Sensors of the node, a block each. */
    static final int WATCHED = 4;
    /** First of the rare ports by which an attacker marks the block that he probes. */
    static final int MARKS = 40_000;

    /** Packets of a window, with a relative standard deviation of 8 % from window to window. */
    private static final int BACKGROUND = 6000;

    private static final double BACKGROUND_DEVIATION = 0.08;
    private static final int COMMON_PORTS = 30;
    private static final Country SG = new Country("SG");
    private static final List<Sensor> SENSORS =
            IntStream.range(0, WATCHED).mapToObj(i -> Sensor.of("s" + i, SG)).toList();

    private final PrivacyPolicy policy;
    private final Border border;
    private final int[] blocks;
    private final SplittableRandom random;
    private final SensorDraw draw;
    private long second = 1_700_006_400L / 86_400 * 86_400;

    ProbedNode(PrivacyPolicy policy, SplittableRandom random) {
        this.policy = policy;
        this.random = random;
        List<Integer> shuffled = new ArrayList<>(IntStream.range(0, BLOCKS).boxed().toList());
        Collections.shuffle(shuffled, Random.from(random));
        this.blocks = shuffled.stream().limit(WATCHED).mapToInt(b -> b).toArray();
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.draw = SensorDraw.of(secret);
        NodeCard card = new NodeCard(new NodeId(new UUID(0x0194_0000_0000_7000L, 0x8000L << 48)), "node", SG, 1, "1");
        this.border = new Border(card, policy, SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]), draw);
    }

    boolean watches(int block) {
        return IntStream.of(blocks).anyMatch(b -> b == block);
    }

    /** Probes of one block: from how many sources, how many packets of each, to which port. */
    record Probe(int block, int sources, int packets, int port) {}

    /** The next release window with background and probes; those of blocks without a sensor leave no trace. */
    ClosedWindow window(List<Probe> probes) {
        Summariser summariser = new Summariser(
                SummarySettings.of(policy.epoch(), policy.release(), Duration.ZERO, false), SENSORS, Places.none());
        List<Packet> reused = new ArrayList<>();
        SENSORS.forEach(s -> reused.add(new Packet(new Origin(s, "simulated"))));
        double background = BACKGROUND * (1 + BACKGROUND_DEVIATION * random.nextGaussian());
        for (int i = 0; i < background; i++) {
            double rare = random.nextDouble();
            long source = 0xF000_0000L + 977L * (long) (600 * rare * random.nextDouble());
            packet(reused.get(random.nextInt(WATCHED)), source, (int) (COMMON_PORTS * rare * rare), summariser);
        }
        for (Probe probe : probes) {
            for (int sensor = 0; sensor < WATCHED; sensor++) {
                for (int i = 0; blocks[sensor] == probe.block() && i < probe.sources() * probe.packets(); i++) {
                    long source = 0xFA00_0000L + 1031L * (i % probe.sources());
                    packet(reused.get(sensor), source, probe.port(), summariser);
                }
            }
        }
        second += policy.release().toSeconds();
        return summariser.close().getFirst();
    }

    SensorDraw draw() {
        return draw;
    }

    EpochReport report(ClosedWindow window) {
        return border.release(window, 1).report();
    }

    private void packet(Packet p, long source, int port, Summariser to) {
        Verdict verdict = new Verdict();
        p.known = Field.bits(Field.LENGTH, Field.PORTS, Field.DESTINATION);
        p.timeNanos = (second + random.nextLong(policy.release().toSeconds())) * 1_000_000_000L;
        p.wireLength = 60;
        p.ipVersion = 4;
        p.sourceLow(source);
        p.protocol = 6;
        p.destinationPort(port);
        verdict.rule = Rule.TCP_SYN;
        verdict.attributed = true;
        verdict.countedVersion = 4;
        verdict.countedLow = source;
        verdict.service = ServiceNumber.pack(Service.Protocol.TCP, port);
        to.packet(p, verdict);
    }
}
