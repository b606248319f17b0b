package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
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
import yochi.evaluation.Evaluation;

@DisplayName("A-5 A-15 A-18 counts of the next day, judged")
final class VolumePartTest {
    private static final int DAYS = 75;
    private static final Cell SSH = new Cell(AttackType.TCP_UNSPECIFIED, Service.tcp(22));
    private static final Cell SIP = new Cell(AttackType.UDP_UNSPECIFIED, Service.udp(5060));

    /** Level counts; where it leads, home has what was abroad the day before. */
    private static VolumeSeries series(Cell cell, boolean leads, long seed, int changedFrom) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> home = new ArrayList<>(List.of(10.0));
        List<Double> abroad = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            int level = random.nextInt(10) < 3 ? 60 : 10;
            abroad.add(Math.log1p(level));
            home.add((leads ? level : 12.0) + random.nextInt(7));
        }
        for (int day = changedFrom; day < DAYS; day++) {
            home.set(day, 500.0);
            abroad.set(day, 9.0);
        }
        return new VolumeSeries(cell, 15_800, home.subList(0, DAYS), abroad);
    }

    /** Those of the next day. */
    private static List<VolumeForecast> next(List<VolumeSeries> services) {
        return VolumePart.forecasts(services, 1).stream()
                .filter(f -> f.ahead() == 1)
                .toList();
    }

    private static List<Line> lines(List<VolumeForecast> all) {
        List<Line> out = new ArrayList<>();
        all.forEach(f -> f.dump(out::add));
        return out;
    }

    private static Evaluation.Measured figure(List<VolumeForecast> all, String name, String group) {
        return VolumePart.figures(all, DAYS, 1).stream()
                .filter(m -> m.name().equals(name) && m.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyDayAfterTheWarmUpIsForecastAndFiguresFollowFromTheLines() {
        List<VolumeForecast> all = next(List.of(series(SSH, true, 1, DAYS), series(SIP, false, 2, DAYS)));
        assertThat(all).hasSize(2 * (DAYS - VolumePart.WARM_UP_DAYS));
        List<Line> lines = lines(all);
        for (String measure :
                List.of("volume.mase", "volume.crps", "volume.intervalScore90", "volume.coverage90")) {
            double mean = lines.stream()
                    .filter(l -> l.measure().equals(measure))
                    .mapToDouble(l -> l.value().orElseThrow())
                    .average()
                    .orElseThrow();
            assertThat(figure(all, measure, "whole").value()).isCloseTo(mean, within(1e-9));
        }
        assertThat(lines).allSatisfy(l -> assertThat(l.informationUntil()).isEqualTo(l.from()));
        assertThat(figure(all, "volume.mase", "last third").n()).isEqualTo(2 * (DAYS / 3));
        assertThat(figure(all, "volume.coverage90", SSH + ", whole").nIndependent()).isEqualTo(DAYS - 28L);
    }

    @Test
    void theScoreOfTheDistributionFollowsFromItsQuantilesAndTheScale() {
        List<Line> lines = lines(next(List.of(series(SSH, false, 3, DAYS))));
        Map<String, Double> scales = lines.stream()
                .filter(l -> l.measure().equals("volume.scale"))
                .collect(Collectors.toMap(l -> l.key() + l.from(), l -> l.value().orElseThrow()));
        Line told = lines.stream().filter(l -> l.measure().equals("volume")).findFirst().orElseThrow();
        double pinball = told.quantiles().entrySet().stream()
                .mapToDouble(q -> Math.max(
                        q.getKey() * (told.outcome() - q.getValue()),
                        (q.getKey() - 1) * (told.outcome() - q.getValue())))
                .sum();
        double crps = lines.stream()
                .filter(l -> l.measure().equals("volume.crps"))
                .findFirst()
                .flatMap(Line::value)
                .orElseThrow();
        assertThat(crps)
                .isCloseTo(
                        2 * pinball / told.quantiles().size() / scales.getOrDefault(told.key() + told.from(), 0.0),
                        within(1e-9));
    }

    @Test
    void whatComesLaterChangesNoForecast() {
        int changed = 60;
        List<Line> then = lines(VolumePart.forecasts(List.of(series(SSH, true, 4, DAYS)), 1));
        List<Line> other = lines(VolumePart.forecasts(List.of(series(SSH, true, 4, changed)), 1));
        Instant until = Instant.ofEpochSecond((15_800L + changed) * Epoch.DAY);
        assertThat(then.stream().filter(l -> l.from().isBefore(until)).toList())
                .isNotEmpty()
                .isEqualTo(other.stream().filter(l -> l.from().isBefore(until)).toList());
        assertThat(then.stream().filter(l -> !l.issued().isAfter(until)).map(Line::quantiles).toList())
                .isEqualTo(other.stream().filter(l -> !l.issued().isAfter(until)).map(Line::quantiles).toList());
    }

    @Test
    void laterDaysAheadAreJudgedByTheirOwnLines() {
        List<VolumeForecast> all = VolumePart.forecasts(List.of(series(SSH, true, 7, DAYS)), 1);
        for (int ahead : List.of(2, 3, 7)) {
            List<VolumeForecast> own = all.stream().filter(f -> f.ahead() == ahead).toList();
            assertThat(own).hasSize(DAYS - VolumePart.WARM_UP_DAYS - ahead + 1);
            double mean = own.stream().mapToDouble(f -> f.mase().getOrDefault(Days.OURS, 0.)).average().orElseThrow();
            Evaluation.Measured told = figure(all, "volume.mase", "whole, " + ahead + " days ahead");
            assertThat(told.value()).isCloseTo(mean, within(1e-9));
            assertThat(told.n()).isEqualTo(own.size());
            assertThat(lines(own)).allSatisfy(l -> assertThat(l.from())
                    .isEqualTo(l.issued().plusSeconds((ahead - 1L) * Epoch.DAY)));
        }
    }

    @Test
    void theGainFromAbroadIsSeenWhereThereIsOneAndIsNilWhereThereIsNone() {
        List<VolumeForecast> led = next(List.of(series(SSH, true, 5, DAYS)));
        assertThat(figure(led, "volume.gainAbroad", "whole").low()).isGreaterThan(.2);
        List<VolumeForecast> not = next(List.of(series(SSH, false, 6, DAYS)));
        assertThat(Math.abs(figure(not, "volume.gainAbroad", "whole").value())).isLessThan(.05);
    }

    @Test
    void theBusiestServicesOfTheFirstDaysAreTakenAndADayNotWatchedIsNotZero() {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        sensor(builder, "home", "JP", 40);
        sensor(builder, "abroad", "US", 20);
        List<VolumeSeries> read = VolumeSeries.read(builder.build(Instant.EPOCH), new Country("JP"), 1, 28);
        assertThat(read).singleElement().satisfies(s -> {
            assertThat(s.cell()).isEqualTo(SSH);
            assertThat(s.home().getFirst()).isEqualTo(40);
            assertThat(s.home().get(3)).isNaN();
            assertThat(s.abroad().getFirst()).isCloseTo(Math.log1p(20), within(1e-9));
            assertThat(s.home(2)).hasSize(2);
        });
    }

    @Test
    void aRhythmOfTheDayIsForecastByTheHourAndAnUnwatchedHourIsNotScored() {
        SplittableRandom random = new SplittableRandom(9);
        double[] window = new double[29 * 24];
        for (int t = 0; t < window.length; t++) {
            window[t] = (t % 24 < 6 ? 40 : 8) + random.nextInt(9);
        }
        VolumeHours.Judged judged = VolumeHours.judge(Cell.ALL_ORIGIN, 1, window).orElseThrow();
        Map<String, Double> mase = judged.losses().getOrDefault("volume.hourlyMase", Map.of());
        assertThat(mase.getOrDefault(Days.OURS, 9.)).isLessThan(.9 * mase.getOrDefault("seasonal naive", 0.));
        assertThat(mase).containsKeys("24-hour mean", "AR(24)");
        assertThat(judged.losses().getOrDefault("volume.hourlyCoverage90", Map.of()).getOrDefault(Days.OURS, 0.))
                .isGreaterThan(.7);
        window[window.length - 3] = Double.NaN;
        assertThat(VolumeHours.judge(Cell.ALL_ORIGIN, 1, window)).isEmpty();
    }

    private static void sensor(CubeBuilder builder, String name, String country, long n) {
        NodeId node = NodeId.of(1, new java.util.Random(name.hashCode()));
        for (int d = 0; d < 6; d++) {
            Epoch day = new Epoch((15_800L + d) * Epoch.DAY, Epoch.DAY);
            double watched = d == 3 ? .2 : 1;
            builder.add(new EpochReport(
                    node,
                    name,
                    new Country(country),
                    1,
                    d + 1L,
                    day,
                    0,
                    false,
                    "test",
                    "00",
                    "key",
                    "1",
                    List.of(statistic(day, name, SSH, n), statistic(day, name, SIP, n / 2)),
                    List.of(new Uptime(name, day, watched, 1, "")),
                    Suppressed.NOTHING));
        }
    }

    private static Statistic statistic(Epoch day, String name, Cell cell, long n) {
        CellKey key = new CellKey(
                day, name, cell.attackType(), cell.service(), Tool.NONE, Country.UNKNOWN, Asn.UNKNOWN);
        return new Statistic(key, Map.of(Metric.SOURCES, new Measure.DistinctCount(n, n, n)));
    }
}
