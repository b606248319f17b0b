package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** P5: rows of a window, of which nothing is left for the next, however few or many there were. */
class RowTableTest {
    @Test
    void whatWasClearedIsForgottenAndWhatComesThenIsFound() {
        SplittableRandom random = new SplittableRandom(1);
        RowTable table = new RowTable();
        for (int size : new int[] {3, 120, 40, 900, 60, 5_000, 200, 0, 7}) {
            long[] keys = random.longs().distinct().limit(size).toArray();
            for (long key : keys) {
                assertThat(table.rowOf(key)).isEqualTo(-1);
                table.mark(table.insert(key), 5);
            }
            for (int row = 0; row < size; row++) {
                assertThat(table.rowOf(keys[row])).isEqualTo(row);
                assertThat(table.mask(row)).isEqualTo(1L << 5);
            }
            table.clear();
            assertThat(table.size()).isZero();
            for (long key : keys) {
                assertThat(table.rowOf(key)).isEqualTo(-1);
            }
        }
    }
}
