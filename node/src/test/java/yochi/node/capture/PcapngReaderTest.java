package yochi.node.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.ethernet;
import static yochi.node.Frames.ipv4;
import static yochi.node.Frames.join;
import static yochi.node.Frames.syn;
import static yochi.node.Frames.udp;

import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.Country;
import yochi.node.CaptureNg;
import yochi.node.Collected;
import yochi.node.PacketsOnly;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** pcapng captures, sound and hostile (A-7, K-7). */
class PcapngReaderTest {
    private static final long SECOND = 1_700_000_000L;
    private static final long MICROS = SECOND * 1_000_000 + 123_456;
    private static final String TIME = " 1700000000123456000 ";
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    private final Collected sink = new Collected();

    private InputAccount read(byte[] capture) {
        SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
        return new TraceReader(TraceSettings.of(sensors)).read("t.pcapng", new ByteArrayInputStream(capture), sink);
    }

    private static CaptureNg start(ByteOrder order) {
        return new CaptureNg(order).face(1);
    }

    @Test
    void sectionsOfBothByteOrdersAndSeveralInterfacesReadAsOne() {
        byte[] ip = ipv4(SOURCE, DARK, 17, udp(1, 2, new byte[2]));
        CaptureNg capture = start(BIG).face(101).add(0, MICROS, ethernet(0x0800, ip)).add(1, MICROS, ip);
        capture.section(LITTLE).face(101).add(0, MICROS, ip).old(0, MICROS, ip);
        InputAccount account = read(capture.section(BIG).face(228).add(0, MICROS, ip).bytes());
        assertThat(account.format()).contains(TraceFormat.PCAPNG);
        assertThat(account.rejected()).isEmpty();
        assertThat(account.noted()).isEmpty();
        assertThat(sink.packets).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(sink.packets.get(i)).isEqualTo(i + TIME + "v4 p17 600020a 1>2 2/2 s1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1700000000, 0, 1700000000000000000",
        "3, 1700000000123, 0, 1700000000123000000",
        "6, 1700000000123456, 0, 1700000000123456000",
        "9, 1700000000123456789, 0, 1700000000123456789",
        "12, 1700000000123456, 1699998300, 1700000000000000123",
        "128, 1700000000, 0, 1700000000000000000",
        "148, 1782579200524288, 0, 1700000000500000000",
        "6, 123456, 1700000000, 1700000000123456000",
        "6, 1700000000123456, -1600000000, 100000000123456000",
    })
    void everyTickCountsAsItsInterfaceSays(int resolution, long ticks, long offset, long nanos) {
        CaptureNg capture = new CaptureNg(LITTLE);
        byte[] tick = capture.option(9, (byte) resolution);
        byte[] from = capture.option(14, capture.number(offset));
        read(capture.face(1, 0, tick, from).add(0, ticks, syn(SOURCE, DARK, 23)).bytes());
        assertThat(sink.packets).singleElement().asString().startsWith("0 " + nanos + " ");
    }

    @ParameterizedTest
    @CsvSource({"6, -1, 0", "0, 9223372037, 0", "255, 5, 0", "100, 5, 0", "6, 0, -1", "6, 5, 9223372036854775807"})
    void aTimeThatCannotBeIsRejectedNotGuessed(int resolution, long ticks, long offset) {
        CaptureNg capture = new CaptureNg(BIG);
        byte[] tick = capture.option(9, (byte) resolution);
        byte[] from = capture.option(14, capture.number(offset));
        InputAccount account =
                read(capture.face(1, 0, tick, from).add(0, ticks, syn(SOURCE, DARK, 23)).bytes());
        assertThat(sink.packets).isEmpty();
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(1);
    }

    @Test
    void aSimplePacketHasTheTimeOfTheOneBeforeItOrNone() {
        InputAccount account = read(start(LITTLE)
                .simple(syn(SOURCE, DARK, 1))
                .add(0, MICROS, syn(SOURCE, DARK, 2))
                .simple(syn(SOURCE, DARK, 3))
                .bytes());
        assertThat(account.rejected(RejectReason.TIME_MISSING)).isEqualTo(1);
        assertThat(sink.packets).hasSize(2);
        assertThat(sink.packets.get(1)).contains(TIME, "40000>3");
        assertThat(account.noted().stream().map(Noted::what)).containsExactly("timeOfPacketBefore");
    }

