package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Count series: same seed, same counts; what is planted is where the truth says. */
class SeriesWorldTest {
    private static final SeriesParameters P = WorldParameters.committed().series();

    private static double mean(double[] x, int from, int until) {
        return Arrays.stream(x, from, until)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameCounts(SeriesKind kind) {
        assertThat(SeriesWorld.of(P, 3).daily(kind, 1).counts())
                .isEqualTo(SeriesWorld.of(P, 3).daily(kind, 1).counts())
                .isNotEqualTo(SeriesWorld.of(P, 4).daily(kind, 1).counts())
                .isNotEqualTo(SeriesWorld.of(P, 3).daily(kind, 2).counts());
    }

    @Test
    void aPlantedLevelIsTwiceTheOneBefore() {
        SeriesWorld world = SeriesWorld.of(P.plain(), 3);
        double before = 0;
        double after = 0;
        for (int k = 0; k < 40; k++) {
            PlantedSeries s = world.daily(SeriesKind.LEVEL_UP, k);
            assertThat(s.from()).isBetween(60, 120);
            before += mean(s.counts(), 0, s.from()) / 40;
            after += mean(s.counts(), s.from(), s.until()) / 40;
        }
        assertThat(before).isCloseTo(20, within(0.5));
        assertThat(after).isCloseTo(40, within(0.7));
    }

    @Test
    void aFlatPlainSeriesIsPoissonOfOneMeanWithoutGaps() {
        double[] x = SeriesWorld.of(P.plain(), 3).hourly(SeriesKind.FLAT, 0).counts();
        double mean = mean(x, 0, x.length);
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        assertThat(mean).isCloseTo(20, within(0.7));
        assertThat(variance).isCloseTo(20, within(4.0));
    }

    @Test
    void aGapIsMissingNotZero() {
        PlantedSeries s = SeriesWorld.of(P, 3).hourly(SeriesKind.GAP, 0);
        assertThat(Arrays.stream(s.counts(), s.from(), s.until())).allMatch(v -> Double.isNaN(v));
        assertThat(s.until() - s.from()).isEqualTo(168);
    }

    @Test
    void growthAndDeclineEndWhereTheirDoublingsLead() {
        SeriesWorld world = SeriesWorld.of(P.plain().withBase(500), 3);
        double[] up = world.daily(SeriesKind.GROWTH, 0).counts();
        double[] down = world.daily(SeriesKind.DECLINE, 0).counts();
        assertThat(mean(up, 170, 180) / mean(up, 0, 10)).isCloseTo(Math.pow(2, 1.5 * 170 / 180), within(0.3));
        assertThat(mean(down, 0, 10) / mean(down, 170, 180)).isCloseTo(Math.pow(2, 1.5 * 170 / 180), within(0.3));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> P.withBase(0)).hasMessageContaining("base must lie between 0.01");
    }
}
