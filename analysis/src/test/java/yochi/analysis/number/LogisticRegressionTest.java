package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {
    private static final double[][] TWO = {{1, 0}, {1, 1}};

    @Test
    void oddsOfTwoGroupsAreTheirOwn() {
        LogisticRegression fit = LogisticRegression.fit(
                TWO, new double[] {10, 30}, new double[] {100, 100}, new double[] {0, 0}, 1e-9);
        assertThat(fit.probability(TWO[0])).isCloseTo(0.1, within(1e-6));
        assertThat(fit.probability(TWO[1])).isCloseTo(0.3, within(1e-6));
        assertThat(fit.coefficients()[1]).isCloseTo(Math.log(27.0 / 7), within(1e-5));
    }

    @Test
    void anAwkwardStartAndTrialsThatAreSeparableDoNotRunAway() {
        LogisticRegression fit = LogisticRegression.fit(
                TWO, new double[] {0, 1000}, new double[] {1000, 1000}, new double[] {-9, 9}, 1);
        assertThat(fit.probability(TWO[0])).isBetween(0.0, 0.01);
        assertThat(fit.probability(TWO[1])).isBetween(0.99, 1.0);
    }

    @Test
    void withoutTrialsItIsWhatItIsDrawnTo() {
        LogisticRegression fit =
                LogisticRegression.fit(new double[0][], new double[0], new double[0], new double[] {-2, 0.5}, 3);
        assertThat(fit.coefficients()).containsExactly(-2, 0.5);
    }

    @Test
    void aStrongRidgeKeepsAWeightNearWhatItIsDrawnTo() {
        double[] happened = {10, 30};
        double[] trials = {100, 100};
        double weak = LogisticRegression.fit(TWO, happened, trials, new double[] {0, 0}, 1e-9).coefficients()[1];
        double strong = LogisticRegression.fit(TWO, happened, trials, new double[] {0, 0}, 100).coefficients()[1];
        assertThat(strong).isPositive().isLessThan(weak / 3);
    }

    /** the regression behind the hazards of orders. */
    @Test
    void singleTrialsGiveTheProbabilitiesOfTwoGroups() {
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            double group = i % 2;
            x.add(new double[] {1, group});
            y.add(group == 0 ? i % 20 == 0 : i % 4 == 1);
        }
        LogisticRegression fitted = LogisticRegression.fit(x, y, new double[2], 1);
        assertThat(fitted.probability(new double[] {1, 0})).isCloseTo(0.1, within(0.01));
        assertThat(fitted.probability(new double[] {1, 1})).isCloseTo(0.5, within(0.01));
        assertThat(LogisticRegression.probability(fitted.logOdds(new double[] {1, 1})))
                .isCloseTo(fitted.probability(new double[] {1, 1}), within(1e-12));
    }

    @Test
    void theRidgeDrawsToThePriorWhereTheTrialsSayNothing() {
        List<double[]> same = List.of(new double[] {1, 0}, new double[] {1, 0});
        LogisticRegression fitted = LogisticRegression.fit(same, List.of(true, false), new double[] {0, 1}, 20);
        assertThat(fitted.logOdds(new double[] {1, 3})).isCloseTo(3, within(1e-6));
    }

    @Test
    void separableSingleTrialsGiveAFiniteAnswer() {
        LogisticRegression fitted = LogisticRegression.fit(
                List.of(new double[] {1, -1}, new double[] {1, 1}), List.of(false, true), new double[2], 1e-3);
        assertThat(fitted.probability(new double[] {1, 1})).isStrictlyBetween(0.9, 1.);
    }

    @Test
    void aShareOfNoneOrAllHasFiniteLogOdds() {
        assertThat(LogisticRegression.logit(0)).isFinite().isNegative();
        assertThat(LogisticRegression.logit(1)).isFinite().isPositive();
        assertThat(LogisticRegression.logit(0.25)).isCloseTo(-Math.log(3), within(1e-12));
    }
}
