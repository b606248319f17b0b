package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final double Z95 = 1.959963984540054;

    @Test
    void wilsonsIntervalOfFifteenInTwentyIsAsByHand() {
        Coverage coverage = new Coverage(15, 20);
        assertThat(coverage.share()).isEqualTo(0.75);
        assertThat(coverage.low(Z95)).isCloseTo(0.5313, within(1e-4));
        assertThat(coverage.high(Z95)).isCloseTo(0.8881, within(1e-4));
    }

    @Test
    void ofNothingThereIsNoShareAndOfAllTheIntervalEndsAtOne() {
        assertThat(Coverage.NONE.share()).isNaN();
        assertThat(new Coverage(20, 20).high(Z95)).isEqualTo(1);
        assertThat(new Coverage(20, 20).low(Z95)).isCloseTo(0.8389, within(1e-4));
    }
}
