package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import yochi.analysis.Reports;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** K-9, A-13: the counts of all cells in one pass are those of each cell asked for itself. */
class StepCountsTest {
    private static final Epoch FIRST =
            Epoch.containing(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond(), Epoch.DAY);
    private static final Region HERE = new Region("here");
    private static final Service SSH = Service.tcp(22);
    private static final Service SMB = Service.tcp(445);
    private static final Cell SSH_SCAN = new Cell(AttackType.SCAN_SYN, SSH);
    private static final Cell SMB_SCAN = new Cell(AttackType.SCAN_SYN, SMB);

    private static Epoch day(int d) {
        return new Epoch(FIRST.startSecond() + (long) d * Epoch.DAY, Epoch.DAY);
    }

    /** Ten days; an outage, a day of a filter, a day on which the network lets nothing through, and twice the size. */
    private static Cube cube() {
        Reports here = new Reports("US", "here").addresses(day(0), 64).addresses(day(8), 128);
        for (int d = 0; d < 10; d++) {
            here.day(day(d));
            for (int i = 0; i <= d; i++) {
                here.packet(day(d).startSecond() + i, i, AttackType.SCAN_SYN, SSH);
            }
        }
        here.packet(day(7).startSecond(), 5, AttackType.SCAN_SYN, SMB);
        here.watched(day(3), 0.2).filtered(day(5), SMB).closed(day(6), SMB);
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        here.all().forEach(builder::add);
        return builder.build(Instant.EPOCH);
    }

    @Test
    void countsAreThoseOfEachCellForItself() {
        Cube cube = cube();
        StepCounts steps = cube.steps(HERE, cube.lastDays(10), Epoch.DAY);
        assertThat(steps.counts(SSH_SCAN)).containsExactly(cube.dailySources(HERE, SSH_SCAN));
        assertThat(steps.counts(SMB_SCAN)).containsExactly(cube.dailySources(HERE, SMB_SCAN));
        for (Cell cell : cube.cells()) {
            double[] daily = cube.dailySources(HERE, cell);
            for (int d = 0; d < 10; d++) {
                Double asked = d == 3 ? Double.NaN : Cube.number(cube.sources(HERE, cell, day(d)));
                assertThat(daily[d]).as("%s on day %d", cell, d).isEqualTo(asked);
            }
        }
        assertThat(steps.counts(SSH_SCAN)[3]).as("an outage is missing").isNaN();
        assertThat(steps.counts(SMB_SCAN)[2]).as("watched, nothing came").isZero();
        assertThat(steps.counts(SMB_SCAN)[5]).as("filtered").isNaN();
        assertThat(steps.counts(SMB_SCAN)[6]).as("not let through").isNaN();
    }

    @Test
    void exposureIsWhatWatchedTheCell() {
        Cube cube = cube();
        StepCounts steps = cube.steps(HERE, cube.lastDays(10), Epoch.DAY);
        assertThat(steps.byAddress()).isTrue();
        assertThat(steps.exposure(SSH_SCAN)).containsExactly(64, 64, 64, 0, 64, 64, 64, 64, 128, 128);
        assertThat(steps.exposure(SMB_SCAN)[6]).isZero();
        assertThat(steps.cells()).contains(SSH_SCAN, SMB_SCAN);
    }

    @Test
    void whatIsStatedOfAServiceIsToldApartFromWhatIsNot() {
        Cube cube = cube();
        assertThat(cube.reach(HERE, SMB_SCAN, day(6))).isEqualTo(Cube.Reach.CLOSED);
        assertThat(cube.reach(HERE, SMB_SCAN, day(2))).isEqualTo(Cube.Reach.UNKNOWN);
        assertThat(cube.reach(HERE, SSH_SCAN, day(6))).isEqualTo(Cube.Reach.UNKNOWN);
    }
}
