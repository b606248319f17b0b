package yochi.analysis.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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

/** A-12, K-9. */
class SpreadAnalysisTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Service SMB = Service.tcp(445);
    private static final Service SSH = Service.tcp(22);
    private static final AttackType SYN = AttackType.SCAN_SYN;

    private static Epoch day(int number) {
        return new Epoch(FIRST.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    /** So many sources of the service on the day. */
    private static void come(Reports to, int number, int sources, Service service) {
        for (int i = 0; i < sources; i++) {
            long second = day(number).startSecond() + (long) i * Epoch.DAY / Math.max(1, sources);
            to.packet(second, number * 10_000L + i, SYN, service);
        }
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.COUNTRY);
        reports.forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    private static List<EpochReport> all(Map<String, Reports> world) {
        List<EpochReport> out = new ArrayList<>();
        world.values().forEach(r -> out.addAll(r.all()));
        return out;
    }

    /** Four quiet weeks of SSH everywhere; in the fifth SMB comes to PL on day 28, to SG on 30 and to JP on 32. */
    private static Map<String, Reports> world() {
        Map<String, Reports> out = new TreeMap<>();
        Map<String, Integer> comes = Map.of("PL", 28, "SG", 30, "JP", 32, "BR", 99);
        for (String country : List.of("BR", "JP", "PL", "SG")) {
            Reports reports = new Reports(country, country.toLowerCase(Locale.ROOT));
            for (int d = 0; d < 35; d++) {
                come(reports, d, 30 + d % 3, SSH);
                come(reports, d, d >= comes.getOrDefault(country, 99) ? 20 : 0, SMB);
            }
            out.put(country, reports);
        }
        return out;
    }

    private static Finding.Spread smb(Cube cube) {
        return new SpreadAnalysis()
                .analyse(cube, cube.lastDays(7)).stream()
                        .filter(s -> s.service().equals(SMB))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aNewAttackIsRaisedWhereItCameAndOrderedByItsArrival() {
        Cube cube = cube(all(world()));
        List<Finding.Spread> found = new SpreadAnalysis().analyse(cube, cube.lastDays(7));
        Finding.Spread smb = smb(cube);
        assertThat(found).noneMatch(s -> s.service().equals(SSH));
        assertThat(smb.raised()).containsExactly(new Region("JP"), new Region("PL"), new Region("SG"));
        assertThat(smb.judged()).isEqualTo(4);
        assertThat(smb.present()).isEqualTo(3);
        assertThat(smb.observing()).isEqualTo(4);
        double[] n = {7 * 20, 5 * 20, 3 * 20};
        double sum = Arrays.stream(n).sum();
        double entropy = -Arrays.stream(n).map(x -> x / sum * Math.log(x / sum)).sum();
        assertThat(smb.effectiveRegions()).isCloseTo(Math.exp(entropy), within(1e-9));
        assertThat(smb.arrivals())
                .extracting(a -> a.region().name())
                .as("BR never saw it")
                .containsExactly("PL", "SG", "JP");
        Finding.Spread.Arrival first = smb.arrivals().getFirst();
        assertThat(first.latest()).isEqualTo(day(28).end());
        assertThat(first.always()).isFalse();
        double days = Math.log(20) / ((7 * 20 + .5) / 7);
        assertThat(Duration.between(first.earliest(), day(28).start()).toSeconds() / 86_400.0)
                .isCloseTo(days, within(1e-4));
    }

    @Test
    void aSmallTelescopeSeesLateAndIsGivenTheTime() {
        Map<String, Reports> world = world();
        Reports small = new Reports("AU", "au");
        for (int d = 0; d < 35; d++) {
            come(small, d, 3, SSH);
        }
        small.packet(day(31).startSecond() + 60, 5, SYN, SMB);
        world.put("AU", small);
        Finding.Spread.Arrival arrival = smb(cube(all(world))).arrivals().stream()
                .filter(a -> a.region().equals(new Region("AU")))
                .findFirst()
                .orElseThrow();
        assertThat(arrival.latest()).isEqualTo(day(31).end());
        assertThat(arrival.earliest())
                .as("one source in four days may have had to be waited for")
                .isBefore(day(28).start());
    }

    @Test
    void whatWasThereFromTheFirstDayMayHaveComeAnyTimeBefore() {
        Map<String, Reports> world = world();
        Reports late = new Reports("AU", "au");
        for (int d = 29; d < 35; d++) {
            come(late, d, 20, SMB);
        }
        world.put("AU", late);
        Finding.Spread smb = smb(cube(all(world)));
        Finding.Spread.Arrival first = smb.arrivals().getFirst();
        assertThat(first.region()).isEqualTo(new Region("AU"));
        assertThat(first.always()).isTrue();
        assertThat(first.probability()).as("no past").isEmpty();
        assertThat(smb.judged()).isEqualTo(4);
        assertThat(smb.missing()).contains("spread: 1 of 5 regions have no past of 7 days");
    }

    @Test
    void neitherAnOutageNorMoreAddressesPassForASpread() {
        Map<String, Reports> world = new TreeMap<>();
        for (String country : List.of("PL", "SG")) {
            Reports reports = new Reports(country, country).addresses(day(0), 64).addresses(day(28), 256);
            for (int d = 0; d < 35; d++) {
                boolean down = d >= 10 && d < 20;
                come(reports, d, d >= 28 ? 120 : down ? 18 : 30, SSH);
                reports.watched(day(d), down ? .6 : 1);
            }
            world.put(country, reports);
        }
        Cube cube = cube(all(world));
        assertThat(new SpreadAnalysis().analyse(cube, cube.lastDays(7))).isEmpty();
    }

    @Test
    void aRegionThatCannotSeeTheServiceIsNotCountedAsFree() {
        Map<String, Reports> world = world();
        for (int d = 0; d < 35; d++) {
            Objects.requireNonNull(world.get("BR")).closed(day(d), SMB);
        }
        Finding.Spread smb = smb(cube(all(world)));
        assertThat(smb.observing()).isEqualTo(3);
        assertThat(smb.missing()).anyMatch(m -> m.startsWith("spread: 1 regions could not see it"));
    }

    @Test
    void theSameReportsInAnyOrderGiveTheSameFindings() {
        List<EpochReport> reports = new ArrayList<>(all(world()));
        Cube cube = cube(reports);
        List<Finding.Spread> first = new SpreadAnalysis().analyse(cube, cube.lastDays(7));
        Collections.shuffle(reports, new Random(4));
        Cube again = cube(reports);
        assertThat(new SpreadAnalysis().analyse(again, again.lastDays(7))).isEqualTo(first);
        assertThat(first.toString()).doesNotContain("NaN");
    }

    @Test
    void steadyRatesAreSeldomCalledRaisedAndTripledOnesOften() {
        Random random = new Random(17);
        int steady = 0;
        int tripled = 0;
        int runs = 1000;
        for (int run = 0; run < runs; run++) {
            double[] past = random.ints(28, 0, 11).asDoubleStream().toArray();
            double[] same = random.ints(7, 0, 11).asDoubleStream().toArray();
            double[] more = Arrays.stream(same).map(x -> 3 * x).toArray();
            double[] ones = new double[28];
            Arrays.fill(ones, 1);
            double[] week = Arrays.copyOf(ones, 7);
            steady += Raised.probability(past, ones, same, week).orElseThrow() > .95 ? 1 : 0;
            tripled += Raised.probability(past, ones, more, week).orElseThrow() > .95 ? 1 : 0;
        }
        assertThat(steady).isLessThan(5);
        assertThat(tripled).isGreaterThan(500);
    }

    @Test
    void theProbabilityIsThatOfAQuotientOfGammaVariables() {
        double[] past = {4, 4, 4, 4, 4, 4, 4};
        double[] ones = {1, 1, 1, 1, 1, 1, 1};
        // half of the exposure, the same count: exactly twice the usual is about as likely above as below
        assertThat(Raised.probability(past, ones, new double[] {28}, new double[] {3.5})
                        .orElseThrow())
                .isCloseTo(.5, within(.02));
        assertThat(Raised.probability(new double[7], ones, new double[1], new double[] {1})
                        .orElseThrow())
                .as("never anything")
                .isBetween(.1, .8);
        assertThat(Raised.probability(new double[6], new double[6], past, ones)).isEmpty();
    }
}
