package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Epoch;
import yochi.core.model.Region;
import yochi.link.wire.ReportCodec;

/** Worlds of regions: same seed, same bytes; the truth is what the counts hold. */
class RegionWorldTest {
    private static final RegionParameters SMALL = WorldParameters.committed()
            .regions()
            .withRegions(6)
            .withDays(21)
            .withSignatures(List.of(2.0, 20.0), 4);
    private static final RegionParameters CALM =
            SMALL.withSwing(RegionParameters.Swing.NONE).withNuisances(RegionParameters.Nuisances.NONE);

    private static final List<Wanted> ALL = List.of(
            Wanted.rise(20, 3, 3, 3, 15),
            Wanted.global(2, 3, 3, 14),
            Wanted.spread(20, 4, 12, 12),
            Wanted.local(2, 3, 16),
            Wanted.burst(2, 1_000_000, 17),
            Wanted.filterSet(20, 2, 10),
            Wanted.filterLifted(20, 2, 10));

    private static List<byte[]> bytes(RegionWorld world) {
        List<byte[]> out = new ArrayList<>();
        world.uploads().forEach(u -> out.add(ReportCodec.encode(u.report())));
        return out;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherDoesNot() {
        for (boolean drawn : new boolean[] {false, true}) {
            RegionWorld one = RegionWorld.of(SMALL, ALL, 7);
            RegionWorld two = RegionWorld.of(SMALL, ALL, 7);
            RegionWorld other = RegionWorld.of(SMALL, ALL, 8);
            List<byte[]> first = bytes(drawn ? one.withSources() : one);
            assertThat(first).usingRecursiveComparison().isEqualTo(bytes(drawn ? two.withSources() : two));
            assertThat(first).usingRecursiveComparison().isNotEqualTo(bytes(drawn ? other.withSources() : other));
        }
    }

    @Test
    void anEventAddsWhatItsTruthSaysAndChangesNothingElse() {
        List<Wanted> adding = ALL.subList(0, 5);
        RegionParameters noLoss =
                SMALL.withNuisances(new RegionParameters.Nuisances(.3, .02, .05, 6, 0, 0, 0, 0, 0, 0));
        for (boolean drawn : new boolean[] {false, true}) {
            RegionWorld with = RegionWorld.of(noLoss, adding, 3);
            RegionWorld without = RegionWorld.of(noLoss, List.of(), 3);
            Cube a = (drawn ? with.withSources() : with).cube();
            Cube b = (drawn ? without.withSources() : without).cube();
            for (Site site : with.sites()) {
                for (Signature s : with.signatures()) {
                    compare(with, a, b, site.region(), s.cell());
                }
            }
        }
    }

    private static void compare(RegionWorld world, Cube a, Cube b, Region region, Cell cell) {
        for (int d = 0; d < world.days(); d++) {
            int day = d;
            long added = world.events().stream()
                    .filter(e -> e.cell().equals(cell) && e.added().containsKey(region))
                    .mapToLong(e -> e.added().get(region)[day])
                    .sum();
            double with = Cube.number(a.sources(region, cell, world.day(d)));
            double without = Cube.number(b.sources(region, cell, world.day(d)));
            assertThat(with - without).as(region + " " + cell + " day " + d).isEqualTo((double) added);
        }
    }

    @Test
    void aWorldWithoutEventsHasNoneAndItsCountsAreThoseExpected() {
        RegionWorld world = RegionWorld.of(CALM, List.of(), 5);
        assertThat(world.events()).isEmpty();
        Cube cube = world.cube();
        double seen = 0;
        double expected = 0;
        for (Site site : world.sites()) {
            for (Signature s : world.signatures()) {
                for (int d = 0; d < world.days(); d++) {
                    seen += Cube.number(cube.sources(site.region(), s.cell(), world.day(d)));
                    expected += world.expected(site.region(), s.cell(), d);
                }
            }
        }
        assertThat(seen).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    @Test
    void sourcesDrawnOneByOneHaveTheSameMeanAndOverlap() {
        RegionWorld world = RegionWorld.of(CALM.equalSensors(), List.of(), 5);
        Cube counted = world.cube();
        Cube drawn = world.withSources().cube();
        double[] sums = new double[2];
        for (Site site : world.sites()) {
            for (Signature s : world.signatures()) {
                for (int d = 0; d < world.days(); d++) {
                    sums[0] += Cube.number(counted.sources(site.region(), s.cell(), world.day(d)));
                    sums[1] += Cube.number(drawn.sources(site.region(), s.cell(), world.day(d)));
                }
            }
        }
        assertThat(sums[1] / sums[0]).isBetween(0.97, 1.03);
        var all = drawn.keyedSources(world.sites().getFirst().region(), world.day(0));
        var other = drawn.keyedSources(world.sites().getLast().region(), world.day(0));
        var mine = all.values().iterator().next().all();
        var theirs = other.values().iterator().next().all();
        long both = 0;
        for (int i = 0; i < mine.size(); i++) {
            both += theirs.contains(mine.hash(i)) ? 1 : 0;
        }
        assertThat(both).as("Internet-wide scanners come to both").isPositive().isLessThan(mine.size());
    }

    @Test
    void aSpreadReachesRegionAfterRegionAndStays() {
        RegionWorld world = RegionWorld.of(CALM, List.of(Wanted.spread(20, 4, 12, 8)), 2);
        PlantedEvent spread = world.events().getFirst();
        assertThat(spread.arrivals()).hasSize(4);
        assertThat(spread.arrivals().values()).doesNotHaveDuplicates();
        assertThat(spread.onset()).isBetween(world.day(8).start(), world.day(8).end());
        Cube cube = world.cube();
        spread.arrivals().forEach((region, at) -> {
            assertThat(cube.firstSeen(region, spread.cell()).orElseThrow())
                    .isAfterOrEqualTo(at.minusSeconds(86_400));
            assertThat(Cube.number(cube.sources(region, spread.cell(), world.day(20)))).isPositive();
        });
        assertThat(world.sites().stream().map(Site::region).filter(r -> !spread.arrivals().containsKey(r)))
                .allSatisfy(r -> assertThat(cube.firstSeen(r, spread.cell())).isEmpty());
    }

    @Test
    void sourcesOfOneEventAreOfOnePopulationAndAsManyAsAdded() {
        RegionWorld world = RegionWorld.of(CALM, List.of(Wanted.rise(20, 5, 3, 3, 10)), 2);
        PlantedEvent rise = world.events().getFirst();
        java.util.Set<Long> all = new java.util.HashSet<>();
        long sum = 0;
        for (var e : rise.added().entrySet()) {
            for (int d = 0; d < world.days(); d++) {
                long[] sources = world.sources(rise, e.getKey(), d);
                assertThat(sources).hasSize((int) e.getValue()[d]);
                sum += sources.length;
                for (long s : sources) {
                    all.add(s);
                }
            }
        }
        assertThat(all.size()).isLessThan((int) sum);
    }

    @Test
    void victimsAreCountedBesideSourcesOfWhichNoneChanges() {
        AttackParameters often = WorldParameters.committed().attacks();
        RegionWorld quiet = RegionWorld.of(CALM, List.of(), 2);
        RegionWorld world = quiet.withAttacks(often);
        assertThat(quiet.attacks()).isEmpty();
        assertThat(world.attacks().size()).isBetween(600, 1000);
        Cube without = quiet.cube();
        Cube cube = world.cube();
        double seen = 0;
        double most = 0;
        for (Site site : world.sites()) {
            for (int d = 0; d < world.days(); d++) {
                Epoch day = world.day(d);
                assertThat(cube.sources(site.region(), Cell.ALL_ORIGIN, day))
                        .isEqualTo(without.sources(site.region(), Cell.ALL_ORIGIN, day));
                seen += Cube.number(cube.sources(site.region(), Cell.ALL_VICTIM, day));
                most += world.attacks().stream()
                        .filter(a -> day.contains(a.from().getEpochSecond()))
                        .map(SimulatedAttack::victim)
                        .distinct()
                        .count();
            }
        }
        assertThat(seen).isPositive().isLessThan(most);
    }

    @Test
    void aFilterShutsFromItsDayAndALiftedOneUntilIt() {
        RegionWorld world = RegionWorld.of(CALM, ALL.subList(5, 7), 2);
        Cube cube = world.cube();
        for (PlantedEvent e : world.events()) {
            boolean set = e.kind() == EventKind.FILTER_SET;
            for (Region region : e.arrivals().keySet()) {
                for (int d = 0; d < world.days(); d++) {
                    boolean open = set ? d < 10 : d >= 10;
                    assertThat(world.observable(region, e.cell(), d)).isEqualTo(open);
                    if (!open) {
                        assertThat(Cube.number(cube.packets(region, e.cell(), world.day(d))))
                                .isIn(0.0, Double.NaN);
                    }
                }
            }
        }
    }

    @Test
    void hoursOfADayAddUpAndFollowTheRhythm() {
        RegionWorld world = RegionWorld.of(SMALL, List.of(), 4);
        Cube cube = world.cube();
        Region region = world.sites().getFirst().region();
        for (int d = 0; d < world.days(); d++) {
            double[] hours = cube.hourlyActivity(region, Cell.ALL_ORIGIN, world.day(d));
            double day = Cube.number(cube.sources(region, Cell.ALL_ORIGIN, world.day(d)));
            for (double h : hours) {
                assertThat(Double.isNaN(h) || h <= day).isTrue();
            }
        }
    }

    @Test
    void whatCameLateIsNotKnownBefore() {
        RegionParameters.Nuisances late = new RegionParameters.Nuisances(0, 0, 0, 1, 0, 0.5, 0, 0, 0, 0);
        RegionWorld world = RegionWorld.of(CALM.withNuisances(late), List.of(), 4);
        Cube then = world.cube(world.day(10).end(), world.day(10).end().plusSeconds(3600));
        Cube later = world.cube(world.day(10).end(), world.end());
        long missing = world.sites().stream()
                .filter(s -> then.missing(s.region(), world.day(10)).toString().contains("no report"))
                .count();
        assertThat(missing).isPositive();
        assertThat(world.sites())
                .allSatisfy(s -> assertThat(later.uptime(s.region(), world.day(10))).isEqualTo(1));
    }

    @Test
    void aPlanThatCannotBeIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> RegionWorld.of(SMALL, List.of(Wanted.local(2, 3, 99)), 1))
                .hasMessageContaining("day 99 of a world of 21 days");
        assertThatThrownBy(() -> RegionWorld.of(SMALL, List.of(Wanted.rise(7, 3, 3, 1, 9)), 1))
                .hasMessageContaining("no signature of base 7.0 is left; take one of [2.0, 20.0]");
        assertThatThrownBy(() -> RegionWorld.of(CALM, List.of(Wanted.spread(2, 60, 1, 9)), 1))
                .hasMessageContaining("wants 60 regions, 6 can see");
        assertThatThrownBy(() -> Wanted.rise(20, 0.5, 3, 1, 9)).hasMessageContaining("size of a RISE");
        RegionWorld world = RegionWorld.of(SMALL, List.of(), 1);
        assertThatThrownBy(() -> world.expected(new Region("nowhere"), Cell.ALL_ORIGIN, 0))
                .hasMessageContaining("take one of sites()");
    }
}
