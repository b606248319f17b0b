package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Cell;
import yochi.core.model.AttackType;
import yochi.core.model.Region;
import yochi.core.model.Service;

@DisplayName("K-9: what a region is expected to see depends on how long it could observe it")
class TableTest {
    private static final Region LARGE = new Region("large");
    private static final Region SMALL = new Region("small");
    private static final Cell SSH = new Cell(AttackType.SCAN_SYN, Service.tcp(22));
    private static final Cell SMB = new Cell(AttackType.SCAN_SYN, Service.tcp(445));

    private static double size(Region region) {
        return region.equals(LARGE) ? 1000 : 100;
    }

    @Test
    void whereAllIsObservableExpectationsAreRowByColumnOverTotal() {
        Table table = Table.of(
                List.of(LARGE, SMALL),
                List.of(SSH, SMB),
                (r, c) -> size(r) * (c.equals(SMB) && r.equals(SMALL) ? 3 : 1),
                (r, c) -> 1);
        assertThat(table.expected(1, 1)).isCloseTo(400.0 * 1300 / 2400, within(1e-6));
        assertThat(table.expected(0, 0)).isCloseTo(2000.0 * 1100 / 2400, within(1e-6));
    }

    @Test
    void halfTheTimeLetsExpectHalf() {
        Table table = Table.of(
                List.of(LARGE, SMALL),
                List.of(SSH, SMB),
                (r, c) -> size(r) * observable(r, c),
                TableTest::observable);
        assertThat(table.expected(0, 1)).as("half of the time").isCloseTo(500, within(0.01));
        assertThat(table.expected(1, 1)).as("all of it").isCloseTo(100, within(0.01));
    }

    private static double observable(Region region, Cell cell) {
        return region.equals(LARGE) && cell.equals(SMB) ? 0.5 : 1;
    }

    @Test
    void whatIsMissingTeachesNothingAndWhatWasSeenCouldBeObserved() {
        Table table = Table.of(
                List.of(LARGE, SMALL),
                List.of(SSH, SMB),
                (r, c) -> r.equals(LARGE) && c.equals(SMB) ? Double.NaN : size(r),
                (r, c) -> c.equals(SMB) ? 0 : 1);
        assertThat(table.expected(0, 1)).isZero();
        assertThat(table.expected(1, 1)).isCloseTo(100, within(0.01));
    }
}
