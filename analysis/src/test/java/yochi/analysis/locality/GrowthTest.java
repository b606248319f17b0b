package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** growth with its 90 % interval and doubling time. */
class GrowthTest {
    private static double[] ones(int n) {
        double[] out = new double[n];
        Arrays.fill(out, 1);
        return out;
    }

    @Test
    void doublingEveryDayIsALogarithmOfTwo() {
        Growth growth = Growth.of(new double[] {4, 8, 16, 32, 64}, ones(5), 0);
        assertThat(growth.perDay()).isCloseTo(Math.log(2), within(1e-8));
        assertThat(growth.doublingDays()).isCloseTo(1, within(1e-8));
        assertThat(growth.low()).isPositive().isLessThan(growth.perDay());
    }

    /** Poisson's information of (4, 8, 16, 32, 64): sum of means 124, centred second moment 146.32. */
    @Test
    void theIntervalIsOfTheInformation() {
        Growth growth = Growth.of(new double[] {4, 8, 16, 32, 64}, ones(5), 0);
        double[] x = {0, 1, 2, 3, 4};
        double[] m = {4, 8, 16, 32, 64};
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < 5; i++) {
            sum += m[i];
            mean += m[i] * x[i];
        }
        mean /= sum;
        double centred = 0;
        for (int i = 0; i < 5; i++) {
            centred += m[i] * (x[i] - mean) * (x[i] - mean);
        }
        assertThat(growth.high() - growth.perDay()).isCloseTo(1.6448536 / Math.sqrt(centred), within(1e-6));
    }

    @Test
    void nineOfTenIntervalsHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(4);
        int held = 0;
        int sets = 1000;
        for (int i = 0; i < sets; i++) {
            double[] counts = new double[14];
            for (int t = 0; t < counts.length; t++) {
                counts[t] = new NegativeBinomial(10 * Math.exp(0.1 * t), 2).draw(random);
            }
            Growth growth = Growth.of(counts, ones(14), 0);
            held += growth.low() <= 0.1 && 0.1 <= growth.high() ? 1 : 0;
        }
        // With 12 degrees of freedom the scatter itself is uncertain: the normal quantile gives a little less than 90
        // %.
        assertThat(held / (double) sets).isBetween(0.84, 0.93);
    }

    @Test
    void whatWasWatchedInPartIsNoShrinking() {
        double[] exposure = {1, 1, 1, .5, .25};
        double[] counts = {40, 40, 40, 20, 10};
        assertThat(Growth.of(counts, exposure, 0).perDay()).isCloseTo(0, within(1e-8));
    }

    @Test
    void tooFewDaysOrCountsAndASingleBurstAreUnknownOrFinite() {
        assertThat(Growth.of(new double[] {9, 9, 9}, ones(3), 0).known()).isFalse();
        assertThat(Growth.of(new double[] {1, 1, 1, 1, 1}, ones(5), 0).known()).isFalse();
        assertThat(Growth.of(new double[] {Double.NaN, 9, Double.NaN, 9, 9}, ones(5), 0).known()).isFalse();
        assertThat(Growth.of(new double[] {0, 0, 0, 0, 0, 500}, ones(6), 0).known()).isFalse();
        assertThat(Growth.of(new double[7], ones(7), 0).known()).isFalse();
    }
}
