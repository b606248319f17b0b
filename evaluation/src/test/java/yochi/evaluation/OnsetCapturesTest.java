package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** early detection on real captures, as far as they carry it. */
class OnsetCapturesTest {
    @Test
    void eachSensorOfASampleAndAllAsOneAreWatchedAndNoNumberIsMissing() {
        Path sample = Path.of(System.getProperty("yochi.root", "..")).resolve("samples/marx");
        Span days = new Span(Optional.of(LocalDate.of(2013, 3, 4)), Optional.of(LocalDate.of(2013, 3, 8)));
        Evaluation all = OnsetCaptures.evaluate(List.of(sample), days);
        assertThat(all.measures()).hasSize(10);
        assertThat(all.measures()).extracting(Evaluation.Measured::group).contains("all sensors as one");
        for (Evaluation.Measured m : all.measures()) {
            assertThat(m.value()).as(m.group()).isBetween(m.low(), m.high());
            assertThat(m.verdict()).contains("sources a window");
        }
        assertThat(all.limits()).hasSize(3);
    }

    /** Two hours of a reactive telescope, whose records hold both directions. */
    @Test
    void theSensorsFileBesideACaptureSaysWhoWatches() {
        Path samples = Path.of(System.getProperty("yochi.root", "..")).resolve("samples");
        Evaluation all = OnsetCaptures.evaluate(List.of(samples.resolve("telescope")), Span.ALL);
        assertThat(all.measures()).extracting(Evaluation.Measured::group).contains("spoki-hamburg");
        List<Path> nothing = List.of(samples.resolve("policies"));
        assertThatThrownBy(() -> OnsetCaptures.evaluate(nothing, Span.ALL)).hasMessageContaining("no packet to judge");
    }
}
