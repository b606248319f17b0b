package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;
import yochi.link.config.SettingsFile;

class TableStoreTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatWasAppendedBeforeAndAfterSealingAndReopening() {
        Instant at = Bench.time(0, 5).plusNanos(123_456_000);
        Batch batch = Batch.under(Bench.key("a", at, 0))
                .row("reading", at, "日本 'x'", Long.MIN_VALUE, 0.1, false)
                .row("reading", at, "", 7L, Optional.empty(), Optional.empty())
                .row("sketch", at, new byte[] {0, 1, -1})
                .build();
        try (TableStore store = Bench.open(directory)) {
            assertThat(store.append(batch)).isEqualTo(Receipt.STORED);
            verify(store, at);
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).containsExactly(Bench.DAY);
            assertThat(Bench.count(store, "SELECT count(*) FROM reading_live")).isZero();
            verify(store, at);
        }
        try (TableStore store = Bench.open(directory)) {
            verify(store, at);
            assertThat(store.append(batch)).isEqualTo(Receipt.DUPLICATE);
            verify(store, at);
        }
    }

    private static void verify(TableStore store, Instant at) {
        store.read(Lane.SLOW, "SELECT * FROM reading WHERE moment = ? ORDER BY count", List.of(at), rows -> {
            assertThat(rows.next()).isTrue();
            assertThat(rows.time(1)).isEqualTo(at);
            assertThat(rows.text(2)).isEqualTo("日本 'x'");
            assertThat(rows.whole(3)).isEqualTo(Long.MIN_VALUE);
            assertThat(rows.real(4)).isEqualTo(0.1);
            assertThat(rows.truth(5)).isFalse();
            assertThat(rows.next()).isTrue();
            assertThat(rows.text(2)).isEmpty();
            assertThat(rows.absent(4)).isTrue();
            assertThatThrownBy(() -> rows.real(4)).hasMessageContaining("absent");
            assertThatThrownBy(() -> rows.truth(5)).hasMessageContaining("absent");
            assertThat(rows.next()).isFalse();
            return true;
        });
        byte[] body = store.read(Lane.QUICK, "SELECT body FROM sketch", List.of(), rows -> {
            rows.next();
            return rows.bytes(1);
        });
        assertThat(body).containsExactly(0, 1, -1);
    }

    @Test
    void storesABatchOnceAndTellsAContradiction() {
        try (TableStore store = Bench.open(directory)) {
            Batch batch = Bench.batch("node", 0, 0, 10);
            Batch other = new Batch(
                    new LedgerKey("node", Bench.time(0, 0), 0, "another digest"),
                    Bench.batch("node", 0, 0, 3).rows());
            Batch revised = new Batch(
                    Bench.key("node", Bench.time(0, 0), 1),
                    Bench.batch("node", 0, 0, 1).rows());
            assertThat(store.append(List.of(batch, batch, other, revised)))
                    .containsExactly(Receipt.STORED, Receipt.DUPLICATE, Receipt.CONFLICT, Receipt.STORED);
            assertThat(store.append(other)).isEqualTo(Receipt.CONFLICT);
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(11);
        }
    }

    @Test
    void refusesRowsThatDoNotFitBeforeAnythingIsWritten() {
        try (TableStore store = Bench.open(directory)) {
            Instant at = Bench.time(0, 0);
            Batch.Builder good = Batch.under(Bench.key("a", at, 0)).row("reading", at, "a", 1L, 0.0, true);
            assertThatThrownBy(() -> store.append(
                            good.row("reading", at, "a", 1, 0.0, true).build()))
                    .hasMessageContaining("reading.count holds LONG, not Integer");
            assertThatThrownBy(() -> store.append(Batch.under(Bench.key("a", at, 0))
                            .row("reading", at, Optional.empty(), 1L, 0.0, true)
                            .build()))
                    .hasMessageContaining("reading.place holds TEXT, not nothing");
            assertThatThrownBy(() -> store.append(Batch.under(Bench.key("a", at, 0))
                            .row("reading", at)
                            .build()))
                    .hasMessageContaining("5 columns, the row 1");
            assertThatThrownBy(() -> store.append(
                            Batch.under(Bench.key("a", at, 0)).row("other", at).build()))
                    .hasMessageContaining("no table other");
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isZero();
            assertThat(Bench.count(store, "SELECT count(*) FROM store_ledger")).isZero();
        }
    }

    @Test
    void sealsLateRowsOfASealedDayIntoAPartOfTheirOwn() throws IOException {
        try (TableStore store = Bench.open(directory)) {
            store.append(Bench.batch("a", 0, 0, 5));
            store.sealBefore(Bench.DAY.plusDays(1));
            store.append(Bench.batch("late", 0, 1, 4));
            store.append(Bench.batch("a", 1, 0, 3));
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).containsExactly(Bench.DAY);
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).isEmpty();
            assertThat(files()).hasSize(4).contains("reading-2026-01-01-2.parquet");
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(12);
            assertThat(Bench.count(store, "SELECT count(*) FROM reading_live")).isEqualTo(3);
        }
    }

    @Test
    void givesUpTheOldestDaysAndTheirLedgerToStayWithinTheBudget() throws IOException {
        TableSettings small = new TableSettings(
                Bench.settings().memory(),
                2,
                Bench.settings().scratch(),
                new ByteSize(1),
                2,
                16,
                Bench.settings().queryTimeout());
        try (TableStore store = Bench.open(directory)) {
            for (int day = 0; day < 3; day++) {
                store.append(Bench.batch("a", day, 0, 100));
            }
            store.sealBefore(Bench.DAY.plusDays(2));
            assertThat(store.keepToBudget().dropped()).isEmpty();
            assertThat(store.keepToBudget().withinBudget()).isTrue();
        }
        try (TableStore store =
                TableStore.open(directory, List.of(Bench.READING, Bench.SKETCH), List.of(), small, Bench.CLOCK)) {
            Kept kept = store.keepToBudget();
            assertThat(kept.dropped()).containsExactly(Bench.DAY, Bench.DAY.plusDays(1));
            assertThat(kept.withinBudget()).isFalse();
            assertThat(files()).isEmpty();
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(100);
            assertThat(store.append(Bench.batch("a", 0, 0, 100))).isEqualTo(Receipt.TOO_OLD);
            assertThat(store.append(Bench.batch("a", 2, 0, 100))).isEqualTo(Receipt.DUPLICATE);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("sealed"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void bringsAnOlderStoreUpToDateWithItsSealedParts() {
        try (TableStore store = Bench.open(directory)) {
            store.append(Bench.batch("a", 0, 0, 2));
            store.sealBefore(Bench.DAY.plusDays(1));
            store.append(Bench.batch("a", 1, 0, 2));
        }
        List<Column> more = new ArrayList<>(Bench.READING.columns());
        more.add(Column.optional("tool", ColumnType.TEXT));
        List<TableShape> shapes = List.of(new TableShape("reading", more, "moment"), Bench.SKETCH);
        assertThatThrownBy(() -> TableStore.open(directory, shapes, List.of(), Bench.settings(), Bench.CLOCK))
                .hasMessageContaining("a migration is missing");
        List<Migration> steps = List.of(new Migration(1, "ALTER TABLE reading_live ADD COLUMN tool VARCHAR"));
        for (int start = 0; start < 2; start++) {
            try (TableStore store = TableStore.open(directory, shapes, steps, Bench.settings(), Bench.CLOCK)) {
                store.append(Batch.under(Bench.key("b", Bench.time(1, 1), start))
                        .row("reading", Bench.time(1, 1), "b", 1L, 0.0, true, "t")
                        .build());
                assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(5 + start);
                assertThat(Bench.count(store, "SELECT count(tool) FROM reading"))
                        .isEqualTo(1 + start);
                store.sealBefore(Bench.DAY.plusDays(2));
                assertThat(Bench.count(store, "SELECT count(tool) FROM reading"))
                        .isEqualTo(1 + start);
            }
        }
        assertThatThrownBy(() -> Bench.open(directory))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("use the newer program");
    }

    @Test
    void letsOneProcessIn() {
        try (TableStore store = Bench.open(directory)) {
            assertThat(store.answers()).isTrue();
            assertThatThrownBy(() -> Bench.open(directory))
                    .isInstanceOf(YochiException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        Bench.open(directory).close();
    }

    @Test
    void removesWhatACrashLeftAndRefusesAMissingPart() throws IOException {
        try (TableStore store = Bench.open(directory)) {
            store.append(Bench.batch("a", 0, 0, 2));
            store.sealBefore(Bench.DAY.plusDays(1));
        }
        Files.writeString(directory.resolve("sealed/reading-2026-01-05-1.parquet.new"), "half");
        Files.writeString(directory.resolve("scratch/left"), "over");
        try (TableStore store = Bench.open(directory)) {
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(2);
            assertThat(files()).hasSize(2);
            assertThat(directory.resolve("scratch/left")).doesNotExist();
        }
        Files.delete(directory.resolve("sealed/reading-2026-01-01-1.parquet"));
        assertThatThrownBy(() -> Bench.open(directory))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("reading-2026-01-01-1.parquet is missing");
    }

    @Test
    void reachesNothingOutsideItsDirectoryAndLoadsNoExtension() throws IOException {
        Path outside = Files.writeString(Files.createTempFile(directory.getParent(), "out", ".csv"), "a\n1\n");
        try (TableStore store = Bench.open(directory.resolve("store"))) {
            assertThatThrownBy(() -> Bench.count(store, "SELECT count(*) FROM read_csv('" + outside + "')"))
                    .isInstanceOf(YochiException.class);
            assertThatThrownBy(() -> Bench.count(store, "SELECT count(*) FROM 'https://127.0.0.1:1/x.parquet'"))
                    .isInstanceOf(YochiException.class);
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void keepsItsBounds() {
        try (TableStore store = Bench.open(directory)) {
            String bounds = store.read(
                    Lane.QUICK,
                    "SELECT current_setting('memory_limit') || ' ' || current_setting('threads') || ' ' || "
                            + "current_setting('max_temp_directory_size') || ' ' || "
                            + "current_setting('autoload_known_extensions') || ' ' || "
                            + "current_setting('autoinstall_known_extensions')",
                    List.of(),
                    rows -> {
                        rows.next();
                        return rows.text(1);
                    });
            assertThat(bounds).isEqualTo("128.0 MiB 2 64.0 MiB false false");
        }
    }

    @Test
    void leavesNoUnpackedLibraryBehind() throws IOException {
        Bench.open(directory).close();
        Path maps = Path.of("/proc/self/maps");
        if (Files.isReadable(maps)) {
            assertThat(Files.readString(maps, StandardCharsets.UTF_8))
                    .containsPattern("libduckdb_java\\S*\\.so \\(deleted\\)");
        }
    }

    @Test
    void saysWhatToDoAboutADirectoryItCannotUse() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> Bench.open(file.resolve("store")))
                .isInstanceOfSatisfying(
                        YochiException.class,
                        e -> assertThat(e.advice()).contains("E401", "Check the directory's rights"));
        Path garbage = Files.createDirectory(directory.resolve("garbage"));
        Files.writeString(garbage.resolve("live.duckdb"), "this is no database, and long enough to be read as one");
        assertThatThrownBy(() -> Bench.open(garbage))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining(garbage.toString());
    }

    @Test
    void readsItsSettingsByDefaultAndEachByName() {
        assertThat(SettingsFile.parse("{}", "t", directory, TableSettings.class))
                .isEqualTo(TableSettings.usual());
        String yaml = """
                memory: 64MiB
                threads: 1
                scratch: 10MiB
                diskBudget: 100MiB
                readers: 3
                queue: 5
                queryTimeout: 2s
                """;
        TableSettings read = SettingsFile.parse(yaml, "t", directory, TableSettings.class);
        assertThat(read.memory().bytes()).isEqualTo(64L << 20);
        assertThat(SettingsFile.print(read)).isEqualTo(yaml.replace("2s", "PT2S"));
        assertThatThrownBy(() -> SettingsFile.parse("memory: 1MiB", "t", directory, TableSettings.class))
                .hasMessageContaining("memory is at least 16MiB");
    }

    @Test
    void aDayOfBulkyRowsLargerThanTheMemoryIsSealedAndReadAgain() {
        TableShape bulky =
                new TableShape("sketch", Bench.SKETCH.columns(), Bench.SKETCH.timeColumn(), true);
        TableSettings small = new TableSettings(
                ByteSize.parse("96MiB"),
                1,
                ByteSize.parse("256MiB"),
                ByteSize.parse("1GiB"),
                1,
                4,
                Duration.ofSeconds(60));
        Random random = new Random(4);
        try (TableStore store = TableStore.open(directory, List.of(bulky), List.of(), small, Bench.CLOCK)) {
            long sum = 0;
            for (int window = 0; window < 6; window++) {
                Batch.Builder batch = Batch.under(Bench.key("s", Bench.time(0, window), 0));
                for (int row = 0; row < 3000; row++) {
                    byte[] body = new byte[1 << 13];
                    random.nextBytes(body);
                    sum += body[0];
                    batch.row("sketch", Bench.time(0, window), body);
                }
                assertThat(store.append(batch.build())).isEqualTo(Receipt.STORED);
            }
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).containsExactly(Bench.DAY);
            assertThat(Bench.count(store, "SELECT count(*) FROM sketch")).isEqualTo(18_000);
            long[] again = {0};
            for (int window = 0; window < 6; window++) {
                List<Object> moment = List.of(Bench.time(0, window));
                store.read(Lane.SLOW, "SELECT body FROM sketch WHERE moment = ?", moment, rows -> {
                    while (rows.next()) {
                        again[0] += rows.bytes(1)[0];
                    }
                    return true;
                });
            }
            assertThat(again[0]).isEqualTo(sum);
        }
    }

    @Test
    void sealsWhileSomebodyIsReading() throws InterruptedException {
        try (TableStore store = Bench.open(directory)) {
            store.append(List.of(Bench.batch("a", 0, 1, 5000), Bench.batch("b", 1, 1, 5000)));
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch sealed = new CountDownLatch(1);
            AtomicLong read = new AtomicLong();
            Thread reader = new Thread(() -> store.read(Lane.SLOW, "SELECT count FROM reading", List.of(), rows -> {
                while (rows.next()) {
                    read.incrementAndGet();
                    reading.countDown();
                    try {
                        assertThat(sealed.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return true;
            }));
            reader.start();
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).containsExactly(Bench.DAY);
            sealed.countDown();
            reader.join();
            assertThat(read.get()).isEqualTo(10_000);
        }
    }
}
