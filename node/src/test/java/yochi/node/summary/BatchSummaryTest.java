package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Packets taken in batches leave the same summaries as packets taken one by one (P2). */
class BatchSummaryTest {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int[] FLAGS = {2, 2, 2, 4, 18, 1};

    private static byte[] capture(SplittableRandom random) {
        Capture capture = Capture.plain();
        long time = 1_700_000_000_000_000_000L;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(5000) == 0 ? Duration.ofHours(5).toNanos() : random.nextLong(20_000_000);
            int sequence = random.nextInt(3) == 0 ? 0xC633_6407 : random.nextInt();
            int port = random.nextInt(4) == 0 ? 23 : random.nextInt(65_536);
            byte[] inside = random.nextInt(10) == 0
                    ? Frames.udp(random.nextInt(65_536), port, new byte[random.nextInt(5)])
                    : Frames.tcp(random.nextInt(65_536), port, FLAGS[random.nextInt(FLAGS.length)], sequence);
            int id = random.nextInt(3) == 0 ? 54_321 : random.nextInt(65_536);
            String source = "6.0." + random.nextInt(4) + "." + random.nextInt(256);
            int protocol = inside.length < 20 ? 17 : 6;
            capture.add(
                    time,
                    Frames.ethernet(0x0800, Frames.ipv4(source, Frames.DARK, protocol, id, 0, new byte[0], inside)));
        }
        return capture.bytes();
    }

    private static Summariser read(byte[] capture, boolean oneByOne, Duration longestSilence) {
        Summariser summariser = new Summariser(
                new SummarySettings(MINUTE, MINUTE, Duration.ZERO, longestSilence, false, 1 << 20),
                List.of(SENSOR),
                Places.none());
        ClassifyingSink sink = new ClassifyingSink(new Classifier(), summariser);
        ObservationSink entry = oneByOne ? new yochi.node.PacketsOnly(sink::packet) : sink;
        new TraceReader(TraceSettings.of(SensorTable.single(SENSOR)))
                .read("x", new ByteArrayInputStream(capture), entry);
        return summariser;
    }

    private static String told(CellCounts counts) {
        TreeMap<String, Object> out = new TreeMap<>();
        for (int slot = 0; slot < counts.cells(); slot++) {
            out.put(
                    "cell " + counts.code(slot),
                    counts.records(slot) + " " + counts.amount(slot) + " " + counts.unmeasured(slot));
        }
        counts.forEachPair((slot, address, n) -> out.put(counts.code(slot) + " " + address, n));
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aBatchCountsLikeItsPackets(long seed) {
        byte[] capture = capture(new SplittableRandom(seed));
        for (Duration silence : List.of(Duration.ofMillis(15), SummarySettings.DEFAULT_LONGEST_SILENCE)) {
            Summariser slow = read(capture, true, silence);
            Summariser fast = read(capture, false, silence);
            assertThat(fast.earliest()).isEqualTo(slow.earliest());
            assertThat(fast.latest()).isEqualTo(slow.latest());
            List<EpochSummary> ours = fast.epochs();
            List<EpochSummary> theirs = slow.epochs();
            assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThan(3);
            for (int i = 0; i < ours.size(); i++) {
                assertThat(told(ours.get(i).counted())).isEqualTo(told(theirs.get(i).counted()));
                assertThat(told(ours.get(i).written())).isEqualTo(told(theirs.get(i).written()));
                assertThat(told(ours.get(i).furtherTools())).isEqualTo(told(theirs.get(i).furtherTools()));
            }
            assertThat(fast.close().stream().map(ClosedWindow::uptime).toList())
                    .isEqualTo(slow.close().stream().map(ClosedWindow::uptime).toList());
        }
    }
}
