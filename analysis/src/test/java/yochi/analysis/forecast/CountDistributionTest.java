package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import yochi.analysis.score.Crps;

/** against R's {@code pnbinom}, {@code qnbinom} and {@code ppois}. */
class CountDistributionTest {
    @Test
    void smallMeansAreExact() {
        CountDistribution d = new CountDistribution(10, .5, 1);
        double[] ofR = {.0277777777777778, .1962448559670782, .6186673737323086, .9534106843982395, .9955586446764664};
        int[] at = {0, 3, 10, 25, 40};
        for (int i = 0; i < at.length; i++) {
            assertThat(d.cumulative(at[i])).isCloseTo(ofR[i], within(1e-12));
        }
        assertThat(new double[] {d.quantile(.05), d.quantile(.5), d.quantile(.95)}).containsExactly(1, 8, 25);
        assertThat(new CountDistribution(7, 0, 1).cumulative(10)).isCloseTo(.9014792058890873, within(1e-12));
    }

    @Test
    void largeMeansAreNearlyThoseOfR() {
        CountDistribution d = new CountDistribution(1000, .05, 1);
        double[] levels = {.05, .25, .5, .75, .95};
        double[] ofR = {659, 840, 983, 1142, 1398};
        for (int i = 0; i < levels.length; i++) {
            assertThat(d.quantile(levels[i]) / ofR[i]).isCloseTo(1, within(.01));
        }
        assertThat(new CountDistribution(400, 0, 1).quantile(.95)).isCloseTo(433, within(2.0));
        assertThat(new CountDistribution(1e9, .5, 1).quantile(.5)).isBetween(7e8, 1.1e9);
    }

    @Test
    void whatAPolicyKeepsBackIsToldAsNothing() {
        CountDistribution d = CountDistribution.ofTold(2.5, .2, 3);
        double mean = 0;
        for (int k = 0; k < 80; k++) {
            mean += k * (d.cumulative(k) - d.cumulative(k - 1));
        }
        assertThat(mean).isCloseTo(2.5, within(1e-4));
        assertThat(d.cumulative(0)).isEqualTo(d.cumulative(2));
        assertThat(d.quantile(d.cumulative(2) - 1e-9)).isZero();
        assertThat(d.quantile(d.cumulative(2) + 1e-9)).isEqualTo(3);
    }

    @Test
    void itsScoreIsTheOracles() {
        assertThat(Crps.discrete(new CountDistribution(10, .5, 1)::cumulative, 25))
                .isCloseTo(11.5442479411, within(1e-8));
    }
}
