package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.YochiException;

/** The alerts of a published program (A-8, issue 4 §3). */
class TrendSuiteTest {
    @TempDir
    private Path folder;

    @Test
    void allPublishedAlertsAreToldAndTheFiveOfTheColdStartAreNamed() {
        Path sample = Path.of(System.getProperty("yochi.shared", "../../shared"), "data", "telescope");
        if (!Files.isDirectory(sample)) {
            System.out.println("NEEDS ../shared: TrendSuiteTest");
            return;
        }
        Evaluation evaluation = new TrendSuite(3, 40).evaluate(sample, Span.ALL);
        Evaluation.Measured all = evaluation.measures().getFirst();
        assertThat(all.value()).isEqualTo(1);
        assertThat(all.n()).isEqualTo(15);
        assertThat(evaluation.measures().get(1).verdict())
                .startsWith("10 of 15 published, 10 told")
                .contains("2019-05-31T17:30:00Z", "2019-05-31T18:10:00Z");
    }

    @Test
    void simulatedSeriesAreScoredWithoutAnyFileAndAgainTheSame() {
        Evaluation evaluation = new TrendSuite(4, 100).evaluate();
        assertThat(evaluation.measures()).hasSize(11);
        assertThat(new TrendSuite(4, 100).evaluate()).isEqualTo(evaluation);
        Evaluation.Measured delay = evaluation.measures().getFirst();
        assertThat(delay.value()).isBetween(0.0, 24.0);
        assertThat(delay.rivals())
                .extracting(Evaluation.Rival::name)
                .containsExactly("ChangeFinder", "CUSUM", "EWMA", "z-score");
        assertThat(evaluation.measures().get(6).value()).isBetween(0.0, 0.15);
    }

    @Test
    void aWrongLineAndAMissingFileAreNamed() throws IOException {
        assertThatThrownBy(() -> new TrendSuite(3, 40).evaluate(folder, Span.ALL))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("nict-sensor999-count.csv");
        Files.writeString(
                folder.resolve("nict-sensor999-count.csv"), "JST,packetnum,hostnum\n201906010000,1,2\n2019,1\n");
        assertThatThrownBy(() -> new TrendSuite(3, 40).evaluate(folder, Span.ALL)).hasMessageContaining("line 3");
    }
}
