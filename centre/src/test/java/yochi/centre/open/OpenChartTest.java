package yochi.centre.open;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenChartTest {
    @ParameterizedTest
    @CsvSource({"1,1", "4,1", "5,2", "9,5", "35,10", "70,20", "81,50", "240,100", "1234,500"})
    void theScaleStepsInRoundNumbers(long most, long step) {
        assertThat(OpenChart.step(most)).isEqualTo(step);
        assertThat(Math.ceilDiv(most, step)).isLessThanOrEqualTo(4);
    }
}
