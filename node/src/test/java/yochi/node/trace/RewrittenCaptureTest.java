package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.bytes;
import static yochi.node.Frames.join;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.CaptureNg;
import yochi.node.PacketDigest;
import yochi.node.SharedFolder;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** The same packets in every form that can hold them give the same observations (A-7, issue 3 §6). */
class RewrittenCaptureTest {
    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final int ADDRESSES = 12;
    private static final int LINK = 14;
    private static final TraceSettings SETTINGS =
            TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG")))).withoutDigest();

    private static PacketDigest read(String form, byte[] capture) {
        PacketDigest digest = new PacketDigest();
        InputAccount account = new TraceReader(SETTINGS).read(form, new ByteArrayInputStream(capture), digest);
        assertThat(account.rejected()).as(form).isEmpty();
        assertThat(account.noted()).as(form).isEmpty();
        return digest;
    }

    private static Optional<byte[]> synthetic(String name) throws IOException {
        Optional<Path> file = SharedFolder.find("data/synthetic/" + name + ".pcap.gz", "RewrittenCaptureTest");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file.get()))) {
            return Optional.of(in.readAllBytes());
        }
    }

    private interface Rewriting {
        void take(long nanos, byte[] frame);
    }

    private static void each(byte[] capture, Rewriting taker) {
        ByteBuffer b = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEADER; at < capture.length; at += RECORD + b.getInt(at + 8)) {
            long nanos = b.getInt(at) * 1_000_000_000L + b.getInt(at + 4) * 1000L;
            taker.take(nanos, Arrays.copyOfRange(capture, at + RECORD, at + RECORD + b.getInt(at + 8)));
        }
    }

    private static byte[] pcap(byte[] from, int link, UnaryOperator<byte[]> rewriting) {
        Capture to = new Capture(ByteOrder.BIG_ENDIAN, true, link);
        each(from, (nanos, frame) -> to.add(nanos, rewriting.apply(frame)));
        return to.bytes();
    }

    private static byte[] type(byte[] frame) {
        return Arrays.copyOfRange(frame, ADDRESSES, LINK);
    }

    private static byte[] inside(byte[] frame) {
        return Arrays.copyOfRange(frame, LINK, frame.length);
    }

    private static byte[] behindAddresses(byte[] frame, byte[] header) {
        return join(Arrays.copyOf(frame, ADDRESSES), header, Arrays.copyOfRange(frame, ADDRESSES, frame.length));
    }

    @Test
    void linkHeadersTagsAndCookedFormsHideNothing() throws IOException {
        for (String name : new String[] {"dark-mixed", "dark-day5m"}) {
            Optional<byte[]> found = synthetic(name);
            if (found.isEmpty()) {
                return;
            }
            byte[] plain = found.get();
            PacketDigest expected = read(name, plain);
            assertThat(expected.packets).isGreaterThan(59_000);
            byte[][] rewritten = {
                pcap(plain, 1, f -> f),
                pcap(plain, 1, f -> behindAddresses(f, bytes("8100 0007"))),
                pcap(plain, 1, f -> behindAddresses(f, bytes("88a8 0007 8100 0008"))),
                pcap(plain, 1, f -> join(Arrays.copyOf(f, ADDRESSES), bytes("0030 aaaa03000000"), type(f), inside(f))),
                pcap(plain, 113, f -> join(bytes("0000 0001 0006 020000000002 0000"), type(f), inside(f))),
                pcap(plain, 276, f -> join(type(f), bytes("0000 00000002 0001 00 06 0200000000020000"), inside(f))),
                pcap(plain, 219, f -> join(bytes("00010040 00011140 00000000"), f)),
            };
            for (int i = 0; i < rewritten.length; i++) {
                PacketDigest digest = read(name + " rewritten " + i, rewritten[i]);
                assertThat(digest.packets).as("form " + i).isEqualTo(expected.packets);
                assertThat(digest.notIp).as("form " + i).isEqualTo(expected.notIp);
                assertThat(digest.digest).as("form " + i).isEqualTo(expected.digest);
            }
        }
    }

    /** Forms that can hold nothing but IP. */
    @Test
    void bareIpAndSessionsHideNothing() throws IOException {
        Optional<byte[]> found = synthetic("dark-mixed");
        if (found.isEmpty()) {
            return;
        }
        Capture bare = new Capture(ByteOrder.LITTLE_ENDIAN, true, 101);
        Capture loop = new Capture(ByteOrder.LITTLE_ENDIAN, true, 0);
        Capture turned = new Capture(ByteOrder.LITTLE_ENDIAN, true, 108);
        Capture session = new Capture(ByteOrder.LITTLE_ENDIAN, true, 1);
        Capture labelled = new Capture(ByteOrder.LITTLE_ENDIAN, true, 1);
        byte[] addresses = bytes("020000000001 020000000002");
        each(found.get(), (nanos, frame) -> {
            byte[] ip = ip(frame);
            if (ip.length > 0) {
                boolean six = ip[0] >> 4 == 6;
                bare.add(nanos, ip);
                loop.add(nanos, join(bytes(six ? "1e000000" : "02000000"), ip));
                turned.add(nanos, join(bytes(six ? "00000018" : "00000002"), ip));
                byte[] protocol = bytes(six ? "57" : "0021");
                session.add(nanos, join(addresses, bytes("8864 1100 0001 0000"), protocol, ip));
                labelled.add(nanos, join(addresses, bytes("8847 00001040 00002140"), ip));
            }
        });
        PacketDigest expected = read("dark-mixed", found.get());
        for (Capture form : new Capture[] {bare, loop, turned, session, labelled}) {
            PacketDigest digest = read("bare", form.bytes());
            assertThat(digest.packets).isEqualTo(expected.packets);
            assertThat(digest.digest).isEqualTo(expected.digest);
        }
    }

    /** The IP packet inside an Ethernet frame of the generator, empty where there is none. */
    private static byte[] ip(byte[] frame) {
        int at = ADDRESSES;
        while (frame[at] == (byte) 0x81 || frame[at] == (byte) 0x88) {
            at += 4;
        }
        int type = (frame[at] & 0xFF) << 8 | (frame[at + 1] & 0xFF);
        return type == 0x0800 || type == 0x86DD ? Arrays.copyOfRange(frame, at + 2, frame.length) : new byte[0];
    }

    @Test
    void pcapngAndCompressionHideNothing() throws IOException {
        Optional<byte[]> found = synthetic("dark-mixed");
        if (found.isEmpty()) {
            return;
        }
        byte[] plain = found.get();
        CaptureNg to = new CaptureNg(ByteOrder.BIG_ENDIAN).face(1);
        to.face(1, 0, to.option(9, (byte) 9));
        long[] n = {0};
        each(plain, (nanos, frame) -> {
            if (n[0]++ == 30_000) {
                to.section(ByteOrder.LITTLE_ENDIAN).face(1);
                to.face(1, 0, to.option(2, (byte) 'e'), to.option(9, (byte) 9));
            }
            if (n[0] % 3 == 0) {
                to.old(0, nanos / 1000, frame);
            } else {
                to.add((int) (n[0] % 3 - 1), n[0] % 3 == 1 ? nanos / 1000 : nanos, frame);
            }
        });
        PacketDigest expected = read("dark-mixed", plain);
        byte[] ng = to.bytes();
        byte[][] forms = {ng, gzip(ng), Zstd.compress(ng, 1), Zstd.compress(plain, 19), skippable(plain)};
        for (byte[] form : forms) {
            assertThat(read("pcapng", form).digest).isEqualTo(expected.digest);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    /** Two zstd frames behind a skippable one, as parallel compressors write. */
    private static byte[] skippable(byte[] plain) {
        int half = plain.length / 2;
        return join(
                bytes("502a4d18 04000000 01020304"),
                Zstd.compress(Arrays.copyOf(plain, half)),
                Zstd.compress(Arrays.copyOfRange(plain, half, plain.length)));
    }
}
