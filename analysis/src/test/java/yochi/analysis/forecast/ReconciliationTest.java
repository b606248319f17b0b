package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** forecasts of regions and of home add up; values from R's matrices. */
class ReconciliationTest {
    @Test
    void minimumTraceIsThatOfTheFormula() {
        double[][] covariance = {{4, 1, .5, .2}, {1, 2, .3, .1}, {.5, .3, 1, .05}, {.2, .1, .05, .5}};
        assertThat(Reconciliation.solved(new double[] {20, 9, 6, 3}, covariance))
                .containsExactly(new double[] {9.56, 6.34, 3.18}, within(1e-9));
    }

    @Test
    void covarianceIsShrunkAsSchaeferAndStrimmerHaveIt() {
        double[] a = {1, 3, 2, 5, 4, 6, 2, 8};
        double[] b = {2, 1, 4, 3, 6, 5, 7, 8};
        double[] c = {1, 0, 1, 2, 0, 3, 1, 2};
        double[][] errors = new double[a.length][];
        Arrays.setAll(errors, t -> new double[] {a[t], b[t], c[t]});
        double[][] shrunk = Reconciliation.shrunk(errors);
        assertThat(shrunk[0][1]).isCloseTo(17.05621815253460, within(1e-9));
        assertThat(shrunk[0][2]).isCloseTo(5.22346680921372, within(1e-9));
        assertThat(shrunk[0][0]).isCloseTo(19.875, within(1e-3));
    }

    @Test
    void noPartFallsBelowZeroAndShortHistoriesAddUpFromBelow() {
        double[][] covariance = {{.01, 0, 0}, {0, 5, 0}, {0, 0, 5}};
        double[] parts = Reconciliation.solved(new double[] {1, 4, .5}, covariance);
        assertThat(parts[1]).isZero();
        assertThat(Reconciliation.parts(new double[] {9, 1, 2}, new double[][] {{1, 1, 1}}))
                .containsExactly(1, 2);
    }

    @Test
    void theSumOfRegionsThatComeTogetherIsWiderThanOfThoseThatDoNot() {
        double together = width(true);
        double apart = width(false);
        assertThat(together).isGreaterThan(1.2 * apart);
    }

    private static double width(boolean together) {
        SplittableRandom random = new SplittableRandom(8);
        double[][] y = new double[2][90];
        for (int t = 0; t < 90; t++) {
            int first = random.nextInt(21);
            y[0][t] = 30 + first;
            y[1][t] = 30 + (together ? first : random.nextInt(21));
        }
        double[] sum = new double[90];
        Arrays.setAll(sum, t -> y[0][t] + y[1][t]);
        List<SeriesForecast> parts = Arrays.stream(y)
                .map(part -> new SeriesForecast(part, new double[0][], SeriesForecast.daily(1)))
                .toList();
        HomeSum home = new HomeSum(new SeriesForecast(sum, new double[0][], SeriesForecast.daily(1)), parts);
        double[] factors = home.factors(1);
        assertThat(factors[0]).isBetween(.8, 1.2);
        SortedMap<Double, Double> quantiles = home.quantiles(1, factors);
        return quantiles.getOrDefault(.95, 0.) - quantiles.getOrDefault(.05, 0.);
    }
}
