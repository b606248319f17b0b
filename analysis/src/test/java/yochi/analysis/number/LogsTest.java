package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class LogsTest {
    @Test
    void ofOnePlusIsTheLibrarysToAFewUnitsInTheLastPlace() {
        for (double x = 1e-18; x < 1e6; x *= 1.01) {
            assertThat(Logs.ofOnePlus(x)).isCloseTo(Math.log1p(x), within(1e-15 * Math.log1p(x)));
        }
        assertThat(Logs.ofOnePlus(-0.4)).isCloseTo(Math.log1p(-0.4), within(1e-15));
        assertThat(Logs.ofOnePlus(0)).isZero();
    }

    @Test
    void aRisingProductIsAQuotientOfGammaFunctions() {
        for (double n : new double[] {0, 1, 2, 7, 8.5, 63, 64, 65, 1000}) {
            for (double x : new double[] {0.01, 0.5, 3, 40, 1e5}) {
                for (double by : new double[] {1e-9, 0.3, 1, 1e7}) {
                    double told = Gamma.logGamma(x + n) - Gamma.logGamma(x) + n * Math.log(by);
                    assertThat(Logs.rising(x, n, by)).isCloseTo(told, within(2e-9 + 1e-13 * Math.abs(told)));
                }
            }
        }
    }
}
