package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.analysis.Reports;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Finding;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;

/** K-9; issue 4 section 4: what goes wrong in the field changes no number that it does not concern. */
class SimilarityFaultsTest {
    private static final Epoch WEEK =
            Epoch.week(Instant.parse("2026-05-13T00:00:00Z").getEpochSecond());
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final AttackType SYN = AttackType.SCAN_SYN;

    private static Epoch day(int number) {
        return new Epoch(WEEK.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }

    /** Six regions: a and b see mostly the same sources, the others each what they draw from all. */
    private static Map<String, Reports> world(long seed) {
        Random random = new Random(seed);
        Map<String, Reports> out = new TreeMap<>();
        for (String name : NAMES) {
            Reports reports = new Reports("US", name);
            boolean twin = name.equals("a") || name.equals("b");
            for (int i = 0; i < 900; i++) {
                int source = twin ? random.nextInt(700) : random.nextInt(2500);
                long second = WEEK.startSecond() + (source * 7919L + i * 613L) % Epoch.WEEK;
                int port = twin ? source % 4 : (source + random.nextInt(3)) % 8;
                reports.packet(second, source, SYN, Service.tcp(20 + port));
            }
            out.put(name, reports);
        }
        return out;
    }

    private static List<EpochReport> reports(Map<String, Reports> world) {
        List<EpochReport> out = new ArrayList<>();
        world.values().forEach(r -> out.addAll(r.all()));
        return out;
    }

    private static Cube cube(List<EpochReport> reports) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        reports.forEach(builder::add);
        return builder.build(WEEK.end(), Instant.EPOCH);
    }

    private static SimilarityAnalysis.Alike alike(Cube cube) {
        return alike(cube, SimilarityAnalysis.Settings.DEFAULTS);
    }

    private static SimilarityAnalysis.Alike alike(Cube cube, SimilarityAnalysis.Settings settings) {
        return new SimilarityAnalysis(settings).analyse(cube, List.of(WEEK)).getFirst();
    }

    private static Map<String, Finding.Similarity> byPair(List<Finding.Similarity> pairs) {
        Map<String, Finding.Similarity> out = new HashMap<>();
        pairs.forEach(p -> out.put(p.a() + "-" + p.b(), p));
        return out;
    }

