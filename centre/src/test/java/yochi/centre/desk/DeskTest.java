package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.centre.MadeCounts;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Sealed;
import yochi.centre.open.OpenSettings;
import yochi.centre.open.OpenStatistics;
import yochi.centre.pages.AlertCard;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastRecord;
import yochi.centre.pages.ForecastSheet;
import yochi.centre.pages.Loop;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Series;
import yochi.centre.pages.Sightings;
import yochi.centre.pages.Start;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** from reports to sealed and scored forecasts, from orders to alerts and notices. */
class DeskTest {
    private static final Instant FIRST = Instant.parse("2013-05-06T00:00:00Z");
    private static final Country HOME = MadeOrders.HOME;
    private static final int DAYS = 30;
    private static final String OUT = "outside the time that the input covers";

    @TempDir
    Path folder;

    private final List<String> marks = new ArrayList<>();
    private final Around around = MadeUpDesk.around((event, id, details) -> marks.add(event));
    private Desk desk;
    private DeskBoard board;

    @BeforeEach
    void open() {
        desk = MadeUpDesk.in(
                folder,
                MadeUpDesk.settings(FIRST).withForecast(new ForecastAnalysis.Settings(7, 14, 182, 2, 6)),
                around);
        MadeUpDesk.register(desk, "isp-a", MadeOrders.NETWORK, "192.0.2.0/24");
        board = new DeskBoard(desk, around, MadeUpDesk.facts());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aRoundSealsForecastsForHomeAndLaterRoundsScoreThem() {
        for (int day = 0; day < DAYS; day++) {
            report(day);
        }
        Desk.Done first = desk.round(day(DAYS));
        assertThat(first.result().record().whole())
                .as(first.result().record().parts().toString())
                .isTrue();
        assertThat(first.sealed()).isNotEmpty();
        assertThat(first.sealed())
                .allSatisfy(s -> assertThat(s.forecast().question().from()).isAfterOrEqualTo(day(DAYS)));
        assertThat(first.scored()).isZero();
        report(DAYS);
        Desk.Done second = desk.round(day(DAYS + 1));
        assertThat(second.scored()).isPositive();
        ForecastBook book = desk.ledger().book(5);
        assertThat(book.scored()).isEqualTo(second.scored());
        assertThat(book.lines()).extracting(l -> l.measure()).contains("crps");
        assertThat(desk.ledger().verify(List.of(desk.ledger().head()))).isEmpty();
        forecastsAreOpenUntilTheyAreScored(first, second);
        assertThat(marks)
                .contains("round.started", "round.finished", "ledger.sealed", "ledger.scored", "round.visible");
    }

    private void forecastsAreOpenUntilTheyAreScored(Desk.Done first, Desk.Done second) {
        ForecastBoard open = board.forecasts();
        assertThat(open.dataUntil()).contains(day(DAYS + 1));
        assertThat(open.open()).isNotEmpty().allSatisfy(s -> {
            assertThat(s.question().to()).isAfter(day(DAYS + 1));
            assertThat(s.informationUntil()).isBeforeOrEqualTo(s.question().from());
            assertThat(s.rivals()).isNotEmpty();
            // After one day only statements of the next day have a past: theirs is no other's.
            assertThat(s.past().isPresent()).isEqualTo(s.question().from().equals(day(DAYS + 1)));
            // Thirty independent outcomes there cannot be after one day: the record says so instead of a skill.
            s.past().ifPresent(past -> {
                assertThat(past.independent()).isLessThan(ForecastBoard.Past.LEAST);
                assertThat(past.skill()).isEmpty();
            });
        });
        // Of a question that was asked twice only the newer statement is on the board.
        assertThat(open.open()).extracting(ForecastBoard.Statement::question).doesNotHaveDuplicates();
        Sealed scored = first.sealed().stream()
                .filter(s -> s.forecast().question().to().equals(day(DAYS + 1)))
                .findFirst()
                .orElseThrow();
        ForecastSheet sheet = board.forecast(scored.id()).orElseThrow();
        assertThat(sheet.outcome()).isPresent();
        assertThat(sheet.hash()).hasSize(64);
        String next = second.sealed().stream()
                .filter(s -> s.forecast().question().region().equals(scored.forecast().question().region())
                        && SeriesView.id(s.forecast().question())
                                .equals(SeriesView.id(scored.forecast().question())))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(board.forecast(next).orElseThrow().past())
                .extracting(ForecastRecord.Scored::id)
                .contains(scored.id());
        assertThat(board.forecast("nothing")).isEmpty();
    }

    @Test
    void aForecastOfDaysThatTheDataHaveReachedIsNotSealed() {
        for (int day = 0; day < DAYS + 3; day++) {
            report(day);
        }
        List<Sealed> sealed = desk.round(day(DAYS)).sealed();
        assertThat(sealed)
                .allSatisfy(s -> assertThat(s.forecast().question().from()).isAfterOrEqualTo(day(DAYS + 3)));
        assertThat(marks).contains("forecast.late");
    }

    @Test
    void anOrderIsAlertedSharedNotifiedAndShownOnTheBoard() throws Exception {
        report(0);
        desk.round(day(1));
        orders(false);
        assertThat(desk.response().next("isp-a", Duration.ZERO)).isPresent();
        AlertCard card = board.alerts().getFirst();
        assertThat(card.basis()).isEqualTo(Alert.Basis.NOWCAST);
        assertThat(card.state()).isEqualTo(AlertCard.State.NOTIFIED);
        assertThat(card.mitigations().getFirst().match())
                .isEqualTo("destination 192.0.2.0/24 protocol 6 destination-port 443");
        assertThat(card.evidence()).allSatisfy(e -> assertThat(e.code()).startsWith("evidence."));
        assertThat(card.advice()).allSatisfy(e -> assertThat(e.code()).startsWith("advice."));
        assertThat(card.evidence().getFirst().values())
                .containsEntry("asn", "AS64496")
                .containsEntry("n", "1");
        Start start = board.start(Optional.empty());
        assertThat(start.tasks()).hasSize(1);
        assertThat(start.news().getFirst().weight()).isIn(Start.Weight.ACT, Start.Weight.NOTE);
        assertThat(board.start(Optional.of(Instant.now().plusSeconds(60))).news())
                .isEmpty();
        assertThat(board.loop().steps()).extracting(Loop.Step::event).contains("notice.issued", "alert.raised");
        assertThat(marks).containsSubsequence("alert.raised", "alert.shared", "notice.issued", "notice.delivered");
    }

    @Test
    void anAlertThatIsOverIsRevokedForReadersAndItsNoticeIsNotDeliveredAnyMore() throws Exception {
        orders(false);
        String alert = desk.situation().open().getFirst().alert().id();
        orders(true);
        assertThat(desk.situation().open()).isEmpty();
        assertThat(desk.response().next("isp-a", Duration.ZERO)).isEmpty();
        assertThat(marks).containsSubsequence("alert.shared", "notice.issued", "alert.revoked", "notice.withdrawn");
        assertThat(desk.situation().find(alert).orElseThrow().closed()).isPresent();
    }

    @Test
    void theBoardShowsSeriesRecordAndPlacesFromTheSameRooms() {
        assertThat(board.regions().round()).isEmpty();
        for (int day = 0; day < DAYS; day++) {
            report(day);
        }
        desk.round(day(DAYS));
        List<Series.Key> keys = board.seriesKeys();
        assertThat(keys).extracting(k -> k.region().name()).containsOnly("tokyo");
        Series series = board.series(keys.getFirst().id()).orElseThrow();
        assertThat(series.points()).hasSize(DAYS);
        assertThat(series.forecasts()).hasSize(7);
        assertThat(board.series("nothing")).isEmpty();
        assertThat(board.record().sealed()).isEqualTo(board.record().waiting());
        assertThat(board.regions().regions()).containsExactly("oregon", "tokyo");
        assertThat(board.sightings(Sightings.Side.SENSOR, Party.ORIGIN).places()).hasSize(2);
        assertThat(board.sightings(Sightings.Side.ORIGIN, Party.ORIGIN).missing()).isNotEmpty();
        assertThat(board.about().observation().orElseThrow().until()).isEqualTo(day(DAYS));
    }

    @Test
    @DisplayName("X-3a: nothing younger than a week, no count unrounded, no network; the same while nothing is new")
    void whatEverybodyMayKnowIsOldRoundAndWithoutANetwork() {
        for (int day = 0; day < DAYS + 10; day++) {
            report(day);
            if (day >= DAYS - 1) {
                desk.round(day(day + 1));
            }
        }
        orders(false);
        OpenView view = new OpenView(desk, around, MadeUpDesk.facts(), OpenSettings.defaults());
        OpenStatistics told = view.get();
        Instant latest = day(DAYS + 10).minus(Duration.ofDays(7));
        assertThat(told.until().orElseThrow().atStartOfDay(java.time.ZoneOffset.UTC).toInstant())
                .isEqualTo(latest.minus(Duration.ofDays(1)));
        assertThat(told.counts()).isNotEmpty().allSatisfy(c -> assertThat(
                        c.addresses().orElseThrow() % 10)
                .isZero());
        assertThat(told.forecasts().scored()).isPositive();
        assertThat(told.forecasts().last()).allSatisfy(t -> {
            assertThat(t.to()).isBeforeOrEqualTo(latest);
            assertThat(t.outcome().orElse(0) % 10).isZero();
        });
        assertThat(told.toString()).doesNotContain("AS64496", "tokyo", "oregon");
        assertThat(view.get()).isSameAs(told);
    }

    private void orders(boolean withdrawn) {
        desk.victims(MadeOrders.list(
                MadeOrders.NODE,
                withdrawn ? 2 : 1,
                Instant.parse("2024-02-19T06:05:00Z"),
                withdrawn,
                List.of(MadeOrders.target("v"))));
    }

    @Test
    void everySentenceOnTheBoardHasACodeSoThatItIsSaidInBothLanguages() {
        for (int day = 0; day < DAYS; day++) {
            report(day);
        }
        desk.round(day(DAYS));
        orders(false);
        List<Phrase> phrases = new ArrayList<>();
        gather(board.start(Optional.empty()), phrases);
        gather(board.regions(), phrases);
        board.seriesKeys().forEach(key -> gather(board.series(key.id()).orElseThrow(), phrases));
        gather(board.alerts(), phrases);
        gather(board.loop(), phrases);
        for (Sightings.Side side : Sightings.Side.values()) {
            gather(board.sightings(side, Party.ORIGIN), phrases);
        }
        assertThat(phrases).hasSizeGreaterThan(20);
        assertThat(phrases).allSatisfy(p -> assertThat(p.code()).as(p.text()).isNotEqualTo(Phrase.PLAIN));
    }

    /** All sentences in a record, however deep. */
    private static void gather(Object value, List<Phrase> out) {
        switch (value) {
            case Phrase phrase -> {
                out.add(phrase);
                phrase.parts().values().forEach(part -> gather(part, out));
            }
            case Iterable<?> many -> many.forEach(one -> gather(one, out));
            case Optional<?> maybe -> maybe.ifPresent(one -> gather(one, out));
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    try {
                        component.getAccessor().setAccessible(true);
                        Object inner = component.getAccessor().invoke(record);
                        if (inner != null) {
                            gather(inner, out);
                        }
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                }
            }
            default -> {}
        }
    }

