package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.decision.DecisionLog;
import yochi.centre.store.ControlStore;

@DisplayName("X-6: anybody who holds the parts of a log of decisions can check it")
class DecisionsCommandTest {
    @TempDir
    private Path folder;

    private final Stage stage = new Stage();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Path exported = Path.of("decisions.jsonl");
    private String head = "";

    @BeforeEach
    void decide() throws Exception {
        try (ControlStore store = ControlStore.open(folder.resolve("d.db"), DecisionLog.MIGRATIONS)) {
            DecisionLog log = new DecisionLog(store, () -> now, folder.resolve("sealed"));
            log.keep(10);
            for (int i = 0; i < 24; i++) {
                now = now.plusSeconds(60);
                log.add(new DecisionLog.Decision("analyst", "option", "alert-1", "limit", "why " + i));
            }
            head = log.head();
            StringWriter lines = new StringWriter();
            for (DecisionLog.Entry entry : log.entries()) {
                lines.append(entry.line()).append("\n");
            }
            exported = Files.writeString(folder.resolve("open.jsonl"), lines.toString());
        }
    }

    private int verify(String... arguments) {
        return stage.run(Stream.concat(Stream.of("decisions", "verify"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void sealedFilesAndWhatIsOpenAreOneChainUpToAHeadThatWasHandedOver() {
        assertThat(verify(folder.resolve("sealed").toString(), exported.toString(), "--head", head)).isZero();
        assertThat(stage.out()).contains("24 entries from 2026-01-01T00:01:00Z", head);
    }

    @Test
    void whatWasChangedCutOffOrMovedAwayIsNamed() throws Exception {
        assertThat(verify(folder.resolve("sealed").toString(), "--head", head)).isEqualTo(3);
        assertThat(stage.out()).contains("no entry has the hash " + head);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("sealed"))) {
            files = all.sorted().toList();
        }
        assertThat(verify(files.get(1).toString(), files.get(2).toString(), exported.toString())).isEqualTo(3);
        assertThat(stage.out()).contains("entry 1 is left out");
        Files.writeString(files.getFirst(), Files.readString(files.getFirst()).replace("why 2", "why x"));
        assertThat(verify(folder.resolve("sealed").toString(), exported.toString())).isEqualTo(3);
        assertThat(stage.out()).contains("entry 3 was changed after it was written");
    }

    @Test
    void aFileThatIsNoneIsToldWithItsLine() throws Exception {
        Path other = Files.writeString(folder.resolve("other.jsonl"), "{broken\n");
        assertThat(verify(other.toString())).isEqualTo(3);
        assertThat(stage.err()).contains("other.jsonl line 1");
    }
}
