package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** the regression behind the hazards. */
class LogisticTest {
    @Test
    void theRegressionFindsTheProbabilitiesOfTwoGroups() {
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double group = i % 2;
            x.add(new double[] {1, group});
            y.add(group == 0 ? i % 20 == 0 : i % 4 == 1);
        }
        Logistic fitted = Logistic.fit(x, y, new double[2], 1);
        assertThat(fitted.probability(new double[] {1, 0})).isCloseTo(0.1, within(0.01));
        assertThat(fitted.probability(new double[] {1, 1})).isCloseTo(0.5, within(0.01));
    }

    @Test
    void theRidgeDrawsToThePriorWhereTheExamplesSayNothing() {
        List<double[]> same = List.of(new double[] {1, 0}, new double[] {1, 0});
        Logistic fitted = Logistic.fit(same, List.of(true, false), new double[] {0, 1}, 20);
        assertThat(fitted.logOdds(new double[] {1, 3})).isCloseTo(3, within(1e-6));
    }

    @Test
    void separableExamplesGiveAFiniteAnswer() {
        Logistic fitted = Logistic.fit(
                List.of(new double[] {1, -1}, new double[] {1, 1}), List.of(false, true), new double[2], 1e-3);
        assertThat(fitted.probability(new double[] {1, 1})).isStrictlyBetween(0.9, 1.);
    }
}
