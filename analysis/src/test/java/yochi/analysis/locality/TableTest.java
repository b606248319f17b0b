package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** Ten honest regions alike, an eleventh that reports a million sources of one service. */
    private static Table lied(double mostShare) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            regions.add(new Region("r" + i));
        }
        List<Cell> cells = List.of(SSH, SMB);
        return Table.of(
                regions,
                cells,
                (r, c) -> r.name().equals("r10") && c.equals(SMB) ? 1_000_000 : 100,
                (r, c) -> 1,
                mostShare);
    }

    @Test
    void aLyingNodesWeightIsCappedAndItsInfluenceOnOthersExpectationsIsBounded() {
        double honest = 100;
        assertThat(lied(1).expected(0, 0) / honest).as("uncapped, another service").isLessThan(0.01);
        assertThat(lied(.25).expected(0, 0) / honest).as("capped, another service").isBetween(0.7, 1.0);
        assertThat(lied(1).expected(0, 1) / honest).as("uncapped, the service lied about").isGreaterThan(1.9);
        assertThat(lied(.25).expected(0, 1) / honest).as("capped, the service lied about").isBetween(1.0, 1.31);
        assertThat(lied(.25).expected(10, 0) + lied(.25).expected(10, 1)).isCloseTo(1_000_100, within(1.0));
    }

    @Test
    void regionsOfUnlikeSizeKeepTheirExpectationsUnderTheCap() {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            regions.add(new Region(String.format(Locale.ROOT, "r%02d", i)));
        }
        Table table = Table.of(
                regions,
                List.of(SSH, SMB),
                (r, c) -> (r.name().equals("r03") ? 5000 : 50) * (c.equals(SMB) ? 2 : 1),
                (r, c) -> 1,
                .25);
        assertThat(table.expected(3, 1)).isCloseTo(10_000, within(0.1));
        assertThat(table.expected(5, 0)).isCloseTo(50, within(0.001));
    }
}
