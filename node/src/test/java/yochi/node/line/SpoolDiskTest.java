package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

@DisplayName("K-1: a full disk under the spool loses no report")
class SpoolDiskTest {
    private static final Spool.Bound ROOMY = new Spool.Bound(100, 1 << 20);
    private static final Duration SOON = Duration.ofMillis(5);

    @TempDir
    private Path folder;

    private interface OnDisk {
        void run(Path disk) throws Exception;
    }

    /** A disk of 64 KiB. */
    private void onSmallDisk(String test, OnDisk what) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        if (!run("mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", disk.toString())) {
            System.out.println("NEEDS root and tmpfs: SpoolDiskTest." + test);
            return;
        }
        try {
            what.run(disk);
        } finally {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void theReleaseEntersWholeOnceTheCentreHasAcknowledgedOthers() throws Exception {
        onSmallDisk("theReleaseEntersWholeOnceTheCentreHasAcknowledgedOthers", disk -> {
            Path place = disk.resolve("spool");
            Spool spool = Spool.open(place, ROOMY, new Closing(), SOON.multipliedBy(40));
            spool.commit(List.of(new byte[40_000]), 100);
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    spool.commit(List.of(new byte[10_000], new byte[20_000]), 200);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            writer.join(200);
            assertThat(writer.isAlive()).isTrue();
            assertThat(spool.sequence()).isEqualTo(1);
            spool.clear(1);
            writer.join();
            assertThat(spool.sequence()).isEqualTo(3);
            Spool again = Spool.open(place, ROOMY, new Closing(), SOON);
            assertThat(again.oldest(0)).isEqualTo(OptionalLong.of(2));
            assertThat(again.waiting()).isEqualTo(2);
            assertThat(again.read(3).orElseThrow()).hasSize(20_000);
        });
    }

    @Test
    void whereNothingGetsFreeItIsAFailureThatNamesThePlaceAndLeavesNothing() throws Exception {
        onSmallDisk("whereNothingGetsFreeItIsAFailureThatNamesThePlaceAndLeavesNothing", disk -> {
            Path place = disk.resolve("spool");
            Spool spool = Spool.open(place, ROOMY, new Closing(), SOON);
            assertThatThrownBy(() -> spool.commit(List.of(new byte[30_000], new byte[60_000]), 100))
                    .isInstanceOfSatisfying(YochiException.class, e -> assertThat(
                                    e.code().kind().exitCode())
                            .isEqualTo(4))
                    .hasMessageContaining(place.toString());
            assertThat(place.resolve("0000000000000001.yrep")).doesNotExist();
            spool.commit(List.of(new byte[] {1}), 100);
            assertThat(spool.sequence()).isEqualTo(1);
        });
    }
}
