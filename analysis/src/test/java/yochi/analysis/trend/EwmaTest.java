package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the textbook's run length in control (algorithms §4.1). */
class EwmaTest {
    @Test
    void itAlarmsFalselyAboutOnceInFiveHundredValues() {
        SplittableRandom random = new SplittableRandom(5);
        long steps = 0;
        int runs = 3_000;
        for (int i = 0; i < runs; i++) {
            Ewma mean = new Ewma(0.2);
            do {
                steps++;
            } while (mean.add(random.nextGaussian()) <= 2.962);
        }
        assertThat((double) steps / runs).isBetween(460.0, 540.0);
    }

    @Test
    void aGapLeavesItAndARestartForgets() {
        Ewma mean = new Ewma(0.2);
        assertThat(mean.add(Double.NaN)).isZero();
        assertThat(mean.add(2)).isCloseTo(2, within(1e-12));
        assertThat(mean.add(Double.NaN)).isCloseTo(2, within(1e-12));
        assertThat(mean.add(2)).isGreaterThan(2);
        mean.reset();
        assertThat(mean.add(-1)).isCloseTo(1, within(1e-12));
    }
}
