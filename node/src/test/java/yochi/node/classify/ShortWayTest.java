package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.PacketsOnly;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** A plain frame and the same packet behind a tag, which goes the long way, get the same verdict (P1). */
class ShortWayTest {
    private static final TraceSettings SENSOR =
            TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))));
    private static final String[] SOURCES = {"6.0.2.0", "6.0.2.255", "6.0.2.1", "6.0.2.254", "192.0.2.1", "10.1.2.3"};
    private static final int[] PORTS = {0, 19, 23, 53, 80, 111, 123, 161, 389, 443, 1900, 11_211, 54_321, 65_535};
    private static final byte[][] PAYLOADS = {
        {}, {0}, "M-SEARCH * HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), new byte[70]
    };

    private final Set<Rule> met = EnumSet.noneOf(Rule.class);

    private List<String> verdicts(Capture capture, boolean plain) {
        Classifier classifier = new Classifier();
        Verdict v = new Verdict();
        List<String> out = new ArrayList<>();
        new TraceReader(SENSOR).read("x", new ByteArrayInputStream(capture.bytes()), new PacketsOnly(p -> {
            assertThat(p.isPlain()).isEqualTo(plain);
            classifier.classify(p, v);
            met.add(v.rule);
            out.add(v.rule + " " + v.attributed + " " + v.countedVersion + " " + v.countedHigh + ":" + v.countedLow
                    + " " + v.service + " " + v.relations + " " + v.marks);
        }));
        return out;
    }

    private static byte[] packet(SplittableRandom random) {
        String source = SOURCES[random.nextInt(SOURCES.length)];
        int from = PORTS[random.nextInt(PORTS.length)];
        int to = PORTS[random.nextInt(PORTS.length)];
        String destination = random.nextInt(20) == 0 ? source : Frames.DARK;
        int sequence = random.nextInt(3) == 0 ? 0xC633_6407 : random.nextInt();
        byte[] payload = PAYLOADS[random.nextInt(PAYLOADS.length)].clone();
        int protocol = random.nextBoolean() ? 6 : random.nextInt(4) == 0 ? 1 : 17;
        byte[] inside =
                switch (protocol) {
                    case 6 -> Frames.join(Frames.tcp(from, to, random.nextInt(256), sequence), payload);
                    case 17 -> Frames.udp(from, to, payload);
                    default -> Frames.icmp(random.nextInt(20), payload);
                };
        int masscan = (sequence ^ 0xC633_6407 ^ to) & 0xFFFF;
        int id = random.nextInt(3) == 0 ? 54_321 : random.nextBoolean() ? masscan : random.nextInt(65_536);
        byte[] ip = Frames.ipv4(source, destination, protocol, id, 0, new byte[0], inside);
        ip[8] = (byte) random.nextInt(256);
        return ip;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theShortWayDecidesLikeTheLongWay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Capture plain = Capture.plain();
        Capture tagged = Capture.plain();
        for (int i = 0; i < 2000; i++) {
            byte[] ip = packet(random);
            plain.add(i, Frames.ethernet(0x0800, ip));
            tagged.add(i, Frames.ethernet(0x8100, Frames.vlan(7, 0x0800, ip)));
        }
        assertThat(verdicts(plain, true)).isEqualTo(verdicts(tagged, false));
        assertThat(met)
                .contains(Rule.TCP_SYN, Rule.TCP_RST, Rule.TCP_SYN_ACK, Rule.TCP_STEALTH, Rule.UDP_ABUSE, Rule.UDP_REST)
                .contains(Rule.SPECIAL_SOURCE, Rule.SOURCE_IS_DESTINATION, Rule.UDP_AMPLIFIER_PORT, Rule.ICMP_REQUEST);
    }
}
