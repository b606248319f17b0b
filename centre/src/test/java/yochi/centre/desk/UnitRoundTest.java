package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.ForecastBook;
import yochi.centre.ledger.Sealed;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastRecord;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.Prediction;
import yochi.core.model.Victim;

/** through the round, every registered prefix, network and sector is sealed each day and scored after. */
class UnitRoundTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAYS = 40;
    private static final String SITES = """
            sites:
              - {name: waterworks, sector: water, prefixes: [192.0.2.0/25, 192.0.2.0/26], asns: [AS64496], listed: [w],
                 stake: {cost: 1, loss: 20}}
              - {name: town, sector: government, prefixes: [192.0.2.0/24], listed: [t]}
              - {name: quiet, sector: power, prefixes: [198.51.100.0/24], asns: [AS64499], domains: [quiet.example]}
            """;

    @TempDir
    Path folder;

    private final Around around = MadeUpDesk.around(EventLog.none());
    private Desk desk;
    private DeskBoard board;
    private long sequence;

    @BeforeEach
    void open() throws IOException {
        desk = desk(folder);
        board = new DeskBoard(desk, around, MadeUpDesk.facts());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everyRegisteredUnitIsSealedEachDayQuietOnesTooAndNoVictimIsNamed() {
        history();
        List<Sealed> sealed = desk.foresee(day(DAYS));
        assertThat(regions(sealed))
                .containsOnlyKeys(
                        "JP", "AS64496", "AS64499", "192.0.2.0/25", "192.0.2.0/24", "198.51.100.0/24",
                        "sector:water", "sector:government", "sector:power");
        assertThat(sealed).hasSize(2 * 9);
        Map<String, Double> p = regions(sealed);
        assertThat(p.getOrDefault("192.0.2.0/25", 0.0)).isGreaterThan(p.getOrDefault("198.51.100.0/24", 1.0));
        assertThat(p.getOrDefault("192.0.2.0/25", 1.0)).isLessThanOrEqualTo(p.getOrDefault("sector:water", 0.0));
        orders(DAYS, "w");
        desk.foresee(day(DAYS + 1));
        desk.foresee(day(DAYS + 3));
        ForecastBook book = desk.ledger().book(100);
        // Days of the rule: 18 each on three days sealed, one day without a round.
        assertThat(book.eligible()).hasValue(3 * 18);
        assertThat(book.missing()).hasValue(18);
        assertThat(outcomes(book)).containsEntry("192.0.2.0/25", 1.0).containsEntry("sector:water", 1.0)
                .containsEntry("192.0.2.0/24", 0.0).containsEntry("198.51.100.0/24", 0.0);
        assertThat(desk.ledger().published(0, 1000).toString())
                .doesNotContain("192.0.2.", "198.51.100.", "64496", "waterworks")
                .contains("\\\"region\\\":\\\"prefix\\\"");
        assertThat(desk.ledger().verify(List.of(desk.ledger().head()))).isEmpty();
    }

    @Test
    void theBoardShowsEachUnitWithItsEvidenceSitesAndRecord() {
        history();
        desk.foresee(day(DAYS));
        orders(DAYS, "w");
        desk.foresee(day(DAYS + 1));
        ForecastBoard.Statement prefix = shown("192.0.2.0/25");
        assertThat(prefix.whom()).isEqualTo(ForecastBoard.Whom.PREFIX);
        assertThat(prefix.sites()).containsExactly("waterworks");
        assertThat(prefix.evidence().getFirst().text())
                .isEqualTo("Orders named 192.0.2.0/25 on 9 of 41 days watched, last on 2024-02-10.");
        assertThat(prefix.missing()).extracting(m -> m.code()).contains("missing.unit.names");
        assertThat(prefix.past().orElseThrow().skill()).isEmpty();
        assertThat(prefix.past().orElseThrow().independent()).isLessThan(ForecastBoard.Past.LEAST);
        assertThat(shown("sector:power").evidence().getFirst().code()).isEqualTo("evidence.history.none");
        assertThat(shown("198.51.100.0/24").missing()).extracting(m -> m.code()).contains("missing.unit.shrunk");
        ForecastRecord record = board.record();
        assertThat(record.values())
                .filteredOn(v -> v.group().contains("prefix") && v.who().equals("ours"))
                .allSatisfy(v -> {
                    assertThat(v.tooFew()).isTrue();
                    assertThat(v.n()).isPositive();
                    assertThat(v.curve()).allSatisfy(at -> assertThat(at.value()).isEmpty());
                })
                .isNotEmpty();
        assertThat(record.recipients()).isNotEmpty().allSatisfy(r -> {
            assertThat(r.who()).isEqualTo("waterworks");
            assertThat(r.ratio()).isEqualTo(0.05);
        });
    }

    /** Bad input: nothing known yet, days without a list, the same orders twice, a burst of targets. */
    @Test
    void anEmptyHistorySealsNothingAndBreaksNothing() {
        assertThat(desk.foresee(day(0))).isEmpty();
        assertThat(desk.round(day(1)).sealed()).isEmpty();
        orders(0, "w");
        assertThat(desk.foresee(day(1))).isEmpty();
        assertThat(desk.ledger().book(1).eligible()).isEmpty();
    }

    @Test
    void daysWithoutAListAreSaidAndAreNeitherHitNorQuiet() {
        history();
        for (int day = DAYS + 4; day < DAYS + 8; day++) {
            report(day, "LT");
        }
        List<Sealed> sealed = desk.foresee(day(DAYS + 8));
        assertThat(sealed).isNotEmpty().allSatisfy(s -> assertThat(s.forecast().missing())
                .contains("Orders were not watched on 4 of 48 days."));
        report(DAYS + 9, "LT");
        desk.foresee(day(DAYS + 10));
        assertThat(desk.ledger().book(1).reasons())
                .containsOnlyKeys("orders were not watched on 1 of 1 days");
    }

    @Test
    void theSameOrdersTwiceChangeNoProbability() {
        history();
        List<Sealed> once = desk.foresee(day(DAYS));
        try (Desk twice = again()) {
            Desk first = desk;
            desk = twice;
            history();
            history();
            List<Sealed> doubled = desk.foresee(day(DAYS));
            desk = first;
            assertThat(regions(doubled)).isEqualTo(regions(once));
        }
    }

    @Test
    void aBurstOfTargetsIsOneDayOfOrders() {
        history();
        String[] many = new String[5000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "t" + i;
        }
        many[0] = "w";
        orders(DAYS - 1, many);
        List<Sealed> sealed = desk.foresee(day(DAYS));
        assertThat(sealed).hasSize(2 * 9).allSatisfy(s -> assertThat(
                        ((Prediction.Probability) s.forecast().prediction()).value())
                .isBetween(0.0, 1.0));
    }

    private Desk again() {
        try {
            return desk(Files.createDirectory(folder.resolve("other")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Desk desk(Path place) throws IOException {
        Files.writeString(place.resolve("sites.yaml"), SITES);
        return MadeUpDesk.in(place, MadeUpDesk.settings(FIRST), around);
    }

    /** Forty days on which a list was read each day; the waterworks named on every fifth. */
    private void history() {
        for (int day = 0; day < DAYS; day++) {
            if (day % 5 == 0) {
                orders(day, "w");
            } else {
                report(day, "LT");
            }
        }
    }

    private static Map<String, Double> regions(List<Sealed> sealed) {
        return sealed.stream()
                .filter(s -> s.forecast().question().to().equals(s.forecast().question().from().plusSeconds(86_400)))
                .collect(Collectors.toMap(
                        s -> s.forecast().question().region().name(),
                        s -> ((Prediction.Probability) s.forecast().prediction()).value()));
    }

    private static Map<String, Double> outcomes(ForecastBook book) {
        return book.recent().stream()
                .filter(t -> t.score().isPresent() && t.sealed().forecast().question().from().equals(day(DAYS)))
                .filter(t -> t.sealed().forecast().question().to().equals(day(DAYS + 1)))
                .collect(Collectors.toMap(
                        t -> t.sealed().forecast().question().region().name(),
                        t -> t.score().orElseThrow().outcome()));
    }

    private ForecastBoard.Statement shown(String region) {
        return board.forecasts().open().stream()
                .filter(s -> s.question().region().name().equals(region))
                .filter(s -> s.question().to().equals(s.question().from().plusSeconds(86_400)))
                .findFirst()
                .orElseThrow();
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }

    /** A list of the day that names targets; it is over the day after. */
    private void orders(int day, String... targets) {
        report(day, "LT", "JP");
        List<Victim> victims = Stream.of(targets).map(MadeOrders::target).toList();
        Instant listed = day(day).plusSeconds(3600);
        desk.victims(MadeOrders.list(MadeOrders.NODE, ++sequence, listed, false, victims));
        desk.victims(MadeOrders.list(
                MadeOrders.NODE, ++sequence, listed.plus(Duration.ofDays(1)), true, victims));
    }

    private void report(int day, String... countries) {
        Epoch epoch = Epoch.containing(day(day), Duration.ofDays(1));
        desk.report(MadeOrders.read(MadeOrders.NODE, ++sequence, epoch, countries));
    }
}
