package yochi.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A-20: each node of the demonstration reads what its own sensor recorded, and nobody else's rows")
class RecordingTest {
    @TempDir
    private Path folder;

    private Path packed(String text) throws IOException {
        Path file = folder.resolve("all.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static List<String> lines(Map<String, List<String>> files, String sensor) throws IOException {
        return Files.readAllLines(Path.of(Objects.requireNonNull(files.get(sensor)).getFirst()));
    }

    @Test
    void everySensorGetsItsRowsInTheirOrderUnderTheHeader() throws Exception {
        Path common = packed("datetime,host,src\n1,a,x\n2,b,y\n3,a,\n4,nobody,z\nbroken\n");
        Map<String, List<String>> files = Recording.apart(List.of(common), List.of("a", "b", "c"), folder.resolve("r"));
        assertThat(lines(files, "a")).containsExactly("datetime,host,src", "1,a,x", "3,a,");
        assertThat(lines(files, "b")).containsExactly("datetime,host,src", "2,b,y");
        assertThat(lines(files, "c")).as("it watched and saw nothing").containsExactly("datetime,host,src");
    }

    @Test
    void theSensorMayStandLastALineMayEndInTwoBytesAndTheLastOneInNone() throws Exception {
        Path common = packed("src,host\r\nx,a\r\n,b\r\ny,a");
        Map<String, List<String>> files = Recording.apart(List.of(common), List.of("a", "b"), folder.resolve("r"));
        assertThat(lines(files, "a")).containsExactly("src,host", "x,a", "y,a");
        assertThat(lines(files, "b")).containsExactly("src,host", ",b");
        assertThat(Recording.apart(List.of(packed("")), List.of("a"), folder.resolve("r")))
                .as("an empty file names no sensor")
                .containsEntry("a", List.of(folder.resolve("all.csv.gz").toString()));
    }

    @Test
    void aRecordingThatNamesNoSensorsGoesToAllAsItIs() throws Exception {
        Path other = Files.writeString(folder.resolve("other.csv"), "time,src\n1,x\n");
        Path rows = Files.writeString(folder.resolve("rows.csv"), "host,src\na,x\n");
        Map<String, List<String>> files =
                Recording.apart(List.of(other, rows), List.of("a", "b"), folder.resolve("r"));
        assertThat(files.get("b")).first().isEqualTo(other.toString());
        assertThat(Files.readAllLines(Path.of(Objects.requireNonNull(files.get("a")).getLast())))
                .containsExactly("host,src", "a,x");
    }
}
