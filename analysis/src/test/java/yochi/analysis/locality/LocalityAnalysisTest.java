package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hipparchus.distribution.continuous.GammaDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;
import yochi.analysis.Marx;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** oracle values of algorithms §9. */
class LocalityAnalysisTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2013-05-06T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Service SMB = Service.tcp(445);

    @Test
    void theSimpleQuotientMatchesTheOracle() {
        Quotient quotient = Prior.SIMPLE.after(25, 10);
        assertThat(quotient.mean()).isCloseTo(2.4285714285714284, within(1e-12));
        assertThat(quotient.quantile(.05)).isCloseTo(1.6952316161042047, within(1e-7));
    }

    @Test
    void aMixturesQuantileInvertsItsDistribution() {
        Prior prior = new Prior(.4, .2, .1, 2, 4);
        double q = prior.after(12, 3).quantile(.05);
        assertThat(q).isBetween(1.0, 4.0);
        assertThat(prior.after(12, 3).quantile(.95)).isGreaterThan(q);
    }

    @Test
    void thePriorIsLearntFromTheCells() {
        var random = new org.hipparchus.random.Well19937c(5);
        List<PriorFit.Observed> cells = new ArrayList<>();
        GammaDistribution usual = new GammaDistribution(8, 1 / 8.0);
        for (int i = 0; i < 800; i++) {
            double quotient = random.nextDouble() < .1 ? 5 : usual.inverseCumulativeProbability(random.nextDouble());
            double expected = 2 + 30 * random.nextDouble();
            int count = new PoissonDistribution(quotient * expected).inverseCumulativeProbability(random.nextDouble());
            cells.add(new PriorFit.Observed(count, expected));
        }
        Prior prior = PriorFit.of(cells);
        assertThat(prior).isNotEqualTo(Prior.SIMPLE);
        double fitted = cells.stream().mapToDouble(c -> prior.logProbability(c.count(), c.expected())).sum();
        Prior start = new Prior(1.0 / 3, .2, .1, 2, 4);
        assertThat(fitted)
                .isGreaterThan(cells.stream()
                        .mapToDouble(c -> start.logProbability(c.count(), c.expected()))
                        .sum());
        assertThat(prior.after(1, .1).quantile(.05)).isLessThan(2);
        assertThat(prior.after(100, 20).quantile(.05)).isGreaterThan(2);
    }

    /** Sensors a..f see three services every day; the special one where and when the test says. */
    private static final class World {
        private final List<Reports> sensors = new ArrayList<>();
        private final Random random = new Random(3);
        private long source;

        World(int days) {
            for (String name : List.of("a", "b", "c", "d", "e", "f")) {
                sensors.add(new Reports("US", name).operator("one"));
                for (int d = 0; d < days; d++) {
                    for (int port : new int[] {22, 80, 1433}) {
                        special(name, d, 12 + random.nextInt(5), Service.tcp(port));
                    }
                }
            }
        }

        World operator(String name, String operator) {
            sensors.get(name.charAt(0) - 'a').operator(operator);
            return this;
        }

        World special(String name, int day, int sources, Service service) {
            for (int i = 0; i < sources; i++) {
                sensors.get(name.charAt(0) - 'a')
                        .packet(
                                FIRST.startSecond() + (long) day * Epoch.DAY + i,
                                source++,
                                AttackType.TCP_UNSPECIFIED,
                                service);
            }
            return this;
        }

        List<Finding.Locality> found(Service service) {
            CubeBuilder builder = Cube.builder(Grouping.SENSOR);
            sensors.forEach(s -> s.all().forEach(builder::add));
            Cube cube = builder.build(Instant.EPOCH);
            return new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS)
                    .analyse(cube, cube.lastDays(7)).stream()
                            .filter(f -> f.service().equals(service))
                            .toList();
        }
    }

    @Test
    void nothingIsPeculiarWhenAllSeeTheSame() {
        assertThat(new World(14).found(Service.tcp(22))).isEmpty();
    }

    @Test
    void aServiceThatIsNewAndNeverSeenElsewhereIsNewHereOrAnOmenAndSaysWhatIsNotKnown() {
        World world = new World(50);
        world.special("b", 46, 40, SMB).special("b", 47, 40, SMB);
        List<Finding.Locality> found = world.found(SMB);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).verdict()).isIn(Finding.Verdict.NEW_HERE, Finding.Verdict.OMEN_OF_SPREAD);
        assertThat(found.get(0).why())
                .contains("never at the 5 other")
                .contains("not stated whether its network lets the service through")
                .contains("sources inside the region are not told");
        assertThat(found.get(0).lower5()).isGreaterThan(2);
        Finding.Strength strength = found.get(0).strength().orElseThrow();
        assertThat(strength.together()).containsExactly(new Region("b"));
        assertThat(strength.qValue().orElseThrow()).isLessThan(0.05);
        assertThat(strength.surprise().orElseThrow()).isGreaterThan(10);
        assertThat(strength.pmi()).isCloseTo(Math.log(strength.lift()) / Math.log(2), within(1e-12));
        assertThat(strength.lift()).isGreaterThan(found.get(0).lower5());
        assertThat(strength.pastLower5().orElseThrow()).isGreaterThan(2);
    }

    @Test
    void aServiceThatTheNetworkLetNotThroughBeforeIsNeitherNewNorAnOmen() {
        World world = new World(50);
        for (int d = 0; d < 46; d++) {
            world.sensors.get(1).closed(day(d), SMB);
        }
        world.special("b", 46, 40, SMB).special("b", 47, 40, SMB).special("b", 48, 40, SMB);
        assertThat(world.found(SMB)).singleElement().satisfies(f -> assertThat(f.readings())
                .extracting(Finding.Reading::verdict)
                .doesNotContain(Finding.Verdict.NEW_HERE, Finding.Verdict.OMEN_OF_SPREAD));
    }

    @Test
    void theOrderInWhichReportsComePlaysNoPart() {
        World world = new World(50).special("b", 46, 60, SMB).special("c", 48, 3, SMB);
        List<EpochReport> reports = new ArrayList<>();
        world.sensors.forEach(s -> reports.addAll(s.all()));
        List<Finding.Locality> one = analysed(reports);
        Collections.shuffle(reports, new Random(9));
        assertThat(analysed(reports)).isEqualTo(one).isNotEmpty();
    }

    private static List<Finding.Locality> analysed(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        Cube cube = builder.build(Instant.EPOCH);
        return new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS).analyse(cube, cube.lastDays(7));
    }

    @Test
    void oneRegionAloneShortHistoryAndSilenceAreNoErrors() {
        Reports alone = new Reports("US", "alone").operator("one");
        for (int d = 0; d < 3; d++) {
            alone.day(day(d));
        }
        assertThat(analysed(alone.all())).isEmpty();
        for (int d = 3; d < 40; d++) {
            for (int i = 0; i < (d < 37 ? 10 : 90); i++) {
                alone.packet(day(d).startSecond() + i, 1000L * d + i, AttackType.SCAN_SYN, SMB);
            }
        }
        assertThat(analysed(alone.all())).allSatisfy(f -> {
            assertThat(f.readings()).extracting(Finding.Reading::verdict).containsOnly(Finding.Verdict.EVENT_OR_FILTER);
            assertThat(f.why()).doesNotContain("NaN");
        });
    }

    @Test
    void aRegionThatAppearsLateIsHeldAgainstTheOthersButNotAgainstAPast() {
        World world = new World(50);
        Reports late = new Reports("US", "late").operator("one");
        for (int d = 45; d < 50; d++) {
            for (int i = 0; i < 12; i++) {
                late.packet(day(d).startSecond() + i, 90_000L * d + i, AttackType.TCP_UNSPECIFIED, Service.tcp(80));
                late.packet(day(d).startSecond() + i, 90_000L * d + i, AttackType.TCP_UNSPECIFIED, SMB);
            }
        }
        world.sensors.add(late);
        world.special("c", 30, 4, SMB);
        assertThat(world.found(SMB)).filteredOn(f -> f.region().name().equals("late")).singleElement().satisfies(f -> {
            assertThat(f.strength().orElseThrow().past()).isEmpty();
            assertThat(f.why()).contains("its own past is too short").doesNotContain("NaN");
            assertThat(f.readings())
                    .extracting(Finding.Reading::verdict)
                    .doesNotContain(Finding.Verdict.NEW_HERE, Finding.Verdict.OMEN_OF_SPREAD);
        });
    }

    @Test
    void aMillionPacketsOfOneSourceAreNoEventOfTheRegion() {
        World world = new World(50);
        for (int i = 0; i < 30_000; i++) {
            world.sensors.get(2).packet(day(48).startSecond() + i, 7, AttackType.TCP_UNSPECIFIED, Service.tcp(22));
        }
        assertThat(world.found(Service.tcp(22)))
                .allSatisfy(f -> assertThat(f.verdict())
                        .isIn(Finding.Verdict.ONE_SOURCE_BURST, Finding.Verdict.EVENT_OR_FILTER))
                .isNotEmpty();
    }

    /** Forty times as many sources of everything at one region: what the others are expected to see hardly changes. */
    @Test
    void aLyingNodeMakesNothingPeculiarElsewhere() {
        World world = new World(50);
        for (int d = 43; d < 50; d++) {
            world.special("f", d, 4000, SMB);
        }
        for (int port : new int[] {22, 80, 1433}) {
            assertThat(world.found(Service.tcp(port))).as("tcp/" + port).isEmpty();
        }
    }

    private static Epoch day(int d) {
        return new Epoch(FIRST.startSecond() + (long) d * Epoch.DAY, Epoch.DAY);
    }

    @Test
    void aServiceThereFromTheFirstDayIsEventOrFilter() {
        World world = new World(50);
        for (int d = 0; d < 50; d++) {
            world.special("b", d, 20, SMB);
        }
        world.special("c", 30, 4, SMB);
        assertThat(world.found(SMB))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.EVENT_OR_FILTER));
    }

    @Test
    void aServiceThatWasElsewhereBeforeIsToldSo() {
        World world = new World(50);
        world.special("c", 30, 4, SMB).special("b", 46, 40, SMB);
        assertThat(world.found(SMB))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.SEEN_BEFORE_ELSEWHERE));
    }

    @Test
    void aServiceThatCameHereFirstAndWentOnIsAnOmenOrNewHere() {
        World world = new World(50);
        world.special("b", 46, 60, SMB).special("c", 48, 3, SMB);
        assertThat(world.found(SMB))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict())
                        .isIn(Finding.Verdict.OMEN_OF_SPREAD, Finding.Verdict.NEW_HERE));
    }

    @Test
    void anOldServiceThatSwellsHereIsLocal() {
        World world = new World(50);
        world.special("b", 12, 4, SMB).special("c", 13, 4, SMB).special("b", 46, 60, SMB);
        assertThat(world.found(SMB))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.LOCAL_ONLY));
    }

    @Test
    void sensorsOfAnotherOperatorProveNothing() {
        World world = new World(50);
        world.special("c", 30, 4, SMB).special("b", 46, 40, SMB).operator("c", "two");
        assertThat(world.found(SMB)).singleElement().satisfies(f -> {
            assertThat(f.verdict()).isNotEqualTo(Finding.Verdict.SEEN_BEFORE_ELSEWHERE);
            assertThat(f.why()).contains("never at the 4 other");
        });
    }

    @Test
    void anUntoldOperatorGetsTheMostCarefulVerdict() {
        World world = new World(50);
        world.special("c", 30, 4, SMB).special("b", 46, 40, SMB).operator("b", "");
        assertThat(world.found(SMB)).singleElement().satisfies(f -> {
            assertThat(f.verdict()).isEqualTo(Finding.Verdict.EVENT_OR_FILTER);
            assertThat(f.why()).contains("no other region is known to have the same operator");
        });
    }

    @Test
    void manyPacketsOfFewSourcesAreABurst() {
        World world = new World(20);
        for (int i = 0; i < 3000; i++) {
            world.sensors.get(2).packet(
                    FIRST.startSecond() + 18L * Epoch.DAY + i, i % 3, AttackType.TCP_UNSPECIFIED, SMB);
        }
        world.special("a", 17, 3, SMB).special("d", 17, 3, SMB).special("e", 17, 3, SMB);
        assertThat(world.found(SMB))
                .filteredOn(f -> f.region().name().equals("c"))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.ONE_SOURCE_BURST));
    }

    @Test
    void onMarxTokyosFileSharingIsEventOrFilter() {
        Optional<List<EpochReport>> reports = Marx.reports("LocalityAnalysisTest");
        if (reports.isEmpty()) {
            return;
        }
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.get().forEach(builder::add);
        Cube cube = builder.build(Instant.EPOCH);
        List<Finding.Locality> found =
                new LocalityAnalysis(LocalityAnalysis.Settings.DEFAULTS).analyse(cube, cube.lastDays(7));
        assertThat(found)
                .filteredOn(f -> f.region().equals(new Region("groucho-tokyo"))
                        && f.service().equals(SMB))
                .singleElement()
                .satisfies(f -> assertThat(f.verdict()).isEqualTo(Finding.Verdict.EVENT_OR_FILTER));
    }
}