    /** The rule that keeps origins in is named; a policy that lets the place out fills the map, apart from victims. */
    @Test
    void originsAreShownOnlyFromCellsThatTellAPlaceElseTheRuleIsNamed() {
        report(0);
        desk.round(day(1));
        Sightings held = board.sightings(Sightings.Side.ORIGIN, Party.ORIGIN);
        assertThat(held.places()).isEmpty();
        assertThat(held.missing()).extracting(Phrase::code).containsExactly("sightings.held");
        assertThat(held.missing().getFirst().text()).contains("test", "dimensions");
        desk.report(placed(1, "AU", 5, AttackType.SCAN_SYN));
        desk.report(placed(1, "BR", 7, AttackType.BACKSCATTER_TCP));
        report(1);
        desk.round(day(2));
        Sightings shown = board.sightings(Sightings.Side.ORIGIN, Party.ORIGIN);
        assertThat(shown.places()).extracting(p -> p.country().code()).containsExactly("AU");
        assertThat(shown.places().getFirst().count()).hasValue(15);
        assertThat(shown.spoofable()).isTrue();
        assertThat(board.sightings(Sightings.Side.SENSOR, Party.VICTIM).party()).isEqualTo(Party.VICTIM);
    }

    @Test
    @DisplayName("K-9: places rank by what was watched, not by raw packets")
    void aSmallTelescopeUnderHeavyAttackRanksAboveALargeOneAndAnOutageIsNoFall() {
        for (int day = 0; day < 14; day++) {
            desk.report(sized("tokyo", HOME, 1, day, 50, 16, 1));
            boolean half = day >= 7;
            desk.report(sized("oregon", new Country("US"), 2, day, half ? 100 : 200, 256, half ? 0.5 : 1));
        }
        desk.round(day(14));
        Sightings seen = board.sightings(Sightings.Side.SENSOR, Party.ORIGIN);
        assertThat(seen.rateUnit()).hasValue("packets per address and day");
        assertThat(seen.places()).extracting(p -> p.country().code()).containsExactly("JP", "US");
        Sightings.Place us = seen.places().getLast();
        assertThat(us.count().orElseThrow()).isGreaterThan(seen.places().getFirst().count().orElseThrow());
        assertThat(us.rate().orElseThrow()).isCloseTo(600.0 / 256, within(1e-9));
        assertThat(us.previousRate().orElseThrow()).as("the outage").isCloseTo(us.rate().orElseThrow(), within(1e-9));
        assertThat(us.againstBaseline().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(board.regions().rates()).extracting(r -> r.region()).containsExactly("tokyo", "oregon");
        assertThat(board.regions().rateUnit()).isEqualTo("sources per address and day");
    }

    @Test
    @DisplayName("K-9: where a size is not known all places are told by sensor, and why")
    void oneUnknownSizeMakesAllRatesThoseBySensor() {
        for (int day = 0; day < 8; day++) {
            desk.report(sized("tokyo", HOME, 1, day, 50, 0, 1));
            desk.report(sized("oregon", new Country("US"), 2, day, 200, 256, 0.2));
        }
        desk.round(day(8));
        Sightings seen = board.sightings(Sightings.Side.SENSOR, Party.ORIGIN);
        assertThat(seen.rateUnit()).hasValue("packets per sensor and day");
        assertThat(seen.places()).extracting(p -> p.country().code()).containsExactly("JP", "US");
        assertThat(seen.places().getFirst().rate()).hasValue(150);
        assertThat(seen.places().getLast().rate()).as("missing is not zero").isEmpty();
        assertThat(seen.places().getLast().count()).isPresent();
        assertThat(seen.missing()).extracting(Phrase::code).contains("missing.addresses", "missing.half");
        assertThat(seen.missing()).extracting(Phrase::code).doesNotContain(Phrase.PLAIN);
    }

    private static EpochReport sized(
            String sensor, Country country, int node, int day, long sources, int addresses, double share) {
        Epoch window = Epoch.containing(day(day), Duration.ofDays(1));
        List<Statistic> cells = List.of(
                MadeCounts.cell(window, sensor, AttackType.SCAN_SYN, Service.tcp(445), sources),
                MadeCounts.cell(window, sensor, AttackType.SCAN_SYN, Service.ANY, sources),
                MadeCounts.cell(window, sensor, AttackType.ALL_ORIGIN, Service.ANY, sources));
        Uptime uptime = new Uptime(sensor, window, share, addresses, share < 1 ? OUT : "");
        return MadeCounts.report(node, country, day + 1L, cells, uptime);
    }

    private static EpochReport placed(int day, String place, long sources, AttackType type) {
        Epoch window = Epoch.containing(day(day), Duration.ofDays(1));
        CellKey key = new CellKey(
                window, "lima", type, Service.tcp(445), Tool.NONE, new Country(place), Asn.UNKNOWN);
        return new EpochReport(
                NodeId.of(9 + place.charAt(0), new Random(place.charAt(0))),
                "lima",
                new Country("PE"),
                1,
                1,
                window,
                0,
                false,
                "open",
                "01",
                "",
                "1",
                List.of(new Statistic(key, Map.of(Metric.PACKETS, new Measure.Count(3 * sources)))),
                List.of(new Uptime("lima", window, 1, 1, "")),
                Suppressed.NOTHING);
    }

    private void report(int day) {
        desk.report(report("tokyo", HOME, 1, day, 100 + 10 * (day % 7)));
        desk.report(report("oregon", new Country("US"), 2, day, 80 + 5 * (day % 5)));
    }

    private static EpochReport report(String sensor, Country country, int node, int day, long sources) {
        return sized(sensor, country, node, day, sources, 1, 1);
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }

    /** a room that cannot be opened leaves no store of another open: a closed one has no write-ahead log. */
    @Test
    void whereOneRoomCannotBeOpenedTheStoresOpenedBeforeItAreClosed() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path secret = Files.writeString(other.resolve("machines.secret"), "no secret");
        assertThatThrownBy(() -> MadeUpDesk.in(other, MadeUpDesk.settings(FIRST), around))
                .isInstanceOf(RuntimeException.class);
        assertThat(other.resolve("ledger.db")).exists();
        try (Stream<Path> files = Files.list(other)) {
            assertThat(files).noneMatch(f -> f.toString().endsWith("-wal"));
        }
        Files.delete(secret);
        MadeUpDesk.in(other, MadeUpDesk.settings(FIRST), around).close();
    }
}
