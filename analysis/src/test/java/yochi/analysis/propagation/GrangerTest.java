package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrangerTest {
    @Test
    void theLeadersPastForetellsTheFollowerAndNotTheOtherWayRound() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = new double[500];
        double[] y = new double[500];
        for (int t = 0; t < 500; t++) {
            x[t] = Made.poisson(random, 20);
            y[t] = Made.poisson(random, t < 2 ? 20 : 10 + 0.5 * x[t - 2]);
        }
        Granger.Test forth = Granger.of(x, y, 6);
        assertThat(forth.order()).isEqualTo(2);
        assertThat(forth.pValue()).isLessThan(1e-6);
        assertThat(Granger.of(y, x, 6).pValue()).isGreaterThan(0.01);
    }

    /** Why it is a baseline only: a daily rhythm alone, shared by both, passes for foretelling. */
    @Test
    void aSharedRhythmFoolsIt() {
        Panel panel = Made.panel(4, 30, 50, 0, 0, 2);
        assertThat(Granger.of(panel, 1, 0).pValue()).isLessThan(0.01);
    }

    @Test
    void independentSeriesRejectAboutOnceInTwenty() {
        SplittableRandom random = new SplittableRandom(8);
        int rejected = 0;
        for (int k = 0; k < 400; k++) {
            double[] x = new double[200];
            double[] y = new double[200];
            for (int t = 0; t < 200; t++) {
                x[t] = Made.poisson(random, 20);
                y[t] = Made.poisson(random, 20);
            }
            rejected += Granger.of(x, y, 3).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(rejected).isBetween(8, 36);
    }

    @Test
    void constantSeriesAndGapsTellNothingRatherThanNonsense() {
        double[] flat = new double[100];
        java.util.Arrays.fill(flat, 3);
        assertThat(Granger.of(flat, flat, 3).pValue()).isNaN();
        double[] gaps = new double[100];
        java.util.Arrays.fill(gaps, Double.NaN);
        assertThat(Granger.of(gaps, gaps, 3).pValue()).isNaN();
    }
}
