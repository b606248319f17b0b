package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** what an operator reads of rounds. */
class RoundsCommandTest {
    @Test
    void aLineTellsHowLongEachAnalysisTookAndWhatWentWrong() {
        String json = """
                {"running": {"step": "locality, spread", "done": 3, "of": 8},
                 "last": [{"number": 7, "until": "2026-06-01T00:10:00Z", "started": "2026-06-01T00:10:03Z",
                   "cubeSeconds": 0.5, "seconds": 61.25, "whole": false, "forecasts": 0, "parts": [
                   {"name": "similarity", "state": "DONE", "seconds": 21.5, "results": 9, "why": ""},
                   {"name": "locality", "state": "LATE", "seconds": 60, "results": 0, "why": "not ready"}]}]}""";
        assertThat(RoundsCommand.lines(JsonMapper.shared().readTree(json)))
                .containsExactly(
                        "running: locality, spread (3 of 8)",
                        "7 until 2026-06-01T00:10:00Z: 61.3 s; similarity 21.5; locality 60.0 late (not ready)");
        assertThat(RoundsCommand.lines(JsonMapper.shared().readTree("{\"last\": []}")))
                .containsExactly("no round yet");
    }
}
