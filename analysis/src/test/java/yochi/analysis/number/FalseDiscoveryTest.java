package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
    /** Worked by hand: p times four by rank, made monotone from above; a test not done is left out. */
    @Test
    void qValuesAreThoseWorkedByHand() {
        double[] q = FalseDiscovery.benjaminiHochberg(new double[] {0.01, 0.04, Double.NaN, 0.03, 0.5});
        assertThat(q).containsExactly(0.04, 0.04 * 4 / 3, Double.NaN, 0.04 * 4 / 3, 0.5);
    }

    @Test
    void underAnyDependenceTheyAreTheHarmonicSumTimesAsLarge() {
        double[] q = FalseDiscovery.benjaminiYekutieli(new double[] {.04, .001, .03, .5});
        double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
        assertThat(q[1]).isCloseTo(.001 * 4 * harmonic, within(1e-12));
        assertThat(q[2]).isCloseTo(.04 * 4 * harmonic / 3, within(1e-12));
        assertThat(q[0]).isCloseTo(.04 * 4 * harmonic / 3, within(1e-12));
        assertThat(q[3]).isEqualTo(1);
    }
}
