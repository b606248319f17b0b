package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 A-16 growth of what scans, for every region alike")
final class ScanGrowthTest {
    @Test
    void theFastestGrowthOfAWeekIsToldNoneIsZeroAndUnknownIsMissing() {
        ScanGrowth growth = new ScanGrowth(day -> day == 1
                ? Optional.of(List.of(0.02, 0.1))
                : day == 2 ? Optional.of(List.of()) : Optional.empty());
        assertThat(growth.at("XA", 1, 1).getAsDouble()).isCloseTo(0.7, within(1e-12));
        assertThat(growth.at("XB", 1, 7)).isEqualTo(growth.at("XA", 1, 1));
        assertThat(growth.at("XA", 2, 1).getAsDouble()).isZero();
        assertThat(growth.at("XA", 3, 1)).isEmpty();
    }
}
