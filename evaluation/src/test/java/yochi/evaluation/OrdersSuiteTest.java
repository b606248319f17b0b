package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** event forecasts on the real attack orders that are shipped, fitted on the past only. */
class OrdersSuiteTest {
    @Test
    void theHazardBeatsTheNaiveRivalsOverAllCountriesAndOneCountryAloneCannotBeTold() {
        Evaluation evaluation = new OrdersSuite("JP", List.of(1)).evaluate(samples(), Span.ALL);
        assertThat(evaluation.measures())
                .filteredOn(m -> m.group().startsWith("any country within 1 day"))
                .hasSize(3)
                .allSatisfy(m -> assertThat(m.low()).isPositive());
        assertThat(evaluation.measures())
                .filteredOn(m -> m.group().startsWith("JP within 1 day"))
                .allSatisfy(m -> assertThat(m.verdict()).startsWith("not surely"));
    }

    private static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("samples").resolve("ddosia");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw new IllegalStateException("samples/ddosia is not in the checkout");
    }
}