    @Test
    void aSimplePacketIsCutAtTheInterfacesSnapLength() {
        byte[] frame = ethernet(0x0800, ipv4(SOURCE, DARK, 17, udp(1, 2, new byte[40])));
        CaptureNg capture = new CaptureNg(LITTLE).face(1, 60).add(0, MICROS, syn(SOURCE, DARK, 2));
        read(capture.block(3, capture.buffer(4 + 60).putInt(frame.length).put(frame, 0, 60)).bytes());
        assertThat(sink.packets.get(1)).contains("1>2 18/40");
    }

    @Test
    void optionsThatLieAreNotedAndTheirPacketsTaken() {
        CaptureNg capture = new CaptureNg(LITTLE);
        byte[] beyond = capture.buffer(4).putShort((short) 2).putShort((short) 60_000).array();
        byte[] twoBytes = capture.option(9, (byte) 9, (byte) 9);
        byte[] shortOffset = capture.option(14, (byte) 1);
        InputAccount account = read(capture.face(1, 0, beyond)
                .face(1, 0, twoBytes, shortOffset)
                .add(0, MICROS, syn(SOURCE, DARK, 1))
                .add(1, MICROS, syn(SOURCE, DARK, 2))
                .add(1, MICROS, syn(SOURCE, DARK, 3), 54, 54, beyond)
                .bytes());
        assertThat(sink.packets).hasSize(3).allSatisfy(p -> assertThat(p).contains(TIME));
        assertThat(account.noted()).containsExactly(new Noted("brokenOption", 3, "byte 28"));
    }

    @Test
    void aFrameCheckSequenceIsNoPartOfThePacket() {
        for (int told : new int[] {4, 32}) { // bytes, as many programs write; bits, as the format says
            List<Integer> lengths = new ArrayList<>();
            CaptureNg capture = new CaptureNg(LITTLE);
            byte[] option = capture.option(13, (byte) told);
            byte[] frame = syn(SOURCE, DARK, 1);
            byte[] checked = join(frame, new byte[4]);
            byte[] all = capture.face(1, 0, option)
                    .face(1)
                    .add(0, MICROS, checked)
                    .add(1, MICROS, frame)
                    .add(0, MICROS, frame, frame.length, checked.length)
                    .simple(checked)
                    .bytes();
            PacketsOnly wire = new PacketsOnly(packet -> lengths.add(packet.wireLength));
            SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
            new TraceReader(TraceSettings.of(sensors)).read("t.pcapng", new ByteArrayInputStream(all), wire);
            assertThat(lengths).containsExactly(frame.length, frame.length, frame.length, frame.length);
        }
    }

    @Test
    void aFrameCheckSequenceThatCannotBeIsNotedAndNotTakenAway() {
        CaptureNg capture = new CaptureNg(LITTLE);
        byte[] frame = syn(SOURCE, DARK, 1);
        InputAccount account = read(capture.face(1, 0, capture.option(13, (byte) 250))
                .face(1, 0, capture.option(13, (byte) 33))
                .face(1, 0, capture.option(13, (byte) 4, (byte) 0))
                .add(0, MICROS, frame)
                .add(1, MICROS, frame)
                .add(2, MICROS, frame)
                .bytes());
        assertThat(sink.packets).hasSize(3);
        assertThat(account.noted()).containsExactly(new Noted("brokenOption", 3, "byte 28"));
    }

