package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.SharedFolder;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Packet;
import yochi.node.observation.PacketBatch;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Packets in batches, by the short way, get the same verdicts as one by one, by the long way (P1). */
class ShortWayTest {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));
    private static final String[] SOURCES = {
        "6.0.2.0", "6.0.2.255", "6.0.2.1", "6.0.2.254", "192.0.2.1", "10.1.2.3", "198.51.100.9", "141.212.121.7"
    };
    private static final int[] PORTS = {0, 19, 23, 53, 80, 111, 123, 161, 389, 443, 1900, 11_211, 54_321, 65_535};
    private static final byte[][] PAYLOADS = {
        {},
        {0},
        "M-SEARCH * HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII),
        "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII),
        "d1:ad2:id20:abcdefghij".getBytes(StandardCharsets.US_ASCII),
        new byte[70]
    };
    /** How far the first second of a capture of this test lies behind 1970. */
    private static final long SECOND = 1_000_000_000L;

    private final Set<Rule> met = EnumSet.noneOf(Rule.class);
    private long batched;
    private long single;

    /** Tells packets and verdicts; what comes in a batch is told through the batch's views. */
    private final class Teller implements PacketsOnly {
        private final List<String> told = new ArrayList<>();

        @Override
        public void packet(Packet p, Verdict v) {
            single++;
            tell(p, v);
        }

        @Override
        public void packets(PacketBatch batch, VerdictBatch verdicts) {
            batched += batch.size();
            for (int i = 0; i < batch.size(); i++) {
                Verdict v = verdicts.verdict(i);
                tell(batch.packet(i), v);
                int code = verdicts.codes()[i];
                assertThat(VerdictCode.rule(code)).isEqualTo(v.rule);
                assertThat(verdicts.relations()[i]).isEqualTo(v.relations);
                assertThat(VerdictCode.attributed(code)).isEqualTo(v.attributed);
                assertThat(batch.wireLength(i)).isEqualTo(batch.packet(i).wireLength);
            }
        }

        private void tell(Packet p, Verdict v) {
            met.add(v.rule);
            String of = v.attributed ? v.countedVersion + " " + v.countedHigh + ":" + v.countedLow : "nobody";
            told.add(p.record + " " + p.timeNanos + " " + p.wireLength + " " + p.known + " "
                    + p.origin().sensor().name() + " " + p.protocol + " " + p.payloadCaptured() + " " + v.rule + " "
                    + of + " " + v.service + " " + v.relations + " " + v.marks);
        }
    }

    private List<String> read(Sensor sensor, InputStream in, boolean oneByOne) {
        Teller teller = new Teller();
        ClassifyingSink sink = new ClassifyingSink(new Classifier(), teller);
        ObservationSink entry = oneByOne ? new yochi.node.PacketsOnly(sink::packet) : sink;
        InputAccount account = new TraceReader(TraceSettings.of(SensorTable.single(sensor))).read("x", in, entry);
        teller.told.add(account.packets() + " " + account.rejected() + " " + account.noted() + " " + account.first()
                + " " + account.last());
        return teller.told;
    }

    private static byte[] packet(SplittableRandom random) {
        String source = SOURCES[random.nextInt(SOURCES.length)];
        int from = PORTS[random.nextInt(PORTS.length)];
        int to = PORTS[random.nextInt(PORTS.length)];
        String destination = random.nextInt(20) == 0 ? source : Frames.DARK;
        int sequence = random.nextInt(3) == 0 ? 0xC633_6407 : random.nextInt();
        byte[] payload = PAYLOADS[random.nextInt(PAYLOADS.length)].clone();
        int protocol = random.nextBoolean() ? 6 : new int[] {1, 17, 17, 17, 47, 58}[random.nextInt(6)];
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

    private static byte[] frame(SplittableRandom random) {
        byte[] ip = packet(random);
        byte[] frame = random.nextInt(30) == 0
                ? Frames.ethernet(0x8100, Frames.vlan(7, 0x0800, ip))
                : Frames.ethernet(0x0800, ip);
        if (random.nextInt(30) == 0) {
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        }
        return frame;
    }

    private static byte[] capture(SplittableRandom random) {
        Capture capture = Capture.plain();
        long time = SECOND;
        for (int i = 0; i < 6000; i++) {
            byte[] frame = frame(random);
            time += random.nextInt(20) == 0 ? -random.nextLong(1000) * 1000 : random.nextLong(1_000_000) * 1000;
            int more = random.nextInt(40) == 0 ? random.nextInt(100) : 0;
            capture.add(Math.max(0, time), frame, frame.length + more);
        }
        return capture.bytes();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBatchIsDecidedLikeItsPackets(long seed) {
        byte[] bytes = capture(new SplittableRandom(seed));
        Sensor watching = SENSOR.watching(List.of(Prefix.parse("198.51.100.0/24")));
        for (Sensor sensor : List.of(SENSOR, watching)) {
            List<String> slow = read(sensor, new ByteArrayInputStream(bytes), true);
            assertThat(read(sensor, new ByteArrayInputStream(bytes), false)).isEqualTo(slow);
        }
        assertThat(batched).isGreaterThan(single / 3);
        assertThat(met)
                .contains(Rule.TCP_SYN, Rule.TCP_RST, Rule.TCP_SYN_ACK, Rule.TCP_STEALTH, Rule.UDP_ABUSE, Rule.UDP_REST)
                .contains(Rule.SPECIAL_SOURCE, Rule.SOURCE_IS_DESTINATION, Rule.UDP_AMPLIFIER_PORT, Rule.ICMP_REQUEST)
                .contains(Rule.ICMP_ANSWER, Rule.ICMP_ERROR_UNATTRIBUTED, Rule.OTHER_PROTOCOL, Rule.UDP_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark-cut20m", "dark-day5m", "dark-mixed"})
    void theSyntheticCapturesAreDecidedTheSameBothWays(String name) throws IOException {
        Optional<Path> folder = SharedFolder.find("data/synthetic", "ShortWayTest " + name);
        if (folder.isEmpty()) {
            return;
        }
        Path capture = folder.get().resolve(name + ".pcap.gz");
        List<String> slow;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(capture))) {
            slow = read(SENSOR, in, true);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(capture))) {
            assertThat(read(SENSOR, in, false).equals(slow)).isTrue();
        }
        assertThat(batched).isGreaterThan(0);
    }
}
