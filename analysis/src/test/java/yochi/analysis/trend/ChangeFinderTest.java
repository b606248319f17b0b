package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against scores of an independent program on a deterministic series (algorithms §9). */
class ChangeFinderTest {
    private static final Offset<Double> SAME = within(1e-9);

    private static double[] series() {
        double[] x = new double[432];
        Arrays.setAll(x, i -> 1000 + (7919L * i * i + 104729L * i) % 211 + (i >= 300 && i < 330 ? 1500 : 0));
        return x;
    }

    @Test
    void itScoresAsTheIndependentProgramDoes() {
        double[] scores = ChangeFinder.scores(series());
        assertThat(scores[2]).isCloseTo(33.94181529981231, SAME);
        assertThat(scores[15]).isCloseTo(4.341214906419426, SAME);
        assertThat(scores[100]).isCloseTo(1.7684833711946422, SAME);
        assertThat(scores[300]).isCloseTo(1.322775711951385, SAME);
        assertThat(scores[431]).isCloseTo(0.9405363825143362, SAME);
    }

    @Test
    void startedColdItMissesAJumpThatAWarmedUpOneSees() {
        double[] cold = ChangeFinder.scores(series());
        double[] warm = ChangeFinder.warmScores(series());
        assertThat(Arrays.stream(cold).skip(ChangeFinder.BURN_IN).max()).hasValueCloseTo(1.5151226628959862, SAME);
        assertThat(Arrays.stream(warm).max()).hasValueCloseTo(9.397792936084617, SAME);
        assertThat(warm[304]).isCloseTo(9.397792936084617, SAME);
        assertThat(warm[16]).isCloseTo(0.9901535280091729, SAME);
    }

    @Test
    void aConstantSeriesHasAFiniteScoreAndGapsTeachNothing() {
        ChangeFinder constant = new ChangeFinder();
        ChangeFinder gaps = new ChangeFinder();
        for (int i = 0; i < 500; i++) {
            double score = constant.add(7);
            assertThat(score).isFinite();
            assertThat(gaps.add(Double.NaN)).isNaN();
            assertThat(gaps.add(7)).isEqualTo(score);
        }
    }
}
