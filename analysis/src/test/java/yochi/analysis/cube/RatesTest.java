package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

@DisplayName("K-9: rates by monitored addresses, sensors and sensed services, against the region's own baseline")
class RatesTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Region SG = new Region("SG");
    private static final Service SSH = Service.tcp(22);
    private static final Cell CELL = new Cell(AttackType.SCAN_SYN, SSH);

    /** One day of one country: packets of tcp/22, sensors with addresses and share watched, and more cells. */
    private static EpochReport day(int number, long packets, List<Uptime> uptime, List<Statistic> more) {
        Epoch day = new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
        List<Statistic> cells = new ArrayList<>(more);
        cells.add(new Statistic(
                key(day, AttackType.SCAN_SYN, SSH),
                Map.of(
                        Metric.PACKETS,
                        new Measure.Count(packets),
                        Metric.SOURCES,
                        Measure.DistinctCount.exactly(packets / 2))));
        return new EpochReport(
                NodeId.of(1, new Random(1)),
                "sg",
                new Country("SG"),
                1,
                number + 1L,
                day,
                0,
                false,
                "test",
                "ab",
                "",
                "1",
                cells,
                uptime,
                Suppressed.NOTHING,
                Map.of());
    }

    private static CellKey key(Epoch day, AttackType type, Service service) {
        return new CellKey(day, "sg", type, service, Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
    }

    private static Epoch epoch(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    private static Uptime up(int number, String sensor, double share, int addresses) {
        return new Uptime(sensor, epoch(number), share, addresses, share < 1 ? "restart" : "");
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    @Test
    void twiceTheAddressesAndHalfTheTimeGiveTheSameRate() {
        Cube small = cube(List.of(day(0, 1000, List.of(up(0, "a", 1, 256)), List.of())));
        Cube large = cube(List.of(day(0, 1000, List.of(up(0, "a", 0.5, 512)), List.of())));
        Rate a = small.packetRate(SG, CELL, epoch(0));
        Rate b = large.packetRate(SG, CELL, epoch(0));
        assertThat(a.perAddressDay()).isCloseTo(1000.0 / 256, within(1e-9));
        assertThat(b.perAddressDay()).isCloseTo(a.perAddressDay(), within(1e-9));
        assertThat(a.low()).isCloseTo(938.99 / 256, within(0.01));
        assertThat(a.high()).isCloseTo(1063.96 / 256, within(0.01));
        assertThat(small.sourceRate(SG, CELL, epoch(0)).count()).isEqualTo(500);
    }

    @Test
    void sensorsCountByTheTimeTheyWatched() {
        Cube two = cube(List.of(day(0, 900, List.of(up(0, "a", 1, 256), up(0, "b", 0.5, 256)), List.of())));
        assertThat(two.packetRate(SG, CELL, epoch(0)).perSensorDay()).isCloseTo(600, within(1e-9));
    }

    @Test
    void aSensorOfUnknownSizeGivesNoRatePerAddressButOnePerSensor() {
        Rate rate = cube(List.of(day(0, 900, List.of(up(0, "a", 1, 0)), List.of())))
                .packetRate(SG, CELL, epoch(0));
        assertThat(rate.perAddressDay()).isNaN();
        assertThat(rate.perSensorDay()).isEqualTo(900);
        assertThat(rate.missing()).anyMatch(m -> m.contains("addresses"));
    }

    @Test
    void onlyTheTimeInWhichAServiceCouldBeObservedCounts() {
        long day = Epoch.DAY;
        List<Statistic> reach = List.of(
                exposed(SSH, day / 2, day / 2 * 256),
                new Statistic(
                        key(epoch(0), AttackType.ALL_ORIGIN, Service.ANY),
                        new HashMap<>(Map.of(
                                Metric.SENSORS, new Measure.Count(day),
                                Metric.MONITORED, new Measure.Count(day * 256),
                                Metric.OBSERVABLE_OTHERS, new Measure.Count(0)))));
        Cube cube = cube(List.of(day(0, 500, List.of(up(0, "a", 1, 256)), reach)));
        Rate ssh = cube.packetRate(SG, CELL, epoch(0));
        assertThat(ssh.perAddressDay()).isCloseTo(1000.0 / 256, within(1e-9));
        Rate closed = cube.packetRate(SG, new Cell(AttackType.SCAN_SYN, Service.tcp(445)), epoch(0));
        assertThat(closed.perSensorDay()).as("filtered away is missing, not zero").isNaN();
        assertThat(closed.missing()).anyMatch(m -> m.contains("cannot be observed"));
        assertThat(cube.packetRate(SG, Cell.ALL_ORIGIN, epoch(0)).items()).isEqualTo(1);
    }

    private static Statistic exposed(Service service, long seconds, long addressSeconds) {
        return new Statistic(
                key(epoch(0), AttackType.ALL_ORIGIN, service),
                Map.of(
                        Metric.SENSORS, new Measure.Count(seconds),
                        Metric.MONITORED, new Measure.Count(addressSeconds)));
    }

    @Test
    void aRegionIsToldAgainstItsOwnPastAndTooShortAPastIsMissing() {
        List<EpochReport> reports = new ArrayList<>();
        for (int d = 0; d < 15; d++) {
            reports.add(day(d, d == 14 ? 3000 : 1000 + 10 * (d % 3), List.of(up(d, "a", 1, 256)), List.of()));
        }
        Cube cube = cube(reports);
        Rate last = cube.packetRate(SG, CELL, epoch(14));
        assertThat(last.baseline()).isCloseTo(1010, within(1e-9));
        assertThat(last.againstBaseline()).isCloseTo(3000.0 / 1010, within(1e-9));
        assertThat(last.spread()).isCloseTo(14.826 / 1010, within(1e-6));
        Rate early = cube.packetRate(SG, CELL, epoch(3));
        assertThat(early.againstBaseline()).isNaN();
        assertThat(early.missing()).anyMatch(m -> m.contains("baseline of 3 days"));
    }

    @Test
    void lessThanHalfWatchedGivesNoRate() {
        Rate rate = cube(List.of(day(0, 10, List.of(up(0, "a", 0.3, 256)), List.of())))
                .packetRate(SG, CELL, epoch(0));
        assertThat(rate.perAddressDay()).isNaN();
        assertThat(rate.perSensorDay()).isNaN();
    }
}
