package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** a day without a list says nothing, neither hit nor quiet. */
class AttackDaysTest {
    private static final AttackDays.Named TWO = new AttackDays.Named(2, 1);

    @Test
    void aDayWithoutAListIsNeitherAHitNorAQuietDay() {
        AttackDays days = AttackDays.of(100, watched("++-++"), Map.of("LT", Map.of(100L, TWO, 102L, TWO)));
        assertThat(days.hit("LT", 0)).isTrue();
        assertThat(days.hit("LT", 2)).as("told of a day that was not watched").isFalse();
        assertThat(days.quiet("LT", 4, 3)).as("days 1, 3 and 4 are the last three observed").isTrue();
        assertThat(days.quiet("LT", 4, 4)).as("the fourth is day 0").isFalse();
        assertThat(days.quiet("PL", 1, 3)).as("only two days are known").isFalse();
        assertThat(days.whole(1, 2)).isFalse();
    }

    @Test
    void aRegionNamedLaterIsNotKnownBefore() {
        AttackDays days = AttackDays.of(100, watched("++++"), Map.of("LT", Map.of(102L, TWO)));
        assertThat(days.until(2).regions()).isEmpty();
        assertThat(days.until(3).of("LT", 2)).isEqualTo(TWO);
        assertThat(days.until(3).size()).isEqualTo(3);
    }

    @Test
    void whatOneNodeAloneSaidCanBeLeftOut() {
        AttackDays.Named alone = new AttackDays.Named(2, 1, true);
        AttackDays days = AttackDays.of(
                0, watched("++"), Map.of("LT", Map.of(0L, TWO, 1L, alone), "JP", Map.of(1L, alone)));
        assertThat(days.daysAlone("LT")).isEqualTo(1);
        assertThat(days.corroborated().regions()).containsExactly("LT");
        assertThat(days.corroborated().hit("LT", 0)).isTrue();
        assertThat(days.corroborated().hit("LT", 1)).isFalse();
        assertThat(days.hit("LT", 1)).isTrue();
    }

    @Test
    void theLastListNamesNoMoreTargetsThanTheDay() {
        assertThatThrownBy(() -> new AttackDays.Named(1, 2)).hasMessageContaining("2 of 1");
    }

    static boolean[] watched(String days) {
        boolean[] out = new boolean[days.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = days.charAt(i) == '+';
        }
        return out;
    }
}
