package yochi.analysis.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Finding.Propagation;
import yochi.core.model.Finding.Propagation.Conclusion;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("A-14, A-16: who comes first, and where it goes next")
class PropagationAnalysisTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final int REGIONS = 6;
    private static final int DAYS = 40;
    private static final Made GRAPH = Made.graph(REGIONS, 1, 6, 0, 3);

    private static Epoch day(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    private static List<Reports> watching(int regions, int days) {
        List<Reports> out = new ArrayList<>();
        for (int i = 0; i < regions; i++) {
            Reports reports = new Reports(List.of("JP", "SG", "DE", "US", "BR", "ZA").get(i), "s" + i);
            for (int d = 0; d < days; d++) {
                reports.addresses(day(d), 64);
                for (int k = 0; k < 12; k++) {
                    long at = day(d).startSecond() + k * 7200L + i;
                    reports.packet(at, 1000L * i + k, AttackType.SCAN_SYN, Service.tcp(22));
                }
            }
            out.add(reports);
        }
        return out;
    }

    /** New services run along the graph; each has a new source every two hours where it has arrived. */
    private static List<Reports> spreading(int cascades) {
        List<Reports> out = watching(REGIONS, DAYS);
        List<Cascade> made = GRAPH.cascades(cascades, 2000, 120);
        for (int c = 0; c < cascades; c++) {
            long begin = day(8).startSecond() + c * 31L * Epoch.DAY / cascades;
            double start = made.get(c).start();
            for (int i = 0; i < REGIONS; i++) {
                if (made.get(c).seen(i)) {
                    long at = begin + Math.round((made.get(c).from()[i] - start) * 3600);
                    for (int k = 0; k < 60 && at + k * 7200L < day(DAYS).startSecond(); k++) {
                        long source = 100_000L * c + 100L * i + k;
                        out.get(i).packet(at + k * 7200L, source, AttackType.SCAN_SYN, Service.tcp(1000 + c));
                    }
                }
            }
        }
        return out;
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    private static List<EpochReport> all(List<Reports> reports) {
        return reports.stream().flatMap(r -> r.all().stream()).toList();
    }

    private static List<Finding> analysed(Cube cube) {
        return new PropagationAnalysis(PropagationAnalysis.Settings.DEFAULTS)
                .analyse(cube, cube.regions().subList(0, Math.min(1, cube.regions().size())));
    }

    private static Propagation account(List<Finding> found) {
        return found.stream()
                .filter(Propagation.class::isInstance)
                .map(Propagation.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void newServicesThatRunAlongAGraphGiveItsArrowsAndTheChanceToReachHome() {
        List<EpochReport> reports = new ArrayList<>(all(spreading(120)));
        List<Finding> found = analysed(cube(reports));
        Propagation p = account(found);
        assertThat(p.conclusion()).isEqualTo(Conclusion.ARROWS);
        assertThat(p.cascades()).isGreaterThanOrEqualTo(50);
        List<String> countries = List.of("JP", "SG", "DE", "US", "BR", "ZA");
        assertThat(p.arrows())
                .filteredOn(a -> a.basis() == Propagation.Basis.FIRST_ARRIVALS)
                .isNotEmpty()
                .allMatch(a -> GRAPH.rates[countries.indexOf(a.from().name())][countries.indexOf(a.to().name())] > 0);
        assertThat(p.leaders()).isNotEmpty().allMatch(l -> l.first() <= l.of() && l.score().isPresent());
        assertThat(found).filteredOn(Finding.Reach.class::isInstance).isNotEmpty();
        assertThat(found.toString()).doesNotContain("NaN").doesNotContain("Infinity");
        Collections.shuffle(reports, new Random(1));
        assertThat(analysed(cube(reports))).as("order of reports, and so of regions").isEqualTo(found);
    }

    @Test
    void fewCascadesAreToldAsNotEnough() {
        Propagation p = account(analysed(cube(all(spreading(20)))));
        assertThat(p.arrows()).noneMatch(a -> a.basis() == Propagation.Basis.FIRST_ARRIVALS);
        assertThat(p.why()).contains("of 50");
        assertThat(p.cascades()).isLessThanOrEqualTo(20);
        assertThat(p.needed()).isEqualTo(50);
    }

    @Test
    void everythingEverywhereInTheSameHourIsACommonCause() {
        List<Reports> reports = watching(REGIONS, DAYS);
        for (int c = 0; c < 60; c++) {
            for (int i = 0; i < REGIONS; i++) {
                long at = day(8).startSecond() + c * 31L * Epoch.DAY / 60 / 3600 * 3600;
                for (int k = 0; k < 10; k++) {
                    long second = at + 60L * i + k * 7200L;
                    reports.get(i).packet(second, 1000L * c + k, AttackType.SCAN_SYN, Service.tcp(1000 + c));
                }
            }
        }
        Propagation p = account(analysed(cube(all(reports))));
        assertThat(p.arrows()).isEmpty();
        assertThat(p.conclusion()).isEqualTo(Conclusion.COMMON_CAUSE);
        assertThat(p.common().together()).isGreaterThan(40);
        assertThat(p.why()).contains("Internet-wide scanner").contains("no propagation");
    }

    @Test
    void oneRegionOrAWeekOrNothingIsToldAsTooLittle() {
        Propagation one = account(analysed(cube(all(watching(1, 30)))));
        assertThat(one.conclusion()).isEqualTo(Conclusion.NOT_ENOUGH);
        assertThat(one.why()).contains("1 regions").contains("0 of 50");
        Propagation week = account(analysed(cube(all(watching(6, 7)))));
        assertThat(week.why()).contains("7 days").contains("21");
        assertThat(analysed(cube(List.of()))).isEmpty();
    }

    @Test
    void aRegionThatBeganLateTakesNoPartInEarlierCascades() {
        List<Reports> reports = spreading(60);
        Reports late = new Reports("FR", "late");
        for (int d = 30; d < DAYS; d++) {
            late.addresses(day(d), 64);
            for (int c = 0; c < 40; c++) {
                late.packet(day(d).startSecond() + c, 50_000 + c, AttackType.SCAN_SYN, Service.tcp(1000 + c));
            }
        }
        reports.add(late);
        Propagation p = account(analysed(cube(all(reports))));
        assertThat(p.arrows()).noneMatch(a -> a.to().equals(new Region("FR")) || a.from().equals(new Region("FR")));
    }
}
