package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
    /** Worked by hand: p times four by rank, made monotone from above; a test not done is left out. */
    @Test
    void qValuesAreThoseWorkedByHand() {
        double[] q = FalseDiscovery.benjaminiHochberg(new double[] {0.01, 0.04, Double.NaN, 0.03, 0.5});
        assertThat(q).containsExactly(0.04, 0.04 * 4 / 3, Double.NaN, 0.04 * 4 / 3, 0.5);
    }
}
