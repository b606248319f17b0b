package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.YochiException;

/** A-18, M-3: the page of figures is written from the suites' documents and hides nothing. */
class EvaluationPageTest {
    private static Evaluation.Measured measured(
            String name, String better, Optional<Double> target, double value, String verdict) {
        return new Evaluation.Measured(
                name,
                "group | one",
                "share",
                better,
                target,
                value,
                value - 0.1,
                value + 0.1,
                40,
                20,
                List.of(new Evaluation.Rival("mean", 0.5)),
                Optional.of(new Evaluation.Difference(value - 0.5, value - 0.6, value - 0.4)),
                verdict);
    }

    private static Evaluation document(String suite, Evaluation.Measured... measures) {
        return new Evaluation(
                        Evaluation.VERSION, suite, "made", "2030-01-07", "2030-02-07", "", 7, List.of(measures))
                .by("./yochi evaluate " + suite)
                .limitedBy(List.of("Nothing is known of winter."));
    }

    @Test
    void aFigureStandsBesideItsIntervalRivalTargetAndCommand() {
        String page = new EvaluationPage()
                .of(List.of(document("locality", measured("F1", "higher", Optional.of(0.9), 0.95, "well"))));
        assertThat(page)
                .contains("| locality | F1 | group \\| one | 0.950 share | at least 0.900 | yes |")
                .contains("0.850 to 1.050 | 40 (20) | mean 0.500 | 0.450 (0.350 to 0.550) | at least 0.900 | well |")
                .contains("`./yochi evaluate locality`")
                .contains("Data: made; from 2030-01-07 until 2030-02-07; seed 7.")
                .contains("- Nothing is known of winter.")
                .doesNotContain("Missed, or no better");
    }

    @Test
    void whatWasMissedOrLostIsToldOnceMore() {
        String page = new EvaluationPage()
                .of(List.of(document(
                        "onset",
                        measured("recall", "higher", Optional.of(0.95), 0.7, ""),
                        measured("delay", "lower", Optional.empty(), 0.55, ""),
                        measured("said", "target", Optional.of(0.05), 0.05, "40 of 80: missed"))));
        assertThat(page)
                .contains("- recall, group \\| one: 0.700, wanted at least 0.950")
                .contains("- delay, group \\| one: 0.550, not surely better than mean (0.500)")
                .contains("- said, group \\| one: 0.050, wanted about 0.050")
                .contains("| **no** |");
    }

    @Test
    void suitesThatWereNotRunAreNamedWithTheirCommand() {
        String page = new EvaluationPage().of(List.of(document("trend")));
        assertThat(page).contains("Not run for this page:", "- **propagation**: ", "`./yochi evaluate propagation`");
        assertThat(page).doesNotContain("- **trend**");
    }

    @Test
    void aDocumentReadBackIsTheSameAndOlderOnesAreRead() {
        Evaluation one = document("orders", measured("hit", "higher", Optional.empty(), 0.25, "so"));
        String json = JsonMapper.shared().writeValueAsString(one);
        assertThat(EvaluationPage.read(json, "x.json")).isEqualTo(one);
        String older = json.replaceFirst(",\"limits\":\\[[^]]*]", "").replaceFirst(",?\"command\":\"[^\"]*\"", "");
        Evaluation read = EvaluationPage.read(older, "x.json");
        assertThat(read.measures()).isEqualTo(one.measures());
        assertThat(read.limits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | is no JSON",
                "{} | version must be a text",
                "{\"version\":\"yochi.evaluate/9\"} | version is yochi.evaluate/9, this side reads yochi.evaluate/1",
                "[] | version must be a text",
            })
    void aBrokenDocumentIsRefusedWithItsPlaceAndWhatToDo(String json, String told) {
        assertThatThrownBy(() -> EvaluationPage.read(json, "x.json"))
                .isInstanceOf(YochiException.class)
                .hasMessageContaining("x.json")
                .hasMessageContaining(told)
                .hasMessageContaining("make it anew with");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, missing",
        "Infinity, unbounded",
        "3, 3",
        "0.12345, 0.123",
        "1234.5, 1234.5",
        "0.0000123, 1.2e-05"
    })
    void figuresArePrintedToBeRead(double value, String printed) {
        assertThat(EvaluationPage.figure(value)).isEqualTo(printed);
    }
}
