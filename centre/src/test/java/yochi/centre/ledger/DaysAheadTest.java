package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** a skill is of one question: statements of tomorrow are not averaged with those of a day next week. */
class DaysAheadTest {
    private static final Instant DAY = Instant.parse("2024-03-04T00:00:00Z");
    private static final int DAYS = 35;
    private static final double CAME = 100;

    private final Map<String, Sealed> sealed = new HashMap<>();
    private final BookReading book = new BookReading(id -> Objects.requireNonNull(sealed.get(id)), 1000);
    private long number;

    @Test
    void eachNumberOfDaysAheadHasItsOwnGroupSkillAndOutcomes() {
        for (int day = 0; day < DAYS; day++) {
            for (int ahead : new int[] {1, 3, 7}) {
                add(day, ahead);
            }
        }
        List<SkillLine> crps = book.book(0).lines().stream()
                .filter(line -> line.measure().equals("crps"))
                .toList();
        assertThat(crps).extracting(line -> line.group().daysAhead()).containsExactly(1L, 3L, 7L);
        assertThat(crps).extracting(SkillLine::n).containsOnly((long) DAYS);
        assertThat(crps).extracting(SkillLine::independent).containsOnly((long) DAYS);
        for (SkillLine line : crps) { // our point errs by one a day ahead, the rival by ten
            double ahead = line.group().daysAhead();
            assertThat(line.skill().orElseThrow()).isCloseTo(1 - ahead / 10, within(1e-12));
        }
    }

    @Test
    void tooFewOutcomesOfOneLeadAreNotMadeUpForByAnother() {
        for (int day = 0; day < DAYS; day++) {
            add(day, 1);
        }
        add(DAYS, 7);
        assertThat(book.book(0).lines().stream().filter(SkillLine::tooFew))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.group().daysAhead()).isEqualTo(7);
                    assertThat(line.skill()).isEmpty();
                });
    }

    @Test
    void theDayInWhichASpanBeginsCountsFromTheLastDataKnown() {
        Instant noon = DAY.plus(Duration.ofHours(12));
        assertThat(group(DAY, DAY).daysAhead()).isEqualTo(1);
        assertThat(group(DAY, DAY.plus(Duration.ofDays(1))).daysAhead()).isEqualTo(2);
        assertThat(group(noon, DAY.plus(Duration.ofDays(1))).daysAhead())
                .as("the day of noon is not whole: tomorrow is the second day ahead of yesterday")
                .isEqualTo(2);
        assertThat(group(noon, DAY.plus(Duration.ofDays(2))).daysAhead()).isEqualTo(3);
        Instant night = DAY.plus(Duration.ofHours(23));
        assertThat(Group.of("m/1", Basis.FORECAST, DAY, night, night.plus(Duration.ofHours(1)))
                        .daysAhead())
                .as("an hour of the next day")
                .isEqualTo(1);
    }

    /** Twenty-four hours told from one midnight are one outcome, not twenty-four. */
    @Test
    void theHoursOfADayAreOneIndependentOutcome() {
        for (int day = 0; day < 3; day++) {
            Instant midnight = DAY.plus(Duration.ofDays(day));
            for (int hour = 0; hour < 24; hour++) {
                Instant from = midnight.plus(Duration.ofHours(hour));
                add(day + "-" + hour, midnight, from, from.plus(Duration.ofHours(1)), CAME);
            }
        }
        ForecastBook.Part hours = book.book(0).parts().getFirst();
        assertThat(hours.independent()).isEqualTo(3);
        assertThat(book.book(0).independent()).isEqualTo(3);
        assertThat(hours.means().getFirst().n()).isEqualTo(72);
    }

    @Test
    void errorsHangTogetherForAsLongAsTheirSpanWasNotKnown() {
        Instant to = DAY.plus(Duration.ofDays(7));
        assertThat(Group.of("m/1", Basis.FORECAST, DAY, DAY, to).reachDays()).isEqualTo(7);
        assertThat(Group.of("m/1", Basis.FORECAST, DAY, to.minus(Duration.ofDays(1)), to)
                        .reachDays())
                .isEqualTo(7);
        assertThat(Group.of("m/1", Basis.FORECAST, DAY, DAY, DAY.plus(Duration.ofHours(1)))
                        .reachDays())
                .isEqualTo(1);
    }

    private static Group group(Instant known, Instant from) {
        return Group.of("m/1", Basis.FORECAST, known, from, from.plus(Duration.ofDays(1)));
    }

    private void add(int day, int ahead) {
        Instant from = DAY.plus(Duration.ofDays(day));
        Instant to = from.plus(Duration.ofDays(1));
        add(day + "-" + ahead, from.minus(Duration.ofDays(ahead - 1L)), from, to, CAME + ahead);
    }

    private void add(String id, Instant known, Instant from, Instant to, double said) {
        Forecast forecast = new Forecast(
                new Prediction.Question(
                        new Region("lima"),
                        AttackType.SCAN_SYN,
                        Service.ANY,
                        Metric.SOURCES,
                        from,
                        to),
                point(said),
                List.of(new Prediction.Rival("mean-7-days", point(CAME + 10))),
                known,
                known,
                "counts/1",
                List.of());
        sealed.put(id, new Sealed(id, 1, known, known, forecast, Basis.FORECAST, ""));
        Score score = Score.of(id, forecast, new Truth.Known(CAME, to));
        book.add(
                Entry.after(Entry.GENESIS, ++number, Entry.Kind.SCORE, id, from, ScoreJson.score(score)),
                Optional.empty());
    }

    private static Prediction.Quantiles point(double value) {
        return new Prediction.Quantiles(Map.of(0.5, value));
    }
}
