package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A-7, issue 3 §2: pairs of source and service that scan")
class ScanTableTest {
    private static final long ALL = (1L << ScanTable.ABOUT_BITS) - 1;

    private static BitSet cells(ScanTable table, int record) {
        long[] words = new long[6];
        table.cells(record, words, 1);
        assertThat(words[0] | words[5]).as("beside the four words").isZero();
        return BitSet.valueOf(java.util.Arrays.copyOfRange(words, 1, 5));
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "8", "9", "255", "256"})
    void cellsAreExactWhetherNamedOrInABitmap(int n) {
        ScanTable table = new ScanTable(10);
        int record = table.add(5, 100, 0);
        BitSet wanted = new BitSet();
        for (int i = 0; i < 2 * n; i++) {
            int cell = i % n * 91 % ScanTable.CELLS;
            wanted.set(cell);
            table.count(record, 100 + i, 1, cell, ALL, 0);
        }
        assertThat(table.cells(record)).isEqualTo(wanted.cardinality()).isEqualTo(n);
        assertThat(cells(table, record)).isEqualTo(wanted);
        assertThat(table.packets(record)).isEqualTo(2L * n);
    }

    @Test
    void cellZeroCountsOnceAndIsToldFromNone() {
        ScanTable table = new ScanTable(10);
        int record = table.add(5, 100, 0);
        assertThat(table.cells(record)).isZero();
        table.count(record, 100, 1, 0, ALL, 0);
        table.count(record, 100, 1, 0, ALL, 0);
        assertThat(table.cells(record)).isEqualTo(1);
        assertThat(cells(table, record).get(0)).isTrue();
    }

    @Test
    void whatIsToldStaysOnlyAsFarAsItIsKept() {
        ScanTable table = new ScanTable(10);
        int record = table.add(5, 100, ALL);
        assertThat(table.about(record)).isEqualTo(ALL);
        table.count(record, 100, 3, 7, ALL - 1, 0);
        assertThat(table.about(record)).isEqualTo(ALL - 1);
        table.count(record, 100, 3, 7, 0, 6);
        assertThat(table.about(record)).isEqualTo(6);
        assertThat(table.packets(record)).isEqualTo(6);
        assertThat(table.cells(record)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 1L << 62, 1L << 39, (1L << 39) - 1})
    void aFlowOfImpossiblyManyPacketsChangesNothingElse(long packets) {
        ScanTable table = new ScanTable(10);
        int record = table.add(5, 100, 3);
        table.count(record, 100, packets, 9, ALL, 0);
        table.count(record, 100, packets, 9, ALL, 0);
        assertThat(table.packets(record)).as("it stays at its bound").isEqualTo((1L << 39) - 1);
        assertThat(table.about(record)).isEqualTo(3);
        assertThat(table.cells(record)).isEqualTo(1);
    }

    @Test
    void timesReachInBothDirectionsAndToTheEndsOfTheirRange() {
        ScanTable table = new ScanTable(10);
        int record = table.add(5, 100, 0);
        table.count(record, 90, 1, 1, ALL, 0);
        table.reaches(record, 70);
        assertThat(table.first(record)).isEqualTo(90);
        assertThat(table.last(record)).isEqualTo(100);
        table.reaches(record, Long.MAX_VALUE);
        table.count(record, Long.MIN_VALUE, 1, 1, ALL, 0);
        assertThat(table.first(record)).isEqualTo(Long.MIN_VALUE);
        assertThat(table.last(record)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 1024, 1025, 16_384, 16_385, 40_000})
    void aTableTakesExactlyAsManyAsItsBound(int most) {
        ScanTable table = new ScanTable(most);
        int taken = 0;
        while (!table.full() || table.grow()) {
            table.add(1000L + taken, taken, 0);
            taken++;
        }
        assertThat(taken).isEqualTo(most);
        assertThat(table.grow()).isFalse();
        for (int i : new int[] {0, most / 2, most - 1}) {
            assertThat(table.key(table.find(1000L + i))).isEqualTo(1000L + i);
        }
        assertThat(table.find(1000L + most)).isEqualTo(-1);
        assertThat(table.keep(Long.MAX_VALUE, r -> {})).isZero();
        assertThat(table.size()).isZero();
        assertThat(table.full()).isFalse();
        assertThat(table.find(1000)).isEqualTo(-1);
    }

    @Test
    void whatWasLastHeardOfAtTheLimitStays() {
        ScanTable table = new ScanTable(10);
        for (long last : new long[] {49, 50, 51}) {
            table.count(table.add(last, last, 0), last, last, 1, ALL, 0);
        }
        List<Long> told = new ArrayList<>();
        assertThat(table.keep(50, r -> told.add(table.key(r)))).isEqualTo(49);
        assertThat(told).containsExactly(49L);
        assertThat(table.find(49)).isEqualTo(-1);
        assertThat(table.last(table.find(50))).isEqualTo(50);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void aBitmapIsFreeAgainForTheNextAndComesEmpty() {
        ScanTable table = new ScanTable(10);
        int record = table.add(1, 0, 0);
        for (int cell = 0; cell < ScanTable.CELLS; cell++) {
            table.count(record, 0, 1, cell, ALL, 0);
        }
        table.begin(record, 1, 50, 0);
        assertThat(table.cells(record)).as("a new episode").isZero();
        assertThat(table.packets(record)).isZero();
        int other = table.add(2, 50, 0);
        for (int cell = 0; cell < 9; cell++) {
            table.count(other, 50, 1, 20 + cell, ALL, 0);
        }
        assertThat(table.cells(other)).isEqualTo(9);
    }

    private static final class Plain {
        private final long first;
        private long last;
        private long packets;
        private final BitSet cells = new BitSet();

        Plain(long first) {
            this.first = first;
        }
    }

    /** Keys of one place of the index, episodes, growth, and forgetting: the same as a plain map, all along. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void itHoldsWhatAPlainMapHolds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScanTable table = new ScanTable(3000);
        Map<Long, Plain> plain = new HashMap<>();
        long dropped = 0;
        long droppedPlain = 0;
        for (int step = 0; step < 60_000; step++) {
            long key = (long) random.nextInt(4000) << (seed % 2 == 0 ? 40 : 0) | seed << 62;
            int record = table.find(key);
            assertThat(record >= 0).isEqualTo(plain.containsKey(key));
            if (record < 0 && table.full() && !table.grow()) {
                long since = step - 1500L;
                dropped += table.keep(since, r -> assertThat(plain).containsKey(table.key(r)));
                for (var it = plain.values().iterator(); it.hasNext(); ) {
                    Plain p = it.next();
                    if (p.last < since) {
                        droppedPlain += p.packets;
                        it.remove();
                    }
                }
            }
            if (record < 0 && table.full()) {
                continue;
            }
            record = record < 0 ? table.add(key, step, 0) : record;
            int now = step;
            Plain p = plain.computeIfAbsent(key, k -> new Plain(now));
            int times = random.nextInt(1, 30);
            for (int i = 0; i < times; i++) {
                int cell = random.nextInt(ScanTable.CELLS);
                table.count(record, step, 2, cell, ALL, 0);
                p.cells.set(cell);
                p.packets += 2;
                p.last = step;
            }
        }
        assertThat(dropped).isEqualTo(droppedPlain).isPositive();
        assertThat(table.size()).isEqualTo(plain.size());
        plain.forEach((key, p) -> {
            int record = table.find(key);
            assertThat(table.packets(record)).isEqualTo(p.packets);
            assertThat(table.first(record)).isEqualTo(p.first);
            assertThat(table.last(record)).isEqualTo(p.last);
            assertThat(table.cells(record)).isEqualTo(p.cells.cardinality());
            assertThat(cells(table, record)).isEqualTo(p.cells);
        });
    }
}
