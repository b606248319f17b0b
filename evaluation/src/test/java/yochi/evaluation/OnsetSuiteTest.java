package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P5, M-3: the figures of early detection, on a small run of the same worlds. */
class OnsetSuiteTest {
    private static Evaluation small() {
        return new OnsetSuite(new OnsetSuite.Settings(71, 2, 1, 6, 0)).evaluate();
    }

    private static Evaluation.Measured of(Evaluation all, String name, String group) {
        return all.measures().stream()
                .filter(m -> m.name().equals(name) && m.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void mostOutbreaksOfTenPercentAreMetAndEveryFigureStandsInItsInterval() {
        Evaluation all = small();
        assertThat(of(all, "recall", "10 % synchronised").value()).isGreaterThanOrEqualTo(0.5);
        assertThat(of(all, "recall", "10 % synchronised").value())
                .isGreaterThanOrEqualTo(of(all, "recall", "1 % synchronised").value());
        assertThat(of(all, "P5, a window judged", "simulated /16").value()).isLessThan(10);
        for (Evaluation.Measured m : all.measures()) {
            assertThat(m.value()).as(m.name() + ", " + m.group()).isBetween(m.low(), m.high());
            assertThat(m.rivals()).allSatisfy(r -> assertThat(r.value()).isNotNaN());
        }
        assertThat(of(all, "alerts a day", "fused, at recall 0.95 of 10 %").rivals()).hasSize(5);
    }

    @Test
    void alertsInARowAreOneAndAThresholdMeetsWhatItShould() {
        AlertSeries series = new AlertSeries(new double[] {0, 5, 6, 1, 7, 0}, new double[] {9, 4, 6, 2});
        assertThat(series.thresholdFor(0.5)).isEqualTo(6);
        assertThat(series.thresholdFor(0.51)).isEqualTo(4);
        assertThat(series.recall(5).held()).isEqualTo(2);
        assertThat(series.alerts(5)).isEqualTo(2);
        assertThat(series.alerts(1)).isEqualTo(1);
        assertThat(AlertSeries.low(0)).isZero();
        assertThat(AlertSeries.high(0)).isBetween(3.68, 3.70);
    }

    /** 8 in 10 days against none in 28: by hand 2.8 p / (1 - p) with p^8 = 0.5 and p^8 = 0.025. */
    @Test
    void howManyTimesFewerIsToldWithItsLowerEndAlsoWhereOursRaisedNone() {
        OnsetFigures.Alerts theirs = new OnsetFigures.Alerts(8, 10);
        Evaluation.Measured none = OnsetFigures.fewer("rival", new OnsetFigures.Alerts(0, 28), theirs, "");
        assertThat(none.value()).isCloseTo(30.94, within(0.01));
        assertThat(none.low()).isCloseTo(4.78, within(0.02));
        assertThat(none.verdict()).startsWith("reached, not surely");
        Evaluation.Measured seven = OnsetFigures.fewer("rival", new OnsetFigures.Alerts(7, 28), theirs, "");
        assertThat(seven.value()).isCloseTo(3.2, within(1e-9));
        assertThat(seven.verdict()).startsWith("not reached");
        assertThat(seven.value()).isBetween(seven.low(), seven.high());
        assertThat(OnsetFigures.fewer("rival", theirs, new OnsetFigures.Alerts(0, 1), "").value()).isZero();
    }

    /** n = 432, θ = 0.98: beyond 3.10 standard deviations (algorithms §2.3). */
    @Test
    void thePublishedClipTakesOutWhatIsBeyondThreeStandardDeviations() {
        double[] calm = new double[432];
        for (int i = 0; i < calm.length; i++) {
            calm[i] = i % 2 == 0 ? 1 : -1;
        }
        Arrays.sort(calm);
        assertThat(OnsetRivals.clipped(calm, 3.0)).isFalse();
        assertThat(OnsetRivals.clipped(calm, 3.3)).isTrue();
        assertThat(OnsetRivals.clipped(calm, 0.5)).isFalse();
        assertThat(List.of(OnsetRivals.clipped(new double[432], 0))).containsExactly(false);
    }
}
