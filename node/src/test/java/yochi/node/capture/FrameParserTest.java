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
import static yochi.node.Frames.tcp;
import static yochi.node.Frames.udp;
import static yochi.node.Frames.vlan;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Collected;
import yochi.node.input.Noted;
import yochi.node.input.RejectReason;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Frames of every build, cut anywhere (A-7, K-7). */
class FrameParserTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final String V6_FROM = "2a00::1";
    private static final String V6_TO = "2001:db8::9";
    private static final byte[] IP = ipv4(SOURCE, DARK, 17, udp(1, 2, bytes("aabb")));
    private static final byte[] IP6 = ipv6(V6_FROM, V6_TO, 17, udp(1, 2, bytes("aabb")));
    private static final String READ = " v4 p17 600020a 1>2 2/2 s1";
    private static final String READ6 = " v6 p17 1 1>2 2/2 s1";
    private static final String NO_IP = " v0 p0 0 ";

    private final Collected sink = new Collected();

    private InputAccount read(Capture capture) {
        sink.packets.clear();
        SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
        return new TraceReader(TraceSettings.of(sensors)).read("t", new ByteArrayInputStream(capture.bytes()), sink);
    }

    private InputAccount read(byte[]... frames) {
        Capture capture = Capture.plain();
        for (byte[] frame : frames) {
            capture.add(T0, frame);
        }
        return read(capture);
    }

    private String only(byte[] frame) {
        InputAccount account = read(frame);
        assertThat(account.rejected()).isEmpty();
        assertThat(account.noted()).isEmpty();
        return sink.packets.getFirst();
    }

    private static byte[] mpls(String labels, byte[] inside) {
        return ethernet(0x8847, join(bytes(labels), inside));
    }

    private static byte[] session(String protocol, byte[] inside) {
        return ethernet(0x8864, join(bytes("1100 0001 0000"), bytes(protocol), inside));
    }

    @Test
    void labelStacksAreLookedThrough() {
        assertThat(only(mpls("00010140", IP))).endsWith(READ);
        assertThat(only(mpls("00010040 00020040 00030140", IP6))).endsWith(READ6);
        assertThat(only(mpls("00010140", ethernetInPseudowire(vlan(7, 0x0800, IP), 0x8100)))).endsWith(READ);
        assertThat(only(mpls("00010140", bytes("7000000000000000000000")))).contains(NO_IP);
        assertThat(only(vlan5(0x8847, join(bytes("00010140"), IP)))).endsWith(READ);
    }

    private static byte[] vlan5(int type, byte[] inside) {
        return ethernet(0x8100, vlan(5, type, inside));
    }

    private static byte[] ethernetInPseudowire(byte[] inside, int type) {
        return join(new byte[4], ethernet(type, inside));
    }

    @Test
    void sessionsOverEthernetAreLookedThrough() {
        assertThat(only(session("0021", IP))).endsWith(READ);
        assertThat(only(session("21", IP))).endsWith(READ);
        assertThat(only(session("0057", IP6))).endsWith(READ6);
        assertThat(only(session("0281", join(bytes("00010140"), IP)))).endsWith(READ);
        assertThat(only(session("c021", new byte[20]))).contains(NO_IP);
        assertThat(only(ethernet(0x8863, new byte[40]))).contains(NO_IP);
    }

    @Test
    void oldFramesWithoutTypeAreLookedThroughWhereTheyNameOne() {
        assertThat(only(ethernet(38, join(bytes("aaaa03000000 0800"), IP)))).endsWith(READ);
        assertThat(only(ethernet(38, join(bytes("424203000000"), new byte[35])))).contains(NO_IP);
    }

    @Test
    void tagsAndLabelsWithoutEndAreRejected() {
        byte[] labels = new byte[400];
        byte[] tags = new byte[400];
        for (int i = 0; i < tags.length; i += 4) {
            tags[i + 2] = (byte) 0x81;
        }
        InputAccount account = read(ethernet(0x8847, labels), ethernet(0x8100, tags));
        assertThat(account.rejected(RejectReason.MALFORMED)).isEqualTo(2);
        assertThat(account.rejected().getFirst().samples()).containsOnly("tags or labels without end");
    }

    /** Extension headers of every kind, of 8 bytes each, before the transport header. */
    private static byte[] chain(int... types) {
        ByteBuffer b = ByteBuffer.allocate(8 * types.length);
        for (int i = 0; i < types.length; i++) {
            b.put(8 * i, (byte) (i + 1 < types.length ? types[i + 1] : 6));
        }
        return ethernet(0x86DD, ipv6(V6_FROM, V6_TO, types[0], join(b.array(), tcp(9, 10, SYN, 0))));
    }

    @Test
    void extensionHeadersAreSteppedOverUpToABound() {
        assertThat(only(chain(0, 60, 43, 44, 51, 60, 135, 139, 140))).contains("v6 p6", "9>10");
        int[] most = new int[16];
        Arrays.fill(most, 60);
        assertThat(only(chain(most))).contains("v6 p6", "9>10");
        int[] more = new int[200];
        Arrays.fill(more, 60);
        InputAccount account = read(chain(more));
        assertThat(sink.packets.getFirst()).contains("v6 p60");
        assertThat(account.noted()).containsExactly(new Noted("extensionsWithoutEnd", 1, "byte 24"));
    }

    @Test
    void everyCutInsideAHeaderIsCountedByItsReason() {
        byte[] six = join(bytes("3c00000000000000 0600000000000000"), tcp(9, 10, SYN, 0));
        List<byte[]> frames = List.of(
                ethernet(0x0800, ipv4(SOURCE, DARK, 6, 1, 0, new byte[8], tcp(9, 10, SYN, 0))),
                ethernet(0x0800, ipv4(SOURCE, DARK, 1, icmp(8, new byte[0]))),
                vlan5(0x88A8, vlan(6, 0x0800, ipv4(SOURCE, DARK, 17, udp(1, 2, new byte[0])))),
                ethernet(0x86DD, ipv6(V6_FROM, V6_TO, 0, six)),
                mpls("00010040 00020140", ipv4(SOURCE, DARK, 6, tcp(9, 10, SYN, 0))),
                mpls("00010140", ethernetInPseudowire(ipv4(SOURCE, DARK, 6, tcp(9, 10, SYN, 0)), 0x0800)),
                session("0021", ipv4(SOURCE, DARK, 6, tcp(9, 10, SYN, 0))));
        for (byte[] frame : frames) {
            assertThat(read(frame).noted()).isEmpty();
            for (int cut = 0; cut < frame.length; cut++) {
                InputAccount account = read(Capture.plain().add(T0, Arrays.copyOf(frame, cut), frame.length));
                long noted = account.noted().stream().filter(n -> n.what().equals("headerCut")).count();
                assertThat(account.records()).isEqualTo(1);
                assertThat(account.rejected(RejectReason.CUT_FRAME) + noted).as("cut at " + cut).isEqualTo(1);
            }
        }
    }

    @Test
    void aPacketThatEndsInsideItsHeaderByItselfIsNoted() {
        byte[] tiny = ipv4(SOURCE, DARK, 6, 1, 0x2000, new byte[0], Arrays.copyOf(tcp(9, 10, SYN, 0), 8));
        byte[] end = ipv6(V6_FROM, V6_TO, 60, bytes("06000000"));
        InputAccount account = read(ethernet(0x0800, tiny), ethernet(0x86DD, end));
        assertThat(account.noted()).containsExactly(new Noted("headerShort", 2, "byte 24"));
        assertThat(sink.packets.getFirst()).contains("9>10");
    }

    private static byte[] fragment(int id, int offset, int length, boolean more) {
        int bits = offset / 8 | (more ? 0x2000 : 0);
        return ethernet(0x0800, ipv4(SOURCE, DARK, 17, id, bits, new byte[0], new byte[length]));
    }

    private static byte[] fragment6(int offset, int length, boolean more) {
        ByteBuffer header = ByteBuffer.allocate(8).putShort((short) 0x1100);
        header.putShort((short) (offset | (more ? 1 : 0))).putInt(99);
        return ethernet(0x86DD, ipv6(V6_FROM, V6_TO, 44, join(header.array(), new byte[length])));
    }

    @Test
    void fragmentsThatOverlapAreNoticedAndRepetitionsAreNot() {
        InputAccount sound = read(
                fragment(1, 0, 64, true),
                fragment(1, 64, 64, true),
                fragment(1, 64, 64, true),
                fragment(1, 128, 10, false),
                fragment(2, 0, 128, true),
                fragment6(0, 64, true),
                fragment6(64, 64, false));
        assertThat(sound.noted()).isEmpty();
        InputAccount overlapping = read(
                fragment(1, 0, 64, true),
                fragment(1, 56, 64, false),
                fragment(1, 0, 200, true),
                fragment6(0, 64, true),
                fragment6(32, 8, false));
        assertThat(overlapping.noted()).singleElement().satisfies(n -> {
            assertThat(n.what()).isEqualTo("overlappingFragment");
            assertThat(n.count()).isEqualTo(3);
        });
        assertThat(overlapping.packets()).isEqualTo(5);
    }

    @Test
    void anIdentificationUsedAgainLaterIsAnotherDatagram() {
        InputAccount account = read(Capture.plain()
                .add(T0, fragment(1, 0, 64, true))
                .add(T0 + 61_000_000_000L, fragment(1, 0, 128, true)));
        assertThat(account.noted()).isEmpty();
        assertThat(read(Capture.plain()
                                .add(T0, fragment(1, 0, 64, true))
                                .add(T0 + 59_000_000_000L, fragment(1, 0, 128, true)))
                        .noted())
                .hasSize(1);
    }
}
