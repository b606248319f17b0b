package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K-1: what was committed survives a kill at any point, what was not is made again. */
class SpoolTest {
    private static final Spool.Bound ROOMY = new Spool.Bound(100, 1 << 20);

    @TempDir
    Path folder;

    private Spool open() {
        return Spool.open(folder, ROOMY);
    }

    @Test
    void reportsComeBackInOrderAndGoWhenCleared() throws Exception {
        Spool spool = open();
        spool.commit(List.of(new byte[] {1}, new byte[] {2}), 100);
        spool.commit(List.of(new byte[] {3}), 200);
        assertThat(spool.oldest(0)).isEqualTo(OptionalLong.of(1));
        assertThat(spool.read(1).orElseThrow()).containsExactly(1);
        spool.clear(1);
        assertThat(spool.oldest(0)).isEqualTo(OptionalLong.of(2));
        assertThat(spool.waiting()).isEqualTo(2);
        assertThat(spool.sequence()).isEqualTo(3);
    }

    @Test
    void aRestartTakesUpWhatWasNotCleared() throws Exception {
        Spool spool = open();
        spool.commit(List.of(new byte[] {1}, new byte[] {2}), 100);
        spool.clear(1);
        Spool again = open();
        assertThat(again.oldest(0)).isEqualTo(OptionalLong.of(2));
        assertThat(again.sequence()).isEqualTo(2);
        assertThat(again.releasedUntil()).isEqualTo(100);
    }

    @Test
    void aReleaseCutOffBeforeItsCommitLeavesNothing() throws Exception {
        open().commit(List.of(new byte[] {1}), 100);
        Files.write(folder.resolve("0000000000000002.yrep"), new byte[] {9});
        Files.write(folder.resolve("committed.part"), new byte[] {9});
        Spool again = open();
        assertThat(again.waiting()).isEqualTo(1);
        assertThat(again.sequence()).isEqualTo(1);
        assertThat(folder.resolve("0000000000000002.yrep")).doesNotExist();
        assertThat(folder.resolve("committed.part")).doesNotExist();
    }

    @Test
    void aFullSpoolMakesItsWriterWait() throws Exception {
        Spool spool = Spool.open(folder, new Spool.Bound(1, 1 << 20));
        spool.commit(List.of(new byte[] {1}), 100);
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                spool.commit(List.of(new byte[] {2}), 200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.join(50);
        assertThat(spool.sequence()).isEqualTo(1);
        spool.clear(1);
        writer.join();
        assertThat(spool.sequence()).isEqualTo(2);
    }

    @Test
    void anEmptyReleaseStillMovesObservationTimeOn() throws Exception {
        open().commit(List.of(), 300);
        assertThat(open().releasedUntil()).isEqualTo(300);
    }

    @Test
    void aRefusedReportIsSetAsideNotLost() throws Exception {
        Spool spool = open();
        spool.commit(List.of(new byte[] {7}), 100);
        spool.setAside(1, folder.resolveSibling("refused"));
        assertThat(spool.oldest(0)).isEmpty();
        assertThat(folder.resolveSibling("refused").resolve("0000000000000001.yrep"))
                .hasBinaryContent(new byte[] {7});
    }
}
