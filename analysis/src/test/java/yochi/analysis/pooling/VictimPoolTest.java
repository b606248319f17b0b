package yochi.analysis.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.CellKey;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Suppressed;
import yochi.core.model.Tool;
import yochi.core.sketch.ItemCounts;

/** A-7, algorithms §1.2: the thresholds hold for the sum of all nodes, on both sides of each. */
class VictimPoolTest {
    private static final long START = 1_700_006_400L;
    private static final long VICTIM = 0x1234_5678_9ABC_DEF0L;

    private record Seen(long second, long token, int packets) {}

    private static EpochReport report(int node, int revision, List<Seen> seen) {
        List<Statistic> cells = new ArrayList<>();
        for (Seen s : seen) {
            ItemCounts items = ItemCounts.empty();
            items.add(s.token(), s.packets());
            CellKey key = new CellKey(
                    new Epoch(START + s.second(), 10), "n", AttackType.BACKSCATTER_TCP, Service.ANY, Tool.NONE,
                    Country.UNKNOWN, Asn.UNKNOWN);
            cells.add(new Statistic(key, Map.of(Metric.VICTIMS, new Measure.FrequentItems(items))));
        }
        return new EpochReport(
                new NodeId(new UUID(0x0194_0000_0000_7000L, 0x8000L << 48 | node)), "n" + node, new Country("SG"), 1,
                node + 100L * revision, new Epoch(START, 3600), revision, false, "p", "", "day one", "1", cells,
                List.of(), new Suppressed(0, 0, 0));
    }

    /** That many packets in each of seven slots, which makes 70 s from first to last. */
    private static List<Seen> steady(int packets) {
        List<Seen> out = new ArrayList<>();
        for (int slot = 0; slot < 7; slot++) {
            out.add(new Seen(slot * 10L, VICTIM, packets));
        }
        return out;
    }

    @Test
    void twoNodesBelowTheThresholdTellAnAttackTogether() {
        VictimPool pool = new VictimPool();
        pool.add(report(1, 0, steady(3)));
        assertThat(pool.take().values()).containsExactly(List.of());
        pool.add(report(2, 0, steady(2)));
        PooledAttack found = pool.take().values().iterator().next().getFirst();
        assertThat(found.alone()).isFalse();
        assertThat(found.nodes()).hasSize(2);
        assertThat(found.packets()).isEqualTo(35);
        assertThat(found.mostInMinute()).isEqualTo(30);
        assertThat(found.confidence()).isEqualTo(0.5);
        assertThat(found.from()).isEqualTo(Instant.ofEpochSecond(START));
        assertThat(found.until()).isEqualTo(Instant.ofEpochSecond(START + 70));
        assertThat(pool.take()).isEmpty();
    }

    @Test
    void anAttackThatOneNodeSeesAloneIsToldSo() {
        VictimPool pool = new VictimPool();
        pool.add(report(1, 0, steady(9)));
        pool.add(report(2, 0, steady(1)));
        assertThat(pool.attacks()).singleElement().satisfies(a -> assertThat(a.alone()).isTrue());
    }

    /** Packets in the first slot at node 1, and one in a last slot at node 2. */
    @ParameterizedTest
    @CsvSource({"30, 60, 1", "29, 60, 0", "30, 50, 0", "40, 300, 1", "40, 310, 0", "24, 60, 0"})
    void eachThresholdHoldsOnBothSides(int packets, long last, int attacks) {
        VictimPool pool = new VictimPool();
        pool.add(report(1, 0, List.of(new Seen(0, VICTIM, packets))));
        pool.add(report(2, 0, List.of(new Seen(last, VICTIM, 1))));
        assertThat(pool.attacks()).hasSize(attacks);
    }

    @Test
    void theOrderOfReportsDoesNotMatterAndTokensUnderTwoKeysNeverMeet() {
        List<EpochReport> reports = new ArrayList<>();
        Random random = new Random(5);
        for (int node = 1; node <= 5; node++) {
            List<Seen> seen = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                seen.add(new Seen(10L * random.nextInt(360), random.nextInt(9), 1 + random.nextInt(12)));
            }
            reports.add(report(node, 0, seen));
        }
        List<PooledAttack> inOrder = pooled(reports);
        Collections.shuffle(reports, random);
        assertThat(pooled(reports)).isEqualTo(inOrder).isNotEmpty();
        VictimPool apart = new VictimPool();
        apart.add(report(1, 0, steady(3)));
        EpochReport other = report(2, 0, steady(3));
        apart.add(new EpochReport(
                other.node(), "n2", other.country(), 1, 2, other.window(), 0, false, "p", "", "day two", "1",
                other.cells(), List.of(), other.suppressed()));
        assertThat(apart.attacks()).isEmpty();
    }

    private static List<PooledAttack> pooled(List<EpochReport> reports) {
        VictimPool pool = new VictimPool();
        reports.forEach(pool::add);
        return pool.attacks();
    }

    @Test
    void aCorrectionReplacesWhatItsNodeHadSaidAndWhatIsForgottenIsGone() {
        VictimPool pool = new VictimPool();
        pool.add(report(1, 0, steady(9)));
        pool.add(report(1, 1, steady(1)));
        assertThat(pool.attacks()).isEmpty();
        pool.add(report(2, 0, steady(9)));
        assertThat(pool.attacks()).singleElement().satisfies(a -> assertThat(a.packets()).isEqualTo(70));
        pool.forget(Instant.ofEpochSecond(START + 20));
        assertThat(pool.attacks()).isEmpty();
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        VictimPool pool = new VictimPool(5);
        pool.add(report(1, 0, steady(9)));
        assertThat(pool.notHeld()).isEqualTo(18);
        pool.forget(Instant.ofEpochSecond(START + 3600));
        pool.add(report(1, 2, steady(9)));
        assertThat(pool.notHeld()).isEqualTo(36);
    }
}
