package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

/** statements of days after a recording ended are told apart from data that are missing, and stay counted. */
class SilenceTest {
    private static final Instant DAY = Instant.parse("2013-07-10T00:00:00Z");
    private static final Silence ENDED = new Silence("lima", DAY.plus(Duration.ofDays(2)));
    /** Years on: nothing of the spans will ever come. */
    private static final Instant LATER = Instant.parse("2024-02-18T00:00:00Z");

    @TempDir
    Path folder;

    private ControlStore store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS);
        ledger = new Ledger(store, InstantSource.fixed(LATER), new Random(1), EventLog.none());
        ledger.seal(
                IntStream.range(0, 7)
                        .mapToObj(ahead -> new Statement(counts(ahead, 1), Basis.FORECAST, ""))
                        .toList(),
                DAY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatFollowsFromOneSilenceIsToldOnceWithAllItsStatements() {
        ledger.score(LATER, new Recording(q -> new Truth.NotYet()));
        ForecastBook book = ledger.book(0);
        assertThat(book.notScorable()).as("nothing is hidden").isEqualTo(7);
        assertThat(book.silent()).isEqualTo(5);
        assertThat(book.silences()).isEqualTo(Map.of(ENDED, 5L));
        assertThat(book.reasons())
                .isEqualTo(Map.of(
                        ENDED.reason(), 5L, "no data of its span came within 30 days of its end", 2L));
        assertThat(book.sealed()).isEqualTo(book.scored() + book.waiting() + book.notScorable());
        assertThat(ledger.verify(List.of())).isEmpty();
    }

    @Test
    void aSpanThatWasNotWatchedThoughItsSensorsWentOnIsMissing() {
        ledger.score(LATER, q -> new Truth.Missing("lima watched less than 95 % of the span"));
        assertThat(ledger.book(0).notScorable()).isEqualTo(7);
        assertThat(ledger.book(0).silent()).isZero();
    }

    /** A week that the end cut off is part of it; one of which a few days are missing, while others wait, is not. */
    @Test
    void aSpanThatHadBegunIsSilentOnlyWhereNothingEverFollowed() {
        Statement week = new Statement(counts(0, 7), Basis.FORECAST, "");
        ledger.seal(List.of(week), DAY);
        ledger.score(LATER, new Recording(q -> new Truth.NotYet()));
        assertThat(ledger.book(0).silent()).isEqualTo(6);
        try (ControlStore apart = ControlStore.open(folder.resolve("other.db"), Ledger.MIGRATIONS)) {
            Ledger other = new Ledger(apart, InstantSource.fixed(LATER), new Random(1), EventLog.none());
            other.seal(List.of(week), DAY);
            other.score(LATER, new Recording(q -> new Truth.Missing("lima watched less than 95 % of the span")));
            assertThat(other.book(0).silent()).isZero();
        }
    }

    @Test
    void theChainTellsSinceWhenNothingCame() {
        ledger.score(LATER, new Recording(q -> new Truth.Missing("lima watched less than 95 % of the span")));
        assertThat(ledger.published(7, 100))
                .filteredOn(line -> line.body().orElseThrow().contains("nothing came from lima since 2013-07-12"))
                .hasSize(5);
    }

    private record Recording(Outcomes outcomes) implements Outcomes {
        @Override
        public Truth of(Prediction.Question question) {
            return outcomes.of(question);
        }

        @Override
        public Optional<Silence> silence(Prediction.Question question) {
            return Optional.of(ENDED).filter(s -> s.since().isBefore(question.to()));
        }
    }

    private static Forecast counts(int ahead, int days) {
        Instant from = DAY.plus(Duration.ofDays(ahead));
        return new Forecast(
                new Prediction.Question(
                        new Region("lima"),
                        AttackType.SCAN_SYN,
                        Service.ANY,
                        Metric.SOURCES,
                        from,
                        from.plus(Duration.ofDays(days))),
                new Prediction.Quantiles(Map.of(0.5, 3.0)),
                List.of(),
                DAY,
                DAY,
                "counts/1",
                List.of());
    }
}