    private static <T> T the(Map<String, T> of, String name) {
        return Objects.requireNonNull(of.get(name), name);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderInWhichReportsComeDoesNotMatterAndTheSameInputGivesTheSameOutput(long seed) {
        List<EpochReport> reports = reports(world(seed));
        SimilarityAnalysis.Alike first = alike(cube(reports));
        Collections.shuffle(reports, new Random(seed));
        SimilarityAnalysis.Alike again = alike(cube(reports));
        assertThat(again).isEqualTo(first);
        assertThat(again.toString()).isEqualTo(first.toString()).doesNotContain("NaN");
    }

    @Test
    void otherNamesOfTheRegionsGiveTheSameNumbers() {
        Map<String, Reports> world = world(3);
        Map<String, Finding.Similarity> was = byPair(alike(cube(reports(world))).pairs());
        List<EpochReport> renamed = new ArrayList<>();
        world.forEach((name, own) -> own.all().forEach(r -> renamed.add(named(r, name, mirrored(name)))));
        Map<String, Finding.Similarity> now = byPair(alike(cube(renamed)).pairs());
        was.forEach((pair, s) -> {
            Finding.Similarity other = the(now, mirrored(s.b().name()) + "-" + mirrored(s.a().name()));
            assertThat(other.combined().orElseThrow()).isCloseTo(s.combined().orElseThrow(), within(1e-12));
            assertThat(other.mix().orElseThrow()).isCloseTo(s.mix().orElseThrow(), within(1e-9));
            assertThat(other.rank()).isEqualTo(s.rank());
        });
    }

    /** The last letter for the first and so on, so that the order by name is turned round. */
    private static String mirrored(String name) {
        return NAMES.get(NAMES.size() - 1 - NAMES.indexOf(name));
    }

    private static EpochReport named(EpochReport r, String from, String to) {
        List<Statistic> cells = r.cells().stream()
                .map(c -> new Statistic(
                        new CellKey(
                                c.key().epoch(),
                                c.key().sensorGroup().replace(from, to),
                                c.key().attackType(),
                                c.key().service(),
                                c.key().tool(),
                                c.key().place(),
                                c.key().asn()),
                        c.measures()))
                .toList();
        return r.with(
                cells,
                r.uptime().stream()
                        .map(u -> new Uptime(
                                to, u.epoch(), u.share(), u.monitoredAddresses(), u.reason()))
                        .toList(),
                Map.of());
    }

    @Test
    void twinsComeFirstAndGroupAndTheGroupIsStable() {
        SimilarityAnalysis.Alike alike = alike(cube(reports(world(8))));
        Finding.Similarity best = alike.pairs().getFirst();
        assertThat(best.a() + "-" + best.b()).isEqualTo("a-b");
        assertThat(alike.pairs().stream().skip(1)).allMatch(p ->
                p.combined().orElseThrow() < best.combined().orElseThrow());
        Finding.Clusters.Merge first = alike.clusters().merges().getFirst();
        assertThat(List.of(first.a(), first.b())).containsExactly(0, 1);
        assertThat(first.support()).isGreaterThan(.8);
        assertThat(alike.clusters().groups()).contains(List.of(new Region("a"), new Region("b")));
        assertThat(alike.clusters().merges()).hasSize(NAMES.size() - 1);
    }

    @Test
    void oneRegionHasNoPairAndNoGroup() {
        SimilarityAnalysis.Alike alike = alike(cube(the(world(1), "a").all()));
        assertThat(alike.pairs()).isEmpty();
        assertThat(alike.clusters().merges()).isEmpty();
        assertThat(alike.clusters().missing()).containsExactly("groups: fewer than three regions to compare with");
    }

    @Test
    void twoRegionsAreToldWithoutWhatNeedsAThird() {
        Map<String, Reports> world = world(1);
        world.keySet().retainAll(List.of("a", "b"));
        Finding.Similarity pair = alike(cube(reports(world))).pairs().getFirst();
        assertThat(pair.mix()).isPresent();
        assertThat(pair.who()).isEmpty();
        assertThat(pair.combined()).isEmpty();
        assertThat(pair.missing())
                .contains("combined: fewer than three pairs to compare with")
                .anyMatch(m -> m.startsWith("who: fewer than three regions"));
    }

    @Test
    void emptyDaysAndARegionWithoutAnySourceMakeNoNumbers() {
        Map<String, Reports> world = world(1);
        Reports silent = new Reports("US", "g");
        for (int d = 0; d < 7; d++) {
            silent.day(day(d));
        }
        world.put("g", silent);
        SimilarityAnalysis.Alike alike = alike(cube(reports(world)));
        Finding.Similarity pair = the(byPair(alike.pairs()), "a-g");
        assertThat(pair.mix()).isEmpty();
        assertThat(pair.who()).isEmpty();
        assertThat(pair.when()).as("a constant series has no shape").isEmpty();
        assertThat(alike.toString()).doesNotContain("NaN");
    }

    @Test
    void aWeekOfOutageTakesARegionOutAndChangesNoOtherPair() {
        Map<String, Reports> world = world(2);
        Map<String, Finding.Similarity> was = byPair(alike(cube(reports(world))).pairs());
        Reports down = new Reports("US", "g");
        for (int d = 0; d < 7; d++) {
            down.watched(day(d), 0);
        }
        world.put("g", down);
        assertThat(byPair(alike(cube(reports(world))).pairs())).isEqualTo(was);
    }

    @Test
    void aRegionThatAppearsOnTheLastDayIsComparedByWhatItSaw() {
        Map<String, Reports> world = world(2);
        Reports late = new Reports("US", "g");
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            int source = random.nextInt(2500);
            late.packet(day(6).startSecond() + i * 200L, source, SYN, Service.tcp(20 + source % 8));
        }
        world.put("g", late);
        Map<String, Finding.Similarity> now = byPair(alike(cube(reports(world))).pairs());
        assertThat(the(now, "c-g").mix().orElseThrow()).isGreaterThan(.7);
        assertThat(the(now, "a-g").when()).as("one day of seven was measured at both").isEmpty();
        assertThat(the(now, "a-g").missing()).contains("when: too few hours measured at both");
    }

    @Test
    void aSensorThatDoubledItsAddressesKeepsItsMixAndItsShape() {
        Map<String, Reports> world = world(2);
        Map<String, Finding.Similarity> was = byPair(alike(cube(reports(world))).pairs());
        the(world, "c").addresses(day(0), 64).addresses(day(4), 128);
        Map<String, Finding.Similarity> now = byPair(alike(cube(reports(world))).pairs());
        assertThat(the(now, "c-d").mix()).isEqualTo(the(was, "c-d").mix());
        assertThat(the(now, "c-d").who()).isEqualTo(the(was, "c-d").who());
        assertThat(the(now, "a-b").when()).isEqualTo(the(was, "a-b").when());
    }

