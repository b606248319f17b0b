package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.classify.Rules;
import yochi.node.summary.Places;

/** Thresholds of scans and floods on both sides, and their bounds. */
class ScanAndFloodTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    private static Capture capture() {
        return new Capture(ByteOrder.LITTLE_ENDIAN, true, Capture.ETHERNET);
    }

    private static byte[] tcp(String from, String to, int flags, int port) {
        return Frames.ethernet(0x0800, Frames.ipv4(from, to, 6, Frames.tcp(40_000, port, flags, 7)));
    }

    private static List<Event> events(Capture capture, String watched) {
        EventDesk desk = Seen.desk();
        Seen.read(capture, desk, Seen.watching(watched));
        return desk.events();
    }

    private static Capture scan(int targets, long gap) {
        Capture capture = capture();
        for (int i = 0; i < targets; i++) {
            capture.add(START + i * gap, tcp("6.0.2.9", "9.0.0." + i, Frames.SYN, 23));
        }
        return capture;
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "100, 1"})
    void aScanMeetsAHundredAddresses(int targets, int events) {
        assertThat(events(scan(targets, SECOND), "9.0.0.0/24"))
                .hasSize(events)
                .allSatisfy(e -> {
                    assertThat(e.kind()).isEqualTo(EventKind.SCAN);
                    assertThat(e.vector()).isEqualTo("tcp/23 telnet");
                    assertThat(e.addresses()).isEqualTo(100);
                });
    }

    /**
     * Of a /8 one packet in 25.6 s is 10 packets/s over all of IPv4: 2^32 / 2^24 = 256. So many addresses are told by
     * linear counting, so the scan is well above 100.
     */
    @ParameterizedTest
    @CsvSource({"25790000000, 1", "25810000000, 0"})
    void aScanIsTenPacketsASecondOverAllOfIpv4(long gap, int events) {
        assertThat(events(scan(130, gap), "9.0.0.0/8")).hasSize(events);
    }

    @Test
    void aSourceIsForgottenAfterFourHundredAndEightySeconds() {
        for (long silence : new long[] {480 * SECOND, 480 * SECOND + 1}) {
            Capture capture = scan(60, SECOND);
            for (int i = 60; i < 120; i++) {
                capture.add(START + 59 * SECOND + silence + i - 60, tcp("6.0.2.9", "9.0.0." + i, Frames.SYN, 23));
            }
            assertThat(events(capture, "9.0.0.0/24")).hasSize(silence == 480 * SECOND ? 1 : 0);
        }
    }

    @Test
    void theSameHundredTimesAtOneAddressIsNoScan() {
        Capture capture = capture();
        for (int i = 0; i < 500; i++) {
            capture.add(START + i * SECOND, tcp("6.0.2.9", "9.0.0.1", Frames.SYN, 23));
        }
        assertThat(events(capture, "9.0.0.0/24")).isEmpty();
    }

    private static List<Event> syns(int packets, long gap, int sources, int standing) {
        Capture capture = capture();
        for (int i = 0; i < packets; i++) {
            String from = "6." + (i % sources) / 250 + ".7." + (1 + (i % sources) % 250);
            capture.add(START + i * gap, tcp(from, "9.0.0.1", Frames.SYN, 443));
        }
        for (int i = 0; i < standing; i++) {
            capture.add(START + i * gap, tcp("6.9.9.9", "9.0.0.1", Frames.ACK, 443));
        }
        return Seen.desk(capture).events();
    }

    @ParameterizedTest
    @CsvSource({
        // 1,000 attempts in a minute from at least 500 sources (told by a sketch: far on both sides)
        "1000, 59000000, 900, 0, 1",
        "999, 59000000, 900, 0, 0",
        "1000, 59000000, 400, 0, 0",
        // as many packets of connections that stand: a busy server
        "1000, 59000000, 900, 1000, 0",
        // slower than a minute
        "1000, 75000000, 900, 0, 0",
        // 2,000 in a second need no sources
        "2000, 400000, 1, 0, 1",
        "1999, 400000, 1, 0, 0",
    })
    void aSynFloodNeedsVolumeOrSources(int packets, long gap, int sources, int standing, int events) {
        List<Event> floods = syns(packets, gap, sources, standing).stream()
                .filter(e -> e.kind() == EventKind.FLOOD)
                .toList();
        assertThat(floods).hasSize(events).allSatisfy(e -> {
            assertThat(e.vector()).isEqualTo("tcp/443 syn");
            assertThat(e.attackPackets()).isEqualTo(packets);
        });
    }

    @ParameterizedTest
    @CsvSource({"100, 5, 7000, 1", "99, 5, 7000, 0", "100, 4, 7000, 0", "100, 5, 0, 0"})
    void answersNeedNumberReflectorsAndOnePort(int packets, int reflectors, int port, int events) {
        Capture capture = capture();
        byte[] answer = Frames.bytes("0001 8180 0001 0001 0000 0000 00 0001 0001");
        for (int i = 0; i < packets; i++) {
            byte[] udp = Frames.udp(53, port == 0 ? 10_000 + 37 * i : port, answer);
            capture.add(START + i * SECOND / 10, Frames.ethernet(0x0800, Frames.ipv4("6.0.5." + (1 + i % reflectors),
                    "9.0.0.1", 17, udp)));
        }
        assertThat(Seen.desk(capture).events().stream().filter(e -> e.kind() == EventKind.FLOOD))
                .hasSize(events)
                .allMatch(e -> e.rule().equals("flood-answers") && e.vector().equals("udp/53 dns reflection"));
    }

    /** A vector that hosts get in bulk in peace needs ten times the packets. */
    @ParameterizedTest
    @CsvSource({"20000, 1", "19999, 0"})
    void trafficThatIsUsualInPeaceIsAFloodFromTwentyThousandASecond(int packets, int events) {
        Capture capture = capture();
        for (int i = 0; i < packets; i++) {
            capture.add(START + i * (SECOND / 25_000), tcp("6.0.2.9", "9.0.0.1", Frames.ACK, 443));
        }
        assertThat(Seen.desk(capture).events().stream().filter(e -> e.kind() == EventKind.FLOOD))
                .hasSize(events);
    }

    /** Answers to many ports are a flood where they are large: 1,000 bytes on average. */
    @ParameterizedTest
    @CsvSource({"1000, 1", "999, 0"})
    void answersToManyPortsAreAFloodWhereTheyAreLarge(int bytes, int events) {
        Capture capture = capture();
        byte[] answer = Arrays.copyOf(Frames.bytes("0001 8180 0001 0001 0000 0000 00 0001 0001"), bytes - 14 - 20 - 8);
        for (int i = 0; i < 100; i++) {
            byte[] udp = Frames.udp(53, 10_000 + 37 * i, answer);
            capture.add(
                    START + i * SECOND / 10,
                    Frames.ethernet(0x0800, Frames.ipv4("6.0.5." + (1 + i % 5), "9.0.0.1", 17, udp)));
        }
        assertThat(Seen.desk(capture).events().stream().filter(e -> e.kind() == EventKind.FLOOD))
                .hasSize(events);
    }

    @Test
    void answersThatWereAskedForAreNoFlood() {
        Capture capture = capture();
        byte[] answer = Frames.bytes("0001 8180 0001 0001 0000 0000 00 0001 0001");
        for (int i = 0; i < 200; i++) {
            String server = "6.0.5." + (1 + i % 9);
            long at = START + i * SECOND / 10;
            capture.add(at, Frames.ethernet(0x0800, Frames.ipv4("9.0.0.1", server, 17, Frames.udp(7000, 53, answer))));
            capture.add(
                    at + 1000,
                    Frames.ethernet(0x0800, Frames.ipv4(server, "9.0.0.1", 17, Frames.udp(53, 7000, answer))));
        }
        assertThat(Seen.desk(capture).events().stream().filter(e -> e.kind() == EventKind.FLOOD)).isEmpty();
    }

    @Test
    void aFloodSpreadOverASlash24IsOneEventOnIt() {
        Capture capture = capture();
        for (int i = 0; i < 6000; i++) {
            capture.add(
                    START + i * SECOND / 3000,
                    tcp("6.0." + i % 200 + ".9", "9.0.0." + (1 + i % 50), Frames.SYN, 443));
        }
        assertThat(Seen.desk(capture).events().stream().filter(e -> e.kind() == EventKind.FLOOD))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.key().text()).isEqualTo("9.0.0.0/24");
                    assertThat(e.marks()).contains("carpet");
                    assertThat(e.attackPackets()).isEqualTo(6000);
                });
    }

    @Test
    void fullTablesAreBoundedAndWhatWasCutIsCounted() {
        EventDesk small = new EventDesk(Rules.shipped(), Places.none(), 2048);
        Capture capture = capture();
        for (int i = 0; i < 12_000; i++) {
            String from = "6." + i % 251 + "." + i / 251 + ".5";
            capture.add(START + i * 1000L, tcp(from, "9.0.0." + i % 250, Frames.SYN, 23));
            capture.add(START + i * 1000L, tcp(from, "9.0.0." + i % 250, Frames.SYN | Frames.ACK, 443));
        }
        Seen.read(capture, small, Seen.watching("9.0.0.0/24"));
        assertThat(small.evicted().get("scan")).isPositive();
        assertThat(small.evicted().get("dos-backscatter")).isPositive();
    }
}
