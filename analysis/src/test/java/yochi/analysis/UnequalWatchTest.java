package yochi.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.ExposedCounts;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.analysis.locality.LocalityAnalysis;
import yochi.analysis.similarity.SimilarityAnalysis;
import yochi.analysis.trend.ChangeAnalysis;
import yochi.analysis.trend.TrendAnalysis;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Measure;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("K-9: neither outages nor the size of a telescope pass for attacks, in any analysis")
class UnequalWatchTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final int DAYS = 28;
    private static final Service SSH = Service.tcp(22);
    private static final Service SMB = Service.tcp(445);
    private static final Region SG = new Region("SG");
    private static final Region PL = new Region("PL");

    private static Epoch day(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    /** So many sources of the service, one packet each, all over the day; other regions' have other numbers. */
    private static void come(Reports to, int number, int sources, Service service, long from) {
        for (int i = 0; i < sources; i++) {
            long second = day(number).startSecond() + (long) i * Epoch.DAY / sources;
            to.packet(second, from + number * 10_000L + i, AttackType.SCAN_SYN, service);
        }
    }

    private static Cube cube(Reports... regions) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        Stream.of(regions).flatMap(r -> r.all().stream()).forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    private static Finding.Trend total(Cube cube) {
        return new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS)
                .analyse(cube).stream()
                        .filter(t -> t.attackType() == AttackType.ALL_ORIGIN)
                        .findFirst()
                        .orElseThrow();
    }

    /** Ten days at the end that the sensor watched for six tenths: six tenths of the sources. */
    private static Reports withOutage() {
        Reports sg = new Reports("SG", "sg");
        for (int d = 0; d < DAYS; d++) {
            boolean cut = d >= DAYS - 10;
            come(sg, d, cut ? 60 : 100, SSH, 1);
            sg.watched(day(d), cut ? 0.6 : 1);
        }
        return sg;
    }

    @Test
    void anOutageIsNoTrend() {
        Finding.Trend trend = total(cube(withOutage()));
        assertThat(trend.label()).isEqualTo(Finding.Label.FLAT);
        assertThat(trend.slopePerDay()).isCloseTo(0, within(1e-9));
        assertThat(trend.missing()).anyMatch(m -> m.contains("watched 85.7 % of the window"));
    }

    @Test
    void anOutageIsNoChangeOfLevelAndNoForecastOfFewerSources() {
        Cube cube = cube(withOutage());
        assertThat(new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS).analyse(cube)).isEmpty();
        List<Forecast> forecasts = new ForecastAnalysis(ForecastAnalysis.Settings.DEFAULTS).analyse(cube, List.of(SG));
        assertThat(forecasts.stream().filter(f -> f.method().equals(ForecastAnalysis.METHOD)))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(((Prediction.Quantiles) f.prediction()).median())
                .isCloseTo(100, within(1.0)));
    }

    @Test
    void aTelescopeThatDoublesIsNoTrendAndTheChangeIsTold() {
        Reports sg = new Reports("SG", "sg").addresses(day(0), 64).addresses(day(14), 128);
        for (int d = 0; d < DAYS; d++) {
            come(sg, d, d < 14 ? 50 : 100, SSH, 1);
        }
        Cube cube = cube(sg);
        Finding.Trend trend = total(cube);
        assertThat(trend.label()).isEqualTo(Finding.Label.FLAT);
        assertThat(trend.missing()).contains("SG: watched 64 to 128 addresses within the span; compared as rates");
        assertThat(new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS).analyse(cube)).isEmpty();
    }

    @Test
    void whereASizeIsNotKnownDaysCompareBySensors() {
        Reports sg = new Reports("SG", "sg").addresses(day(0), 64).addresses(day(14), 0);
        for (int d = 0; d < DAYS; d++) {
            come(sg, d, 50, SSH, 1);
            sg.watched(day(d), d == 20 ? 0.5 : 1);
        }
        ExposedCounts daily = cube(sg).dailyExposedSources(SG, Cell.ALL_ORIGIN, DAYS);
        assertThat(daily.byAddress()).isFalse();
        assertThat(daily.exposure()[20]).isCloseTo(0.5, within(1e-9));
        assertThat(daily.exposure()[19]).isCloseTo(1, within(1e-9));
        assertThat(daily.changed("SG")).isEmpty();
    }

    /** SG is ten times as large as PL; SG's network lets tcp/445 not through. */
    private static Cube largeAndSmall() {
        Reports sg = new Reports("SG", "sg").addresses(day(0), 640).operator("one");
        Reports pl = new Reports("PL", "pl").addresses(day(0), 64).operator("one");
        for (int d = 0; d < DAYS; d++) {
            for (int port = 1; port <= 12; port++) {
                come(sg, d, 40, Service.tcp(port), 1_000_000L * port);
                come(pl, d, 4, Service.tcp(port), 1_000_000L * port + 500_000);
            }
            come(pl, d, 20, SMB, 50_000_000L);
            sg.closed(day(d), SMB);
        }
        return cube(sg, pl);
    }

    @Test
    void regionsOfUnequalSizeHaveTheSameRate() {
        Cube cube = largeAndSmall();
        Cell cell = new Cell(AttackType.SCAN_SYN, Service.tcp(3));
        assertThat(cube.packetRate(SG, cell, day(7)).count())
                .isEqualTo(10 * cube.packetRate(PL, cell, day(7)).count());
        assertThat(cube.packetRate(SG, cell, day(7)).perAddressDay())
                .isCloseTo(cube.packetRate(PL, cell, day(7)).perAddressDay(), within(1e-9));
    }

    @Test
    void aServiceThatTheOtherNetworkLetsNotThroughIsMissingThereAndNothingPeculiarHere() {
        Cube cube = largeAndSmall();
        assertThat(cube.sources(SG, new Cell(AttackType.SCAN_SYN, SMB), day(7))).isInstanceOf(Measure.Missing.class);
        LocalityAnalysis locality = new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS);
        assertThat(locality.analyse(cube, cube.lastDays(7))).isEmpty();
        Finding.Similarity pair = new SimilarityAnalysis().analyse(cube, cube.lastDays(7)).getFirst();
        assertThat(pair.mix().orElseThrow()).as("of what both could observe").isEqualTo(1);
    }
}