    @Test
    void aMillionPacketsOfOneSourceAreOneSource() {
        List<EpochReport> reports = reports(world(4));
        Map<String, Finding.Similarity> was = byPair(alike(cube(reports)).pairs());
        List<EpochReport> flooded = reports.stream()
                .map(r -> r.nodeName().equals("c") ? r.with(flooded(r.cells()), r.uptime(), r.operators()) : r)
                .toList();
        Map<String, Finding.Similarity> now = byPair(alike(cube(flooded)).pairs());
        was.forEach((pair, s) -> {
            assertThat(the(now, pair).mix()).isEqualTo(s.mix());
            assertThat(the(now, pair).who()).isEqualTo(s.who());
            assertThat(the(now, pair).when()).isEqualTo(s.when());
            assertThat(the(now, pair).combined()).isEqualTo(s.combined());
        });
    }

    private static List<Statistic> flooded(List<Statistic> cells) {
        List<Statistic> out = new ArrayList<>(cells);
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i).measures().get(Metric.PACKETS) instanceof Measure.Count c) {
                Map<Metric, Measure> more = new TreeMap<>(out.get(i).measures());
                more.put(Metric.PACKETS, new Measure.Count(c.value() + 1_000_000));
                out.set(i, new Statistic(out.get(i).key(), more));
                return out;
            }
        }
        return out;
    }

    /** It claims to have seen a's sources and five thousand that do not exist, all of them very bright. */
    private static Reports liar(Map<String, Reports> world) {
        Reports liar = new Reports("US", "z");
        Random random = new Random(77);
        for (int i = 0; i < 900; i++) {
            liar.packet(
                    WEEK.startSecond() + random.nextInt(Epoch.WEEK), random.nextInt(700), SYN, Service.tcp(20 + i % 8));
        }
        for (int i = 0; i < 5000; i++) {
            int source = 1_000_000 + i % 2500;
            liar.packet(
                    WEEK.startSecond() + (long) (i % 2500) * Epoch.WEEK / 2500, source, SYN, Service.tcp(20 + i % 8));
        }
        world.put("z", liar);
        return liar;
    }

    @Test
    void aLyingNodeMovesOthersByNoMoreThanItsShareOfThePairsAndWithoutWeightNotAtAll() {
        Map<String, Reports> world = world(6);
        Map<String, Finding.Similarity> honest = byPair(alike(cube(reports(world))).pairs());
        liar(world);
        Cube lied = cube(reports(world));
        Map<String, Finding.Similarity> trusted = byPair(alike(lied).pairs());
        SortedMap<Region, Double> none = new TreeMap<>(Map.of(new Region("z"), 0.0));
        Map<String, Finding.Similarity> capped =
                byPair(alike(lied, new SimilarityAnalysis.Settings(none, 20, 1)).pairs());
        SortedMap<Region, Double> half = new TreeMap<>(Map.of(new Region("z"), 0.25));
        Map<String, Finding.Similarity> less =
                byPair(alike(lied, new SimilarityAnalysis.Settings(half, 20, 1)).pairs());
        double full = influence(honest, trusted);
        double little = influence(honest, less);
        assertThat(full).isBetween(.001, 2.0 / 7 + .1);
        assertThat(little).isLessThan(full);
        honest.forEach((pair, s) -> {
            assertThat(the(capped, pair).combined()).as(pair).isEqualTo(s.combined());
            assertThat(the(capped, pair).who()).as(pair).isEqualTo(s.who());
            assertThat(the(capped, pair).mix()).as(pair).isEqualTo(s.mix());
        });
    }

    private static double influence(Map<String, Finding.Similarity> honest, Map<String, Finding.Similarity> lied) {
        return honest.entrySet().stream()
                .mapToDouble(e -> Math.abs(e.getValue().combined().orElseThrow()
                        - the(lied, e.getKey()).combined().orElseThrow()))
                .max()
                .orElseThrow();
    }

    @Test
    void aRegionWithoutWeightDecidesNeitherWhichServicesAreUsualNorHowMuchCountsVary() {
        Map<String, Reports> world = world(9);
        world.keySet().retainAll(List.of("a", "b", "c", "d"));
        Map<String, Finding.Similarity> honest = byPair(alike(cube(reports(world))).pairs());
        SortedMap<Region, Double> none = new TreeMap<>();
        for (String name : List.of("v", "w", "x", "y", "z")) {
            Reports strange = new Reports("US", name);
            for (int i = 0; i < 700; i++) {
                Service service = i % 7 == 0 ? Service.tcp(20) : Service.tcp(5000 + i % 7);
                strange.packet(WEEK.startSecond() + i * 800L, 10_000 + i, SYN, service);
            }
            world.put(name, strange);
            none.put(new Region(name), 0.0);
        }
        Map<String, Finding.Similarity> now =
                byPair(alike(cube(reports(world)), new SimilarityAnalysis.Settings(none, 0, 1)).pairs());
        honest.forEach((pair, s) -> {
            assertThat(the(now, pair).mix()).as(pair).isEqualTo(s.mix());
            assertThat(the(now, pair).divergence()).as(pair).isEqualTo(s.divergence());
            assertThat(the(now, pair).combined()).as(pair).isEqualTo(s.combined());
        });
    }

    @Test
    void aSeriesThatDoesNotVaryHasNoShapeAndAWorldOfZerosNoNumbers() {
        Map<String, Reports> constant = new TreeMap<>();
        Map<String, Reports> silent = new TreeMap<>();
        for (String name : NAMES) {
            Reports even = new Reports("US", name);
            Reports none = new Reports("US", name);
            for (int hour = 0; hour < 7 * 24; hour++) {
                for (int i = 0; i < 5; i++) {
                    even.packet(WEEK.startSecond() + hour * 3600L + i, i, SYN, Service.tcp(20 + i));
                }
            }
            for (int d = 0; d < 7; d++) {
                none.day(day(d));
            }
            constant.put(name, even);
            silent.put(name, none);
        }
        SimilarityAnalysis.Alike level = alike(cube(reports(constant)));
        assertThat(level.pairs()).hasSize(15).allMatch(p -> p.when().isEmpty() && p.mix().isPresent());
        assertThat(level.pairs()).allMatch(p -> p.mix().orElseThrow() == 1 && p.qValue().isEmpty());
        SimilarityAnalysis.Alike zeros = alike(cube(reports(silent)));
        assertThat(zeros.pairs()).allMatch(p -> p.mix().isEmpty()
                && p.who().isEmpty()
                && p.when().isEmpty()
                && p.combined().isEmpty());
        assertThat(zeros.clusters().merges()).isEmpty();
        assertThat(level + " " + zeros).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void daysOnWhichNothingCameLeaveTheNumbersOfTheOthers() {
        Map<String, Reports> world = new TreeMap<>();
        for (String name : NAMES) {
            Reports reports = new Reports("US", name);
            Random random = new Random(name.hashCode());
            for (int i = 0; i < 500; i++) {
                int source = random.nextInt(1500);
                long second = WEEK.startSecond() + random.nextInt(5 * Epoch.DAY);
                reports.packet(second, source, SYN, Service.tcp(20 + source % 6));
            }
            world.put(name, reports.day(day(5)).day(day(6)));
        }
        SimilarityAnalysis.Alike alike = alike(cube(reports(world)));
        assertThat(alike.pairs()).allMatch(p -> p.mix().orElseThrow() > .8 && p.qValue().isPresent());
        assertThat(alike.toString()).doesNotContain("NaN");
    }

    @Test
    void anotherOrderOfTheWindowsGivesTheSameAndEachIsHeldAgainstTheOneBefore() {
        List<EpochReport> reports = reports(world(2));
        Epoch first = new Epoch(WEEK.startSecond(), 3 * Epoch.DAY);
        Epoch second = new Epoch(first.endSecond(), 3 * Epoch.DAY);
        Cube cube = cube(reports);
        List<SimilarityAnalysis.Alike> inOrder = new SimilarityAnalysis().analyse(cube, List.of(first, second));
        assertThat(new SimilarityAnalysis().analyse(cube(reports), List.of(second, first)))
                .isEqualTo(inOrder);
        assertThat(inOrder.getFirst().clusters().againstBefore()).isEmpty();
        assertThat(inOrder.getLast().clusters().againstBefore()).isPresent();
    }

    @Test
    void honeypotsAndDarknetsAreNotComparedAsIfAlike() {
        Map<String, Reports> world = world(6);
        for (String name : List.of("p", "q")) {
            Reports honeypot = new Reports("JP", name);
            Random random = new Random(name.hashCode());
            for (int i = 0; i < 500; i++) {
                honeypot.packet(
                        WEEK.startSecond() + random.nextInt(Epoch.WEEK),
                        random.nextInt(700),
                        AttackType.LOGIN_BRUTE_FORCE,
                        Service.tcp(22 + i % 2));
            }
            world.put(name, honeypot);
        }
        SimilarityAnalysis.Alike alike = alike(cube(reports(world)));
        Map<String, Finding.Similarity> pairs = byPair(alike.pairs());
        assertThat(the(pairs, "a-p").mix()).isEmpty();
        assertThat(the(pairs, "a-p").who()).isEmpty();
        assertThat(the(pairs, "a-p").when()).isEmpty();
        assertThat(the(pairs, "a-p").combined()).isEmpty();
        assertThat(the(pairs, "a-p").missing()).anyMatch(m -> m.startsWith("who: one counts packets"));
        assertThat(the(pairs, "p-q").who()).isPresent();
        assertThat(alike.clusters().merges()).as("two trees").hasSize(NAMES.size() - 1 + 1);
    }
}
