package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Service;

/** Trend, change and ripple from whole cubes of statistics that are broken in the ways that statistics are. */
@DisplayName("A-9, A-15, A-16 and issue 4 §4: bad input")
class BadInputTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final int DAYS = 28;

    private static Epoch day(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    /** Distinct sources a day, spread over the hours, on the days that were watched. */
    private static Reports sensor(String country, IntUnaryOperator sources, IntPredicate watched) {
        Reports out = new Reports(country, "s");
        long source = 0;
        for (int d = 0; d < DAYS; d++) {
            out.watched(day(d), watched.test(d) ? 1 : 0);
            int many = watched.test(d) ? sources.applyAsInt(d) : 0;
            for (int i = 0; i < many; i++) {
                long at = day(d).startSecond() + (long) Epoch.DAY * i / many;
                out.packet(at, source++, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
            }
        }
        return out;
    }

    private static Cube cube(Reports... sensors) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        for (Reports one : sensors) {
            one.all().forEach(builder::add);
        }
        return builder.build(Instant.EPOCH);
    }

    private static List<Finding.Trend> trends(Cube cube) {
        return new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS).analyse(cube);
    }

    private static List<Finding.Change> changes(Cube cube) {
        return new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS).analyse(cube);
    }

    private static IntUnaryOperator about(int level, long seed) {
        Random random = new Random(seed);
        int[] drawn = new int[DAYS];
        Arrays.setAll(drawn, d -> level + random.nextInt(1 + level / 5));
        return d -> drawn[d];
    }

    @Test
    void aMillionPacketsOfOneSourceMakeNoTrendAndNoChangeOfSources() {
        Reports loud = sensor("JP", about(100, 1), d -> true);
        for (int i = 0; i < 1_000_000; i++) {
            loud.packet(day(24).startSecond() + i % Epoch.DAY, 9_999_999, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
        }
        Cube cube = cube(loud);
        assertThat(trends(cube)).isNotEmpty().noneMatch(t -> t.label() == Finding.Label.GROWING);
        assertThat(changes(cube))
                .as("kinds whose sources were not told by the hour are counted in packets, where a burst is one")
                .noneMatch(c -> c.attackType() == AttackType.ALL_ORIGIN);
    }

    @Test
    void aRegionThatAppearsLateHasNoTrendOfItsOwnBeginning() {
        Cube cube = cube(sensor("JP", about(80, 2), d -> true), sensor("DE", about(80, 3), d -> d >= 25));
        assertThat(trends(cube))
                .filteredOn(t -> t.region().name().equals("DE"))
                .allMatch(t -> t.label() == Finding.Label.UNCERTAIN && !t.missing().isEmpty());
        assertThat(changes(cube)).noneMatch(c -> c.region().name().equals("DE"));
        assertThat(new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(cube))
                .as("what a late region brings is not new")
                .isEmpty();
    }

    @Test
    void aWeekOfOutageIsNoDeclineAndNoChange() {
        Cube cube = cube(sensor("JP", about(120, 4), d -> d < 14 || d > 20));
        assertThat(trends(cube)).isNotEmpty().allSatisfy(t -> {
            assertThat(t.label()).isNotIn(Finding.Label.GROWING, Finding.Label.SHRINKING);
            assertThat(t.missing()).anyMatch(m -> m.contains("7 of 28 days"));
        });
        assertThat(changes(cube)).isEmpty();
    }

    @Test
    void aConstantSeriesIsFlatAndAnEmptyOneIsSilent() {
        Cube constant = cube(sensor("JP", d -> 96, d -> true));
        assertThat(trends(constant)).isNotEmpty().allMatch(t -> t.label() == Finding.Label.FLAT);
        assertThat(changes(constant)).isEmpty();
        Cube zero = cube(sensor("JP", d -> 0, d -> true));
        assertThat(changes(zero)).isEmpty();
        List<Finding> all = new ArrayList<>(trends(zero));
        assertThat(all).noneMatch(f -> ((Finding.Trend) f).label() == Finding.Label.GROWING);
        Cube nothing = cube();
        assertThat(trends(nothing)).isEmpty();
        assertThat(changes(nothing)).isEmpty();
    }
}
