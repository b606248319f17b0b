package yochi.centre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

@DisplayName("X-6: the log of decisions has a bound; what is sealed into files stays one chain with what is not")
class DecisionArchiveTest {
    private static final int MOST = 10;

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-12-30T00:00:00Z");
    private ControlStore store;
    private DecisionLog log;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("decisions.db"), DecisionLog.MIGRATIONS);
        log = new DecisionLog(store, () -> now, folder.resolve("sealed"));
        log.keep(MOST);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DecisionLog.Entry decide(String choice) {
        now = now.plusSeconds(1);
        return log.add(new DecisionLog.Decision("analyst", "option", "alert-1", choice, "why"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("sealed"))) {
            return all.sorted().toList();
        }
    }

    private List<DecisionLog.Entry> exported() throws IOException {
        StringWriter out = new StringWriter();
        log.export(out);
        return out.toString().lines().map(DecisionLog.Entry::ofLine).toList();
    }

    @Test
    void theOlderHalfOfTooManyIsSealedAndTheWholeIsStillOneChain() throws Exception {
        for (int i = 1; i <= 100; i++) {
            decide("c" + i);
            assertThat(log.entries()).hasSizeLessThanOrEqualTo(MOST);
        }
        assertThat(files()).hasSize(18).allSatisfy(f -> assertThat(f.toString()).endsWith(".jsonl"));
        assertThat(exported()).hasSize(100);
        assertThat(DecisionLog.broken(exported(), List.of(log.head()))).isEmpty();
        assertThat(log.since(now.minus(Duration.ofSeconds(50))))
                .as("those of files too")
                .hasSize(50);
        assertThat(new DecisionLog(store, () -> now, folder.resolve("sealed")).head())
                .isEqualTo(log.head());
    }

    @Test
    void aYearThatIsOverIsSealedByItselfAndTheNextGoesOnFromItsHead() throws Exception {
        decide("a");
        DecisionLog.Entry old = decide("b");
        now = Instant.parse("2027-01-01T00:00:00Z");
        DecisionLog.Entry fresh = decide("c");
        assertThat(files())
                .extracting(f -> f.getFileName().toString())
                .containsExactly("2026-00000001.jsonl");
        assertThat(fresh.number()).isEqualTo(3);
        assertThat(fresh.previous()).isEqualTo(old.hash());
        assertThat(log.entries()).containsExactly(fresh);
        assertThat(log.since(old.at().minusMillis(1))).containsExactly(old, fresh);
    }

    @Test
    void aChangedACutAndALostFileAreFoundAndOneThatWasMovedAwayIsNoFault() throws Exception {
        for (int i = 1; i <= 25; i++) {
            decide("c" + i);
        }
        Path second = files().get(1);
        String whole = Files.readString(second);
        Files.writeString(second, whole.replace("c7", "x7"));
        assertThatThrownBy(this::exported)
                .isInstanceOf(YochiException.class)
                .hasMessageContaining(second.getFileName() + ": entry 7 was changed");
        Files.writeString(second, whole.substring(0, whole.indexOf('\n') + 1));
        assertThatThrownBy(this::exported).hasMessageContaining("it has not the entries that were sealed");
        Files.delete(second);
        List<DecisionLog.Entry> left = exported();
        assertThat(left.getFirst().number()).as("from behind the last file that is away").isEqualTo(11);
        assertThat(DecisionLog.broken(left, List.of())).as("alone it is not the whole").isNotEmpty();
        decide("goes on");
        assertThat(log.entries().getLast().number()).isEqualTo(26);
    }

    @Test
    void whatIsSealedCannotBeForgottenOrWrittenAgain() {
        for (int i = 1; i <= 12; i++) {
            decide("c" + i);
        }
        for (String change : List.of(
                "DELETE FROM decision_segment",
                "UPDATE decision_segment SET head = 'x'",
                "DELETE FROM decision",
                "INSERT INTO decision (number, at, body, previous, hash) VALUES (1, '', '', 'p', 'h')")) {
            assertThatThrownBy(() -> store.transaction(h -> h.execute(change))).as(change).isNotNull();
        }
    }

    @Test
    void whereNoFileCanBeWrittenTheEntriesStayAndTheNextTrySealsThem() throws Exception {
        Files.writeString(folder.resolve("sealed"), "in the way");
        for (int i = 1; i <= 15; i++) {
            decide("c" + i);
        }
        assertThat(log.entries()).as("none is lost").hasSize(15);
        Files.delete(folder.resolve("sealed"));
        decide("c16");
        assertThat(log.entries()).hasSizeLessThanOrEqualTo(MOST);
        assertThat(DecisionLog.broken(exported(), List.of(log.head()))).isEmpty();
    }

    @Test
    void aFullDiskRefusesTheNextDecisionByNameAndKeepsThoseBefore() throws Exception {
        decide("before");
        String head = log.head();
        store.transaction(h -> h.createQuery("PRAGMA max_page_count = 1").mapTo(Integer.class).one());
        int taken = 1;
        try {
            for (; taken < 1000; taken++) {
                head = decide("c".repeat(100)).hash();
            }
        } catch (YochiException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
            assertThat(e).hasMessageContaining("decisions.db").hasMessageContaining("disk is full");
        }
        assertThat(taken).isLessThan(1000);
        assertThat(log.head()).isEqualTo(head);
        store.transaction(h -> h.createQuery("PRAGMA max_page_count = 100000").mapTo(Integer.class).one());
        decide("after");
        assertThat(exported()).hasSize(taken + 1);
        assertThat(DecisionLog.broken(exported(), List.of(head))).isEmpty();
    }
}
