package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-15: the rival AR of the season")
class AutoregressionTest {
    private static double[] swinging(int n) {
        SplittableRandom random = new SplittableRandom(5);
        double[] y = new double[n];
        for (int t = 2; t < n; t++) {
            y[t] = .6 * y[t - 1] - .3 * y[t - 2] + random.nextGaussian();
        }
        return y;
    }

    @Test
    void everyStepAheadGoesOnFromTheOneBefore() {
        double[] y = swinging(200);
        Autoregression whole = Autoregression.fit(y, 2).orElseThrow();
        for (int end : new int[] {2, 50, 199}) {
            double first = answer(whole, y[end - 1], y[end - 2]);
            double second = answer(whole, first, y[end - 1]);
            assertThat(whole.at(end, 1)).isCloseTo(first, within(1e-12));
            assertThat(whole.at(end, 2)).isCloseTo(second, within(1e-12));
            assertThat(whole.at(end, 3)).isCloseTo(answer(whole, second, first), within(1e-12));
        }
    }

    private static double answer(Autoregression fit, double one, double two) {
        double[] beta = fit.beta();
        return beta[0] + beta[1] * one + beta[2] * two;
    }

    @Test
    void askedFarAheadFirstItSaysTheSame() {
        double[] y = swinging(120);
        Autoregression far = Autoregression.fit(y, 7).orElseThrow();
        Autoregression near = Autoregression.fit(y, 7).orElseThrow();
        double asked = far.at(100, 24);
        for (int h = 1; h <= 24; h++) {
            near.at(100, h);
        }
        assertThat(asked).isEqualTo(near.at(100, 24));
        assertThat(far.at(90, 3)).isEqualTo(near.at(90, 3));
    }

    @Test
    void behindAGapOrBeforeItsFirstStepsItSaysNothing() {
        double[] y = swinging(100);
        y[60] = Double.NaN;
        Autoregression fit = Autoregression.fit(y, 2).orElseThrow();
        assertThat(fit.at(1, 1)).isNaN();
        assertThat(fit.at(61, 1)).isNaN();
        assertThat(fit.at(62, 3)).isNaN();
        assertThat(fit.at(63, 1)).isFinite();
        assertThat(Autoregression.fit(Arrays.copyOf(y, 6), 2)).isEmpty();
    }
}
