package yochi.centre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.YochiException;

/** decisions are appended, chained, exported as lines, and checked when they are read. */
class DecisionLogTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    private ControlStore store;
    private DecisionLog log;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("decisions.db"), DecisionLog.MIGRATIONS);
        log = new DecisionLog(store, InstantSource.fixed(NOW), folder.resolve("decisions"));
        for (String choice : List.of("limit", "wait", "tell")) {
            log.add(new DecisionLog.Decision("a. analyst", "option", "alert-1", choice, "because\nof \"this\""));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anExportedLogReadsBackAndIsWhole() {
        List<DecisionLog.Entry> lines = log.entries().stream()
                .map(DecisionLog.Entry::line)
                .peek(line -> assertThat(line).doesNotContain("\n"))
                .map(DecisionLog.Entry::ofLine)
                .toList();
        assertThat(lines).isEqualTo(log.entries()).hasSize(3);
        assertThat(lines.get(1).decision())
                .isEqualTo(new DecisionLog.Decision("a. analyst", "option", "alert-1", "wait", "because\nof \"this\""));
        assertThat(DecisionLog.broken(lines, List.of(log.head()))).isEmpty();
    }

    @Test
    void aChangedACutAndARebuiltLogAreFound() {
        List<DecisionLog.Entry> all = log.entries();
        DecisionLog.Entry second = all.get(1);
        List<DecisionLog.Entry> changed = new ArrayList<>(all);
        changed.set(1, new DecisionLog.Entry(
                2, second.at(), second.body().replace("wait", "cut"), second.previous(), second.hash()));
        assertThat(DecisionLog.broken(changed, List.of())).containsExactly("entry 2 was changed after it was written");
        assertThat(DecisionLog.broken(List.of(all.get(0), all.get(2)), List.of()))
                .contains("entry 2 is left out", "entry 3 does not follow the one before it");
        assertThat(DecisionLog.broken(all.subList(0, 2), List.of(log.head())))
                .containsExactly("no entry has the hash " + log.head());
    }

    @Test
    void theTableItselfRefusesChanges() {
        assertThatThrownBy(() -> store.transaction(h -> h.execute("UPDATE decision SET body = '{}' WHERE number = 1")))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("DELETE FROM decision")))
                .hasMessageContaining("never deleted");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("INSERT OR REPLACE INTO decision SELECT number, at,"
                        + " '{}', previous, hash FROM decision WHERE number = 1")))
                .hasMessageContaining("only appended");
    }

    @Test
    void whatWasChangedBehindItsBackIsToldOnReading() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("decisions.db"))) {
            connection.createStatement().execute("DROP TRIGGER decision_unchanged");
            connection.createStatement().execute("UPDATE decision SET at = '2025-01-01T00:00:00Z' WHERE number = 2");
        }
        assertThatThrownBy(log::entries).isInstanceOf(YochiException.class).hasMessageContaining("entry 2 was changed");
    }
}
