package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.evaluation.Evaluation;
import yochi.evaluation.Span;

/** figures of simulated worlds stand beside real ones, and never alone. */
class ForecastSuiteTest {
    @TempDir
    Path folder;

    /** A part of one figure. */
    private record Made(String name, double low, boolean simulated) implements Part {
        @Override
        public List<Evaluation.Measured> measures(Inputs inputs) {
            return List.of(new Evaluation.Measured(
                    name, "", "", "lower", Optional.empty(), 0.5, low, 1, 9, 9, List.of(), Optional.empty(), ""));
        }

        @Override
        public List<String> limits() {
            return List.of();
        }
    }

    private Evaluation evaluated(String name, double low) {
        Inputs inputs = new Inputs(
                Optional.empty(),
                Optional.of(folder),
                Optional.empty(),
                List::of,
                Span.ALL,
                "JP",
                line -> {},
                1);
        return new ForecastSuite(List.of(new Made(name, low, false), new Made("simulated.size.crps", 0.1, true)))
                .evaluate(inputs, "made up");
    }

    @Test
    void theyAreDrawnWhereRealOrdersGiveAnIntervalAndElseItIsSaidThatTheyWereNot() {
        Evaluation judged = evaluated("victim.brier", 0.1);
        assertThat(judged.measures()).hasSize(2);
        assertThat(judged.limits()).doesNotContain(ForecastSuite.UNJUDGED);
        for (Evaluation few : List.of(evaluated("victim.brier", Double.NaN), evaluated("volume.mase", 0.1))) {
            assertThat(few.measures()).hasSize(1);
            assertThat(few.limits()).contains(ForecastSuite.UNJUDGED);
        }
    }
}
