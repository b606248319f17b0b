package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
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

/** forecasts are sealed before their outcome can be known, and scored after, beside a rival. */
class LedgerTest {
    private static final Instant DAY = Instant.parse("2013-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private ControlStore store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        ledger = new Ledger(store, clock, new Random(1), EventLog.none());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aForecastIsFoundAsItWasSealed() {
        Sealed sealed = seal(List.of(counts(0, 10)), DAY).getFirst();
        assertThat(sealed.forecast()).isEqualTo(counts(0, 10));
        assertThat(ledger.find(sealed.id())).contains(sealed);
        assertThat(ledger.verify(List.of(ledger.head()))).isEmpty();
    }

    @Test
    void theSameStatementIsSealedOnce() {
        assertThat(seal(List.of(counts(0, 10), event(0, 0.3)), DAY))
                .isEqualTo(seal(List.of(counts(0, 10), event(0, 0.3)), DAY));
        assertThat(ledger.entries(0, 10)).hasSize(2);
    }

    @Test
    void aForecastWhoseOutcomeMayBeKnownIsRefusedAndNothingOfItsBatchIsSealed() {
        assertThatThrownBy(() -> seal(List.of(counts(1, 10), counts(0, 10)), DAY.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the outcome may be known");
        assertThat(ledger.entries(0, 10)).isEmpty();
    }

    /** cost and loss are weighed on every event that was scored, read on from where one stopped. */
    @Test
    void scoredEventsAreReadOnceEachWithWhatCame() {
        EventScores scores = new EventScores(ledger);
        seal(List.of(counts(0, 10), event(0, 0.3)), DAY);
        assertThat(scores.read()).isEmpty();
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> known(q, 1));
        assertThat(scores.read()).extracting(EventScores.Scored::probability).containsExactly(0.3);
        seal(List.of(event(1, 0.2)), DAY.plus(Duration.ofDays(1)));
        ledger.score(DAY.plus(Duration.ofDays(2)), q -> known(q, 0));
        assertThat(scores.read())
                .extracting(s -> s.probability() + " " + s.came())
                .containsExactly("0.3 true", "0.2 false");
        assertThat(new EventScores(ledger).read()).isEqualTo(scores.read());
    }

    @Test
    void aSpanThatHasNotPassedOrWhoseDataHaveNotComeIsNotScored() {
        seal(List.of(counts(0, 10)), DAY);
        assertThat(ledger.score(DAY.plus(Duration.ofHours(23)), q -> known(q, 12)))
                .isZero();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(1)), q -> new Truth.NotYet()))
                .isZero();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(1)), q -> known(q, 12)))
                .isOne();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(9)), q -> known(q, 99)))
                .isZero();
    }

    @Test
    void whatNoDataComeForIsToldAfterThirtyDaysAndDoesNotWaitForEver() {
        seal(List.of(counts(0, 10)), DAY);
        assertThat(ledger.score(DAY.plus(Duration.ofDays(31)), q -> new Truth.NotYet()))
                .isZero();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(31)).plusMillis(1), q -> new Truth.NotYet()))
                .isOne();
        assertThat(ledger.book(1).notScorable()).isOne();
        assertThat(ledger.book(1).reasons())
                .containsEntry("no data of its span came within 30 days of its end", 1L);
    }

    @Test
    void whatWasNotWatchedIsNotScoredAndTheReasonIsKept() {
        seal(List.of(counts(0, 10), counts(1, 10)), DAY);
        ledger.score(DAY.plus(Duration.ofDays(2)), q -> new Truth.Missing("sensor down"));
        ForecastBook book = ledger.book(10);
        assertThat(book.notScorable()).isEqualTo(2);
        assertThat(book.scored()).isZero();
        assertThat(book.reasons()).isEqualTo(Map.of("sensor down", 2L));
        assertThat(book.recent().getFirst().whyNot()).contains("sensor down");
    }

    @Test
    void countsAreScoredByCrpsBesideTheRivalsAbsoluteError() {
        seal(List.of(counts(0, 10)), DAY);
        ledger.score(DAY.plus(Duration.ofDays(1)), q -> known(q, 12));
        ForecastBook book = ledger.book(10);
        SkillLine line = book.lines().getFirst();
        assertThat(line.measure()).isEqualTo("crps");
        assertThat(line.rivals()).isCloseTo(4.0, within(1e-9)); // the rival said 16, 12 came
        assertThat(line.ours()).isLessThan(2.0);
        assertThat(line.skill()).isEmpty(); // one outcome gives no skill
        assertThat(line.tooFew()).isTrue();
        assertThat(book.tooFew()).isTrue();
        assertThat(book.independent()).isOne();
        assertThat(book.lastTen()).hasSize(1);
        assertThat(book.coverage90()).hasValue(1.0);
        assertThat(book.calibration())
                .containsExactly(
                        new ForecastBook.Calibration(0.05, 0, 1),
                        new ForecastBook.Calibration(0.5, 0, 1),
                        new ForecastBook.Calibration(0.95, 1, 1));
    }

    @Test
    void eventsAreScoredByBrierOverDaysWithAnInterval() {
        List<Forecast> forecasts = new ArrayList<>();
        for (int day = 0; day < 120; day++) {
            forecasts.add(event(day, day % 12 == 0 ? 0.9 : 0.1));
        }
        seal(forecasts, DAY);
        ledger.score(
                DAY.plus(Duration.ofDays(120)),
                q -> known(q, Duration.between(DAY, q.from()).toDays() % 12 == 0 ? 1 : 0));
        SkillLine line = ledger.book(5).lines().getFirst();
        assertThat(line.measure()).isEqualTo("brier");
        assertThat(line.ours()).isCloseTo(0.01, within(1e-9));
        assertThat(line.rivals()).isCloseTo(0.25, within(1e-9));
        assertThat(line.skill().orElseThrow()).isCloseTo(0.96, within(1e-9));
        assertThat(line.low().orElseThrow()).isCloseTo(0.96, within(1e-9));
        assertThat(line.days()).isEqualTo(120);
        assertThat(line.independent()).isEqualTo(120); // orders twelve days apart are campaigns of their own
    }

    /** A batch is one transaction: a failure in its middle, as a kill, leaves what was there before and no more. */
    @Test
    void aFailureInTheMiddleOfABatchLeavesNothingOfItAndTheNextOneIsWhole() {
        seal(List.of(counts(0, 10), counts(1, 10)), DAY);
        fail(4);
        List<Forecast> more = List.of(counts(2, 10), counts(3, 10), counts(4, 10));
        assertThatThrownBy(() -> seal(more, DAY)).hasMessageContaining("planted");
        assertThat(ledger.entries(0, 10)).hasSize(2);
        assertThat(count("statement")).isEqualTo(2);
        assertThat(count("open_forecast")).isEqualTo(2);
        assertThatThrownBy(() -> ledger.score(DAY.plus(Duration.ofDays(3)), q -> known(q, 12)))
                .hasMessageContaining("planted");
        assertThat(count("open_forecast")).isEqualTo(2);
        store.transaction(h -> h.execute("DROP TRIGGER planted"));
        seal(more, DAY);
        assertThat(ledger.score(DAY.plus(Duration.ofDays(9)), q -> known(q, 12)))
                .isEqualTo(5);
        assertThat(ledger.score(DAY.plus(Duration.ofDays(9)), q -> known(q, 12)))
                .isZero();
        assertThat(ledger.verify(List.of(ledger.head()))).isEmpty();
        assertThat(ledger.book(9).scored()).isEqualTo(5);
    }

    @Test
    void anOutcomeThatCannotBeToldKeepsNoOtherFromBeingScoredAndIsAskedForAgain() {
        seal(List.of(counts(0, 10), event(0, 0.3)), DAY);
        Outcomes broken = q -> {
            if (q.metric().equals(Metric.ORDERS)) {
                throw new IllegalStateException("planted");
            }
            return known(q, 12);
        };
        assertThat(ledger.score(DAY.plus(Duration.ofDays(1)), broken)).isOne();
        assertThat(ledger.book(1).waiting()).isOne();
        assertThat(ledger.score(DAY.plus(Duration.ofDays(1)), q -> known(q, 1))).isOne();
    }

    @Test
    void aQuestionAskedTwiceInABatchIsAnsweredOnce() {
        List<Sealed> sealed = seal(List.of(counts(0, 10), counts(0, 99), counts(1, 10)), DAY);
        assertThat(sealed.get(1)).isEqualTo(sealed.get(0));
        assertThat(ledger.entries(0, 10)).hasSize(2);
    }

    private void fail(int number) {
        store.transaction(h -> h.execute("CREATE TRIGGER planted BEFORE INSERT ON entry WHEN NEW.number = " + number
                + " BEGIN SELECT RAISE(ABORT, 'planted'); END"));
    }

    private int count(String table) {
        return store.transaction(
                h -> h.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
    }

    @Test
    void theTableRefusesChangesAndDeletions() {
        seal(List.of(counts(0, 10)), DAY);
        assertThatThrownBy(() -> store.transaction(h -> h.execute("UPDATE entry SET body = '{}'")))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("DELETE FROM entry")))
                .hasMessageContaining("never deleted");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("INSERT OR REPLACE INTO entry SELECT number, kind,"
                        + " subject, sealed_at, '{}', previous, hash FROM entry WHERE number = 1")))
                .hasMessageContaining("only appended");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("UPDATE statement SET kept = ''")))
                .hasMessageContaining("never changed");
        assertThatThrownBy(() -> store.transaction(h -> h.execute("DELETE FROM statement")))
                .hasMessageContaining("never deleted");
    }

    /** What is scored and shown is the text kept beside the chain: it must be the one committed to. */
    @Test
    void aStatementChangedBesideTheChainOrStruckOffTheListIsFound() throws SQLException {
        for (Forecast forecast : List.of(event(0, 0.3), event(1, 0.9), event(2, 0.9))) {
            seal(List.of(forecast), DAY);
        }
        behind("UPDATE statement SET kept = replace(kept, '0.9', '0.1') WHERE rowid = 2");
        assertThat(ledger.verify(List.of())).containsExactly("what is kept of entry 2 is not what was committed");
        behind("DELETE FROM statement WHERE rowid = 3");
        behind("DELETE FROM open_forecast WHERE rowid = 1");
        assertThat(ledger.verify(List.of()))
                .containsExactly(
                        "what is kept of entry 2 is not what was committed",
                        "what entry 3 says is gone",
                        "entry 1 neither is scored nor waits for it");
    }

    @Test
    void aRivalMadeWorseAfterwardsIsFoundEvenWithGoodHashes() {
        Entry said = Entry.after(
                Entry.GENESIS,
                1,
                Entry.Kind.FORECAST,
                "f",
                Instant.EPOCH,
                SealedJson.kept(statement(counts(0, 10)), DAY));
        Score fair = Score.of("f", counts(0, 10), new Truth.Known(12, DAY.plus(Duration.ofDays(1))));
        String worse = ScoreJson.score(fair).replace("\"mean7\":4.0", "\"mean7\":9.0");
        String outside = ScoreJson.score(fair).replace("\"inside90\":true", "\"inside90\":false");
        for (String body : List.of(ScoreJson.score(fair), worse, outside)) {
            Entry score = Entry.after(said.hash(), 2, Entry.Kind.SCORE, "f", Instant.EPOCH, body);
            assertThat(ChainCheck.broken(
                            Stream.of(said, score)
                                    .map(e -> ChainLine.of(e, Optional.of(e.body()), Optional.empty()))
                                    .toList(),
                            List.of()))
                    .hasSize(body.equals(ScoreJson.score(fair)) ? 0 : 1);
        }
        assertThat(worse).isNotEqualTo(outside).contains("9.0");
    }

    @Test
    void whatIsOverAndNeverScoredAndWhatWasSealedTooLateIsCounted() {
        seal(List.of(event(0, 0.9), event(1, 0.3)), DAY);
        ledger.score(DAY.plus(Duration.ofDays(20)), q -> q.from().equals(DAY) ? new Truth.NotYet() : known(q, 0));
        seal(List.of(event(20, 0.3)), DAY.plus(Duration.ofDays(20)));
        ChainCheck check = new ChainCheck(List.of());
        ledger.published(0, 10).forEach(check::add);
        assertThat(check.report().faults()).isEmpty();
        assertThat(check.report().overdue()).isOne();
        assertThat(check.report().unopened()).isZero();
        ChainCheck keptBack = new ChainCheck(List.of());
        ledger.entries(0, 10).stream()
                .map(e -> ChainLine.of(e, Optional.of(e.body()), Optional.empty()))
                .forEach(keptBack::add);
        assertThat(keptBack.report().faults()).isEmpty();
        assertThat(keptBack.report().unopened()).isOne();
        assertThat(check.report().late()).isEqualTo(3); // a replay: the wall clock is of 2026, the days of 2013
    }

    /** Under thirty outcomes no skill is told, by week neither. */
    @Test
    void aWeekTellsNoSkillWhileTheOutcomesAreTooFew() {
        List<Forecast> forecasts = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            forecasts.add(event(day, 0.1));
        }
        seal(forecasts, DAY);
        ledger.score(DAY.plus(Duration.ofDays(29)), q -> known(q, 0));
        assertThat(ledger.book(1).parts().getFirst().weeks())
                .isNotEmpty()
                .allSatisfy(week -> assertThat(week.skill()).isEmpty());
        ledger.score(DAY.plus(Duration.ofDays(30)), q -> known(q, 0));
        assertThat(ledger.book(1).parts().getFirst().weeks())
                .allSatisfy(week -> assertThat(week.skill()).isPresent());
    }

    @Test
    void aChangeBehindItsBackIsFound() throws SQLException {
        seal(List.of(counts(0, 10), counts(1, 20), counts(2, 30)), DAY);
        String head = ledger.head();
        behind("UPDATE entry SET body = replace(body, 'ets/1', 'ets/2') WHERE number = 2");
        assertThat(ledger.verify(List.of(head))).contains("entry 2 was changed after it was sealed");
    }

    @Test
    void anEntryTakenOutOrCutOffIsFound() throws SQLException {
        seal(List.of(counts(0, 10), counts(1, 20), counts(2, 30)), DAY);
        String head = ledger.head();
        behind("DELETE FROM entry WHERE number = 2");
        assertThat(ledger.verify(List.of(head)))
                .containsExactly("entry 2 is left out", "entry 3 does not follow the one before it");
        behind("DELETE FROM entry WHERE number > 1");
        assertThat(ledger.verify(List.of(head))).containsExactly("no entry has the hash " + head);
    }

    @Test
    void aForecastSealedAfterItsOutcomeOrAScoreBeforeItsTimeIsFoundEvenWithGoodHashes() {
        Entry late = Entry.after(
                Entry.GENESIS,
                1,
                Entry.Kind.FORECAST,
                "f",
                Instant.EPOCH,
                SealedJson.kept(statement(counts(0, 10)), DAY.plusSeconds(1)));
        Score early = Score.of("f", counts(0, 10), new Truth.Known(12, DAY.plusSeconds(2)));
        Entry score = Entry.after(late.hash(), 2, Entry.Kind.SCORE, "f", Instant.EPOCH, ScoreJson.score(early));
        Entry alone = Entry.after(score.hash(), 3, Entry.Kind.SCORE, "g", Instant.EPOCH, ScoreJson.score(early));
        assertThat(ChainCheck.broken(
                        Stream.of(late, score, alone)
                                .map(e -> ChainLine.of(e, Optional.of(e.body()), Optional.empty()))
                                .toList(),
                        List.of()))
                .containsExactly(
                        "entry 1 was sealed when its outcome may have been known",
                        "entry 2 was scored before its span had passed",
                        "entry 3 speaks of a forecast that was not sealed before it");
    }

    private List<Sealed> seal(List<Forecast> forecasts, Instant knownUntil) {
        return ledger.seal(
                forecasts.stream().map(LedgerTest::statement).toList(), knownUntil);
    }

    private static Statement statement(Forecast forecast) {
        return new Statement(forecast, Basis.FORECAST, "ab".repeat(32));
    }

    private void behind(String statement) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                java.sql.Statement s = other.createStatement()) {
            s.execute("DROP TRIGGER IF EXISTS entry_unchanged");
            s.execute("DROP TRIGGER IF EXISTS entry_kept");
            s.execute("DROP TRIGGER IF EXISTS statement_unchanged");
            s.execute("DROP TRIGGER IF EXISTS statement_kept");
            s.execute(statement);
        }
    }

    private static Truth known(Prediction.Question question, double value) {
        return new Truth.Known(value, question.to());
    }

    private static Forecast counts(int day, double median) {
        return new Forecast(
                question(day, Metric.SOURCES),
                new Prediction.Quantiles(Map.of(0.05, median - 5, 0.5, median, 0.95, median + 5)),
                List.of(new Prediction.Rival("mean7", new Prediction.Quantiles(Map.of(0.5, median + 6)))),
                DAY,
                DAY,
                "ets/1",
                List.of());
    }

    private static Forecast event(int day, double probability) {
        Instant from = DAY.plus(Duration.ofDays(day));
        return new Forecast(
                question(day, Metric.ORDERS),
                new Prediction.Probability(probability),
                List.of(new Prediction.Rival("climatology", new Prediction.Probability(0.5))),
                from,
                from,
                "hazard/1",
                List.of());
    }

    private static Prediction.Question question(int day, Metric metric) {
        Instant from = DAY.plus(Duration.ofDays(day));
        return new Prediction.Question(
                new Region("JP"), AttackType.SCAN_SYN, Service.tcp(445), metric, from, from.plus(Duration.ofDays(1)));
    }
}
