package yochi.analysis.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("A-14 A-15 P of an attack that is new elsewhere to reach home")
class SpreadForecastTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final List<String> COUNTRIES = List.of("BR", "JP", "PL", "SG");
    static final int DAYS = 70;
    private static final int FIRST_PORT = 2000;
    private static final Region JP = new Region("JP");

    static long second(int day, int of, int all) {
        return FIRST.startSecond() + (long) day * Epoch.DAY + (long) of * Epoch.DAY / Math.max(1, all);
    }

    /** Something new every day: at PL first; what brings many sources comes to all others soon, else to none. */
    static Map<String, Reports> world(int days, int changed) {
        Map<String, Reports> out = new TreeMap<>();
        COUNTRIES.forEach(c -> out.put(c, new Reports(c, c.toLowerCase(Locale.ROOT))));
        SplittableRandom random = new SplittableRandom(1);
        boolean[] strong = new boolean[DAYS];
        for (int k = 0; k < DAYS; k++) {
            strong[k] = random.nextBoolean();
        }
        out.forEach((country, reports) -> {
            for (int day = 0; day < days; day++) {
                for (int k = 0; k < 20; k++) {
                    reports.packet(second(day, k, 20), 100L + k, AttackType.SCAN_SYN, Service.tcp(22));
                }
                for (int born = 8; born <= day; born++) {
                    int late = List.of("PL", "JP", "BR", "SG").indexOf(country) + 1;
                    boolean here = country.equals("PL") || (strong[born] && day >= born + late);
                    int sources = here && day < born + 20 ? (strong[born] ? 40 : 1) : 0;
                    if (day >= changed) {
                        sources = country.equals("SG") ? 30 : 0;
                    }
                    for (int k = 0; k < sources; k++) {
                        reports.packet(
                                second(day, k, sources),
                                10_000L * born + k,
                                AttackType.SCAN_SYN,
                                Service.tcp(FIRST_PORT + born));
                    }
                }
            }
        });
        return out;
    }

    private static Cube cube(Map<String, Reports> world) {
        return builder(world).build(Instant.EPOCH);
    }

    static CubeBuilder builder(Map<String, Reports> world) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        List<yochi.core.model.EpochReport> all = new ArrayList<>();
        world.values().forEach(r -> all.addAll(r.all()));
        all.forEach(builder::add);
        return builder;
    }

    @Test
    void whatLooksLikeEarlierOnesThatCameIsLikelyAndTheOthersAreNot() {
        SpreadForecast forecast = new SpreadForecast(cube(world(DAYS, 999)));
        List<SpreadForecast.Told> told = new ArrayList<>();
        for (int day = 50; day + 3 <= DAYS; day++) {
            told.addAll(forecast.told(day, 3, List.of(JP)));
        }
        double came = told.stream().filter(forecast::came).mapToDouble(SpreadForecast.Told::probability).average()
                .orElseThrow();
        double stayed = told.stream().filter(t -> !forecast.came(t)).mapToDouble(SpreadForecast.Told::probability)
                .average().orElseThrow();
        assertThat(came).isGreaterThan(0.5);
        assertThat(stayed).isLessThan(0.15);
        assertThat(brier(forecast, told, false)).isLessThan(0.75 * brier(forecast, told, true));
    }

    private static double brier(SpreadForecast forecast, List<SpreadForecast.Told> told, boolean rival) {
        return told.stream()
                .mapToDouble(t -> {
                    double p = rival ? t.base().getOrDefault(SpreadForecast.BASE_RATE, 0.0) : t.probability();
                    return Math.pow(p - (forecast.came(t) ? 1 : 0), 2);
                })
                .average()
                .orElseThrow();
    }

    @Test
    void anotherFutureGivesTheSameChances() {
        SpreadForecast one = new SpreadForecast(cube(world(DAYS, 999)));
        SpreadForecast other = new SpreadForecast(cube(world(DAYS, 55)));
        for (int horizon : SpreadForecast.HORIZONS) {
            assertThat(other.told(55, horizon, List.of(JP)))
                    .isNotEmpty()
                    .isEqualTo(one.told(55, horizon, List.of(JP)));
        }
    }

    @Test
    void forecastsSpeakOfTheDaysBehindTheCubeBesideTheirRivals() {
        Cube cube = cube(world(DAYS, 999));
        List<Forecast> all = SpreadForecast.analyse(cube, List.of(JP));
        assertThat(all).isNotEmpty().allSatisfy(f -> {
            assertThat(f.question().from()).isEqualTo(cube.days().getLast().end());
            assertThat(f.question().region()).isEqualTo(JP);
            assertThat(f.question().metric()).isEqualTo(Metric.SOURCES);
            assertThat(f.question().service().number()).isGreaterThanOrEqualTo(FIRST_PORT);
            assertThat(f.prediction()).isInstanceOf(Prediction.Probability.class);
            assertThat(f.rivals())
                    .extracting(Prediction.Rival::name)
                    .containsExactly(SpreadForecast.BASE_RATE, SpreadForecast.HOME_RATE);
        });
        assertThat(all).extracting(Forecast::method).containsOnly(SpreadForecast.METHOD);
        assertThat(all.stream()
                        .map(f -> (f.question().to().getEpochSecond()
                                        - f.question().from().getEpochSecond())
                                / Epoch.DAY)
                        .distinct())
                .containsExactly(1L, 3L, 7L);
    }

    @Test
    void withFewEarlierOnesOnlyTheirShareIsTold() {
        SpreadForecast forecast = new SpreadForecast(cube(world(10, 999)));
        List<SpreadForecast.Told> told = forecast.told(10, 1, List.of(JP));
        assertThat(told).isNotEmpty().allSatisfy(t -> assertThat(t.probability())
                .isCloseTo(t.base().getOrDefault(SpreadForecast.BASE_RATE, -1.0), within(1e-12)));
        assertThat(SpreadForecast.analyse(cube(world(10, 999)), List.of(JP)).getFirst().missing())
                .contains("few earlier new attacks; only the share of those that came is told");
    }

    @Test
    void anEmptyCubeSaysNothing() {
        assertThat(SpreadForecast.analyse(Cube.builder(Grouping.COUNTRY).build(Instant.EPOCH), List.of(JP)))
                .isEmpty();
    }
}
