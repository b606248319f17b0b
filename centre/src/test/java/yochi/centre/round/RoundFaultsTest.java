package yochi.centre.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.analysis.forecast.ForecastAnalysis;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Ticker;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;

/** A whole round on statistics that are poor, broken or strange: every analysis is done, and no number is NaN. */
class RoundFaultsTest {
    private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
    private static final int DAYS = 30;

    @TempDir
    Path folder;

    /** What a sensor tells of one day. */
    @SuppressWarnings("UnusedVariable") // days that are not alike override what is asked of each
    private interface Day {
        /** Sources of a service in an hour; below 0 where nothing is told. */
        long sources(int day, int hour, int port);

        default double uptime(int day) {
            return 1;
        }

        default int addresses(int day) {
            return 256;
        }
    }

    private static EpochReport report(int region, int day, boolean late, Day told) {
        String sensor = "s" + region;
        Epoch window = new Epoch(MONDAY.plus(Duration.ofDays(day)).getEpochSecond(), Epoch.DAY);
        List<Statistic> cells = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            Epoch epoch = new Epoch(window.startSecond() + (long) hour * Epoch.HOUR, Epoch.HOUR);
            for (int port = 1; port <= 12; port++) {
                long n = told.sources(day, hour, port);
                if (n >= 0) {
                    CellKey key = new CellKey(
                            epoch, sensor, AttackType.SCAN_SYN, Service.tcp(port), Tool.NONE, Country.UNKNOWN,
                            Asn.UNKNOWN);
                    cells.add(new Statistic(
                            key,
                            Map.of(
                                    Metric.PACKETS,
                                    new Measure.Count(3 * n),
                                    Metric.SOURCES,
                                    Measure.DistinctCount.exactly(n))));
                }
            }
        }
        return new EpochReport(
                new NodeId(new UUID(0x7000L, 0x8000_0000_0000_0000L + region)),
                "n" + region,
                new Country("A" + (char) ('A' + region)),
                1,
                late ? 1_000 + day : day + 1,
                window,
                0,
                late,
                "p",
                "",
                "key",
                "2",
                cells,
                List.of(new Uptime(sensor, window, told.uptime(day), told.addresses(day), "")),
                Suppressed.NOTHING);
    }

    private static long usual(int region, int day, int hour, int port) {
        return new Random(31L * region + 7L * day + hour + 1_009L * port).nextInt(2 + 20 / port);
    }

    private static List<EpochReport> month(int regions, int from, Day... odd) {
        List<EpochReport> out = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            int r = region;
            Day told = region < odd.length ? odd[region] : (day, hour, port) -> usual(r, day, hour, port);
            for (int day = region == 0 ? from : 0; day < DAYS; day++) {
                out.add(report(region, day, false, told));
            }
        }
        return out;
    }

    private static Day outage() {
        return new Day() {
            @Override
            public long sources(int day, int hour, int port) {
                return uptime(day) > 0 ? usual(0, day, hour, port) : -1;
            }

            @Override
            public double uptime(int day) {
                return day >= 14 && day < 21 ? 0 : 1;
            }
        };
    }

    private static Day doubled() {
        return new Day() {
            @Override
            public long sources(int day, int hour, int port) {
                return usual(0, day, hour, port) * (day < 24 ? 1 : 2);
            }

            @Override
            public int addresses(int day) {
                return day < 24 ? 256 : 512;
            }
        };
    }

    static Stream<Map.Entry<String, List<EpochReport>>> faults() {
        List<EpochReport> twice = new ArrayList<>(month(3, 0));
        twice.addAll(month(3, 0));
        List<EpochReport> late = new ArrayList<>(month(3, 0));
        late.add(report(1, 3, true, (day, hour, port) -> port == 5 ? 4 : -1));
        late.add(report(2, 29, true, (day, hour, port) -> port == 6 ? 9 : -1));
        return Stream.of(
                Map.entry("one region", month(1, 0)),
                Map.entry("two regions", month(2, 0)),
                Map.entry("no cell at all", month(3, 0, (d, h, p) -> -1, (d, h, p) -> -1, (d, h, p) -> -1)),
                Map.entry("one region silent", month(4, 0, (d, h, p) -> -1)),
                Map.entry("all zero", month(3, 0, (d, h, p) -> 0, (d, h, p) -> 0, (d, h, p) -> 0)),
                Map.entry("all the same", month(3, 0, (d, h, p) -> 5, (d, h, p) -> 5, (d, h, p) -> 5)),
                Map.entry("a week of outage", month(4, 0, outage())),
                Map.entry("twice the addresses", month(6, 0, doubled())),
                Map.entry("a region that appears late", month(6, 26)),
                Map.entry("a million packets", month(4, 0, (d, h, p) -> d == 25 && p == 1 ? 1_000_000 : 1)),
                Map.entry("every report twice", twice),
                Map.entry("late reports", late));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyAnalysisIsDoneAndNoNumberIsNaN(Map.Entry<String, List<EpochReport>> fault) {
        RoundResult result = round(fault.getValue());
        assertThat(result.record().parts()).allSatisfy(part -> assertThat(part.why())
                .as("%s: %s", fault.getKey(), part.name())
                .isEmpty());
        assertThat(text(result)).as(fault.getKey()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(result.forecasts().toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void whatWasToldTwiceOrInAnotherOrderGivesTheSameBytes() {
        List<EpochReport> reports = new ArrayList<>(month(5, 20));
        String once = text(round(reports));
        reports.addAll(month(5, 20));
        Collections.shuffle(reports, new Random(9));
        assertThat(text(round(reports))).isEqualTo(once);
        assertThat(once).isNotEmpty();
    }

    private RoundResult round(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        Instant until = MONDAY.plus(Duration.ofDays(DAYS));
        try (ControlStore store = ControlStore.open(folder.resolve("round.db"), RoundBook.MIGRATIONS)) {
            return new Round(
                            Round.Settings.DEFAULTS,
                            new RoundBook(store),
                            InstantSource.fixed(until),
                            Ticker.system(),
                            EventLog.none())
                    .run(
                            until,
                            () -> builder.build(until, until),
                            StandardParts.of(new Country("AA"), ForecastAnalysis.Settings.DEFAULTS));
        }
    }

    private static String text(RoundResult result) {
        return result.record().findings().stream()
                .map(finding -> FindingJson.write(finding) + missing(finding))
                .collect(Collectors.joining("\n"));
    }

    private static String missing(Finding finding) {
        return String.join("; ", finding.missing());
    }
}
