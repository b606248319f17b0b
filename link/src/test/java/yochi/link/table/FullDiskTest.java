package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Issue 2 §7: a full disk is told with its remedy, loses nothing acknowledged, and ends when there is space again. */
@Tag("needs-packages")
class FullDiskTest {
    private static final int ROWS = 20_000;
    private static final int DISK_MIB = 48;
    private static final int FREE_MIB = 6;

    @TempDir
    Path directory;

    @Test
    void refusesWithARemedyAndGoesOnWhenThereIsSpaceAgain() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m,mode=700", "tmpfs", disk.toString())) {
            System.out.println("NEEDS root and tmpfs: FullDiskTest.refusesWithARemedyAndGoesOnWhenThereIsSpaceAgain");
            return;
        }
        try {
            fill(disk);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static void fill(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        List<Batch> stored = new ArrayList<>();
        try (TableStore store = Bench.open(disk.resolve("store"))) {
            Files.write(ballast, new byte[(DISK_MIB - FREE_MIB) << 20]);
            Batch refused = appendUntilFull(store, stored);
            assertThat(stored).isNotEmpty();
            verify(store, stored);
            assertThatThrownBy(() -> store.sealBefore(Bench.DAY.plusDays(1))).isInstanceOf(YochiException.class);
            verify(store, stored);

            Files.delete(ballast);
            assertThat(store.append(refused)).isEqualTo(Receipt.STORED);
            stored.add(refused);
            assertThat(store.sealBefore(Bench.DAY.plusDays(1))).containsExactly(Bench.DAY);
            verify(store, stored);
        }
        try (TableStore store = Bench.open(disk.resolve("store"))) {
            verify(store, stored);
        }
    }

    private static Batch appendUntilFull(TableStore store, List<Batch> stored) {
        for (int number = 0; number < 1000; number++) {
            Batch batch = Bench.batch("batch" + number, 0, number, ROWS);
            try {
                store.append(batch);
                stored.add(batch);
            } catch (YochiException e) {
                assertThat(e.code()).as(e.advice()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
                assertThat(e.advice()).contains("is full", "Free disk");
                return batch;
            }
        }
        throw new AssertionError("the disk never became full");
    }

    private static void verify(TableStore store, List<Batch> stored) {
        assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo((long) stored.size() * ROWS);
        assertThat(Bench.count(store, "SELECT count(*) FROM store_ledger")).isEqualTo(stored.size());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
