package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.syn;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Collected;
import yochi.node.Frames;
import yochi.node.input.RejectReason;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Paths, compression, detection and what a hostile input meets (K-7). */
class TraceReaderTest {
    private static final TraceSettings SETTINGS =
            TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG"))));
    private static final byte[] CAPTURE = Capture.plain()
            .add(1_700_000_000_000_000_000L, syn(SOURCE, DARK, 1))
            .add(1_700_000_001_000_000_000L, syn(SOURCE, DARK, 2))
            .bytes();
    private static final String MARX = "datetime,host,src,proto,type,spt,dpt\n2013-03-03 21:53:59,a,1,TCP,,6000,1433\n";

    @TempDir
    Path folder;

    private final Collected sink = new Collected();

    private InputAccount read(byte[] input) {
        return new TraceReader(SETTINGS).read("x", new ByteArrayInputStream(input), sink);
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static void assertRejected(InputAccount account, RejectReason reason) {
        assertThat(account.rejected(reason)).isEqualTo(1);
        assertThat(account.clean()).isFalse();
        assertThat(account.rejected().getFirst().message(account.path()))
                .contains(account.path(), reason.id(), reason.remedy());
    }

    @Test
    void gzipAndZstdAreLookedThroughAndDigestedAsStored() {
        assertThat(read(gzip(CAPTURE)).packets()).isEqualTo(2);
        assertThat(read(Zstd.compress(CAPTURE)).packets()).isEqualTo(2);
        assertThat(read(Frames.join(gzip(Arrays.copyOf(CAPTURE, 50)), gzip(Arrays.copyOfRange(CAPTURE, 50, 164))))
                        .packets())
                .isEqualTo(2);
        assertThat(read("".getBytes(UTF_8)).sha256())
                .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(read(gzip(CAPTURE)).sha256()).isNotEqualTo(read(CAPTURE).sha256());
    }

    @Test
    void compressedDataThatEndEarlyAreLoudAndTheGoodPartIsTaken() {
        byte[] big = CAPTURE;
        for (int i = 0; i < 6; i++) {
            big = Frames.join(big, Arrays.copyOfRange(big, 24, big.length));
        }
        byte[] gz = gzip(big);
        InputAccount cut = read(Arrays.copyOf(gz, gz.length - 9));
        assertThat(cut.packets()).isPositive();
        assertRejected(cut, RejectReason.DAMAGED);
        byte[] wrong = gz.clone();
        wrong[gz.length - 6] ^= 1;
        assertThat(read(wrong).rejected().getFirst().samples()).containsExactly("the gzip checksum is wrong");
        assertRejected(read(Frames.join(gz, new byte[] {7})), RejectReason.DAMAGED);
        byte[] zstd = Zstd.compress(big);
        assertRejected(read(Arrays.copyOf(zstd, zstd.length - 5)), RejectReason.DAMAGED);
    }

    @Test
    void aRowAtTheDamagedEndIsNotTakenAsWhole() {
        byte[] gz = gzip((MARX + "2013-03-03 21:53:59,a,1,TCP,,6000,1433").getBytes(UTF_8));
        InputAccount account = read(Arrays.copyOf(gz, gz.length - 8));
        assertThat(account.packets()).isEqualTo(1);
        assertRejected(account, RejectReason.DAMAGED);
    }

    @Test
    void emptyGarbageAndForeignInputsAreNamed() {
        assertRejected(read(new byte[0]), RejectReason.EMPTY);
        assertRejected(read("no trace at all".getBytes(UTF_8)), RejectReason.FORMAT_UNKNOWN);
        assertRejected(read(new byte[100_000]), RejectReason.FORMAT_UNKNOWN);
        InputAccount xz = read(Frames.bytes("fd377a585a000004e6d6b446"));
        assertThat(xz.rejected().getFirst().samples().getFirst()).contains("xz -dc");
        assertRejected(read(Arrays.copyOf(CAPTURE, 23)), RejectReason.TRUNCATED);
    }

    @Test
    void aForcedFormatIsReadWithoutDetection() {
        InputAccount account = new TraceReader(SETTINGS.reading(TraceFormat.PCAP))
                .read("x", new ByteArrayInputStream(MARX.getBytes(UTF_8)), sink);
        assertRejected(account, RejectReason.FORMAT_UNKNOWN);
    }

    @Test
    void filesDirectoriesGlobsAndStandardInputAreOpened() throws IOException {
        Files.write(folder.resolve("b.pcap"), CAPTURE);
        Files.write(folder.resolve("a.pcap.gz"), gzip(CAPTURE));
        Files.writeString(folder.resolve("LICENSE"), "words");
        Files.writeString(folder.resolve(".hidden"), "words");
        Files.createDirectories(folder.resolve("deeper"));
        Files.writeString(folder.resolve("deeper/m.csv"), MARX);
        List<Long> progress = new ArrayList<>();
        TraceReader reader = new TraceReader(SETTINGS, progress::add, new ByteArrayInputStream(CAPTURE));
        Reading reading = reader.read(
                List.of(
                        folder.toString(),
                        folder + "/*.pcap",
                        "-",
                        folder.resolve("absent").toString()),
                sink);
        assertThat(reading.inputs())
                .extracting(InputAccount::path)
                .containsExactly(
                        folder + "/a.pcap.gz",
                        folder + "/b.pcap",
                        folder + "/deeper/m.csv",
                        folder + "/b.pcap",
                        "-",
                        folder + "/absent");
        assertThat(reading.skipped()).containsExactly(folder + "/LICENSE");
        assertThat(reading.inputs().getLast().rejected(RejectReason.UNREADABLE)).isEqualTo(1);
        assertThat(reading.clean()).isFalse();
        assertThat(progress).isNotEmpty().contains((long) CAPTURE.length);
    }

    @Test
    void aDirectoryWithoutFilesIsNoSilentSuccess() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Reading reading = new TraceReader(SETTINGS).read(List.of(empty.toString()), sink);
        assertRejected(reading.inputs().getFirst(), RejectReason.UNREADABLE);
    }

    @Test
    void aLineWithoutEndIsRejectedInBoundedMemory() {
        byte[] endless = new byte[3 << 20];
        Arrays.fill(endless, (byte) 'x');
        InputAccount account = read(Frames.join(
                MARX.getBytes(UTF_8), endless, "\n2013-03-03 21:54:00,a,1,TCP,,6000,1433\n".getBytes(UTF_8)));
        assertThat(account.packets()).isEqualTo(2);
        assertRejected(account, RejectReason.LINE_TOO_LONG);
        assertThat(account.rejected().getFirst().firstPosition()).isEqualTo("line 3");
    }
}
