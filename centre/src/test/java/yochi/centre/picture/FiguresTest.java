package yochi.centre.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void numbersHaveThreeDigitsAndWhatCannotBeToldIsNoZero() {
        assertThat(Figures.figure(1234.4)).isEqualTo("1,234");
        assertThat(Figures.figure(12.34)).isEqualTo("12.3");
        assertThat(Figures.figure(0.25)).isEqualTo("0.25");
        assertThat(Figures.figure(0)).isEqualTo("0");
        assertThat(Figures.figure(0.002)).isEqualTo("2 × 10⁻³");
        assertThat(Figures.figure(1e-12)).isEqualTo("1 × 10⁻¹²");
        assertThat(Figures.figure(Double.NaN)).isEqualTo("?");
        assertThat(Figures.figure(OptionalDouble.empty())).isEqualTo("?");
        assertThat(Figures.signed(-0.09)).isEqualTo("−9 %");
        assertThat(Figures.signed(-0.001)).isEqualTo("0 %");
        assertThat(Figures.cell(Double.NaN)).isEmpty();
        assertThat(Figures.cell(0.123456)).isEqualTo("0.12346");
    }
}
