package yochi.node.anonymise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.YochiException;
import yochi.node.Capture;
import yochi.node.Frames;

/** K-10: what stays at home under pseudonyms holds no address of the original, and its checksums are true. */
class AnonymiserTest {
    private static final String SOURCE = "203.0.113.77";
    private static final String DARK = "198.51.100.9";
    private static final String HOST = "2001:db8:1:2::77";
    private static final String DARK6 = "2001:db8:ffff::9";
    private static final byte[] KEY = "0123456789abcdef0123456789ABCDEF".getBytes(US_ASCII);

    private static byte[] rewritten(byte[] in, boolean payload, String... decimal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Anonymiser(CryptoPan.of(KEY), payload, Set.of(decimal)).rewrite(new ByteArrayInputStream(in), out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static boolean holds(byte[] bytes, byte[] part) {
        return new String(bytes, ISO_8859_1).contains(new String(part, ISO_8859_1));
    }

    private static byte[] address(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }

    /** Ones' complement sum of what a checksum covers; 0xFFFF where it is right. */
    private static long folded(byte[] bytes) {
        long sum = Bytes.words(bytes, 0, bytes.length);
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    private static byte[] sealed(byte[] covered, byte[] target, int at) {
        Bytes.put16(target, at, (int) ~folded(covered));
        return target;
    }

    private static byte[] pseudo(String source, String destination, int protocol, byte[] inside) {
        byte[] a = address(source);
        byte[] b = address(destination);
        ByteBuffer tail = ByteBuffer.allocate(4).putShort((short) protocol).putShort((short) inside.length);
        return Frames.join(a, b, tail.array(), inside);
    }

    private static byte[] packet4(String from, String to, int protocol, byte[] inside, byte... options) {
        byte[] packet = Frames.ipv4(from, to, protocol, 1, 0, options, inside);
        return sealed(Arrays.copyOf(packet, 20 + options.length), packet, 10);
    }

    private static byte[] tcp(String from, String to) {
        byte[] segment = Frames.tcp(40_000, 23, Frames.SYN, 99);
        return sealed(pseudo(from, to, 6, segment), segment, 16);
    }

    private static byte[] udp(String from, String to, String text) {
        byte[] datagram = Frames.udp(4000, 53, text.getBytes(US_ASCII));
        return sealed(pseudo(from, to, 17, datagram), datagram, 6);
    }

    private static List<byte[]> frames() {
        byte[] inner = packet4(DARK, SOURCE, 17, udp(DARK, SOURCE, "hello"));
        byte[] error = Frames.icmp(3, inner);
        sealed(error, error, 2);
        byte[] redirect = Frames.icmp(5, inner);
        System.arraycopy(address(SOURCE), 0, redirect, 4, 4);
        sealed(redirect, redirect, 2);
        byte[] arp = Frames.join(
                Frames.bytes("0001 0800 0604 0001 020000000001"),
                address(SOURCE),
                Frames.bytes("000000000000"),
                address(DARK));
        byte[] route = Frames.join(Frames.bytes("07 07 04"), address(SOURCE), new byte[1]);
        byte[] home = Frames.join(Frames.bytes("06 02 01 02 00 00 c9 10"), address(HOST));
        return List.of(
                Frames.ethernet(0x0800, packet4(SOURCE, DARK, 6, tcp(SOURCE, DARK))),
                Frames.ethernet(0x8100, Frames.vlan(7, 0x0800, packet4(SOURCE, DARK, 17, udp(SOURCE, DARK, "x")))),
                Frames.ethernet(0x0800, packet4(SOURCE, DARK, 1, error)),
                Frames.ethernet(0x0800, packet4(SOURCE, DARK, 1, redirect)),
                Frames.ethernet(0x0800, packet4(SOURCE, DARK, 6, tcp(SOURCE, DARK), route)),
                Frames.ethernet(0x0806, arp),
                Frames.ethernet(0x86DD, Frames.ipv6(HOST, DARK6, 6, tcp(HOST, DARK6))),
                Frames.ethernet(0x86DD, Frames.ipv6(HOST, DARK6, 60, Frames.join(home, tcp(HOST, DARK6)))),
                Frames.ethernet(0x86DD, Frames.ipv6(HOST, DARK6, 41, packet4(SOURCE, DARK, 6, tcp(SOURCE, DARK)))),
                Frames.ethernet(0x88CC, address(SOURCE)));
    }

    private static byte[] capture() {
        Capture capture = Capture.plain();
        frames().forEach(f -> capture.add(0, f));
        return capture.bytes();
    }

    @Test
    void noAddressOfTheOriginalIsLeftWhetherPayloadsStayOrGo() {
        for (boolean payload : new boolean[] {false, true}) {
            byte[] out = rewritten(capture(), payload);
            for (String address : List.of(SOURCE, DARK, HOST, DARK6)) {
                assertThat(holds(capture(), address(address))).isTrue();
                assertThat(holds(out, address(address))).as(address).isFalse();
            }
        }
    }

    @Test
    void checksumsThatWereRightAreRight() {
        byte[] out = rewritten(capture(), true);
        int at = 24;
        for (int i = 0; i < 5; i++) {
            int captured = Bytes.i32(out, at + 8, true);
            byte[] frame = Arrays.copyOfRange(out, at + 16, at + 16 + captured);
            int ip = i == 1 ? 18 : 14;
            int header = (frame[ip] & 15) * 4;
            byte[] packet = Arrays.copyOfRange(frame, ip, frame.length);
            assertThat(folded(Arrays.copyOf(packet, header))).as("header of frame " + i).isEqualTo(0xFFFF);
            byte[] inside = Arrays.copyOfRange(packet, header, packet.length);
            byte[] ends = Arrays.copyOfRange(packet, 12, 20);
            byte[] tail = ByteBuffer.allocate(4).putShort(packet[9]).putShort((short) inside.length).array();
            assertThat(folded(packet[9] == 1 ? inside : Frames.join(ends, tail, inside)))
                    .as("checksum of frame " + i)
                    .isEqualTo(0xFFFF);
            at += 16 + captured;
        }
    }

    @Test
    void payloadsGoUnlessTheyAreWanted() {
        byte[] capture = Capture.plain()
                .add(0, Frames.ethernet(0x0800, packet4(SOURCE, DARK, 17, udp(SOURCE, DARK, "secret"))))
                .bytes();
        assertThat(holds(rewritten(capture, false), "secret".getBytes(US_ASCII))).isFalse();
        assertThat(holds(rewritten(capture, true), "secret".getBytes(US_ASCII))).isTrue();
        assertThat(rewritten(capture, true)).hasSameSizeAs(capture);
    }

    private static byte[] block(int type, byte[] body) {
        int bytes = 12 + (body.length + 3) / 4 * 4;
        return ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putInt(bytes)
                .put(body)
                .putInt(bytes - 4, bytes)
                .array();
    }

    @Test
    void ofAPcapngFileOnlySectionsInterfacesAndPacketsStay() {
        byte[] frame = Frames.syn(SOURCE, DARK, 23);
        byte[] names = Frames.join(Frames.bytes("0100 0800"), address(SOURCE), "host".getBytes(US_ASCII));
        ByteBuffer packet = ByteBuffer.allocate(20 + frame.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        packet.putInt(0).putLong(1).putInt(frame.length).putInt(frame.length).put(frame);
        packet.position(20 + (frame.length + 3) / 4 * 4);
        packet.put(Frames.bytes("0100 0400")).put(address(SOURCE));
        byte[] file = Frames.join(
                block(0x0A0D0D0A, Frames.bytes("4D3C2B1A 01000000 FFFFFFFFFFFFFFFF")),
                block(1, Frames.join(
                        Frames.bytes("0100 0000 00000400 0900 0100 09000000 0400 0800"), address(SOURCE), new byte[4])),
                block(4, names),
                block(6, packet.array()));
        byte[] out = rewritten(file, false);
        assertThat(holds(out, address(SOURCE))).isFalse();
        assertThat(holds(out, address(DARK))).isFalse();
        assertThat(holds(out, Frames.bytes("0900 0100 09000000"))).isTrue();
        assertThat(rewritten(out, false)).hasSameSizeAs(out);
    }

    @Test
    void inTextEveryFormOfAnAddressIsReplacedAndTimesStay() {
        String line = "2013-03-03 21:53:59 " + SOURCE + ":80 n=3405803853 h=cb00714d 203-0-113-77.example.net " + HOST
                + " done 1.5 12:30";
        String out = new String(rewritten((line + "\n").getBytes(US_ASCII), false), US_ASCII);
        assertThat(out)
                .doesNotContain(SOURCE, "3405803853", "cb00714d", "203-0-113-77", HOST)
                .contains("2013-03-03 21:53:59 ", ":80 n=", " done 1.5 12:30");
        byte[] table = "host,src\na,3405803853\n".getBytes(US_ASCII);
        assertThat(new String(rewritten(table, false, "src"), US_ASCII))
                .startsWith("host,src\na,")
                .doesNotContain("3405803853");
        assertThatThrownBy(() -> rewritten(table, false, "dst")).hasMessageContaining("no column dst");
    }

    @Test
    void compressedInputsAreReadAndBrokenOnesToldWithoutLosingTheirBeginning() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(capture());
        }
        assertThat(rewritten(zipped.toByteArray(), true)).isEqualTo(rewritten(capture(), true));
        byte[] cut = Arrays.copyOf(capture(), 24 + 16 + 54 + 20);
        Account account = new Anonymiser(CryptoPan.of(KEY), true, Set.of())
                .rewrite(new ByteArrayInputStream(cut), new ByteArrayOutputStream());
        assertThat(account).isEqualTo(new Account(1, 1, 0, true));
        byte[] unread = new Capture(ByteOrder.BIG_ENDIAN, true, 127).bytes();
        assertThatThrownBy(() -> rewritten(unread, true)).isInstanceOf(YochiException.class);
    }
}
