package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** times of which some were cut short. */
class SurvivalCurveTest {
    @Test
    void whatWasCutShortStaysAtRiskUntilThen() {
        SurvivalCurve curve = new SurvivalCurve(List.of(
                new SurvivalCurve.Time(1, true),
                new SurvivalCurve.Time(2, false),
                new SurvivalCurve.Time(3, true),
                new SurvivalCurve.Time(4, true)));
        assertThat(curve.beyond(0.5)).isEqualTo(1);
        assertThat(curve.beyond(1)).isCloseTo(0.75, within(1e-12));
        assertThat(curve.beyond(3)).isCloseTo(0.375, within(1e-12));
        assertThat(curve.beyond(9)).isZero();
        assertThat(curve.beyond(1, 2)).as("of those still there after 1 h").isCloseTo(0.5, within(1e-12));
        assertThat(curve.beyond(5, 1)).isZero();
    }

    @Test
    void nothingKnownLastsForEver() {
        assertThat(new SurvivalCurve(List.of()).beyond(100)).isEqualTo(1);
    }
}
