package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of cell and address are the same whether they are sorted at the end or looked up one by one (P2). */
class CellCountsTest {
    private static final int ROOM = 1_000_000;

    private static Map<String, Integer> pairs(CellCounts counts) {
        Map<String, Integer> out = new TreeMap<>();
        counts.forEachPair((slot, address, n) ->
                assertThat(out.put(counts.code(slot) + " " + address, n)).isNull());
        return out;
    }

    @ParameterizedTest
    @CsvSource({"10,0", "511,0", "512,0", "5000,0", "5000,300", "262143,0", "262144,0", "262145,0", "300000,70000"})
    void everyPairIsCountedAsOftenAsItCame(int records, int severalEvery) {
        SplittableRandom random = new SplittableRandom(records);
        CellCounts counts = new CellCounts(ROOM);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 1; i <= records; i++) {
            long code = random.nextInt(300);
            long address = random.nextInt(20) == 0 ? 0xFFFF_FFFFL - random.nextInt(3) : random.nextInt(400);
            int n = severalEvery > 0 && i % severalEvery == 0 ? 3 : 1;
            counts.add(code, address, 60, n);
            expected.merge(code + " " + address, n, Integer::sum);
        }
        assertThat(counts.pairs()).isEqualTo(expected.size());
        assertThat(pairs(counts)).isEqualTo(new TreeMap<>(expected));
        counts.pack();
        assertThat(pairs(counts)).isEqualTo(new TreeMap<>(expected));
        counts.add(7, 123_456, 60);
        expected.merge("7 123456", 1, Integer::sum);
        assertThat(pairs(counts)).isEqualTo(new TreeMap<>(expected));
        Map<Integer, Long> last = new HashMap<>();
        counts.forEachPairAscending((slot, address, n) -> {
            assertThat(address).isGreaterThan(last.getOrDefault(slot, -1L));
            last.put(slot, address);
        });
    }

    @Test
    void whatIsAddedToAnEpochThatWasAskedForCountsToo() {
        CellCounts counts = new CellCounts(ROOM);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 600; i++) {
                counts.add(i % 7, i, 60);
            }
            assertThat(counts.pairs()).isEqualTo(600);
        }
        counts.forEachPair((slot, address, n) -> assertThat(n).isEqualTo(5));
        counts.clear();
        counts.add(1, 1, 60);
        assertThat(counts.pairs()).isEqualTo(1);
    }

    @Test
    void beyondTheBoundPairsAreCountedButNotKept() {
        CellCounts counts = new CellCounts(700);
        for (int i = 0; i < 3000; i++) {
            counts.add(5, i % 1000, 60);
        }
        assertThat(counts.pairs()).isEqualTo(700);
        assertThat(counts.unkept(0)).isEqualTo(900);
        assertThat(counts.records(0)).isEqualTo(3000);
    }
}
