package yochi.node.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.SYN;
import static yochi.node.Frames.bytes;
import static yochi.node.Frames.ethernet;
import static yochi.node.Frames.icmp;
import static yochi.node.Frames.ipv4;
import static yochi.node.Frames.ipv6;
import static yochi.node.Frames.join;
import static yochi.node.Frames.syn;
import static yochi.node.Frames.tcp;
import static yochi.node.Frames.udp;
import static yochi.node.Frames.vlan;

import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.node.Capture;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Captures, sound and hostile (A-7, K-7). */
class PcapReaderTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));

    private final Collected sink = new Collected();

    private InputAccount read(byte[] capture, SensorTable sensors) {
        return new TraceReader(TraceSettings.of(sensors)).read("t.pcap", new ByteArrayInputStream(capture), sink);
    }

    private InputAccount read(byte[] capture) {
        return read(capture, SensorTable.single(SENSOR));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void bothByteOrdersInMicroAndNanosecondsRead(boolean big, boolean nanos) {
        ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Capture capture = new Capture(order, nanos, Capture.ETHERNET);
        long time = T0 + (nanos ? 123_456_789 : 123_456_000);
        InputAccount account = read(capture.add(time, syn(SOURCE, DARK, 23)).bytes());
        assertThat(account.records()).isEqualTo(1);
        assertThat(account.format()).contains(TraceFormat.PCAP);
        assertThat(account.sha256().orElseThrow()).hasSize(64);
        assertThat(sink.packets).containsExactly("0 " + time + " v4 p6 600020a 40000>23 0/0 s1");
    }

    @Test
    void everyLinkTypeLeadsToTheSamePacket() {
        byte[] ip = ipv4(SOURCE, DARK, 17, udp(1, 2, bytes("aabb")));
        byte[] six = ipv6("2a00::1", "2001:db8::9", 17, udp(1, 2, bytes("aabb")));
        String tail = " v4 p17 600020a 1>2 2/2 s1";
        String tail6 = " v6 p17 1 1>2 2/2 s1";
        assertThat(link(1, ethernet(0x0800, ip))).endsWith(tail);
        assertThat(link(1, ethernet(0x8100, vlan(5, 0x0800, ip)))).endsWith(tail);
        assertThat(link(1, ethernet(0x88A8, vlan(5, 0x8100, vlan(6, 0x86DD, six)))))
                .endsWith(tail6);
        assertThat(link(101, ip)).endsWith(tail);
        assertThat(link(12, six)).endsWith(tail6);
        assertThat(link(228, ip)).endsWith(tail);
        assertThat(link(113, join(new byte[14], bytes("0800"), ip))).endsWith(tail);
        assertThat(link(276, join(bytes("86dd"), new byte[18], six))).endsWith(tail6);
        assertThat(link(0, join(bytes("02000000"), ip))).endsWith(tail);
        assertThat(link(0, join(bytes("0000001e"), six))).endsWith(tail6);
        assertThat(link(108, join(bytes("00000002"), ip))).endsWith(tail);
        assertThat(link(14, ip)).endsWith(tail);
        assertThat(link(229, six)).endsWith(tail6);
        assertThat(link(9, join(bytes("ff030021"), ip))).endsWith(tail);
        assertThat(link(9, join(bytes("0057"), six))).endsWith(tail6);
        assertThat(link(50, join(bytes("ff030021"), ip))).endsWith(tail);
        assertThat(link(51, join(bytes("1100 0001 0000 0057"), six))).endsWith(tail6);
        assertThat(link(219, join(bytes("00010140"), ip))).endsWith(tail);
    }

    /** A capture's clock is its sensor's: nothing is lost, and it is told. */
    @Test
    void aCaptureOfTomorrowOrOfAClockThatWasNeverSetIsNoted() {
        byte[] frame = ethernet(0x0800, ipv4(SOURCE, DARK, 17, udp(1, 2, bytes("aabb"))));
        SensorTable one = SensorTable.single(Sensor.of("s1", new Country("SG")));
        TraceReader reader =
                new TraceReader(TraceSettings.of(one).until(() -> Instant.ofEpochSecond(0, T0).plusSeconds(86_400)));
        long day = 86_400_000_000_000L;
        InputAccount right = reader.read("t", new ByteArrayInputStream(
                Capture.plain().add(T0, frame).add(T0 + day, frame).bytes()), sink);
        assertThat(right.noted()).isEmpty();
        InputAccount wrong = reader.read("t", new ByteArrayInputStream(
                Capture.plain().add(5_000_000_000L, frame).add(T0 + 2 * day, frame).bytes()), sink);
        assertThat(wrong.packets()).isEqualTo(2);
        assertThat(wrong.noted()).extracting(Noted::what).containsExactly("clockAhead", "clockUnset");
    }

    private String link(int type, byte[] frame) {
        sink.packets.clear();
        InputAccount account = read(
                new Capture(ByteOrder.BIG_ENDIAN, true, type).add(T0, frame).bytes());
        assertThat(account.rejected()).isEmpty();
        return sink.packets.getFirst();
    }

    @Test
    void optionsAndExtensionHeadersAreSteppedOver() {
        byte[] options = ipv4(SOURCE, DARK, 6, 1, 0, new byte[8], tcp(9, 10, SYN, 0));
        byte[] extended = ipv6(
                "2a00::1",
                "2001:db8::9",
                0,
                join(
                        bytes("3c00000000000000 2b01000000000000 0000000000000000"),
                        bytes("0600000000000000"),
                        tcp(9, 10, SYN, 0)));
        byte[] fragment = ipv6("2a00::1", "2001:db8::9", 44, join(bytes("1100000900000001"), new byte[16]));
        read(Capture.plain()
                .add(T0, ethernet(0x0800, options))
                .add(T0, ethernet(0x86DD, extended))
                .add(T0, ethernet(0x86DD, fragment))
                .bytes());
        assertThat(sink.packets.get(0)).contains("v4 p6", "9>10");
        assertThat(sink.packets.get(1)).contains("v6 p6", "9>10");
        assertThat(sink.packets.get(2)).contains("v6 p17");
    }

    @Test
    void aCutFrameIsTakenAsFarAsItReachesAndRejectedWithoutAddresses() {
        byte[] whole = ethernet(0x0800, ipv4(SOURCE, DARK, 17, udp(1, 2, new byte[100])));
        InputAccount account = read(Capture.plain()
                .add(T0, Arrays.copyOf(whole, 14 + 28 + 10), whole.length)
                .add(T0, Arrays.copyOf(whole, 20), whole.length)
                .add(T0, Arrays.copyOf(whole, 20), 20)
                .bytes());
        assertThat(sink.packets).singleElement().asString().contains("1>2 10/100");
        assertThat(account.rejected(RejectReason.CUT_FRAME)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
        assertThat(account.records()).isEqualTo(3);
    }

    @Test
    void aRecordOfAbsurdLengthLosesNothingBehindIt() {
        Capture capture = Capture.plain();
        for (int i = 0; i < 5; i++) {
            capture.add(T0 + i * 1_000_000_000L, syn(SOURCE, DARK, 23));
        }
        capture.record(T0, 0x7FFF_0000, 60).raw(new byte[37]);
        for (int i = 5; i < 9; i++) {
            capture.add(T0 + i * 1_000_000_000L, syn(SOURCE, DARK, 80));
        }
        InputAccount account = read(capture.bytes());
        assertThat(account.packets()).isEqualTo(9);
        assertThat(account.rejected()).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo(RejectReason.ABSURD_LENGTH);
            assertThat(r.count()).isEqualTo(1);
            assertThat(r.firstPosition()).isEqualTo("byte " + (24 + 5 * (16 + 54)));
            assertThat(r.samples().getFirst()).contains("53 bytes");
        });
    }

    @Test
    void aLengthThatSwallowsGoodRecordsIsFoundOut() {
        Capture capture = Capture.plain().record(T0, 5000, 5000).raw(syn(SOURCE, DARK, 1));
        for (int i = 0; i < 200; i++) {
            capture.add(T0 + i, syn(SOURCE, DARK, 23));
        }
        assertThat(read(capture.bytes()).packets()).isEqualTo(200);
    }

    @Test
    void aLengthThatReachesBeyondTheEndLosesNothingEither() {
        for (int length : new int[] {100_000, 3000}) {
            Capture capture = Capture.plain().record(T0, length, length).raw(syn(SOURCE, DARK, 1));
            for (int i = 0; i < 20; i++) {
                capture.add(T0 + i, syn(SOURCE, DARK, 23));
            }
            InputAccount account = read(capture.bytes());
            assertThat(account.packets()).isEqualTo(20);
            assertThat(account.rejected(RejectReason.ABSURD_LENGTH)).isEqualTo(1);
        }
    }

    @Test
    void aCaptureThatEndsInsideARecordIsLoud() {
        byte[] whole = Capture.plain()
                .add(T0, syn(SOURCE, DARK, 1))
                .add(T0, syn(SOURCE, DARK, 2))
                .bytes();
        for (int cut : new int[] {1, 20, 54, 60, 69}) {
            sink.packets.clear();
            InputAccount account = read(Arrays.copyOf(whole, whole.length - cut));
            assertThat(sink.packets).hasSize(1);
            assertThat(account.rejected(RejectReason.TRUNCATED)).isEqualTo(1);
            assertThat(account.clean()).isFalse();
            assertThat(account.rejected().getFirst().firstPosition()).isEqualTo("byte 94");
        }
    }

    @Test
    void aClockThatJumpsBackIsNoted() {
        InputAccount account = read(Capture.plain()
                .add(T0, syn(SOURCE, DARK, 1))
                .add(T0 - 5_000_000_000L, syn(SOURCE, DARK, 2))
                .add(T0 + 1_000_000_000L, syn(SOURCE, DARK, 2))
                .bytes());
        assertThat(account.packets()).isEqualTo(3);
        assertThat(account.noted()).containsExactly(new Noted("clockBack", 1, "byte 94"));
        assertThat(account.first().orElseThrow().getEpochSecond()).isEqualTo(1_699_999_995);
        assertThat(account.last().orElseThrow().getEpochSecond()).isEqualTo(1_700_000_001);
    }

    @Test
    void onlyPacketsIntoMonitoredAddressesCount() {
        SensorTable table = SensorTable.of(List.of(
                SENSOR.watching(List.of(Prefix.parse("198.51.100.0/25"))),
                Sensor.of("s2", new Country("JP")).watching(List.of(Prefix.parse("198.51.100.128/25")))));
        InputAccount account = read(
                Capture.plain()
                        .add(T0, syn(SOURCE, "198.51.100.7", 1))
                        .add(T0, syn(SOURCE, "198.51.100.200", 2))
                        .add(T0, syn("198.51.100.7", SOURCE, 3))
                        .add(T0, syn(SOURCE, "203.0.113.1", 4))
                        .bytes(),
                table);
        assertThat(sink.packets).hasSize(2);
        assertThat(sink.packets.get(0)).endsWith("s1");
        assertThat(sink.packets.get(1)).endsWith("s2");
        assertThat(account.rejected(RejectReason.OWN_TRAFFIC)).isEqualTo(1);
        assertThat(account.rejected(RejectReason.OUTSIDE_MONITORED)).isEqualTo(1);
        assertThat(account.clean()).isTrue();
    }

    @Test
    void anUnknownLinkTypeIsNamed() {
        InputAccount account = read(new Capture(ByteOrder.LITTLE_ENDIAN, false, 147)
                .add(T0, new byte[60])
                .bytes());
        assertThat(account.rejected().getFirst().message("t.pcap")).contains("unsupportedLinkType", "link type 147");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedCapturesNeverThrowAndAlwaysAddUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Capture capture = new Capture(
                random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                random.nextBoolean(),
                new int[] {0, 1, 101, 113, 276}[random.nextInt(5)]);
        for (int i = 0; i < 200; i++) {
            byte[] frame = random.nextBoolean()
                    ? syn(SOURCE, DARK, random.nextInt(65_536))
                    : ethernet(0x0800, ipv4(SOURCE, DARK, 1, icmp(3, ipv4(DARK, SOURCE, 17, udp(1, 2, new byte[9])))));
            capture.add(T0 + i, frame);
        }
        byte[] damaged = capture.bytes();
        for (int i = random.nextInt(60); i > 0; i--) {
            damaged[24 + random.nextInt(damaged.length - 24)] = (byte) random.nextInt(256);
        }
        InputAccount account = read(damaged);
        assertThat(account.packets()).isEqualTo(sink.packets.size());
        assertThat(account.records()).isGreaterThan(0);
    }
}
