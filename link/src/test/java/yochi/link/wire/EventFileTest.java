package yochi.link.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Ticker;

/** Issue 2 §5: an outsider recomputes every time from lines that the parties wrote themselves. */
class EventFileTest {
    @TempDir
    Path folder;

    @Test
    void twoPartiesShareAFileLineByLine() throws Exception {
        Path file = folder.resolve("e.jsonl");
        Ticker ticker = () -> 42;
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        try (EventFile a = EventFile.open(file, "centre", ticker, clock);
                EventFile b = EventFile.open(file, "node", ticker, clock)) {
            a.mark("round.started", "1", Map.of());
            b.mark("report.spooled", "7", Map.of("observation", "2013-05-01T00:00:00Z/P1D"));
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"party\":\"centre\",\"event\":\"round.started\",\"id\":\"1\",\"monotonicNanos\":42,"
                                + "\"wall\":\"2026-01-02T03:04:05Z\"}",
                        "{\"party\":\"node\",\"event\":\"report.spooled\",\"id\":\"7\",\"monotonicNanos\":42,"
                                + "\"wall\":\"2026-01-02T03:04:05Z\",\"observation\":\"2013-05-01T00:00:00Z/P1D\"}");
    }
}
