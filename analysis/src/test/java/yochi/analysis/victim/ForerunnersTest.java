package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-14 attacks on sites that no order named yet")
final class ForerunnersTest {
    private static AttackDays days(long... named) {
        boolean[] watched = new boolean[30];
        Arrays.fill(watched, true);
        Map<Long, AttackDays.Named> of = new java.util.TreeMap<>();
        for (long day : named) {
            of.put(day, new AttackDays.Named(1, 1));
        }
        return AttackDays.of(0, watched, Map.of("XA", of));
    }

    private static final SeenVictims ONE = (region, day, asOf) -> {
        assertThat(day).isLessThanOrEqualTo(asOf);
        return OptionalDouble.of(1);
    };

    @Test
    void theLastThreeDaysCount() {
        assertThat(new Forerunners("x", days(), ONE).at("XA", 20, 1).getAsDouble()).isEqualTo(Math.log1p(3));
    }

    @Test
    void daysUpToAnOrderDoNotCountAndADayThatNamesItTellsNothing() {
        Forerunners of = new Forerunners("x", days(18), ONE);
        assertThat(of.at("XA", 18, 1)).isEmpty();
        assertThat(of.at("XA", 19, 1).getAsDouble()).isEqualTo(Math.log1p(1));
        assertThat(of.at("XA", 20, 1).getAsDouble()).isEqualTo(Math.log1p(2));
    }

    @Test
    void anOrderOfALaterDayChangesNothing() {
        assertThat(new Forerunners("x", days(21, 22), ONE).at("XA", 20, 1))
                .isEqualTo(new Forerunners("x", days(), ONE).at("XA", 20, 1));
    }

    @Test
    void withoutAnyWatchedDayItIsNotKnown() {
        Forerunners of = new Forerunners("x", days(), (region, day, asOf) -> OptionalDouble.empty());
        assertThat(of.at("XA", 20, 1)).isEmpty();
    }
}
