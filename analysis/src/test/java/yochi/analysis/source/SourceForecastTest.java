package yochi.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A-5 R-2 who will come to home tomorrow")
final class SourceForecastTest {
    private static final int HOME = 0;
    private static final int FRIEND = 1;
    private static final int STRANGER = 2;
    private static final long DAY = 50;

    /** What the friend sees comes home the next day with chance a half; what the stranger sees never does. */
    private static Sightings world() {
        SplittableRandom random = new SplittableRandom(7);
        Sightings out = new Sightings(3);
        long source = 0;
        for (long day = 0; day < DAY; day++) {
            for (int k = 0; k < 20; k++, source++) {
                out.add(source, FRIEND, day);
                if (random.nextBoolean() && day + 1 < DAY) {
                    out.add(source, HOME, day + 1);
                }
            }
            for (int k = 0; k < 20; k++, source++) {
                out.add(source, STRANGER, day);
            }
        }
        return out;
    }

    private static List<SourceForecast.Ranked> ranked(Sightings world, boolean foreign) {
        return SourceForecast.learn(List.of(world), HOME, 0, DAY, foreign).rank(List.of(world), 0, DAY);
    }

    @Test
    void sourcesSeenYesterdayWhereHomesSourcesComeFromStandFirstWithTheirChance() {
        List<SourceForecast.Ranked> list = ranked(world(), true);
        long from = (DAY - 1) * 40;
        assertThat(list.subList(0, 20)).allSatisfy(r -> {
            assertThat(r.source()).isBetween(from, from + 19);
            assertThat(r.probability()).isBetween(0.35, 0.65);
        });
    }

    @Test
    void withoutForeignObservationsOnlyHomesOwnAreListed() {
        List<SourceForecast.Ranked> list = ranked(world(), false);
        assertThat(list).isNotEmpty().allSatisfy(r -> assertThat(r.source() % 40).isLessThan(20));
        assertThat(list.getFirst().source()).isLessThan((DAY - 1) * 40);
    }

    @Test
    void anotherFutureGivesTheSameList() {
        Sightings other = world();
        List<SourceForecast.Ranked> before = ranked(other, true);
        for (long source = 0; source < 3000; source++) {
            other.add(source, (int) (source % 3), DAY);
            other.add(source, HOME, DAY + 3);
        }
        other.add(99_999, HOME, DAY + 1);
        assertThat(ranked(other, true)).isEqualTo(before);
    }

    @Test
    void anEmptyHistoryGivesAnEmptyList() {
        assertThat(ranked(new Sightings(3), true)).isEmpty();
        assertThatThrownBy(() -> new Sightings(3).add(1, 3, 0)).hasMessageContaining("region 3 of 3");
    }

    @Test
    void aSourceToldTwiceOnADayCountsOnce() {
        Sightings once = world();
        Sightings twice = world();
        for (int k = 0; k < 5; k++) {
            once.add(1, HOME, DAY - 2);
            twice.add(1, HOME, DAY - 2);
            twice.add(1, HOME, DAY - 2);
        }
        assertThat(ranked(twice, true)).isEqualTo(ranked(once, true));
    }
}
