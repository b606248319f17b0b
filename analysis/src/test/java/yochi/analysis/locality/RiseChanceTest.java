package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A-13: p-values end early only where all replicates would say the same")
class RiseChanceTest {
    private static final double SCORE = 9.9;

    /** So many scores just above ours, all others as far below as they can be for their deviation. */
    private static RiseChance of(int above, double needed) {
        int[] n = {0};
        return RiseChance.of(SCORE, RiseScan.Settings.DAYS, r -> n[0]++ < above ? 10 : 0, 1, needed);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 10, 19})
    void whereThreeOf99AreHigherGumbelsTailIsNeverTold(int above) {
        RiseChance whole = of(above, 1);
        assertThat(whole.fitted()).isFalse();
        assertThat(whole.replicates()).isEqualTo(999);
        RiseChance coarse = of(above, .0025);
        assertThat(coarse.replicates()).isEqualTo(3);
        assertThat(coarse.value()).isGreaterThan(.0025);
        assertThat(whole.value()).isGreaterThan(.0025);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void fewerDecideNothing(int above) {
        assertThat(of(above, .0025)).isEqualTo(of(above, 1));
    }

    /** Half of the scores are higher: with p-values up to 1 of use it goes on for as long as before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereEveryPValueIsOfUseNoneEndsEarlier(long seed) {
        RiseChance chance =
                RiseChance.of(.5, RiseScan.Settings.DAYS, SplittableRandom::nextDouble, seed, 1);
        assertThat(chance.replicates()).isEqualTo(99);
        assertThat(chance.value()).isBetween(.3, .7);
    }
}
