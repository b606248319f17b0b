package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** P5: early detection by anomalous synchronisation. */
class SlotTailTest {
    private static long[] activity(int slots, long... ofOneTwoThree) {
        long[] out = new long[slots + 1];
        System.arraycopy(ofOneTwoThree, 0, out, 1, ofOneTwoThree.length);
        return out;
    }

    private static double binomial(int trials, double p, int x) {
        BinomialDistribution of = new BinomialDistribution(trials, p);
        double tail = 0;
        for (int i = trials; i >= x; i--) {
            tail += of.probability(i);
        }
        return tail;
    }

    @Test
    void sourcesOfOneActivityAreBinomialExactBelowTheLimitAndBySaddlePointAboveIt() {
        for (int x : new int[] {1, 10, 20, 30, 60, 199, 200}) {
            assertThat(new SlotTail(activity(12, 200), 1).atLeast(x))
                    .isCloseTo(binomial(200, 1 / 12.0, x), within(1e-9 + 1e-6 * binomial(200, 1 / 12.0, x)));
        }
        for (int x : new int[] {19, 20, 25, 30, 45, 60, 100, 160, 205, 209, 210}) {
            double exact = binomial(210, 1 / 12.0, x);
            double share = x <= 160 ? 0.01 : 0.2;
            assertThat(new SlotTail(activity(12, 210), 1).atLeast(x)).isCloseTo(exact, within(share * exact));
        }
    }

    @Test
    void sourcesThatAreAlwaysThereAddNoChance() {
        long[] byActivity = activity(4, 10);
        byActivity[4] = 7;
        SlotTail tail = new SlotTail(byActivity, 1);
        assertThat(tail.atLeast(7)).isEqualTo(1);
        assertThat(tail.atLeast(10)).isCloseTo(binomial(10, 0.25, 3), within(1e-12));
        assertThat(tail.atLeast(18)).isZero();
        assertThat(tail.mean()).isCloseTo(9.5, within(1e-12));
    }

    @Test
    void aMixtureOfActivitiesMeetsItsMeanAndVariance() {
        SlotTail tail = new SlotTail(activity(12, 100, 50, 10), 1);
        double mean = 0;
        double square = 0;
        for (int x = 1; x <= 160; x++) {
            mean += tail.atLeast(x);
            square += (2 * x - 1) * tail.atLeast(x);
        }
        assertThat(mean).isCloseTo(tail.mean(), within(1e-9));
        assertThat(square - mean * mean).isCloseTo(tail.variance(), within(1e-6));
    }
}
