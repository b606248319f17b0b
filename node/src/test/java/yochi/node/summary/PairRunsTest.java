package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("issue 3 §3: pairs of an epoch that is over, packed")
class PairRunsTest {
    private static final long LARGEST = (1L << Addresses.BITS) - 1;

    private static LongCounts pairs(Map<Long, Integer> of) {
        LongCounts out = new LongCounts(16);
        of.forEach(out::add);
        return out;
    }

    private static Map<Long, Integer> read(PairRuns runs) {
        Map<Long, Integer> out = new TreeMap<>();
        runs.forEach((slot, address, n) ->
                assertThat(out.put(PairRuns.key(slot, address), n)).as("each pair once").isNull());
        return out;
    }

    @Test
    void nothingPacksToNothing() {
        assertThat(read(PairRuns.NONE)).isEmpty();
        PairRuns runs = PairRuns.of(new LongCounts(16), 0);
        assertThat(runs.size()).isZero();
        runs.forEach(0, (address, n) -> assertThat(address).as("no cell").isNegative());
        assertThat(read(PairRuns.of(new LongCounts(16), 1000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {
        1, 2, 127, 128, (1 << 30) - 2, (1 << 30) - 1, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE, -1
    })
    void countsComeBackAtEveryBoundary(int count) {
        Map<Long, Integer> wanted = new TreeMap<>();
        wanted.put(PairRuns.key(0, 0), count);
        wanted.put(PairRuns.key(0, 1), 1);
        wanted.put(PairRuns.key(0, LARGEST), count);
        assertThat(read(PairRuns.of(pairs(wanted), 1))).isEqualTo(wanted);
    }

    @Test
    void theFirstAndLastAddressOfTheFirstAndLastCellStayApart() {
        Map<Long, Integer> wanted = new TreeMap<>();
        for (int slot : new int[] {0, 7, 999}) {
            for (long address : new long[] {0, 1, LARGEST - 1, LARGEST}) {
                wanted.put(PairRuns.key(slot, address), slot + 1);
            }
        }
        PairRuns runs = PairRuns.of(pairs(wanted), 1000);
        assertThat(read(runs)).isEqualTo(wanted);
        assertThat(runs.size()).isEqualTo(wanted.size());
        List<Long> ofSeven = new ArrayList<>();
        runs.forEach(7, (address, n) -> ofSeven.add(address));
        assertThat(ofSeven).containsExactly(0L, 1L, LARGEST - 1, LARGEST);
        runs.forEach(8, (address, n) -> assertThat(n).as("an empty cell between").isNull());
        runs.forEach(1000, (address, n) -> assertThat(n).as("a cell that came later").isNull());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyPairsComeBackInOrderAndPartsMergeToTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int cells = 300;
        Map<Long, Integer> wanted = new TreeMap<>();
        LongCounts first = new LongCounts(16);
        LongCounts second = new LongCounts(16);
        for (int i = 0; i < 40_000; i++) {
            // Few cells with very many addresses and many with few, as in a darknet.
            int slot = (int) (cells * Math.pow(random.nextDouble(), 4));
            long key = PairRuns.key(slot, random.nextLong(1L << random.nextInt(8, Addresses.BITS + 1)));
            int n = 1 + (random.nextDouble() < 0.8 ? 0 : random.nextInt(1000));
            wanted.merge(key, n, Integer::sum);
            (random.nextBoolean() ? first : second).add(key, n);
        }
        PairRuns whole = PairRuns.of(pairs(wanted), cells);
        assertThat(read(whole)).isEqualTo(wanted);
        List<Long> order = new ArrayList<>();
        whole.forEach((slot, address, n) -> order.add(PairRuns.key(slot, address)));
        assertThat(order).isSorted();
        LongCounts merged = new LongCounts(16);
        for (LongCounts part : List.of(second, first)) {
            PairRuns.of(part, cells).forEach((slot, address, n) -> merged.add(PairRuns.key(slot, address), n));
        }
        assertThat(read(PairRuns.of(merged, cells))).isEqualTo(wanted);
        assertThat(whole.bytes()).isLessThan(6L * whole.size() + 4L * cells);
    }

    @Test
    void aPackedTableGivesTheSameRuns() {
        Map<Long, Integer> wanted = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            wanted.put(PairRuns.key(i % 10, i * 4_000_000L), i % 3 == 0 ? Integer.MAX_VALUE : i);
        }
        LongCounts packed = pairs(wanted);
        packed.pack();
        assertThat(read(PairRuns.of(packed, 10))).isEqualTo(wanted);
    }
}
