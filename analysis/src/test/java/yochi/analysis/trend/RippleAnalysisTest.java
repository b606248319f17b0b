package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("A-16: degree of propagation and degree of ripple of new kinds of attack")
class RippleAnalysisTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Service NEW = Service.tcp(5555);
    private static final int DAYS = 28;

    private static Epoch day(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    /** A region that watches from a day on, with SSH all the time and so many sources of the new kind from a day on. */
    private static Reports region(String country, int watching, int arrival, int sources) {
        Reports out = new Reports(country, country.toLowerCase(java.util.Locale.ROOT));
        for (int d = watching; d < DAYS; d++) {
            for (int i = 0; i < 10; i++) {
                out.packet(day(d).startSecond() + i, 1_000L * d + i, AttackType.SCAN_SYN, Service.tcp(22));
            }
            for (int i = 0; d >= arrival && i < sources; i++) {
                out.packet(day(d).startSecond() + i, 900_000L + 1_000L * d + i, AttackType.SCAN_SYN, NEW);
            }
        }
        return out;
    }

    private static List<Ripple> analyse(Reports... regions) {
        List<EpochReport> reports =
                new ArrayList<>(Stream.of(regions).flatMap(r -> r.all().stream()).toList());
        Cube forward = cube(reports);
        List<Ripple> out = new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(forward);
        Collections.reverse(reports);
        assertThat(new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(cube(reports)))
                .as("whatever the order of regions")
                .isEqualTo(out);
        return out;
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    @Test
    void itGoesFromRegionToRegionAndStirsUpMoreThanWhereItBegan() {
        List<Ripple> found = analyse(
                region("SG", 0, 14, 10), region("PL", 0, 18, 20), region("BR", 0, 21, 20), region("DE", 0, DAYS, 0));
        assertThat(found).hasSize(1);
        Ripple ripple = found.getFirst();
        assertThat(ripple.cell().service()).isEqualTo(NEW);
        assertThat(ripple.origin()).contains(new Region("SG"));
        assertThat(ripple.arrivals())
                .containsExactly(
                        new Ripple.Arrival(new Region("SG"), day(14)),
                        new Ripple.Arrival(new Region("PL"), day(18)),
                        new Ripple.Arrival(new Region("BR"), day(21)));
        assertThat(ripple.regionsPerWeek()).hasValue(2);
        assertThat(ripple.steps()).hasSize(14);
        Ripple.Step begun = ripple.steps().getFirst();
        assertThat(begun.propagation()).isEqualTo(0.25);
        assertThat(begun.ripple()).hasValue(0);
        Ripple.Step last = ripple.steps().getLast();
        assertThat(last.propagation()).isEqualTo(0.75);
        assertThat(last.low()).isLessThan(0.75);
        assertThat(last.high()).isGreaterThan(0.75);
        assertThat(last.ripple().orElseThrow()).isCloseTo((10 * 20 + 7 * 20) / (14 * 10.0), within(0.05));
    }

    @Test
    void withoutASingleOriginNoRippleIsTold() {
        Ripple ripple = analyse(region("SG", 0, 14, 10), region("PL", 0, 14, 10)).getFirst();
        assertThat(ripple.origin()).isEmpty();
        assertThat(ripple.steps().getLast().ripple()).isEmpty();
        assertThat(ripple.regionsPerWeek()).isEmpty();
        assertThat(ripple.missing()).anyMatch(m -> m.contains("2 regions on its first day"));
    }

    @Test
    void whatWasThereBeforeAndStraysAreNotNewAndALateRegionCannotTell() {
        assertThat(analyse(region("SG", 0, 2, 10), region("PL", 0, 14, 10))).isEmpty();
        assertThat(analyse(region("SG", 0, 14, 2))).isEmpty();
        Ripple ripple = analyse(region("SG", 0, 14, 10), region("PL", 17, 17, 10)).getFirst();
        assertThat(ripple.arrivals()).hasSize(1);
        assertThat(ripple.steps().getLast().watching()).isEqualTo(1);
        assertThat(ripple.missing()).anyMatch(m -> m.startsWith("PL: watched 0 days before"));
    }

    @Test
    void anEmptyCubeSaysNothing() {
        assertThat(new RippleAnalysis(RippleAnalysis.Settings.DEFAULTS).analyse(cube(List.of())))
                .isEmpty();
    }
}
