package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;

/** paired differences by a moving-block bootstrap over days. */
class DaysTest {
    @Test
    void aSteadyGainExcludesZeroAndChanceDoesNot() {
        assertThat(days(.2, 1).verdict()).isEqualTo("better than r");
        assertThat(days(-.2, 1).verdict()).isEqualTo("worse than r");
        assertThat(days(0, 1).verdict()).isEqualTo("no skill shown");
    }

    @Test
    void aRunOfGoodDaysCountsAsOneThingAndNotAsMany() {
        Days runs = new Days(1);
        Days apart = new Days(1);
        for (int day = 0; day < 84; day++) {
            runs.add(day, Map.of(Days.OURS, day / 7 % 2 == 0 ? 0. : 1., "r", .5));
            apart.add(day, Map.of(Days.OURS, day % 2 == 0 ? 0. : 1., "r", .5));
        }
        Evaluation.Difference wide = runs.against("r");
        Evaluation.Difference narrow = apart.against("r");
        assertThat(wide.high() - wide.low()).isGreaterThan(3 * (narrow.high() - narrow.low()));
    }

    @Test
    void aDayWithoutAForecastIsNeitherLossNorGain() {
        Days gaps = new Days(1);
        gaps.add(0, Map.of(Days.OURS, 1., "r", 2.));
        gaps.add(30, Map.of(Days.OURS, 1., "r", 2.));
        assertThat(gaps.mean(Days.OURS)).isEqualTo(1);
        assertThat(gaps.n()).isEqualTo(2);
        assertThat(gaps.blocks()).isEqualTo(4);
        assertThat(gaps.against("r").value()).isEqualTo(-1);
        assertThat(gaps.against("r").high()).isNaN(); // two days make no interval
    }

    /** A point would exclude 0, and one day would be called skill. */
    @Test
    void aSpanOfFewerThanTwoBlocksHasNoIntervalAndNoVerdict() {
        for (int span : new int[] {1, 7, 13, 14}) {
            Days few = new Days(1);
            for (int day = 0; day < span; day++) {
                few.add(day, Map.of(Days.OURS, 1., "r", 2. + day % 3));
            }
            Evaluation.Measured told = few.measured("x", "", "", Evaluation.Better.LOWER, Optional.empty());
            assertThat(told.verdict()).isEqualTo(span < 14 ? "too few days for an interval" : "better than r");
            assertThat(Double.isNaN(told.low())).isEqualTo(span < 14);
        }
    }

    @Test
    void theBestRivalIsTheOneToBeat() {
        Days two = new Days(1);
        two.add(0, Map.of(Days.OURS, 1., "weak", 3., "strong", 2.));
        assertThat(two.best(true)).isEqualTo("strong");
        assertThat(two.best(false)).isEqualTo("weak");
    }

    private static Evaluation.Measured days(double gain, long seed) {
        Random random = new Random(seed);
        Days days = new Days(seed);
        for (int day = 0; day < 120; day++) {
            double base = random.nextGaussian();
            days.add(day, Map.of("r", base + random.nextGaussian() * .1, Days.OURS, base - gain));
        }
        return days.measured("x", "", "", Evaluation.Better.LOWER, Optional.empty());
    }
}
