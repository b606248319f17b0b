package yochi.node.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    private static List<String> names(List<WatchedFolder.Finished> files) {
        return files.stream().map(f -> f.path().getFileName().toString()).toList();
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
        assertThat(told).singleElement().asString().contains("has grown", "settled");
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
    void aFolderThatIsGoneIsToldOnceAndWhatWasTakenIsNotTakenAgainWhenItComesBack() throws IOException {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        WatchedFolder watched = new WatchedFolder(drop, Duration.ofSeconds(10), memory, told::add);
        Files.writeString(drop.resolve("a"), "one");
        watched.finished(0);
        assertThat(names(watched.finished(10 * SECOND))).containsExactly("a");
        Path away = Files.move(drop, folder.resolve("away"));
        assertThat(watched.finished(11 * SECOND)).isEmpty();
        assertThat(watched.finished(12 * SECOND)).isEmpty();
        assertThat(told).singleElement().asString().contains("cannot be read", "bring it back");
        assertThat(watched.troubled()).isTrue();
        Files.move(away, drop);
        Files.writeString(drop.resolve("b"), "two");
        assertThat(watched.finished(13 * SECOND)).isEmpty();
        assertThat(names(watched.finished(23 * SECOND))).containsExactly("b");
        assertThat(told).hasSize(2).last().asString().contains("again");
        assertThat(watched.troubled()).isFalse();
    }

    @Test
    void aFileThatNeverBecomesFinishedIsToldOnceAndReadWhenItIsAtLast() throws IOException {
        WatchedFolder watched = watch();
        write("x.part", "for ever");
        for (int n = 0; n <= 3700; n += 5) {
            Files.writeString(write("a", "text".repeat(n)), "more", StandardOpenOption.APPEND);
            assertThat(watched.finished(n * SECOND)).isEmpty();
        }
        assertThat(told).hasSize(2).allMatch(text -> text.contains("has not been finished"));
        assertThat(watched.troubled()).isTrue();
        assertThat(names(watched.finished(3711 * SECOND))).containsExactly("a");
        Files.delete(folder.resolve("x.part"));
        watched.finished(3712 * SECOND);
        assertThat(watched.troubled()).isFalse();
    }

    @Test
    void anEmptyFileIsTakenOnceSomethingStandsInIt() throws IOException {
        WatchedFolder watched = watch();
        write("a", "");
        watched.finished(0);
        assertThat(watched.finished(100 * SECOND)).isEmpty();
        write("a", "now");
        watched.finished(101 * SECOND);
        assertThat(names(watched.finished(111 * SECOND))).containsExactly("a");
        assertThat(told).isEmpty();
    }

    @Test
    void aFileRemovedBeforeItsResultsAreOutIsToldAndOneRenamedOrRememberedIsNot() throws IOException {
        WatchedFolder watched = watch();
        write("a", "one");
        write("b", "two");
        write("c", "three");
        watched.finished(0);
        List<WatchedFolder.Finished> files = watched.finished(10 * SECOND);
        watched.remember(List.of(files.get(0).number()));
        Files.delete(folder.resolve("a"));
        Files.move(folder.resolve("b"), folder.resolve("b.old"));
        watched.finished(11 * SECOND);
        assertThat(told).isEmpty();
        Files.delete(folder.resolve("c"));
        watched.finished(12 * SECOND);
        assertThat(told).singleElement().asString().contains("c was removed before its results were out");
    }

    @Test
    void aFileThatWasGoneBeforeItWasReadIsTakenWhenItReappearsUnderWhateverName() throws IOException {
        WatchedFolder watched = watch();
        Path a = write("a", "one");
        watched.finished(0);
        WatchedFolder.Finished file = watched.finished(10 * SECOND).getFirst();
        Files.move(a, folder.resolve("a.1"));
        watched.giveBack(file);
        assertThat(names(watched.finished(11 * SECOND))).containsExactly("a.1");
        watched.remember();
        Files.move(folder.resolve("a.1"), a);
        assertThat(watched.finished(12 * SECOND)).isEmpty();
        write("a", "the name again, and other content");
        watched.finished(13 * SECOND);
        assertThat(names(watched.finished(23 * SECOND))).containsExactly("a");
    }

    @Test
    void aFileThatMayNotBeReadIsToldAndTriedAgain() throws IOException {
        WatchedFolder watched = watch();
        Path a = write("a", "one");
        Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("---------"));
        watched.finished(0);
        List<WatchedFolder.Finished> taken = watched.finished(10 * SECOND);
        if (Files.isReadable(a)) { // whoever runs this may read everything
            assertThat(names(taken)).containsExactly("a");
            return;
        }
        assertThat(taken).isEmpty();
        assertThat(told).singleElement().asString().contains("cannot be read", "mend its rights");
        assertThat(watched.troubled()).isTrue();
        Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("r--------"));
        assertThat(names(watched.finished(11 * SECOND))).containsExactly("a");
        assertThat(watched.troubled()).isFalse();
    }

    @Test
    void theMemoryIsBoundedAndForgetsOnlyWhatLiesThereNoMore() throws IOException {
        TakenFiles taken = TakenFiles.open(memory, 100);
        for (int i = 0; i < 300; i++) {
            TakenFiles.Mark mark = new TakenFiles.Mark(i, "digest" + i, "f" + i);
            taken.put(mark);
            if (i != 7) {
                taken.remember(List.of(mark), Set.of("f3"));
            }
        }
        assertThat(Files.readAllLines(memory)).hasSizeBetween(50, 101).anyMatch(line -> line.endsWith(" f3"));
        TakenFiles again = TakenFiles.open(memory, 100);
        assertThat(again.contains(new TakenFiles.Mark(299, "digest299", "f299"))).isTrue();
        assertThat(again.contains(new TakenFiles.Mark(3, "digest3", "f3"))).isTrue();
        assertThat(again.contains(new TakenFiles.Mark(4, "digest4", "f4"))).isFalse();
        assertThat(taken.contains(new TakenFiles.Mark(7, "digest7", "f7"))).as("its results are not out").isTrue();
        assertThat(again.contains(new TakenFiles.Mark(7, "digest7", "f7"))).isFalse();
    }
}
