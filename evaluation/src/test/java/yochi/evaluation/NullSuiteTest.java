package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Null checks count rightly; the published shares come from the suite itself. */
class NullSuiteTest {
    @Test
    void aUniformPValueIsRejectedInFiveOfAHundredAndAShrunkOneTooOften() {
        Evaluation.Measured fair =
                NullCheck.of("fair", "made", SplittableRandom::nextDouble, "").measured(20_000, 1);
        assertThat(fair.value()).isCloseTo(0.05, within(0.006));
        assertThat(fair.low()).isLessThan(0.05);
        assertThat(fair.high()).isGreaterThan(0.05);
        assertThat(fair.verdict()).endsWith(": reached");
        Evaluation.Measured liberal =
                NullCheck.of("liberal", "made", r -> r.nextDouble() / 2, "").measured(2000, 1);
        assertThat(liberal.verdict()).contains("missed (too many false alarms)");
        Evaluation.Measured shy = NullCheck.of("shy", "made", r -> 1.0, "never").measured(2000, 1);
        assertThat(shy.verdict()).contains("missed (conservative)").endsWith("; never");
        assertThat(shy.low()).isZero();
    }

    @Test
    void theIntervalIsTheExactOne() {
        // Clopper and Pearson's interval of 2 in 10, from any table: 2.52 % to 55.61 %.
        assertThat(NullCheck.low(2, 10)).isCloseTo(0.0252, within(1e-4));
        assertThat(NullCheck.high(2, 10)).isCloseTo(0.5561, within(1e-4));
        assertThat(NullCheck.high(10, 10)).isEqualTo(1);
    }

    @Test
    void aRandomisedPValueIsUniformHoweverCoarseTheTest() {
        SplittableRandom coin = new SplittableRandom(3);
        Evaluation.Measured coarse = NullCheck.of(
                        "coin",
                        "made",
                        r -> coin.nextBoolean()
                                ? NullCheck.randomised(0, 0.5, r)
                                : NullCheck.randomised(0.5, 0.5, r),
                        "")
                .measured(20_000, 1);
        assertThat(coarse.value()).isCloseTo(0.05, within(0.006));
    }

    @Test
    void rivalsStandBesideAndNoPValueOutsideItsRangeIsTaken() {
        NullCheck two = new NullCheck("two", "made", r -> List.of(0.5, 0.01), List.of("rash"), "");
        assertThat(two.measured(10, 1).rivals()).containsExactly(new Evaluation.Rival("rash", 1));
        assertThatThrownBy(() -> NullCheck.of("nan", "made", r -> Double.NaN, "").measured(1, 1))
                .hasMessageContaining("p-value NaN for set 0");
        NullCheck short1 = new NullCheck("short", "made", r -> List.of(0.5), List.of("rash"), "");
        assertThatThrownBy(() -> short1.measured(1, 1)).hasMessageContaining("1 p-values for 2");
    }

    @Test
    void everyTestOfTheSuiteAnswersAndTheSameSeedGivesTheSame() {
        Evaluation one = new NullSuite(20, 5).evaluate();
        assertThat(one).isEqualTo(new NullSuite(20, 5).evaluate());
        assertThat(one.measures()).hasSameSizeAs(NullSuite.checks()).allMatch(m -> m.n() == 20);
    }
}
