package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** oracle values of algorithms §9. */
class MixComparisonTest {
    private static double[][] once(double... counts) {
        return new double[][] {counts};
    }

    @Test
    void divergenceMatchesTheOracle() {
        MixComparison mix =
                MixComparison.of(once(500_000, 300_000, 200_000, 0), once(100_000, 400_000, 400_000, 100_000));
        assertThat(mix.divergence()).isCloseTo(0.1846746756771589, within(1e-12));
        assertThat(mix.similarity(1)).isCloseTo(1 - 0.42973791510113, within(1e-4));
        assertThat(mix.cosine()).isCloseTo(0.6955186050, within(1e-9));
        assertThat(mix.test().pValue()).as("one block tells no dispersion, and none is assumed").isNaN();
    }

    @Test
    void twoSamplesOfOneMixAreAlikeOnAverageAndRejectedAsOftenAsTheTestSays() {
        Random random = new Random(11);
        double debiased = 0;
        double raw = 0;
        double dispersion = 0;
        int rejected = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            MixComparison mix = MixComparison.of(sample(random, 150, 1), sample(random, 300, 1));
            raw += mix.divergence();
            debiased += mix.debiased(1);
            dispersion += mix.test().dispersion();
            rejected += mix.test().pValue() < .05 ? 1 : 0;
        }
        assertThat(debiased / runs).isCloseTo(0, within(raw / runs / 20));
        assertThat(dispersion / runs).isCloseTo(1, within(.05));
        assertThat(rejected / (double) runs).isBetween(.035, .06);
    }

    @Test
    void sourcesThatComeInGroupsAreOverDispersedAndTheTestKeepsItsLevel() {
        Random random = new Random(12);
        double dispersion = 0;
        double debiased = 0;
        int rejected = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            MixComparison mix = MixComparison.of(sample(random, 120, 5), sample(random, 200, 5));
            dispersion += mix.test().dispersion();
            debiased += mix.debiased(5);
            rejected += mix.test().pValue() < .05 ? 1 : 0;
        }
        assertThat(dispersion / runs).isBetween(4.0, 5.5);
        assertThat(debiased / runs).isCloseTo(0, within(.004));
        assertThat(rejected / (double) runs).isBetween(.035, .065);
    }

    /** So many groups of sources of one class each, over seven days. */
    private static double[][] sample(Random random, int groups, int size) {
        double[][] counts = new double[7][8];
        for (int i = 0; i < groups; i++) {
            counts[random.nextInt(7)][(int) (8 * Math.pow(random.nextDouble(), 1.5))] += size;
        }
        return counts;
    }

    @Test
    void whatBothRegionsHaveInCommonAndADifferenceThatLastsAreNoDispersion() {
        double[][] a = {{100, 50, 10}, {200, 50, 10}, {100, 50, 40}, {90, 60, 30}, {100, 50, 20}};
        double[][] b = {{100, 25, 5}, {200, 25, 5}, {100, 25, 20}, {90, 30, 15}, {100, 25, 10}};
        MixDifference test = MixDifference.of(a, b);
        assertThat(test.dispersion()).isLessThan(.5);
        assertThat(test.pValue()).isLessThan(1e-3);
        assertThat(MixDifference.of(once(1, 2), once(2, 1)).told()).isFalse();
        assertThat(MixDifference.of(a, a).pValue()).as("no difference on any day").isNaN();
    }

    @Test
    void fewSourcesThatComeToVeryManyServicesDoNotMakeTwoSamplesOfOneMixDiffer() {
        Random random = new Random(13);
        int rejected = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            double[][] a = sample(random, 200, 1);
            double[][] b = sample(random, 300, 1);
            for (int i = 0; i < 12; i++) {
                double[][] at = random.nextInt(5) < 2 ? a : b;
                at[random.nextInt(7)][7] += 10;
            }
            rejected += MixDifference.of(a, b).pValue() < .05 ? 1 : 0;
        }
        assertThat(rejected / (double) runs)
                .as("a dozen groups on seven days: a little above 5 %")
                .isBetween(.03, .1);
    }

    @Test
    void classesOfAnotherVantageAddToTheTest() {
        Random random = new Random(14);
        double[][] a = sample(random, 300, 1);
        double[][] b = sample(random, 300, 1);
        MixDifference one = MixDifference.of(a, b);
        MixDifference both = one.plus(one);
        assertThat(both.dispersion()).isCloseTo(one.dispersion(), within(1e-12));
        assertThat(both.pValue()).isBetween(0.0, 1.0);
    }
}
