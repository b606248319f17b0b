package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.victim.AttackDays;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Ledger;
import yochi.centre.ledger.Sealed;
import yochi.centre.ledger.Statement;
import yochi.centre.ledger.Truth;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Forecast;
import yochi.core.model.NodeId;
import yochi.core.model.Prediction;
import yochi.core.model.VictimReport;

/** days of orders are remembered, a day without a list says nothing, statements come before the orders. */
class OrderHistoryTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final NodeId NODE = MadeOrders.NODE;
    private static final Country HOME = MadeOrders.HOME;
    private static final Asn NETWORK = MadeOrders.NETWORK;

    @TempDir
    Path folder;

    private ControlStore store;
    private ControlStore book;
    private OrderHistory history;

    @BeforeEach
    void open() {
        store = ControlStore.open(folder.resolve("situation.db"), Situation.MIGRATIONS);
        book = ControlStore.open(folder.resolve("ledger.db"), Ledger.MIGRATIONS);
        history = new OrderHistory(store, HOME, () -> day(400));
    }

    @AfterEach
    void close() {
        store.close();
        book.close();
    }

    @Test
    void reportsAndVictimReportsTellWhoWasNamedOnWhichDay() {
        history.add(report(0, "LT", "PL"));
        history.add(victims(1));
        AttackDays days = history.until(day(3)).orElseThrow();
        assertThat(days.size()).isEqualTo(3);
        assertThat(days.regions()).containsExactly("AS64496", "JP", "LT", "PL");
        assertThat(days.hit("LT", 0)).isTrue();
        assertThat(days.hit("JP", 0)).isFalse();
        assertThat(days.hit("AS64496", 1)).isTrue();
        assertThat(days.watched(2)).isFalse();
        assertThat(history.networks()).containsExactly(NETWORK);
    }

    @Test
    void daysBehindTheMomentAreNotKnownThen() {
        history.add(report(0, "LT"));
        history.add(report(5, "PL"));
        assertThat(history.until(day(1)).orElseThrow().regions()).containsExactly("LT");
        assertThat(history.until(day(0))).isEmpty();
    }

    /** Bad input: a node whose clock was not set tells of 1970. */
    @Test
    void aDayOfLongAgoDoesNotMakeDecadesOfDays() {
        history.add(report(0, "LT"));
        history.add(MadeOrders.list(NODE, 7, Instant.EPOCH, false, List.of(MadeOrders.target("v"))));
        assertThat(history.until(day(3)).orElseThrow().size()).isEqualTo(3);
    }

    /** Bad input: a node whose clock runs ahead makes no later day look watched, so what is not known yet stays so. */
    @Test
    void aDayToComeIsNotTakenForWatched() {
        history.add(report(0, "LT"));
        history.add(MadeOrders.list(NODE, 7, day(402), false, List.of(MadeOrders.target("v"))));
        assertThat(history.watchedUntil()).contains(day(1));
        assertThat(history.of(question("JP", 1, 3))).isEqualTo(new Truth.NotYet());
        assertThat(history.of(question("JP", 402, 403))).isEqualTo(new Truth.NotYet());
        history.add(MadeOrders.list(NODE, 8, day(401), false, List.of(MadeOrders.target("v"))));
        assertThat(history.watchedUntil()).contains(day(402));
    }

    @Test
    void anEventIsKnownToHaveComeOrNotComeOrNotToHaveBeenWatched() {
        history.add(report(0, "LT"));
        history.add(report(1));
        history.add(report(4, "PL"));
        assertThat(history.of(question("LT", 0, 1))).isEqualTo(new Truth.Known(1, day(1), Optional.of(day(0))));
        assertThat(history.of(question("PL", 0, 2))).isEqualTo(new Truth.Known(0, day(2)));
        assertThat(history.of(question("JP", 1, 3)))
                .isEqualTo(new Truth.Missing("orders were not watched on 1 of 2 days"));
        assertThat(history.of(question("JP", 4, 6))).isEqualTo(new Truth.NotYet());
        assertThat(history.of(question("PL", 4, 6))).isEqualTo(new Truth.Known(1, day(6), Optional.of(day(4))));
    }

    @Test
    void forecastsNeedFourWeeksAndSpeakOfTheDaysBehindWhatIsKnown() {
        EventForecaster forecaster = new EventForecaster(HOME);
        for (int day = 0; day < 20; day++) {
            history.add(report(day, "LT"));
        }
        assertThat(forecaster.issue(history.until(day(20)).orElseThrow(), List.of()))
                .isEmpty();
        for (int day = 20; day < 40; day++) {
            history.add(report(day, day % 7 == 0 ? "JP" : "LT"));
        }
        List<Forecast> forecasts = forecaster.issue(history.until(day(40)).orElseThrow(), List.of(NETWORK));
        assertThat(forecasts).hasSize(4);
        Forecast first = forecasts.getFirst();
        assertThat(first.question().from()).isEqualTo(day(40));
        assertThat(first.informationUntil()).isEqualTo(day(40));
        assertThat(first.rivals())
                .extracting(Prediction.Rival::name)
                .containsExactly("climatology", "ewma", "ewma14", "persistence");
        double country = ((Prediction.Probability) first.prediction()).value();
        double network = ((Prediction.Probability) forecasts.get(1).prediction()).value();
        assertThat(country).isStrictlyBetween(0.01, 0.6);
        assertThat(network).isLessThan(country);
    }

    @Test
    void nothingIsSaidWhileNoCountryWasEverNamed() {
        boolean[] watched = new boolean[40];
        var once = Map.of("LT", Map.of(3L, new AttackDays.Named(1, 1)));
        java.util.Arrays.fill(watched, true);
        assertThat(new EventForecaster(HOME).issue(AttackDays.of(0, watched, Map.of()), List.of())).isEmpty();
        assertThat(new EventForecaster(HOME).issue(AttackDays.of(0, watched, once), List.of()))
                .hasSize(2)
                .allSatisfy(f -> assertThat(((Prediction.Probability) f.prediction()).value()).isLessThan(0.2));
    }

    @Test
    void statementsBeforeACampaignsFirstOrderAreSealedAndScoredWhenTheDaysHavePassed() {
        Ledger ledger = new Ledger(
                book, InstantSource.fixed(Instant.parse("2026-01-02T00:00:00Z")), new Random(1), EventLog.none());
        EventForecaster forecaster = new EventForecaster(HOME);
        for (int day = 0; day < 60; day++) {
            history.add(report(day, day % 3 == 0 ? "LT" : "PL"));
        }
        List<Forecast> before = forecaster.issue(history.until(day(60)).orElseThrow(), List.of());
        List<Sealed> sealed = ledger.seal(
                before.stream().map(f -> new Statement(f, Basis.FORECAST, "")).toList(), day(60));
        assertThat(ledger.score(day(60), history)).isZero();
        history.add(victims(60));
        assertThat(ledger.score(day(61), history)).isEqualTo(1);
        assertThat(ledger.book(9).recent().getFirst().score().orElseThrow().outcome())
                .isEqualTo(1);
        assertThat(ledger.verify(List.of())).isEmpty();
        assertThat(sealed.getFirst().forecast().issued()).isEqualTo(day(60));
    }

    @Test
    void ordersThatOneNodeAloneTellsOfMoveAForecastByAFifthAndAreShown() {
        NodeId other = NodeId.of(1, new Random(2));
        for (int day = 0; day < 40; day++) {
            String[] named = {day % 2 == 0 ? "LT" : "PL"};
            history.add(report(NODE, day, named));
            history.add(report(other, day, named));
        }
        double before = probability(history.until(day(40)).orElseThrow());
        for (int day = 20; day < 40; day++) {
            history.add(victims(day));
            history.add(victims(day));
        }
        AttackDays days = history.until(day(40)).orElseThrow();
        assertThat(days.daysAlone("JP")).isEqualTo(20);
        assertThat(days.of("LT", 0).alone()).isFalse();
        double after = probability(days);
        assertThat(after).isGreaterThan(before).isLessThan(before + 0.2);
        Forecast said = new EventForecaster(HOME).issue(days, List.of()).getFirst();
        assertThat(said.missing()).anyMatch(m -> m.contains("20 days are not corroborated"));
        assertThat(alert(said)).as("by itself it raises no alert, so nobody gets a notice").isEmpty();
        assertThat(history.of(question("JP", 39, 40)))
                .isEqualTo(new Truth.Missing("one node alone told of orders, others watched and saw none"));
        history.add(report(other, 39, "JP"));
        assertThat(history.of(question("JP", 39, 40))).isInstanceOf(Truth.Known.class);
        for (int day = 20; day < 39; day++) {
            history.add(report(other, day, "JP"));
        }
        Forecast corroborated = new EventForecaster(HOME)
                .issue(history.until(day(40)).orElseThrow(), List.of())
                .getFirst();
        assertThat(alert(corroborated)).as("a second node's word does").isPresent();
    }

    private static Optional<AlertText> alert(Forecast said) {
        Sealed sealed = new Sealed("f", 1, day(40), day(40), said, Basis.FORECAST, "");
        return AlertText.foreseen(sealed, Settings.of(HOME), List.of(), (region, p) -> false);
    }

    @Test
    void theLastListOfADayIsToldApart() {
        history.add(hourly(0, 8, "LT", "PL"));
        history.add(hourly(0, 20, "PL"));
        history.add(hourly(0, 20, "PL"));
        AttackDays days = history.until(day(1)).orElseThrow();
        assertThat(days.of("LT", 0)).isEqualTo(new AttackDays.Named(1, 0));
        assertThat(days.of("PL", 0)).isEqualTo(new AttackDays.Named(1, 1));
    }

    private static double probability(AttackDays days) {
        Forecast first = new EventForecaster(HOME).issue(days, List.of()).getFirst();
        return ((Prediction.Probability) first.prediction()).value();
    }

    private static Prediction.Question question(String region, int from, int to) {
        return MadeOrders.question(region, day(from), day(to));
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }

    private static VictimReport victims(int day) {
        return MadeOrders.list(
                NODE, day, day(day).plusSeconds(3600), false, List.of(MadeOrders.target("v")));
    }

    private static EpochReport report(int day, String... countries) {
        return report(NODE, day, countries);
    }

    private static EpochReport report(NodeId node, int day, String... countries) {
        return MadeOrders.read(node, day + 1L, Epoch.containing(day(day), Duration.ofDays(1)), countries);
    }

    private static EpochReport hourly(int day, int hour, String... countries) {
        Instant at = day(day).plus(Duration.ofHours(hour));
        return MadeOrders.read(NODE, day + 1L, Epoch.containing(at, Duration.ofHours(1)), countries);
    }
}
