package yochi.analysis.spread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("A-14 A-18 a live round asks from the next midnight on")
class NextDayTest {
    private static final Region JP = new Region("JP");
    private static final int DAYS = SpreadForecastTest.DAYS;
    private static final CubeBuilder WORLD = SpreadForecastTest.builder(SpreadForecastTest.world(DAYS, 999));

    private static Cube until(int seconds, long clock) {
        Instant midnight = Instant.ofEpochSecond(SpreadForecastTest.second(DAYS, 0, 1));
        return WORLD.build(midnight.plusSeconds(seconds), midnight.plusSeconds(clock));
    }

    private static Instant from(Cube cube) {
        List<Forecast> all = SpreadForecast.analyse(cube, List.of(JP));
        assertThat(all).extracting(Forecast::question).containsExactlyInAnyOrderElementsOf(
                SpreadForecast.questions(cube, List.of(JP)));
        assertThat(all).extracting(f -> f.question().from()).containsOnly(all.getFirst().question().from());
        return all.getFirst().question().from();
    }

    @Test
    void aDayThatHasBegunByTheDataOrByTheClockOfALiveRoundIsNotAskedOf() {
        Instant midnight = Instant.ofEpochSecond(SpreadForecastTest.second(DAYS, 0, 1));
        Instant next = midnight.plusSeconds(Epoch.DAY);
        assertThat(from(until(420, 443))).isEqualTo(next);
        assertThat(from(until(48_000, 48_023))).isEqualTo(next);
        assertThat(from(until(0, 23))).isEqualTo(next);
        assertThat(from(until(420, 700L * Epoch.DAY))).isEqualTo(next);
        assertThat(from(until(0, 700L * Epoch.DAY))).isEqualTo(midnight);
        assertThat(from(until(0, 0))).isEqualTo(midnight);
    }

    @Test
    void itIsAMethodOfItsOwnThatSaysWhatItWasTaughtForTheLaterSpan() {
        Cube live = until(420, 443);
        SpreadForecast later = new SpreadForecast(live).fromTheNextDay();
        List<SpreadForecast.Told> told = later.told(DAYS, 3, List.of(JP));
        assertThat(told).isNotEmpty().allSatisfy(t -> assertThat(t.day()).isEqualTo(DAYS + 1));
        assertThat(SpreadForecast.analyse(live, List.of(JP)))
                .extracting(Forecast::method)
                .containsOnly(SpreadForecast.NEXT_DAY_METHOD);
        assertThat(SpreadForecast.analyse(live, List.of(JP)))
                .extracting(Forecast::prediction)
                .containsAll(told.stream()
                        .map(t -> new Prediction.Probability(t.probability()))
                        .toList());
        assertThat(told).extracting(SpreadForecast.Told::probability).isNotEqualTo(
                new SpreadForecast(live).told(DAYS, 3, List.of(JP)).stream()
                        .map(SpreadForecast.Told::probability)
                        .toList());
    }

    @Test
    void anotherFutureGivesTheSameChances() {
        SpreadForecast one = later(WORLD);
        SpreadForecast other = later(SpreadForecastTest.builder(SpreadForecastTest.world(DAYS, 55)));
        for (int horizon : SpreadForecast.HORIZONS) {
            assertThat(other.told(55, horizon, List.of(JP)))
                    .isNotEmpty()
                    .isEqualTo(one.told(55, horizon, List.of(JP)));
        }
    }

    private static SpreadForecast later(CubeBuilder world) {
        return new SpreadForecast(world.build(Instant.EPOCH)).fromTheNextDay();
    }

    @Test
    void cameIsWhatTheLedgerSettlesBySourcesOfTheSpan() {
        Cube cube = WORLD.build(Instant.EPOCH);
        SpreadForecast later = new SpreadForecast(cube).fromTheNextDay();
        int came = 0;
        for (int day = 30; day + 8 <= DAYS; day++) {
            for (int horizon : SpreadForecast.HORIZONS) {
                for (SpreadForecast.Told told : later.told(day, horizon, cube.regions())) {
                    Epoch span = new Epoch(SpreadForecastTest.second(told.day(), 0, 1), horizon * Epoch.DAY);
                    boolean seen = Cube.number(cube.sources(told.home(), told.cell(), span)) > 0;
                    assertThat(later.came(told)).as(told.toString()).isEqualTo(seen);
                    came += seen ? 1 : 0;
                }
            }
        }
        assertThat(came).isPositive();
    }

    @Test
    void whatCameBeforeTheSpanCountsOnlyWhereItWasSeenInIt() {
        Cell cell = new Cell(AttackType.SCAN_SYN, Service.tcp(2000));
        int[] seen = {8, 10, 10, Courses.NEVER};
        Courses.Course course = new Courses.Course(cell, 8, seen, new long[] {0xff, 0b1, 0b1001, 0}, new double[15]);
        assertThat(course.came(1, 10, 0, 1)).isTrue();
        assertThat(course.came(1, 9, 1, 1)).isTrue();
        assertThat(course.came(1, 10, 1, 7)).isFalse();
        assertThat(course.came(2, 10, 1, 2)).isFalse();
        assertThat(course.came(2, 10, 1, 3)).isTrue();
        assertThat(course.came(2, 11, 1, 7)).isFalse();
        assertThat(course.came(3, 10, 1, 7)).isFalse();
    }
}
