package yochi.analysis.locality;

import yochi.analysis.number.LogGamma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.distribution.discrete.PascalDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** surprise by the upper tail; independent values by Hipparchus and by plain sums. */
class NegativeBinomialTest {
    @Test
    void withoutDispersionItIsPoisson() {
        PoissonDistribution poisson = new PoissonDistribution(7.5);
        NegativeBinomial ours = new NegativeBinomial(7.5, 1);
        for (int n = 0; n < 60; n++) {
            assertThat(ours.logProbability(n)).isCloseTo(poisson.logProbability(n), within(1e-10));
        }
        for (int n = 1; n < 25; n++) {
            double tail = 1 - poisson.cumulativeProbability(n - 1);
            assertThat(Math.exp(ours.logUpperTail(n))).isCloseTo(tail, within(1e-10));
        }
    }

    /** Pascal's distribution is the same for a whole size: mean 6, dispersion 3 is size 3, probability 1/3. */
    @Test
    void withDispersionItIsPascals() {
        PascalDistribution pascal = new PascalDistribution(3, 1.0 / 3);
        NegativeBinomial ours = new NegativeBinomial(6, 3);
        for (int n = 0; n < 60; n++) {
            assertThat(ours.logProbability(n)).isCloseTo(pascal.logProbability(n), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.02,1", "0.02,4", "3,1", "3,1.5", "40,2", "40,30", "900,1", "900,12"})
    void theTailIsTheSumOfProbabilities(double mean, double dispersion) {
        NegativeBinomial ours = new NegativeBinomial(mean, dispersion);
        double deviation = Math.sqrt(mean * dispersion);
        for (double z : new double[] {0.1, 1, 2.9, 3.1, 6}) {
            long n = Math.max(1, Math.round(mean + z * deviation));
            double sum = 0;
            for (long k = n; k < n + 200 * (deviation + 2); k++) {
                sum += Math.exp(ours.logProbability(k));
            }
            assertThat(ours.logUpperTail(n)).isCloseTo(Math.log(sum), within(1e-7));
        }
    }

    @Test
    void surpriseIsCappedAndNeverNone() {
        assertThat(new NegativeBinomial(1, 1).surprise(100_000)).isEqualTo(300);
        assertThat(new NegativeBinomial(0, 1).surprise(1)).isEqualTo(300);
        assertThat(new NegativeBinomial(0, 1).surprise(0)).isZero();
        assertThat(new NegativeBinomial(50, 2).surprise(0)).isZero();
        assertThat(new NegativeBinomial(1e9, 1e6).surprise(1e9)).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({"0.3,1", "0.3,2.5", "8,1", "8,3", "25,1", "300,5"})
    void drawsHaveItsMeanAndVariance(double mean, double dispersion) {
        SplittableRandom random = new SplittableRandom(11);
        NegativeBinomial ours = new NegativeBinomial(mean, dispersion);
        int n = 40_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double x = ours.draw(random);
            sum += x;
            squares += (x - mean) * (x - mean);
        }
        assertThat(sum / n).isCloseTo(mean, within(4 * Math.sqrt(mean * dispersion / n)));
        assertThat(squares / n).isCloseTo(mean * dispersion, within(0.06 * mean * dispersion));
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.3", "1", "2", "9.99", "10", "37.5", "1e6"})
    void theLogarithmOfGammaIsTheLibrarys(double x) {
        assertThat(LogGamma.of(x)).isCloseTo(Gamma.logGamma(x), within(1e-11 * Math.max(1, Gamma.logGamma(x))));
    }
}
