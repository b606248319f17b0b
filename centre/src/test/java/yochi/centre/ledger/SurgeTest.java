package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.store.ControlStore;
import yochi.core.model.AttackType;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** A-18, G-12: what a sealed count says of a surge is scored like any other forecast, quiet days too. */
class SurgeTest {
    private static final Instant DAY = Instant.parse("2013-06-01T00:00:00Z");
    private static final Map<Double, Double> USUAL = Map.of(0.05, 5.0, 0.5, 10.0, 0.95, 30.0);

    @TempDir
    Path folder;

    @Test
    void theShareAboveAThresholdFollowsFromTheQuantiles() {
        Map<Double, Double> q = Map.of(0.1, 10.0, 0.5, 20.0, 0.9, 40.0);
        assertThat(Surge.above(q, 20)).isEqualTo(0.5);
        assertThat(Surge.above(q, 30)).isCloseTo(0.3, within(1e-9));
        assertThat(Surge.above(q, 5)).isEqualTo(0.9);
        assertThat(Surge.above(q, 50)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void aCountSpeaksOfASurgeBesideWhatItsRivalsSayOfIt() {
        Surge surge = Surge.of(counts(0, 1, 40), Surge.FACTOR).orElseThrow();
        assertThat(surge.threshold()).isEqualTo(20);
        assertThat(surge.probability()).isGreaterThan(0.9);
        assertThat(surge.forecast().rivals())
                .extracting(Prediction.Rival::name)
                .as("a point tells no probability")
                .containsExactly("7-day mean");
        Prediction rival = surge.forecast().rivals().getFirst().prediction();
        assertThat(((Prediction.Probability) rival).value()).isCloseTo(0.275, within(1e-9));
        assertThat(Surge.of(counts(0, 0, 40), Surge.FACTOR)).as("hours have no mean of seven days").isEmpty();
    }

    @Test
    void everySealedCountIsScoredAsAnEventTooAndCountedOnce() {
        try (ControlStore store = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS)) {
            Ledger ledger =
                    new Ledger(store, InstantSource.fixed(Instant.EPOCH), new Random(1), EventLog.none());
            for (int day = 0; day < 30; day++) {
                double median = day % 10 == 3 ? 40 : 8;
                ledger.seal(
                        List.of(new Statement(counts(day, 1, median), Basis.FORECAST, "")),
                        DAY.plus(Duration.ofDays(day)));
            }
            ledger.score(
                    DAY.plus(Duration.ofDays(30)),
                    q -> new Truth.Known(q.from().equals(DAY.plus(Duration.ofDays(3))) ? 22 : 9, q.to()));
            ForecastBook book = ledger.book(0);
            assertThat(book.scored()).isEqualTo(30);
            ForecastBook.Part part = book.parts().stream()
                    .filter(p -> p.group().surges())
                    .findFirst()
                    .orElseThrow();
            assertThat(part.group().method()).isEqualTo("surge, counts/1");
            assertThat(part.independent()).as("days, since no campaign is behind counts").isEqualTo(30);
            assertThat(part.reliability().orElseThrow().n()).isEqualTo(30);
            assertThat(part.lines()).extracting(SkillLine::rival).containsOnly("7-day mean");
            AlarmLine alarms = part.alarms().stream()
                    .filter(a -> a.who().equals(AlarmLine.OURS) && a.threshold() == 0.5)
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(alarms.hits(), alarms.falseAlarms(), alarms.missed())).containsExactly(1L, 2L, 0L);
            List<String> ids =
                    book(ledger).stream().map(t -> t.sealed().id()).toList();
            assertThat(ids.stream().map(id -> ledger.surged(id, Surge.FACTOR)))
                    .containsOnlyOnce(Optional.of(true))
                    .doesNotContain(Optional.empty());
            assertThat(ledger.verify(List.of())).isEmpty();
        }
    }

    private static List<ForecastBook.Told> book(Ledger ledger) {
        return ledger.book(100).recent();
    }

    private static Forecast counts(int day, int days, double median) {
        Instant from = DAY.plus(Duration.ofDays(day));
        return new Forecast(
                new Prediction.Question(
                        new Region("lima"),
                        AttackType.SCAN_SYN,
                        Service.tcp(445),
                        Metric.SOURCES,
                        from,
                        from.plus(days == 0 ? Duration.ofHours(1) : Duration.ofDays(days))),
                new Prediction.Quantiles(Map.of(0.05, median / 2, 0.5, median, 0.95, median * 2)),
                List.of(
                        new Prediction.Rival("7-day mean", new Prediction.Quantiles(USUAL)),
                        new Prediction.Rival("seasonal naive", new Prediction.Quantiles(Map.of(0.5, 9.0)))),
                from,
                from,
                "counts/1",
                List.of());
    }
}
