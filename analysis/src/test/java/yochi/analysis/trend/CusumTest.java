package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the published run lengths in control (algorithms §4.1). */
class CusumTest {
    private static double runLength(double threshold, double drift) {
        SplittableRandom random = new SplittableRandom(3);
        long steps = 0;
        int runs = 4_000;
        for (int i = 0; i < runs; i++) {
            Cusum sum = new Cusum(0.5);
            do {
                steps++;
            } while (sum.add(random.nextGaussian() + drift) <= threshold);
        }
        return (double) steps / runs;
    }

    @Test
    void itAlarmsFalselyAsSeldomAsPublished() {
        assertThat(runLength(5, 0)).isBetween(445.0, 485.0);
        assertThat(runLength(4, 0)).isBetween(160.0, 176.0);
    }

    @Test
    void aShiftByOneDeviationIsFoundInAboutTenSteps() {
        assertThat(runLength(5, 1)).isBetween(9.8, 11.0);
        assertThat(runLength(5, -1)).isBetween(9.8, 11.0);
    }

    @Test
    void itTellsTheDirectionAndStartsAgain() {
        Cusum sum = new Cusum(0.5);
        sum.add(-3);
        assertThat(sum.falling()).isTrue();
        assertThat(sum.add(Double.NaN)).isEqualTo(2.5);
        sum.reset();
        assertThat(sum.add(3)).isEqualTo(2.5);
        assertThat(sum.falling()).isFalse();
    }
}
