package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** against R's {@code glm} with {@code MASS::negative.binomial(4)} and {@code poisson}. */
class CountRegressionTest {
    private static final int N = 120;

    /** y(t) = (7919 t² + 104729 t) mod 23, and 9 more on every sixth day of a week. */
    private static double[] counts() {
        double[] y = new double[N];
        for (int t = 0; t < N; t++) {
            y[t] = (7919L * t * t + 104729L * t) % 23 + (t % 7 == 5 ? 9 : 0);
        }
        return y;
    }

    private static CountRegression regression() {
        double[] y = counts();
        double centre = java.util.Arrays.stream(y).map(Math::log1p).average().orElseThrow();
        double[][] rows = new double[N - 1][4];
        double[] outcome = new double[N - 1];
        double faded = 0;
        for (int t = 1; t < N; t++) {
            faded = .5 * faded + .5 * (Math.log1p(y[t - 1]) - centre);
            rows[t - 1][0] = 1;
            rows[t - 1][1] = faded;
            new Rhythm(7, 1).write(t, rows[t - 1], 2);
            outcome[t - 1] = y[t];
        }
        return new CountRegression(rows, outcome, new double[4]);
    }

    @Test
    void negativeBinomialCoefficientsAreThoseOfR() {
        assertThat(regression().from(new double[] {2, 0, 0, 0}, .25).coefficients(1e-12).beta())
                .containsExactly(
                        new double[] {2.4954118215704697, -.0837532024738948, -.1398766680504839, -.0153234800621891},
                        within(1e-6));
    }

    @Test
    void poissonCoefficientsAreThoseOfR() {
        assertThat(regression().from(new double[] {2, 0, 0, 0}, 0).coefficients(1e-12).beta())
                .containsExactly(
                        new double[] {2.4947765033134925, -.1009578194517275, -.1514619204410698, -.0170913552061788},
                        within(1e-6));
    }

    @Test
    void theExcessOfMadeCountsIsFound() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] rows = new double[4000][1];
        double[] y = new double[rows.length];
        for (int t = 0; t < y.length; t++) {
            rows[t][0] = 1;
            double gamma = 0;
            for (int i = 0; i < 4; i++) {
                gamma -= Math.log(1 - random.nextDouble()) / 4;
            }
            double left = Math.exp(-12 * gamma);
            for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
                y[t]++;
            }
        }
        CountRegression fit =
                new CountRegression(rows, y, new double[1]).from(new double[1], 0).coefficients(1e-9).excess();
        assertThat(Math.exp(fit.beta()[0])).isCloseTo(12, within(.4));
        assertThat(fit.phi()).isCloseTo(.25, within(.03));
    }

    @Test
    void aRidgeDrawsACoefficientToZero() {
        double[] y = {1, 2, 4, 8, 16, 32};
        double[][] rows = new double[y.length][];
        for (int t = 0; t < y.length; t++) {
            rows[t] = new double[] {1, t};
        }
        assertThat(growth(rows, y, 0)).isCloseTo(Math.log(2), within(1e-6));
        assertThat(growth(rows, y, 500)).isBetween(0.0, .6);
    }

    private static double growth(double[][] rows, double[] y, double ridge) {
        CountRegression fit = new CountRegression(rows, y, new double[] {0, ridge});
        return fit.from(new double[2], 0).coefficients(1e-9).beta()[1];
    }
}
