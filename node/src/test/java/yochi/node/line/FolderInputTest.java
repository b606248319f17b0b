package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.Ticker;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.SensorTable;
import yochi.node.trace.Reading;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

@DisplayName("A-1, A-7: a node's watched folder")
class FolderInputTest {
    private static final long MAY = 1_367_366_400L;
    private static final int HOUR = 3600;

    @TempDir
    private Path folder;

    private Closing closing = new Closing();
    private final List<String> read = Collections.synchronizedList(new ArrayList<>());
    private Consumer<Path> before = path -> {};
    private Thread thread = new Thread(() -> {});
    private Path drop = Path.of("");
    private volatile Instant now = Instant.ofEpochSecond(MAY);
    private final List<Instant> silent = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong early = new AtomicLong();

    private final Watermark windows = new Watermark() {
        @Override
        public Duration lateness() {
            return Duration.ofMinutes(10);
        }

        @Override
        public long early() {
            return early.get();
        }

        @Override
        public void silent(Instant until) {
            silent.add(until);
        }
    };

    @BeforeEach
    void make() throws IOException {
        drop = Files.createDirectory(folder.resolve("drop"));
    }

    @AfterEach
    void end() throws InterruptedException {
        closing.begin();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    private FolderInput input() {
        NodeSettings settings = SettingsFile.parse(
                "invitation: i\ndirectory: n\ncountry: SG\nwatch: {folder: drop, settled: 0s, look: 10ms}\n",
                "test",
                folder,
                NodeSettings.class);
        return new FolderInput(settings, closing, Ticker.system(), () -> now);
    }

    private FolderInput start(Spool spool) throws IOException {
        Files.createDirectories(folder.resolve("n"));
        FolderInput input = input();
        TraceReader reader = new TraceReader(TraceSettings.of(SensorTable.open()).withoutDigest());
        thread = Thread.ofPlatform().start(() -> {
            try {
                input.read(path -> read(reader, path), spool, windows, reading -> {});
            } catch (InterruptedException e) {
                read.add("stopped");
            }
        });
        return input;
    }

    private Reading read(TraceReader reader, Path path) {
        before.accept(path);
        Reading reading = reader.readFound(List.of(path), ObservationSink.NOBODY);
        read.add(path.getFileName() + " "
                + reading.inputs().stream().mapToLong(i -> i.packets()).sum());
        return reading;
    }

    private void put(String name, int hour) throws IOException {
        Path part = folder.resolve(name);
        Files.writeString(
                part,
                "datetime,host,src,proto,type,spt,dpt\n2013-05-01 %02d:00:00,s,3325256704,TCP,,4000,%d\n"
                        .formatted(hour, 22 + name.hashCode() % 9));
        Files.move(part, drop.resolve(name));
    }

    private static void until(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!holds.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    private List<String> remembered() throws IOException {
        Path memory = folder.resolve("n/taken-files");
        return Files.exists(memory)
                ? Files.readAllLines(memory).stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList()
                : List.of();
    }

    private Spool spool() {
        return Spool.open(folder.resolve("spool"), new Spool.Bound(100, 1 << 20));
    }

    @Test
    void aFileIsRememberedOnceAllOfItIsReleasedAndNothingCanContinueIt() throws Exception {
        Spool spool = spool();
        put("a.csv", 1);
        put("b.csv", 3);
        Files.writeString(drop.resolve("README"), "no trace");
        start(spool);
        until(() -> read.size() == 3);
        until(() -> remembered().equals(List.of("README")));
        spool.commit(List.of(new byte[1]), MAY + 2 * HOUR);
        Thread.sleep(50);
        assertThat(remembered()).as("not yet an hour old").containsExactly("README");
        spool.commit(List.of(new byte[1]), MAY + 3 * HOUR);
        until(() -> remembered().equals(List.of("README", "a.csv")));
        put("c.csv", 0);
        until(() -> read.size() == 4);
        Thread.sleep(50);
        assertThat(remembered()).as("late: the next release will hold it").doesNotContain("c.csv");
        spool.commit(List.of(new byte[1]), MAY + 3 * HOUR);
        until(() -> remembered().contains("c.csv"));
        assertThat(remembered()).doesNotContain("b.csv");
    }

    @Test
    void aFileThatVanishesUnderTheReaderIsReadWhenItReappears() throws Exception {
        Spool spool = spool();
        before = path -> {
            if (read.isEmpty()) {
                try {
                    Files.move(path, drop.resolve("a.csv.1"));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
        put("a.csv", 1);
        start(spool);
        until(() -> read.contains("a.csv.1 1"));
        assertThat(read).containsExactly("a.csv 0", "a.csv.1 1");
    }

    @Test
    void aFolderLostWhileRunningIsToldAndReadOnWhenItIsBackAndNothingTwice() throws Exception {
        Spool spool = spool();
        put("a.csv", 1);
        FolderInput input = start(spool);
        until(() -> read.size() == 1);
        Path away = Files.move(drop, folder.resolve("away"));
        until(input::troubled);
        Files.move(away, drop);
        put("b.csv", 2);
        until(() -> read.size() == 2 && !input.troubled());
        assertThat(read).containsExactly("a.csv 1", "b.csv 1");
    }

    private void written(String name, long second) throws IOException {
        Files.setLastModifiedTime(drop.resolve(name), FileTime.from(Instant.ofEpochSecond(second)));
    }

    private Instant lastSilence() throws Exception {
        silent.clear();
        until(() -> !silent.isEmpty());
        return silent.getLast();
    }

    /** The file of 01:00 was written until 01:20, so what is of 12:00 lies there by 12:20, but for the look. */
    @Test
    void aSilentFolderReleasesByTheWallClockWhatItsFilesWouldHaveBrought() throws Exception {
        put("a.csv", 1);
        written("a.csv", MAY + HOUR + 1200);
        now = Instant.ofEpochSecond(MAY + HOUR + 1200);
        start(spool());
        until(() -> read.size() == 1);
        now = Instant.ofEpochSecond(MAY + HOUR + 1200 + 600);
        Thread.sleep(100);
        assertThat(silent).as("no longer than the lateness").isEmpty();
        now = Instant.ofEpochSecond(MAY + 12 * HOUR);
        assertThat(lastSilence()).isEqualTo(now.minusSeconds(1200).minusMillis(10));
        put("b.csv", 3);
        written("b.csv", MAY + 3 * HOUR);
        until(() -> read.size() == 2);
        silent.clear();
        Thread.sleep(100);
        assertThat(silent).as("a file came").isEmpty();
    }

    @Test
    void whileAFileIsWrittenOrTheFolderIsAwayItsSilenceSaysNothing() throws Exception {
        put("a.csv", 1);
        written("a.csv", MAY + HOUR + 60);
        FolderInput input = start(spool());
        until(() -> read.size() == 1);
        Files.writeString(drop.resolve("b.csv.part"), "datetime");
        written("b.csv.part", MAY + 12 * HOUR - 1800);
        Thread.sleep(50);
        now = Instant.ofEpochSecond(MAY + 12 * HOUR);
        Thread.sleep(100);
        assertThat(silent).isEmpty();
        Files.delete(drop.resolve("b.csv.part"));
        lastSilence();
        Path away = Files.move(drop, folder.resolve("away"));
        until(input::troubled);
        silent.clear();
        Thread.sleep(100);
        assertThat(silent).isEmpty();
        Files.move(away, drop);
        lastSilence();
    }

    @Test
    void recordsOfBeforeTheLastReleaseAreCountedUnlessAnEarlierRunHadBegunTheirFile() throws Exception {
        before = path -> early.addAndGet(7);
        put("a.csv", 1);
        FolderInput first = start(spool());
        until(() -> read.size() == 1);
        until(() -> first.tooLate() == 7);
        closing.begin();
        thread.join(60_000);
        closing = new Closing();
        put("b.csv", 2);
        FolderInput second = start(spool());
        until(() -> read.contains("b.csv 1"));
        until(() -> second.tooLate() > 0);
        assertThat(read).containsExactly("a.csv 1", "stopped", "a.csv 1", "b.csv 1");
        assertThat(second.tooLate()).as("a.csv was begun before").isEqualTo(7);
    }

    @Test
    void aFolderThatIsNoneIsRefusedBeforeAnythingBegins() throws IOException {
        Files.delete(drop);
        assertThatThrownBy(this::input)
                .isInstanceOfSatisfying(YochiException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.INPUT_UNREADABLE))
                .hasMessageContaining("drop is no folder")
                .hasMessageContaining("watch.folder");
        Files.writeString(drop, "a file");
        assertThatThrownBy(this::input).hasMessageContaining("drop is no folder");
    }

    @Test
    void settingsThatReadNothingAreRefused() {
        assertThatThrownBy(() -> SettingsFile.parse(
                        "invitation: i\ndirectory: n\ncountry: SG\n", "test", folder, NodeSettings.class))
                .hasMessageContaining("nothing to read");
        assertThatThrownBy(() -> SettingsFile.parse(
                        """
                        invitation: i
                        directory: n
                        country: SG
                        watch: {folder: drop, look: 1ms}
                        expansion: {factor: 0}
                        """,
                        "test",
                        folder,
                        NodeSettings.class))
                .hasMessageContaining("10ms")
                .hasMessageContaining("bounds of at least 1");
    }

    @Test
    void aChannelWithoutAnEndBesideAFolderIsRefused() {
        String text = "invitation: i\ndirectory: n\ncountry: SG\nwatch: {folder: drop}\ninputs: [\"%s\"]\n";
        assertThatThrownBy(() -> SettingsFile.parse(
                        text.formatted("hpfeeds://a@127.0.0.1:1/c"), "test", folder, NodeSettings.class))
                .hasMessageContaining("never ends");
        assertThat(SettingsFile.parse(
                                text.formatted("hpfeeds://a@127.0.0.1:1/c?seconds=5"),
                                "test",
                                folder,
                                NodeSettings.class)
                        .inputs())
                .hasSize(1);
    }
}
