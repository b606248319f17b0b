package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** The cube; missing is not zero (design §5.7). */
class CubeTest {
    private static final Epoch MONDAY =
            Epoch.containing(Instant.parse("2013-05-13T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Service SSH = Service.tcp(22);
    private static final Cell CELL = new Cell(AttackType.TCP_UNSPECIFIED, SSH);
    private static final Region US = new Region("US");

    private static Reports sensor(String country, String name, Epoch day, long... sources) {
        Reports reports = new Reports(country, name).day(day);
        for (long source : sources) {
            reports.packet(day.startSecond() + source, source, AttackType.TCP_UNSPECIFIED, SSH);
        }
        return reports;
    }

    private static Cube cube(Grouping grouping, List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(grouping);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    private static long sources(Cube cube, String region, Cell cell, Epoch window) {
        return ((Measure.DistinctCount) cube.sources(new Region(region), cell, window)).estimate();
    }

    @Test
    void distinctSourcesOfACountryAreTheUnionOfItsSensors() {
        List<EpochReport> reports = new ArrayList<>(
                sensor("US", "east", MONDAY, 1, 2, 3).all());
        reports.addAll(sensor("US", "west", MONDAY, 3, 4).all());
        Cube cube = cube(Grouping.COUNTRY, reports);
        assertThat(cube.regions()).containsExactly(US);
        assertThat(sources(cube, "US", CELL, MONDAY)).isEqualTo(4);
        assertThat(Cube.number(cube.packets(US, CELL, MONDAY))).isEqualTo(5);
    }

    /** K-10, algorithms §6.3: what runs forgets sketches as the store does; the numbers of their sets stay. */
    @Test
    void sketchesReceivedBeforeAMomentAreForgottenAndTheirNumbersStay() {
        Instant first = Instant.parse("2026-11-21T00:00:00Z");
        Instant second = first.plusSeconds(3600);
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        sensor("US", "east", MONDAY, 1, 2, 3).all().forEach(r -> builder.add(r, first));
        sensor("US", "west", MONDAY, 3, 4).all().forEach(r -> builder.add(r, second));
        assertThat(builder.forgetSketches(first)).isEqualTo(Instant.MIN);
        assertThat(sources(builder.build(Instant.EPOCH), "US", CELL, MONDAY)).isEqualTo(4);
        assertThat(builder.forgetSketches(second)).isEqualTo(MONDAY.end());
        Cube after = builder.build(Instant.EPOCH);
        assertThat(after.sources(US, CELL, MONDAY)).isEqualTo(new Measure.DistinctCount(5, 3, 5));
        assertThat(Cube.number(after.packets(US, CELL, MONDAY))).isEqualTo(5);
        assertThat(builder.forgetSketches(second)).isEqualTo(MONDAY.end());
    }

    @Test
    void daySketchesOfOneKeyMergeIntoTheWeek() {
        Reports reports = sensor("JP", "t", MONDAY, 1, 2);
        reports.packet(MONDAY.next().startSecond(), 2, AttackType.TCP_UNSPECIFIED, SSH);
        reports.packet(MONDAY.next().startSecond(), 7, AttackType.TCP_UNSPECIFIED, SSH);
        Cube cube = cube(Grouping.SENSOR, reports.all());
        assertThat(sources(cube, "t", Cell.ALL_ORIGIN, new Epoch(MONDAY.startSecond(), Epoch.WEEK)))
                .isEqualTo(3);
        assertThat(cube.dailySources(new Region("t"), CELL)).containsExactly(2, 2);
    }

    @Test
    void sketchesOfTwoKeysGiveOnlyBounds() {
        Epoch sunday = new Epoch(MONDAY.startSecond() - Epoch.DAY, Epoch.DAY);
        Reports reports = sensor("JP", "t", MONDAY, 1, 2);
        reports.packet(sunday.startSecond(), 1, AttackType.TCP_UNSPECIFIED, SSH);
        Cube cube = cube(Grouping.SENSOR, reports.all());
        Measure both = cube.sources(new Region("t"), CELL, new Epoch(sunday.startSecond(), 2 * Epoch.DAY));
        assertThat(both).isEqualTo(new Measure.DistinctCount(3, 2, 3));
    }

    @Test
    void aFilteredServiceIsMissingOnThoseDaysAndNeverZero() {
        Epoch tuesday = MONDAY.next();
        Epoch both = new Epoch(MONDAY.startSecond(), 2 * Epoch.DAY);
        Reports reports = sensor("JP", "t", MONDAY, 1, 2).filtered(tuesday, SSH);
        reports.packet(tuesday.startSecond(), 9, AttackType.TCP_UNSPECIFIED, SSH);
        reports.packet(tuesday.startSecond(), 9, AttackType.TCP_UNSPECIFIED, Service.tcp(80));
        Cube cube = cube(Grouping.SENSOR, reports.all());
        Region t = new Region("t");
        assertThat(cube.sources(t, CELL, tuesday)).isEqualTo(new Measure.Missing("filtered: for the test"));
        assertThat(cube.packets(t, CELL, tuesday)).isInstanceOf(Measure.Missing.class);
        assertThat(cube.dailySources(t, CELL)).containsExactly(2, Double.NaN);
        assertThat(sources(cube, "t", CELL, both)).isEqualTo(2);
        assertThat(sources(cube, "t", new Cell(AttackType.TCP_UNSPECIFIED, Service.tcp(80)), tuesday))
                .isEqualTo(1);
        assertThat(cube.missing(t, tuesday)).contains("t: tcp/22 filtered: for the test");
        assertThat(cube.alike(t, both)).isFalse();
        assertThat(cube.alike(t, tuesday)).isTrue();
    }

    @Test
    void aCountryLacksAServiceThatOneOfItsSensorsFilters() {
        List<EpochReport> reports = new ArrayList<>(
                sensor("US", "east", MONDAY, 1, 2, 3).filtered(MONDAY, SSH).all());
        reports.addAll(sensor("US", "west", MONDAY, 3, 4).all());
        assertThat(cube(Grouping.COUNTRY, reports).sources(US, CELL, MONDAY)).isInstanceOf(Measure.Missing.class);
    }

    @Test
    void aRegionsOperatorIsKnownOnlyWhereAllItsSensorsTellTheSame() {
        List<EpochReport> reports = new ArrayList<>(
                sensor("US", "east", MONDAY, 1).operator("one").all());
        assertThat(cube(Grouping.COUNTRY, reports).operator(US)).contains("one");
        reports.addAll(sensor("US", "west", MONDAY, 3).all());
        Cube cube = cube(Grouping.COUNTRY, reports);
        assertThat(cube.operator(US)).isEmpty();
        assertThat(cube(Grouping.SENSOR, reports).operator(new Region("east"))).contains("one");
    }

    @Test
    void aDayWithoutReportIsMissingAndAQuietDayIsZero() {
        Reports reports = sensor("JP", "t", MONDAY, 1);
        Epoch wednesday = MONDAY.next().next();
        reports.day(wednesday).watched(wednesday.next(), 0.2).day(wednesday.next().next());
        Cube cube = cube(Grouping.SENSOR, reports.all());
        assertThat(cube.dailySources(new Region("t"), CELL)).containsExactly(1, Double.NaN, 0, Double.NaN, 0);
        assertThat(cube.missing(new Region("t"), wednesday.next()))
                .anyMatch(s -> s.contains("20.0 %"))
                .anyMatch(s -> s.contains("sensor was down"));
    }

    @Test
    void aSilentSensorLowersTheUptimeOfItsCountry() {
        Reports west = sensor("US", "west", MONDAY, 3);
        List<EpochReport> reports = new ArrayList<>(west.day(MONDAY.next()).all());
        reports.addAll(sensor("US", "east", MONDAY, 1).all());
        Cube cube = cube(Grouping.COUNTRY, reports);
        assertThat(cube.uptime(US, MONDAY)).isEqualTo(1);
        assertThat(cube.uptime(US, MONDAY.next())).isEqualTo(0.5);
    }

    @Test
    void orderAndRepetitionOfReportsDoNotMatter() {
        List<EpochReport> reports = new ArrayList<>();
        Random random = new Random(5);
        for (String name : List.of("a", "b", "c")) {
            Reports sensor = new Reports("US", name);
            for (int i = 0; i < 300; i++) {
                sensor.packet(
                        MONDAY.startSecond() + random.nextInt(9 * Epoch.DAY),
                        random.nextInt(80),
                        AttackType.TCP_UNSPECIFIED,
                        Service.tcp(random.nextInt(5)));
            }
            reports.addAll(sensor.all());
        }
        Cube sorted = cube(Grouping.COUNTRY, reports);
        List<EpochReport> twice = new ArrayList<>(reports);
        twice.addAll(reports);
        Collections.shuffle(twice, random);
        Cube shuffled = cube(Grouping.COUNTRY, twice);
        assertThat(shuffled.cells()).isEqualTo(sorted.cells());
        for (Cell cell : sorted.cells()) {
            assertThat(shuffled.dailySources(US, cell)).isEqualTo(sorted.dailySources(US, cell));
            assertThat(shuffled.dailyPackets(US, cell)).isEqualTo(sorted.dailyPackets(US, cell));
        }
    }

    @Test
    void aRevisionReplacesTheWindowAndALateReportAddsToIt() {
        Reports first = sensor("JP", "t", MONDAY, 1, 2);
        EpochReport release = first.report(MONDAY, 1, 0, false);
        EpochReport late = sensor("JP", "t", MONDAY, 2, 9).report(MONDAY, 2, 0, true);
        EpochReport revised = sensor("JP", "t", MONDAY, 1, 2, 3, 4).report(MONDAY, 3, 1, false);
        assertThat(sources(cube(Grouping.SENSOR, List.of(late, release)), "t", CELL, MONDAY))
                .isEqualTo(3);
        assertThat(sources(cube(Grouping.SENSOR, List.of(revised, late, release)), "t", CELL, MONDAY))
                .isEqualTo(4);
        assertThat(cube(Grouping.SENSOR, List.of(late, release)).uptime(new Region("t"), MONDAY))
                .isEqualTo(1);
    }

    @Test
    void nothingAfterUntilIsKnown() {
        Reports reports = sensor("JP", "t", MONDAY, 1).day(MONDAY.next());
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.all().forEach(builder::add);
        assertThat(builder.build(MONDAY.end(), Instant.EPOCH).days()).containsExactly(MONDAY);
        assertThat(builder.build(Instant.EPOCH).days()).hasSize(2);
    }

    /** Design 12: everything has a bound, and a counter of what was dropped. */
    @Test
    void whereMemoryIsShortTheOldestWindowsAreForgottenCountedAndSaid() {
        Reports reports = sensor("JP", "t", MONDAY, 1, 2, 3);
        for (int d = 1; d < 10; d++) {
            reports.packet(MONDAY.startSecond() + (long) d * Epoch.DAY, d, AttackType.TCP_UNSPECIFIED, SSH);
        }
        CubeBuilder all = Cube.builder(Grouping.SENSOR);
        reports.all().forEach(all::add);
        CubeBuilder builder = Cube.builder(Grouping.SENSOR).within(all.held() / 2);
        reports.all().forEach(builder::add);
        assertThat(builder.held()).isPositive().isLessThanOrEqualTo(all.held() / 2);
        assertThat(builder.forgotten()).isBetween(4, 7);
        Cube cube = builder.build(Instant.EPOCH);
        assertThat(cube.days()).hasSize(10 - builder.forgotten());
        assertThat(cube.until()).isEqualTo(all.build(Instant.EPOCH).until());
        Region t = new Region("t");
        assertThat(cube.missing(t, MONDAY)).anyMatch(s -> s.contains("forgotten for want of memory"));
        assertThat(cube.missing(t, cube.days().getLast())).isEmpty();
        int before = builder.forgotten();
        sensor("JP", "late", MONDAY, 7).all().forEach(builder::add);
        assertThat(builder.forgotten()).isEqualTo(before + 1);
        assertThat(builder.build(Instant.EPOCH).regions()).containsExactly(t);
    }

    @Test
    void whereOneSpanAloneIsTooMuchWhatComesLastHasNoRoom() {
        CubeBuilder one = Cube.builder(Grouping.SENSOR);
        sensor("JP", "a", MONDAY, 1).all().forEach(one::add);
        CubeBuilder builder = Cube.builder(Grouping.SENSOR).within(one.held() * 3 / 2);
        sensor("JP", "a", MONDAY, 1).all().forEach(builder::add);
        sensor("US", "b", MONDAY, 2).all().forEach(builder::add);
        assertThat(builder.forgotten()).isEqualTo(1);
        assertThat(builder.build(Instant.EPOCH).regions()).containsExactly(new Region("a"));
    }

    @Test
    void anAnalysisThatIsToldToStopEndsAtItsNextQuestion() {
        Cube cube = cube(Grouping.SENSOR, sensor("JP", "t", MONDAY, 1).all());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> cube.cells(new Region("t"))).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void oneReportWithABrokenClockDoesNotMakeThePastEndless() {
        Epoch longAgo = new Epoch(-40_000L * Epoch.DAY, Epoch.DAY);
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensor("JP", "t", MONDAY, 1).all().forEach(builder::add);
        sensor("JP", "broken", longAgo, 1).all().forEach(builder::add);
        Cube cube = builder.build(Instant.EPOCH);
        assertThat(cube.days()).hasSize(3660).contains(MONDAY);
        assertThat(cube.span().endSecond()).isEqualTo(MONDAY.endSecond());
    }
}
