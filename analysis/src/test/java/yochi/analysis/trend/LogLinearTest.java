package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Short windows; expected numbers: R's glm with MASS::negative.binomial at the α found here. */
class LogLinearTest {
    private static final double[] DAYS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final double[] COUNTS = {3, 7, 4, 12, 6, 15, 22, 10, 31, 28};
    private static final double[] WHOLE = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    @Test
    void itIsTheRegressionOfR() {
        LogLinear fit = LogLinear.of(DAYS, COUNTS, WHOLE);
        assertThat(fit.overdispersion()).isCloseTo(0.0618856872, within(1e-7));
        assertThat(fit.slope()).isCloseTo(0.2218777408, within(1e-7));
        assertThat(fit.low()).isCloseTo(0.1188120472, within(1e-6));
        assertThat(fit.high()).isCloseTo(0.3249434343, within(1e-6));
        assertThat(fit.pValue()).isCloseTo(0.0011009156, within(1e-6));
    }

    @Test
    void aGapIsLeftOutAndTwiceTheWatchIsNoGrowth() {
        double[] counts = COUNTS.clone();
        double[] exposure = WHOLE.clone();
        for (int i = 5; i < counts.length; i++) {
            counts[i] *= 2;
            exposure[i] = 2;
        }
        LogLinear plain = LogLinear.of(DAYS, COUNTS, WHOLE);
        assertThat(LogLinear.of(DAYS, counts, exposure).slope()).isCloseTo(plain.slope(), within(0.02));
        counts = COUNTS.clone();
        counts[4] = Double.NaN;
        exposure = WHOLE.clone();
        exposure[4] = 0;
        assertThat(LogLinear.of(DAYS, counts, WHOLE)).isEqualTo(LogLinear.of(DAYS, COUNTS, exposure));
    }

    @Test
    void exactGrowthIsFoundWithoutOverdispersion() {
        double[] counts = Arrays.stream(DAYS).map(d -> Math.rint(1000 * Math.exp(0.1 * d))).toArray();
        LogLinear fit = LogLinear.of(DAYS, counts, WHOLE);
        assertThat(fit.slope()).isCloseTo(0.1, within(1e-4));
        assertThat(fit.overdispersion()).isZero();
        assertThat(fit.low()).isLessThan(0.1);
        assertThat(fit.high()).isGreaterThan(0.1);
    }

    @Test
    void nothingIsToldOfZerosOfTwoPointsAndOfAllInOneBin() {
        assertThat(LogLinear.of(DAYS, new double[10], WHOLE).slope()).isNaN();
        assertThat(LogLinear.of(new double[] {0, 1}, new double[] {3, 5}, new double[] {1, 1})
                        .slope())
                .isNaN();
        double[] last = new double[10];
        last[9] = 500;
        assertThat(LogLinear.of(DAYS, last, WHOLE).slope()).isNaN();
        double[] constant = new double[10];
        Arrays.fill(constant, 4);
        LogLinear flat = LogLinear.of(DAYS, constant, WHOLE);
        assertThat(flat.slope()).isCloseTo(0, within(1e-9));
        assertThat(flat.pValue()).isCloseTo(1, within(1e-6));
    }
}
