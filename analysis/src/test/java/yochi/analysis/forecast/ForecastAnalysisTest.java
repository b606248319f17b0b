package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** */
class ForecastAnalysisTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2013-05-01T00:00:00Z").getEpochSecond(), Epoch.DAY);

    private static Reports reports(int days, int gapFrom, int gapTo) {
        Reports reports = new Reports("JP", "t");
        Random random = new Random(1);
        long source = 0;
        Epoch day = FIRST;
        for (int d = 0; d < days; d++, day = day.next()) {
            if (d >= gapFrom && d < gapTo) {
                reports.watched(day, 0);
                continue;
            }
            long n = 40L + (d % 7 == 5 ? 40 : 0) + random.nextInt(9);
            for (int i = 0; i < n; i++) {
                reports.packet(day.startSecond() + i, source++, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
            }
        }
        return reports;
    }

    private static Cube cube(Reports reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.all().forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    private static List<Forecast> total(Cube cube) {
        return new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS)
                .analyse(cube, List.of(new Region("t"))).stream()
                        .filter(f -> f.question().attackType() == AttackType.ALL_ORIGIN)
                        .filter(f -> f.method().equals(ForecastAnalysis.METHOD))
                        .toList();
    }

    private static Prediction.Quantiles quantiles(Prediction prediction) {
        return (Prediction.Quantiles) prediction;
    }

    @Test
    void everyDayAheadHasAscendingQuantilesAndThreeRivals() {
        Cube cube = cube(reports(60, 0, 0));
        List<Forecast> forecasts = total(cube);
        assertThat(forecasts).hasSize(7);
        for (int h = 0; h < 7; h++) {
            Forecast f = forecasts.get(h);
            assertThat(f.question().from()).isEqualTo(cube.until().plusSeconds(h * 86_400L));
            assertThat(List.copyOf(quantiles(f.prediction()).quantiles().values())).isSorted();
            assertThat(f.rivals())
                    .extracting(Prediction.Rival::name)
                    .containsExactly("7-day mean", "seasonal naive", "AR(7)");
            assertThat(f.informationUntil()).isEqualTo(cube.until());
        }
    }

    @Test
    void aWeeklySeasonIsLearnt() {
        List<Forecast> forecasts = total(cube(reports(63, 0, 0)));
        assertThat(quantiles(forecasts.get(5).prediction()).median()).isBetween(70.0, 90.0);
        assertThat(quantiles(forecasts.get(4).prediction()).median()).isBetween(38.0, 50.0);
    }

    @Test
    void aGapIsNotTakenForSilence() {
        List<Forecast> forecasts = total(cube(reports(63, 50, 63)));
        assertThat(quantiles(forecasts.get(0).prediction()).median()).isGreaterThan(35);
        assertThat(forecasts.get(0).missing()).anyMatch(s -> s.contains("13 of 63 days"));
    }

    @Test
    void aShortHistoryGivesNoForecast() {
        assertThat(total(cube(reports(10, 0, 0)))).isEmpty();
    }

    @Test
    void theSameCubeGivesTheSameForecast() {
        assertThat(total(cube(reports(40, 0, 0)))).isEqualTo(total(cube(reports(40, 0, 0))));
    }

    @Test
    void whatComesLaterChangesNoForecast() {
        Cube all = cube(reports(63, 0, 0));
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports(63, 0, 0).all().forEach(builder::add);
        Cube then = builder.build(all.days().get(49).end(), Instant.EPOCH);
        assertThat(total(then)).isNotEmpty().isEqualTo(total(cube(reports(50, 0, 0))));
    }

    @Test
    void theHoursOfTheNextDayFollowTheRhythmOfTheDay() {
        Cube cube = cube(reports(40, 0, 0));
        List<Forecast> hours = new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS)
                .analyse(cube, List.of(new Region("t"))).stream()
                        .filter(f -> f.method().equals(ForecastAnalysis.HOURLY_METHOD))
                        .toList();
        assertThat(hours).hasSize(24);
        assertThat(hours.getFirst().question().from()).isEqualTo(cube.until());
        assertThat(hours.getLast().question().to()).isEqualTo(cube.until().plusSeconds(86_400));
        assertThat(quantiles(hours.getFirst().prediction()).median()).isGreaterThan(20);
        assertThat(quantiles(hours.get(12).prediction()).median()).isLessThan(3);
        assertThat(hours.getFirst().rivals())
                .extracting(Prediction.Rival::name)
                .containsExactly("24-hour mean", "seasonal naive", "AR(24)");
    }

    @Test
    void aCountryOfTwoRegionsIsToldAsTheirSum() {
        Reports other = new Reports("JP", "u");
        Random random = new Random(2);
        long source = 1_000_000;
        Epoch day = FIRST;
        for (int d = 0; d < 60; d++, day = day.next()) {
            for (int i = 0; i < 100 + random.nextInt(9); i++) {
                other.packet(day.startSecond() + i, source++, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
            }
        }
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports(60, 0, 0).all().forEach(builder::add);
        other.all().forEach(builder::add);
        Cube cube = builder.build(Instant.EPOCH);
        List<Forecast> all = new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS)
                .analyse(cube, cube.regionsOf(new Country("JP")));
        Prediction.Question home = new Prediction.Question(
                new Region("JP"),
                AttackType.ALL_ORIGIN,
                Service.ANY,
                Metric.SOURCES,
                cube.until(),
                cube.until().plusSeconds(86_400));
        double sum = all.stream()
                .filter(f -> f.question().equals(home))
                .mapToDouble(f -> quantiles(f.prediction()).median())
                .sum();
        double parts = all.stream()
                .filter(f -> f.question().from().equals(home.from()) && f.question().to().equals(home.to()))
                .filter(f -> f.question().attackType() == AttackType.ALL_ORIGIN)
                .filter(f -> !f.question().region().equals(home.region()))
                .mapToDouble(f -> quantiles(f.prediction()).median())
                .sum();
        assertThat(sum).isBetween(.95 * parts, 1.05 * parts);
        assertThat(new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS).analyse(cube, List.of(new Region("t"))))
                .noneMatch(f -> f.question().region().equals(home.region()));
    }
}
