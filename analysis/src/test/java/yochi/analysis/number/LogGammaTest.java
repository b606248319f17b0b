package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class LogGammaTest {
    @Test
    void itIsThatOfTheLibraryOnBothSidesOfTheSeries() {
        for (double z = 0.01; z < 1e7; z *= 1.07) {
            double told = Gamma.logGamma(z);
            assertThat(LogGamma.of(z)).isCloseTo(told, within(1e-9 + 1e-13 * Math.abs(told)));
        }
        assertThat(LogGamma.of(10)).isCloseTo(LogGamma.of(Math.nextDown(10.0)), within(1e-9));
    }
}
