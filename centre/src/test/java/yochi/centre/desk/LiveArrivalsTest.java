package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.spread.SpreadForecast;
import yochi.centre.MadeOrders;
import yochi.centre.ledger.Sealed;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EventLog;
import yochi.core.model.Prediction;
import yochi.core.model.Ticker;

@DisplayName("A-14 A-18 arrivals at a live centre, whose rounds never end at midnight")
class LiveArrivalsTest {
    private static final Instant FIRST = Instant.parse("2026-05-04T00:00:00Z");
    private static final Country HOME = MadeOrders.HOME;
    private static final int DAYS = 30;

    @TempDir
    Path folder;

    private Instant now = FIRST;
    private Desk desk;

    @BeforeEach
    void open() {
        desk = MadeUpDesk.in(
                folder,
                MadeUpDesk.settings(FIRST).withForecast(new ForecastAnalysis.Settings(2, 14, 60, 1, 3)),
                new Around(() -> now, Ticker.system(), new Random(5), EventLog.none()));
        for (int day = 0; day < DAYS; day++) {
            report(day, 0);
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** The last one: begun at midnight, done after it, so that the day has begun by the clock alone. */
    @ParameterizedTest
    @CsvSource({"PT7M", "PT13H20M", "PT0S"})
    void everyDayArrivalsAreSealedFromTheNextMidnightOnAndScoredAndNoneIsMissing(Duration after) {
        List<Sealed> first = arrivals(round(DAYS, after));
        assertThat(first).hasSize(6).allSatisfy(s -> {
            assertThat(s.forecast().question().from()).isEqualTo(day(DAYS + 1));
            assertThat(s.forecast().method()).isEqualTo(SpreadForecast.NEXT_DAY_METHOD);
            assertThat(s.sealedAt()).isBefore(day(DAYS + 1));
        });
        for (int day = DAYS; day < DAYS + 5; day++) {
            report(day, day > DAYS ? 9 : 0);
            round(day + 1, after);
        }
        Map<String, Boolean> came = new TreeMap<>();
        desk.ledger().book(1000).recent().stream()
                .filter(t -> first.contains(t.sealed()) && t.score().isPresent())
                .forEach(t -> came.put(name(t.sealed()), t.score().orElseThrow().outcome() > 0));
        assertThat(came).isEqualTo(Map.of("tokyo 1", true, "tokyo 3", true, "osaka 1", false, "osaka 3", false));
        // Days of the rule: both sensors' three spans on the first two, then Osaka's alone.
        assertThat(counted("eligible")).isEqualTo(2 * 6 + 3 * 3);
        assertThat(counted("missing")).isZero();
        assertThat(desk.ledger().verify(List.of())).isEmpty();
    }

    @Test
    void whatCameThisMorningIsNoArrivalAnyMore() {
        Epoch morning = new Epoch(day(DAYS).getEpochSecond() + 9L * Epoch.HOUR, Epoch.HOUR);
        desk.report(SensorDay.report("tokyo", HOME, morning, 4));
        assertThat(arrivals(round(DAYS, Duration.ofMinutes(800))))
                .extracting(LiveArrivalsTest::name)
                .containsExactlyInAnyOrder("osaka 1", "osaka 3", "osaka 7");
    }

    @Test
    void whatCameOnTheDayUnderWayAloneIsNotCountedAsComing() {
        List<Sealed> first = arrivals(round(DAYS, Duration.ofMinutes(7)));
        for (int day = DAYS; day < DAYS + 4; day++) {
            report(day, day == DAYS ? 9 : 0);
        }
        round(DAYS + 4, Duration.ofMinutes(7));
        assertThat(desk.ledger().book(1000).recent())
                .filteredOn(t -> first.contains(t.sealed()) && t.score().isPresent())
                .hasSize(4)
                .allSatisfy(t -> assertThat(t.score().orElseThrow().outcome()).isZero());
    }

    private Desk.Done round(int day, Duration after) {
        Instant until = day(day).plus(after);
        now = until.plusSeconds(23);
        return desk.round(until);
    }

    private static List<Sealed> arrivals(Desk.Done done) {
        return done.sealed().stream()
                .filter(s -> s.forecast().prediction() instanceof Prediction.Probability)
                .toList();
    }

    private static String name(Sealed sealed) {
        Prediction.Question q = sealed.forecast().question();
        return q.region() + " " + Duration.between(q.from(), q.to()).toDays();
    }

    private long counted(String what) {
        return desk.ledger().published(0, 10_000).stream()
                .filter(line -> line.kind().equals("day"))
                .map(line -> JsonMapper.shared().readTree(line.body().orElseThrow()))
                .filter((JsonNode body) -> body.path("kind").stringValue().equals("arrivals"))
                .mapToLong((JsonNode body) -> body.path(what).asLong())
                .sum();
    }

    /** Something new is seen in Oregon from the 26th day on, and at Tokyo as told. */
    private void report(int day, long tokyo) {
        desk.report(SensorDay.report("tokyo", HOME, day(day), tokyo));
        desk.report(SensorDay.report("osaka", HOME, day(day), 0));
        desk.report(SensorDay.report("oregon", new Country("US"), day(day), day >= 25 ? 20 : 0));
    }

    private static Instant day(int n) {
        return FIRST.plus(Duration.ofDays(n));
    }
}
