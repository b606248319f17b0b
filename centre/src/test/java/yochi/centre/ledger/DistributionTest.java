package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coverage of a distribution that is known by its quantiles. */
class DistributionTest {
    private static final Distribution SPREAD = new Distribution(Map.of(0.05, 8.0, 0.5, 10.0, 0.95, 12.0));

    @Test
    void quantilesAreJoinedByStraightLinesAndEndAtTheOutermost() {
        assertThat(SPREAD.at(0.275)).isCloseTo(9, within(1e-9));
        assertThat(SPREAD.at(0.01)).isEqualTo(8);
        assertThat(SPREAD.at(0.99)).isEqualTo(12);
    }

    @Test
    void theCentralIntervalCoversItsBounds() {
        assertThat(SPREAD.covers(8, 0.9)).isTrue();
        assertThat(SPREAD.covers(7.9, 0.9)).isFalse();
        assertThat(SPREAD.covers(8.5, 0.5)).isFalse();
    }
}
