package yochi.evaluation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Region;
import yochi.core.model.Service;
import yochi.link.wire.ReportCodec;

/** Events planted into reports that others made: what is added is what the truth says (A-18, M-3). */
class InjectionTest {
    private static final InjectionParameters P = WorldParameters.committed().injection();
    private static final Cell NEW = new Cell(AttackType.SCAN_SYN, Service.tcp(65_001));

    /** A world stands for the real reports, so that the test needs no data. */
    private static final RegionWorld WORLD = RegionWorld.of(
            WorldParameters.committed()
                    .regions()
                    .withRegions(6)
                    .withDays(40)
                    .withSignatures(List.of(20.0), 5),
            List.of(),
            11);

    private static List<EpochReport> reports(boolean sketches) {
        return (sketches ? WORLD.withSources() : WORLD)
                .uploads().stream().map(Upload::report).toList();
    }

    @Test
    void withNothingPlantedTheReportsAreTheSameBytes() {
        List<EpochReport> real = reports(true);
        List<EpochReport> out = Injection.into(real, P, 1).reports();
        assertThat(out).hasSameSizeAs(real);
        assertThat(out).containsExactlyInAnyOrderElementsOf(real);
    }

    @Test
    void theSameSeedPlantsTheSameAndAnotherDoesNot() {
        byte[][] bytes = new byte[3][];
        for (int i = 0; i < 3; i++) {
            Injection injection = Injection.into(reports(false), P, i == 2 ? 2 : 1);
            injection.spread(NEW, WORLD.day(30).start());
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            injection.reports().forEach(r -> all.writeBytes(ReportCodec.encode(r)));
            bytes[i] = all.toByteArray();
        }
        assertThat(bytes[0]).isEqualTo(bytes[1]).isNotEqualTo(bytes[2]);
    }

    @Test
    void everyPlantedSourceIsCountedAndNothingElseChanges() {
        for (boolean sketches : new boolean[] {false, true}) {
            Injection injection = Injection.into(reports(sketches), P, 1);
            Cell known = WORLD.signatures().getFirst().cell();
            Region burst = WORLD.sites().get(4).region();
            injection.rise(known, List.of(WORLD.sites().get(1).region(), WORLD.sites().get(2).region()), WORLD.day(33));
            injection.spread(NEW, WORLD.day(30).start());
            Cell other = WORLD.signatures().getLast().cell();
            injection.burst(other, burst, WORLD.day(35));
            Cube before = injection.before();
            Cube after = injection.cube();
            for (Region region : before.regions()) {
                for (Cell cell : after.cells()) {
                    for (int d = 0; d < WORLD.days(); d++) {
                        compare(injection, before, after, region, cell, WORLD.day(d));
                    }
                }
            }
            double packets = Cube.number(after.packets(burst, other, WORLD.day(35)))
                    - Cube.number(before.packets(burst, other, WORLD.day(35)));
            assertThat(packets).isEqualTo(P.burstPackets() * WORLD.watched(burst, 35));
        }
    }

    private static void compare(
            Injection injection, Cube before, Cube after, Region region, Cell cell, Epoch day) {
        double was = Cube.number(before.sources(region, cell, day));
        double is = Cube.number(after.sources(region, cell, day));
        if (Double.isNaN(was)) {
            assertThat(is).isNaN();
            return;
        }
        long added = injection.planted().stream()
                .filter(e -> e.cell().equals(cell)
                        || cell.equals(Cell.ALL_ORIGIN))
                .filter(e -> e.added().containsKey(region))
                .mapToLong(e -> e.added().get(region).getOrDefault(day, 0L))
                .sum();
        boolean part = cell.single() || cell.equals(Cell.ALL_ORIGIN);
        if (part) {
            assertThat(is - was).as(region + " " + cell + " " + day).isEqualTo((double) added);
        }
    }

    @Test
    void aRiseIsTwiceTheBaseOnTopForThreeDays() {
        Injection injection = Injection.into(reports(false), P, 1);
        Cell known = WORLD.signatures().getFirst().cell();
        List<Region> all = injection.before().regions();
        Injected rise = injection.rise(known, all, WORLD.day(33));
        double base = 0;
        double added = 0;
        for (Region region : all) {
            for (int d = 5; d < 33; d++) {
                double n = Cube.number(injection.before().sources(region, known, WORLD.day(d)));
                base += Double.isNaN(n) ? 0 : n / 28;
            }
            var own = rise.added().getOrDefault(region, new java.util.TreeMap<>());
            added += own.values().stream().mapToLong(Long::longValue).sum() / 3.0;
            assertThat(own.keySet())
                    .allMatch(e -> e.startSecond() >= WORLD.day(33).startSecond()
                            && e.endSecond() <= WORLD.day(35).endSecond());
        }
        assertThat(added / base).isBetween(1.6, 2.2);
    }

    @Test
    void aSignatureThatIsThereAlreadyCannotBeNew() {
        Injection injection = Injection.into(reports(false), P, 1);
        Cell known = WORLD.signatures().getFirst().cell();
        assertThatThrownBy(() -> injection.spread(known, WORLD.day(30).start()))
                .hasMessageContaining("is in the reports already; take a service that is not");
    }
}
