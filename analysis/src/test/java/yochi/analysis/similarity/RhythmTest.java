package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** oracle values of algorithms §9. */
class RhythmTest {
    @Test
    void aPureDailyAndWeeklyRhythmLeavesNothing() {
        double[] x = new double[28 * 24];
        for (int t = 0; t < x.length; t++) {
            double root = 5 + 3 * Math.sin(2 * Math.PI * t / 24) + (t / 24 % 7 == 2 ? 2 : 0);
            x[t] = root * root;
        }
        x[100] = Double.NaN;
        double[] rest = Rhythm.removed(x);
        assertThat(rest[100]).isNaN();
        for (int t = 101; t < x.length; t++) {
            assertThat(rest[t]).isCloseTo(0, within(1e-9));
        }
    }
}
