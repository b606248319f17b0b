package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;

/** Algorithms §2.4 and §4.1: a count beside the level of late. */
class CountSurpriseTest {
    private static int poisson(double mean, SplittableRandom random) {
        double left = Math.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }

    @Test
    void aUsualCountIsNoSurpriseAndTenTimesTheLevelIsOne() {
        SplittableRandom random = new SplittableRandom(1);
        CountSurprise surprise = new CountSurprise(CountSurprise.Settings.NEWCOMERS);
        int low = 0;
        for (int bin = 0; bin < 2_000; bin++) {
            double p = surprise.next(poisson(20, random), 1);
            low += bin > 20 && p <= 0.01 ? 1 : 0;
        }
        assertThat(low).as("twice the variance is allowed for").isLessThan(20);
        assertThat(surprise.next(200, 1)).isLessThan(1e-12);
    }

    @Test
    void aServiceThatNobodyAskedForIsSurprisedByThirtyAtOnce() {
        CountSurprise surprise = new CountSurprise(CountSurprise.Settings.NEWCOMERS);
        assertThat(surprise.next(1, 1)).isGreaterThan(0.1);
        assertThat(new CountSurprise(CountSurprise.Settings.NEWCOMERS).next(30, 1)).isLessThan(1e-5);
    }

    /** Negative binomial of mean 2 and variance 2·2 + 2²/½ with one observation unknown: by its sum. */
    @Test
    void theTailIsThatOfTheMassFunction() {
        CountRuns runs = new CountRuns(4, 2, 2);
        double sum = 0;
        for (int x = 0; x < 5; x++) {
            sum += Math.exp(runs.logPredictive(0, x, 1));
        }
        assertThat(runs.upperTail(0, 5, 1)).isCloseTo(1 - sum, within(1e-9));
    }

    /** Levels from a hundredth to a thousand and all counts up to 60: beside the library's incomplete beta function. */
    @Test
    void fewAndManyCountsHaveTheSameLaw() {
        for (double level = 0.01; level < 2_000; level *= 3) {
            CountRuns runs = new CountRuns(2, level, 2);
            runs.learn(3 * level, 3);
            for (int run = 0; run < 2; run++) {
                double mean = runs.level(run) * 0.7;
                double shape = run == 0 ? 0.5 : 0.5 + 3 * level / 2;
                double size = 1 / (1 / mean + 1 / shape);
                for (int x = 1; x <= 60; x++) {
                    double exact = Beta.regularizedBeta(mean / (size + mean), x, size);
                    assertThat(runs.upperTail(run, x, 0.7))
                            .as("%d at %s", x, level)
                            .isCloseTo(exact, withinPercentage(1e-8));
                }
            }
        }
    }

    @Test
    void aGapIsNoSurpriseAndTeachesNothing() {
        CountSurprise one = new CountSurprise(CountSurprise.Settings.NEWCOMERS);
        CountSurprise other = new CountSurprise(CountSurprise.Settings.NEWCOMERS);
        one.next(5, 1);
        other.next(5, 1);
        assertThat(one.next(Double.NaN, 1)).isEqualTo(1);
        assertThat(one.next(7, 0)).isEqualTo(1);
        assertThat(one.next(9, 1)).isEqualTo(other.next(9, 1));
    }
}
