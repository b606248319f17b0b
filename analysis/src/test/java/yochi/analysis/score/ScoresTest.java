package yochi.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;
import yochi.analysis.number.Coverage;

/** Oracle values of algorithms §9. */
class ScoresTest {
    private static final double[] SAMPLE = {1, 2, 2, 4, 9};

    @Test
    void crpsOfASampleMatchesTheOracle() {
        assertThat(Crps.empirical(SAMPLE, 3)).isCloseTo(.76, within(1e-12));
        assertThat(Crps.fair(SAMPLE, 3)).isCloseTo(.40, within(1e-12));
    }

    @Test
    void crpsOfANormalMatchesTheOracle() {
        assertThat(Crps.normal(0, 1, .5)).isCloseTo(.3314035312548558, within(1e-9));
    }

    @Test
    void crpsOfCountsMatchesTheOracle() {
        PoissonDistribution poisson = new PoissonDistribution(3);
        assertThat(Crps.discrete(poisson::cumulativeProbability, 5)).isCloseTo(1.3131144366993661, within(1e-9));
        IntToDoubleFunction negativeBinomial = k -> Beta.regularizedBeta(2.0 / 12, 2, k + 1.0);
        assertThat(Crps.discrete(negativeBinomial, 25)).isCloseTo(11.54424794105181, within(1e-8));
    }

    @Test
    void crpsOfAPointIsItsAbsoluteError() {
        assertThat(Crps.quantiles(Map.of(.25, 7.0, .75, 7.0), 10)).isCloseTo(3, within(1e-12));
    }

    @Test
    void pinballIsLeastAtTheTrueQuantile() {
        double best = Double.NaN;
        double least = Double.MAX_VALUE;
        for (double q = 0; q <= 100; q += 1) {
            double sum = 0;
            for (int y = 0; y <= 100; y++) {
                sum += Scores.pinball(.9, q, y);
            }
            if (sum < least) {
                least = sum;
                best = q;
            }
        }
        assertThat(best).isEqualTo(90);
    }

    @Test
    void intervalScoreChargesWidthAndMisses() {
        assertThat(Scores.interval(2, 6, .1, 4)).isEqualTo(4);
        assertThat(Scores.interval(2, 6, .1, 7)).isCloseTo(24, within(1e-9));
    }

    @Test
    void brierAndSkill() {
        assertThat(Scores.brier(.7, true)).isCloseTo(.09, within(1e-12));
        assertThat(Scores.skill(3, 4)).isEqualTo(.25);
    }

    @Test
    void maseScaleIsTheMeanSeasonalStepWithoutGaps() {
        assertThat(Scores.maseScale(new double[] {1, 5, 4, Double.NaN, 6, 9}, 2)).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void wilsonBoundOf88In100IsTheOracleOf80Percent() {
        Coverage coverage = Coverage.NONE;
        for (int i = 0; i < 100; i++) {
            coverage = coverage.plus(i < 88);
        }
        assertThat(coverage.low(1.959964)).isGreaterThan(.80);
        assertThat(new Coverage(87, 100).low(1.959964)).isLessThan(.80);
        assertThat(coverage.high(1.959964)).isBetween(.92, .94);
    }
}
