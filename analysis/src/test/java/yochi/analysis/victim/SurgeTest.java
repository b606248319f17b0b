package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 a surge of victims is told from what was known then")
final class SurgeTest {
    private static final SeenVictims LEVEL = (region, day, asOf) -> OptionalDouble.of(4);

    @Test
    void whatIsAsUsualIsZeroAndTwiceAsMuchIsAboutItsLogarithm() {
        assertThat(Surge.at("x", LEVEL).at("XA", 100, 1).getAsDouble()).isZero();
        Surge twice = Surge.at("x", (region, day, asOf) -> OptionalDouble.of(day > 97 ? 8 : 4));
        assertThat(twice.at("XA", 100, 1).getAsDouble()).isCloseTo(Math.log(8.5 / 4.5), within(1e-12));
    }

    @Test
    void nothingLaterThanTheLastDayIsAskedNorWhatWasKnownLater() {
        Surge surge = Surge.elsewhere("x", List.of("XA", "XB"), (region, day, asOf) -> {
            assertThat(day).isLessThanOrEqualTo(asOf);
            assertThat(asOf).isEqualTo(100);
            return OptionalDouble.of(1);
        });
        assertThat(surge.at("XA", 100, 7)).isPresent();
    }

    @Test
    void aDayNotWatchedIsNotADayWithoutVictims() {
        Surge gaps = Surge.at(
                "x", (region, day, asOf) -> day % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(4));
        assertThat(gaps.at("XA", 101, 1).getAsDouble()).isZero();
        Surge none = Surge.at("x", (region, day, asOf) -> OptionalDouble.empty());
        assertThat(none.at("XA", 101, 1)).isEmpty();
        Surge young = Surge.at("x", (region, day, asOf) -> day < 95 ? OptionalDouble.empty() : OptionalDouble.of(4));
        assertThat(young.at("XA", 100, 1)).as("too short a past says nothing of what is usual").isEmpty();
    }

    @Test
    void elsewhereLeavesTheRegionItselfOut() {
        Map<String, Double> now = Map.of("XA", 50., "XB", 4., "XC", 4.);
        Surge surge = Surge.elsewhere(
                "x",
                List.of("XA", "XB", "XC"),
                (region, day, asOf) -> OptionalDouble.of(day > 97 ? now.getOrDefault(region, 0.) : 4));
        assertThat(surge.at("XA", 100, 1).getAsDouble()).isZero();
        assertThat(surge.at("XB", 100, 1).getAsDouble()).isGreaterThan(1);
    }
}
