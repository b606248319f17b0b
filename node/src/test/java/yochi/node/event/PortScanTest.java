package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.observation.Flow;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** Vertical scans on both sides of their bounds, in packets and in flows; scans told by flows. */
class PortScanTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final Origin ORIGIN = new Origin(Sensor.of("s1", new Country("SG")), "x");

    private static Capture capture() {
        return new Capture(ByteOrder.LITTLE_ENDIAN, true, Capture.ETHERNET);
    }

    private static byte[] syn(String from, String to, int port) {
        return Frames.syn(from, to, port);
    }

    private static List<Event> vertical(EventDesk desk) {
        return desk.events().stream()
                .filter(e -> e.rule().equals("scan-ports-15"))
                .toList();
    }

    private static Capture ports(int ports, String to) {
        Capture capture = capture();
        for (int i = 0; i < ports; i++) {
            capture.add(START + i * SECOND, syn("6.0.2.9", to, 20 + i));
        }
        return capture;
    }

    @ParameterizedTest
    @CsvSource({"14, 0", "15, 1", "16, 1", "17, 1"})
    void aVerticalScanTriesFifteenPortsOfOneAddress(int ports, int events) {
        assertThat(vertical(Seen.desk(ports(ports, "9.0.0.1")))).hasSize(events).allSatisfy(e -> {
            assertThat(e.kind()).isEqualTo(EventKind.SCAN);
            assertThat(e.vector()).isEqualTo("tcp/* ports");
            assertThat(e.key()).isEqualTo(new EventKey("address", "6.0.2.9"));
            assertThat(e.marks()).containsExactly("vertical", "ports-" + ports);
            assertThat(e.packets()).isEqualTo(ports);
            assertThat(e.addresses()).isEqualTo(1);
        });
    }

    @Test
    void manyPortsAreEstimatedAndOnePortTriedOftenIsNone() {
        assertThat(vertical(Seen.desk(ports(1000, "9.0.0.1")))).singleElement().satisfies(e -> {
            assertThat(e.packets()).isEqualTo(1000);
            assertThat(e.confidence()).isGreaterThan(0.9);
        });
        Capture same = capture();
        for (int i = 0; i < 500; i++) {
            same.add(START + i * SECOND, syn("6.0.2.9", "9.0.0.1", 20 + i % 14));
        }
        assertThat(vertical(Seen.desk(same))).isEmpty();
    }

    @Test
    void fifteenPortsOfFifteenAddressesAreNoVerticalScan() {
        Capture capture = capture();
        for (int i = 0; i < 15; i++) {
            capture.add(START + i * SECOND, syn("6.0.2.9", "9.0.0." + (1 + i), 20 + i));
        }
        assertThat(vertical(Seen.desk(capture))).isEmpty();
    }

    @Test
    void whatOneSourceDoesToSeveralAddressesAtATimeIsOneEvent() {
        Capture capture = capture();
        for (int i = 0; i < 20; i++) {
            for (int host = 1; host <= 5; host++) {
                capture.add(START + i * SECOND, syn("6.0.2.9", "9.0.0." + host, 20 + i));
            }
        }
        assertThat(vertical(Seen.desk(capture))).singleElement().satisfies(e -> {
            assertThat(e.addresses()).isEqualTo(5);
            assertThat(e.packets()).isEqualTo(100);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {300 * SECOND, 300 * SECOND + 1})
    void fiveMinutesOfSilenceEndIt(long silence) {
        Capture capture = ports(8, "9.0.0.1");
        for (int i = 8; i < 16; i++) {
            capture.add(START + 7 * SECOND + silence + i - 8, syn("6.0.2.9", "9.0.0.1", 20 + i));
        }
        assertThat(vertical(Seen.desk(capture))).hasSize(silence == 300 * SECOND ? 1 : 0);
    }

    @Test
    void theNoiseOfADarknetDoesNotHideItAndPartsGiveTheWhole() {
        Capture first = capture();
        Capture second = capture();
        Capture whole = capture();
        for (int i = 0; i < 40_000; i++) {
            byte[] frame = i % 1000 == 0
                    ? syn("6.0.2.9", "9.0.0.1", 20 + i / 1000)
                    : syn("6." + i % 251 + "." + i / 251 % 250 + ".7", "9.0." + i % 241 + ".5", 23);
            (i < 19_500 ? first : second).add(START + i * 1_000_000L, frame);
            whole.add(START + i * 1_000_000L, frame);
        }
        EventDesk desk = Seen.desk(whole);
        assertThat(vertical(desk)).singleElement().satisfies(e -> assertThat(e.packets()).isEqualTo(40));
        EventDesk merged = Seen.desk(first);
        merged.merge(Seen.desk(second));
        assertThat(vertical(merged)).isEqualTo(vertical(desk));
        EventDesk backwards = Seen.desk(second);
        backwards.merge(Seen.desk(first));
        assertThat(vertical(backwards)).isEqualTo(vertical(desk));
    }

    private static List<Event> flows(int number, boolean onePort, int flags) {
        EventDesk desk = Seen.desk();
        ClassifyingSink sink = new ClassifyingSink(new Classifier(), desk);
        for (int i = 0; i < number; i++) {
            sink.flow(new Flow(
                    ORIGIN,
                    Instant.EPOCH.plusSeconds(i),
                    Instant.EPOCH.plusSeconds(i + 1),
                    InetAddress.ofLiteral("6.0.2.9"),
                    InetAddress.ofLiteral("9.0.0." + (onePort ? i : 1)),
                    6,
                    OptionalInt.of(40_000),
                    OptionalInt.of(onePort ? 23 : 20 + i),
                    OptionalInt.of(flags),
                    3,
                    OptionalLong.empty()));
        }
        return desk.events();
    }

    @Test
    void flowsThatTheirSourceOpenedAreScansWhateverElseTheirFlagsHold() {
        for (int flags : new int[] {Frames.SYN, Frames.SYN | Frames.ACK, Frames.SYN | Frames.RST}) {
            assertThat(flows(120, true, flags)).singleElement().satisfies(e -> {
                assertThat(e.rule()).isEqualTo("scan-100");
                assertThat(e.packets()).isEqualTo(360);
                assertThat(e.addresses()).isBetween(105L, 135L);
            });
            assertThat(flows(15, false, flags)).singleElement().satisfies(e -> assertThat(e.rule())
                    .isEqualTo("scan-ports-15"));
            assertThat(flows(14, false, flags)).isEmpty();
        }
        assertThat(flows(120, true, Frames.ACK)).isEmpty();
    }
}
