package yochi.node.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finished files are taken once, whatever happens between (A-7, K-7). */
class WatchedFolderTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private Path memory = Path.of("");

    @BeforeEach
    void where() {
        memory = folder.resolve(".taken");
    }

    private WatchedFolder watch() {
        return new WatchedFolder(folder, Duration.ofSeconds(10), memory, told::add);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(f -> f.getFileName().toString()).toList();
    }

    @Test
    void aFileIsTakenOnceWhenItHasNotChangedForAWhile() throws IOException {
        WatchedFolder watched = watch();
        write("b", "one");
        assertThat(watched.finished(0)).isEmpty();
        Files.writeString(folder.resolve("b"), "more", StandardOpenOption.APPEND);
        assertThat(watched.finished(9 * SECOND)).isEmpty();
        write("a", "other");
        assertThat(watched.finished(18 * SECOND)).isEmpty();
        assertThat(names(watched.finished(19 * SECOND))).containsExactly("b");
        assertThat(names(watched.finished(28 * SECOND))).containsExactly("a");
        assertThat(watched.finished(500 * SECOND)).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aRenamedFileIsFinishedAtOnceAndAnUnfinishedNameNever() throws IOException {
        WatchedFolder watched = watch();
        Path part = write("x.pcap.part", "bytes");
        write(".hidden", "bytes of another");
        Files.createDirectory(folder.resolve("deeper"));
        assertThat(watched.finished(0)).isEmpty();
        assertThat(watched.finished(100 * SECOND)).isEmpty();
        Files.move(part, folder.resolve("x.pcap"));
        assertThat(names(watched.finished(101 * SECOND))).containsExactly("x.pcap");
    }

    @Test
    void aRestartTakesAgainWhatHadNoResultAndNothingElse() throws IOException {
        WatchedFolder first = watch();
        write("a", "one");
        first.finished(0);
        assertThat(first.finished(10 * SECOND)).hasSize(1);
        first.remember();
        write("b", "two");
        first.finished(11 * SECOND);
        assertThat(names(first.finished(30 * SECOND))).containsExactly("b");
        WatchedFolder second = watch();
        second.finished(0);
        assertThat(names(second.finished(10 * SECOND))).containsExactly("b");
        second.remember();
        WatchedFolder third = watch();
        third.finished(0);
        assertThat(third.finished(10 * SECOND)).isEmpty();
    }

    @Test
    void rotationOfNamesAndCopiesDoubleNothing() throws IOException {
        WatchedFolder first = watch();
        Path dump = write("dump", "one");
        first.finished(0);
        first.finished(10 * SECOND);
        first.remember();
        Files.move(dump, folder.resolve("dump.1"));
        Files.copy(folder.resolve("dump.1"), folder.resolve("copy"));
        write("dump", "two");
        WatchedFolder second = watch();
        second.finished(0);
        assertThat(names(second.finished(10 * SECOND))).containsExactly("dump");
    }

    @Test
    void aFileThatGrowsAfterwardsIsToldOnceAndNotReadTwice() throws IOException {
        WatchedFolder watched = watch();
        write("a", "one");
        watched.finished(0);
        assertThat(watched.finished(10 * SECOND)).hasSize(1);
        Files.writeString(folder.resolve("a"), "more", StandardOpenOption.APPEND);
        watched.finished(11 * SECOND);
        assertThat(watched.finished(21 * SECOND)).isEmpty();
        assertThat(watched.finished(50 * SECOND)).isEmpty();
        assertThat(told).singleElement().asString().contains("has grown", "--settled");
        write("a", "a new file of that name");
        watched.finished(51 * SECOND);
        assertThat(names(watched.finished(61 * SECOND))).containsExactly("a");
    }

    @Test
    void aTornOrForeignMemoryLosesOnlyItsBrokenLines() throws IOException {
        WatchedFolder first = watch();
        write("a", "one");
        first.finished(0);
        first.finished(10 * SECOND);
        first.remember();
        Files.writeString(memory, "17 abc", StandardOpenOption.APPEND);
        WatchedFolder second = watch();
        write("b", "two");
        second.finished(0);
        assertThat(names(second.finished(10 * SECOND))).containsExactly("b");
        second.remember();
        assertThat(Files.readAllLines(memory, UTF_8)).hasSize(2).allMatch(line -> line.matches("3 [0-9a-f]{64} [ab]"));
    }

    @Test
    void aFolderThatIsGoneIsToldOnce() throws IOException {
        WatchedFolder watched = watch();
        Files.delete(folder);
        assertThat(watched.finished(0)).isEmpty();
        assertThat(watched.finished(1)).isEmpty();
        assertThat(told).singleElement().asString().contains("cannot be read");
        Files.createDirectory(folder);
    }
}