    @Test
    void packetsThatLieAreRejectedAloneWithTheirReason() {
        byte[] good = syn(SOURCE, DARK, 1);
        InputAccount account = read(start(BIG)
                .face(147)
                .add(7, MICROS, good)
                .add(-1, MICROS, good)
                .add(1, MICROS, good)
                .add(0, MICROS, good, 4000, 4000)
                .add(0, MICROS, good, 54, -5)
                .block(6, new CaptureNg(BIG).buffer(8))
                .add(0, MICROS, good)
                .bytes());
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.records()).isEqualTo(7);
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(5);
        assertThat(account.rejected(RejectReason.UNSUPPORTED_LINK_TYPE)).isEqualTo(1);
    }

    @Test
    void interfacesOfASectionEndWithIt() {
        InputAccount account =
                read(start(BIG).section(BIG).add(0, MICROS, syn(SOURCE, DARK, 1)).bytes());
        assertThat(account.rejected().getFirst().samples()).containsExactly("interface 0 is not described");
    }

    @Test
    void whatTheCaptureItselfLostIsTold() {
        InputAccount account = read(start(LITTLE)
                .face(1)
                .add(0, MICROS, syn(SOURCE, DARK, 1))
                .dropped(0, 5)
                .dropped(0, 12)
                .dropped(1, 3)
                .dropped(9, 3)
                .bytes());
        assertThat(account.noted().stream().map(n -> n.what() + " " + n.count()))
                .containsExactly("statisticsOfNoInterface 1", "droppedAtCapture 15");
    }

    @Test
    void blocksOfOtherKindsArePassedOver() {
        CaptureNg capture = start(LITTLE);
        capture.block(4, capture.buffer(100_000)).block(10, capture.buffer(8)).block(0x0BAD, capture.buffer(4));
        InputAccount account = read(capture.block(0x1234, capture.buffer(0))
                .add(0, MICROS, syn(SOURCE, DARK, 1))
                .bytes());
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.noted()).singleElement().satisfies(n -> assertThat(n.what()).isEqualTo("unknownBlock"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 13, 400, 0x7FFF_FFFF, -4})
    void aBlockLengthThatLiesLosesNothingBehindIt(int lie) {
        CaptureNg capture = start(LITTLE);
        for (int i = 0; i < 5; i++) {
            capture.add(0, MICROS + i, syn(SOURCE, DARK, i));
        }
        int at = capture.length();
        capture.raw(capture.buffer(8).putInt(6).putInt(lie).array()).raw(new byte[21]);
        for (int i = 5; i < 9; i++) {
            capture.add(0, MICROS + i, syn(SOURCE, DARK, i));
        }
        InputAccount account = read(capture.bytes());
        assertThat(account.packets()).isEqualTo(9);
        assertThat(account.rejected()).singleElement().satisfies(r -> {
            assertThat(r.reason()).isEqualTo(RejectReason.ABSURD_LENGTH);
            assertThat(r.firstPosition()).isEqualTo("byte " + at);
            assertThat(r.samples().getFirst()).contains("29 bytes");
        });
    }

    @Test
    void aSectionHeaderWhoseLengthLiesStillTellsTheByteOrder() {
        byte[] capture = start(LITTLE).add(0, MICROS, syn(SOURCE, DARK, 1)).bytes();
        capture[4] = 99;
        InputAccount account = read(capture);
        assertThat(account.packets()).isEqualTo(1);
        assertThat(account.rejected(RejectReason.ABSURD_LENGTH)).isEqualTo(1);
    }

    @Test
    void aCaptureThatEndsInsideABlockIsLoud() {
        byte[] whole = start(BIG)
                .add(0, MICROS, syn(SOURCE, DARK, 1))
                .add(0, MICROS, syn(SOURCE, DARK, 2))
                .bytes();
        for (int cut = 1; cut < 88; cut++) {
            sink.packets.clear();
            InputAccount account = read(Arrays.copyOf(whole, whole.length - cut));
            assertThat(sink.packets).hasSize(1);
            assertThat(account.rejected(RejectReason.TRUNCATED)).isEqualTo(1);
            assertThat(account.records()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedCapturesNeverThrowAndAlwaysAddUp(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CaptureNg capture = start(random.nextBoolean() ? BIG : LITTLE).face(101, 40);
        for (int i = 0; i < 200; i++) {
            capture.add(random.nextInt(2), MICROS + i, syn(SOURCE, DARK, i));
        }
        byte[] damaged = capture.bytes();
        for (int i = random.nextInt(60); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        InputAccount account = new TraceReader(
                        TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))))
                                .reading(TraceFormat.PCAPNG))
                .read("t", new ByteArrayInputStream(damaged), sink);
        assertThat(account.packets()).isEqualTo(sink.packets.size());
        assertThat(account.records()).isGreaterThan(0);
    }
}
