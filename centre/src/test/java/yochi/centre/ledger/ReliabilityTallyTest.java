package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Murphy's decomposition adds up to the Brier score, whatever was said. */
class ReliabilityTallyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thePartsAddUpToTheBrierScore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReliabilityTally tally = new ReliabilityTally();
        double sum = 0;
        int n = 1 + random.nextInt(500);
        for (int i = 0; i < n; i++) {
            double p = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
            boolean came = random.nextDouble() < 0.2 + 0.5 * p;
            tally.add(p, came);
            sum += (p - (came ? 1 : 0)) * (p - (came ? 1 : 0));
        }
        Reliability r = tally.result().orElseThrow();
        assertThat(r.brier()).isCloseTo(sum / n, within(1e-12));
        assertThat(r.reliability() - r.resolution() + r.uncertainty() + r.withinBins())
                .isCloseTo(r.brier(), within(1e-12));
        assertThat(r.bins().stream().mapToLong(Reliability.Bin::n).sum()).isEqualTo(n);
    }

    @Test
    void equalProbabilitiesInABinLeaveNothingWithinIt() {
        ReliabilityTally tally = new ReliabilityTally();
        for (int i = 0; i < 10; i++) {
            tally.add(0.25, i < 2);
            tally.add(0.75, i < 9);
        }
        Reliability r = tally.result().orElseThrow();
        assertThat(r.withinBins()).isCloseTo(0, within(1e-12));
        assertThat(r.reliability()).isCloseTo((0.05 * 0.05 + 0.15 * 0.15) / 2, within(1e-12));
        assertThat(r.uncertainty()).isCloseTo(0.55 * 0.45, within(1e-12));
        assertThat(r.resolution()).isCloseTo(0.35 * 0.35, within(1e-12));
    }

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(new ReliabilityTally().result()).isEmpty();
    }
}
