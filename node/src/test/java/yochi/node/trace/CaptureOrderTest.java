package yochi.node.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.syn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.CaptureNg;
import yochi.node.Collected;
import yochi.node.input.PathExpansion;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Rotated captures are read in the order of their packets, whatever they are called. */
class CaptureOrderTest {
    private static final long T0 = 1_700_000_000_000_000_000L;
    private static final long DAY = 86_400_000_000_000L;

    @TempDir
    private Path folder;

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static byte[] day(int day) {
        return Capture.plain()
                .add(T0 + day * DAY, syn(SOURCE, DARK, day))
                .add(T0 + day * DAY + DAY / 2, syn(SOURCE, DARK, day))
                .bytes();
    }

    private static List<String> names(List<PathExpansion.Found> inputs) {
        return inputs.stream().map(f -> Path.of(f.path()).getFileName().toString()).toList();
    }

    @Test
    void capturesSortByTheirFirstPacketAndAllElseKeepsItsPlace() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(day(1));
        }
        byte[] ng = new CaptureNg(ByteOrder.BIG_ENDIAN)
                .face(1)
                .add(0, (T0 + 2 * DAY) / 1000, syn(SOURCE, DARK, 2))
                .bytes();
        List<String> given = List.of(
                write("dump", day(30)),
                write("words.csv", "no capture".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                write("dump.1", ng),
                folder.resolve("absent").toString(),
                "-",
                write("dump.2.gz", zipped.toByteArray()),
                write("empty", Capture.plain().bytes()));
        assertThat(Stream.of(CaptureOrder.of(PathExpansion.of(given))).map(CaptureOrderTest::names))
                .containsExactly(List.of("empty", "words.csv", "dump.2.gz", "absent", "-", "dump.1", "dump"));
    }

    @Test
    void aMonthOfRotatedFilesGivenNewestFirstIsReadAsOneWithoutAStepBack() throws IOException {
        for (int day = 30; day > 0; day -= 3) {
            write(String.format("dump.%02d", 31 - day), day(day));
        }
        Collected sink = new Collected();
        Reading reading = new TraceReader(TraceSettings.of(SensorTable.single(Sensor.of("s", new Country("SG")))))
                .read(List.of(folder.toString()), sink);
        List<Long> times = sink.packets.stream().map(p -> Long.parseLong(p.split(" ", -1)[1])).toList();
        assertThat(times).hasSize(20).isSorted();
        assertThat(reading.clean()).isTrue();
    }
}
