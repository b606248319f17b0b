package yochi.centre.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** X-3a: what may be told to everybody, and what not. */
class OpenCountsTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 40;
    private static final OpenSettings SETTINGS = OpenSettings.defaults();

    private final CubeBuilder builder = Cube.builder(Grouping.SENSOR);

    @Test
    @DisplayName("X-3a: a day is told when it is a week old, and no day sooner")
    void countsAreDelayed() {
        reports("tokyo", 123);
        OpenCounts counts = new OpenCounts(SETTINGS);
        List<OpenStatistics.Count> told = counts.of(cube());
        LocalDate last = LocalDate.parse("2026-01-01").plusDays(DAYS - 7 - 1);
        assertThat(counts.until(cube())).contains(last);
        assertThat(told).isNotEmpty().allSatisfy(c -> assertThat(c.day()).isBeforeOrEqualTo(last));
        assertThat(told).anySatisfy(c -> assertThat(c.day()).isEqualTo(last));
    }

    @Test
    void countsAreRoundedAndFewOnesWithheldAsIsNone() {
        reports("tokyo", 127);
        reports("osaka", 9);
        List<OpenStatistics.Count> told = new OpenCounts(SETTINGS).of(cube());
        assertThat(told).filteredOn(c -> c.kind() == AttackType.ALL_ORIGIN).allSatisfy(c -> {
            assertThat(c.addresses()).hasValue(130);
            assertThat(c.least()).as("two sensors: the larger one is told").isTrue();
        });
        OpenCounts strict = new OpenCounts(new OpenSettings(
                SETTINGS.delay(), 200, 10, 90, 60, SETTINGS.licence(), SETTINGS.licenceAddress(), Optional.empty()));
        assertThat(strict.of(cube())).allSatisfy(c -> {
            assertThat(c.addresses()).isEmpty();
            assertThat(c.why()).contains(OpenStatistics.Why.FEW);
        });
    }

    @Test
    void aDayThatNobodyWatchedIsSaidSoAndIsNoZero() {
        for (int day = 0; day < DAYS; day++) {
            builder.add(report("tokyo", day, 100, day == 5 ? 0.1 : 1), FIRST);
        }
        List<OpenStatistics.Count> told = new OpenCounts(SETTINGS).of(cube());
        assertThat(told)
                .filteredOn(c -> c.day().equals(LocalDate.parse("2026-01-06")))
                .isNotEmpty()
                .allSatisfy(c -> {
                    assertThat(c.addresses()).isEmpty();
                    assertThat(c.why()).contains(OpenStatistics.Why.UNWATCHED);
                });
    }

    @Test
    void aWeekIsComparedWithTheWeeksBeforeIt() {
        for (int day = 0; day < DAYS; day++) {
            builder.add(report("tokyo", day, day < DAYS - 14 ? 100 : 300, 1), FIRST);
        }
        assertThat(new OpenCounts(SETTINGS).usual(cube()))
                .containsExactly(new OpenStatistics.Usual(new Country("JP"), 3.0));
    }

    @Test
    void noDayIsToldBeforeTheFirstIsOldEnough() {
        builder.add(report("tokyo", 0, 100, 1), FIRST);
        Cube young = builder.build(day(1), day(1));
        OpenCounts counts = new OpenCounts(SETTINGS);
        assertThat(counts.until(young)).isEmpty();
        assertThat(counts.of(young)).isEmpty();
        assertThat(counts.usual(young)).isEmpty();
    }

    private void reports(String sensor, long sources) {
        for (int day = 0; day < DAYS; day++) {
            builder.add(report(sensor, day, sources, 1), FIRST);
        }
    }

    private Cube cube() {
        return builder.build(day(DAYS), day(DAYS));
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    private static EpochReport report(String sensor, int day, long sources, double share) {
        Epoch window = Epoch.containing(day(day), Duration.ofDays(1));
        CellKey key = new CellKey(
                window, sensor, AttackType.ALL_ORIGIN, Service.ANY, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
        Measure distinct = new Measure.DistinctCount(sources, sources, sources);
        return new EpochReport(
                NodeId.of(sensor.length(), new Random(sensor.hashCode())),
                sensor,
                new Country("JP"),
                1,
                day + 1L,
                window,
                0,
                false,
                "test",
                "01",
                "",
                "1",
                List.of(new Statistic(
                        key, Map.of(Metric.PACKETS, new Measure.Count(3 * sources), Metric.SOURCES, distinct))),
                List.of(new Uptime(sensor, window, share, 256, share < 1 ? "outage" : "")),
                Suppressed.NOTHING);
    }
}
