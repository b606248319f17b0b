package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The score of counts, against closed forms. */
class DistributionTest {
    @Test
    void theScoreOfAPointIsItsAbsoluteError() {
        assertThat(new Distribution(Map.of(0.5, 7.0)).crps(10)).isCloseTo(3, within(1e-12));
    }

    @Test
    void theScoreOfAUniformDistributionIsTheClosedForm() {
        Distribution uniform = new Distribution(Map.of(0.0, 0.0, 1.0, 1.0));
        // CRPS of U(0,1) at y is y^3/3 + (1-y)^3/3
        assertThat(uniform.crps(0.5)).isCloseTo(1 / 12.0, within(1e-4));
        assertThat(uniform.crps(1)).isCloseTo(1 / 3.0, within(1e-4));
    }

    @Test
    void aSharpDistributionAroundTheOutcomeScoresBetterThanAWideOne() {
        assertThat(spread(1).crps(10)).isLessThan(spread(4).crps(10));
        assertThat(spread(1).crps(30)).isGreaterThan(spread(20).crps(30));
    }

    @Test
    void theCentralIntervalCoversItsBounds() {
        assertThat(spread(2).covers(8, 0.9)).isTrue();
        assertThat(spread(2).covers(7.9, 0.9)).isFalse();
    }

    private static Distribution spread(double width) {
        return new Distribution(new TreeMap<>(Map.of(0.05, 10 - width, 0.5, 10.0, 0.95, 10 + width)));
    }
}
