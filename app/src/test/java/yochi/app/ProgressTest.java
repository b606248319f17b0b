package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void shortWorkShowsNoBar() {
        assertThat(barAfter(new Stage(true), Duration.ofMillis(1_999))).isEmpty();
    }

    @Test
    void workOverTwoSecondsShowsABarOnATerminal() {
        assertThat(barAfter(new Stage(true), Duration.ofSeconds(2))).contains("reading", "50%");
    }

    @Test
    void withoutATerminalThereIsNeverABar() {
        assertThat(barAfter(new Stage(false), Duration.ofHours(1))).isEmpty();
    }

    private static String barAfter(Stage stage, Duration time) {
        try (Progress progress = new Progress(stage.surroundings(), "reading", 200)) {
            progress.reach(1);
            stage.pass(time);
            progress.reach(100);
        }
        return stage.err();
    }
}
