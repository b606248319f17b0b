package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K-7, K-9: what the log counts is what one by one would have been counted, and its keys come ascending. */
class DetailLogTest {
    /** Adds up naively, and refuses keys that do not ascend. */
    private static final class Naive implements DetailLog.Counted {
        private final TreeMap<Long, Integer> bins = new TreeMap<>();
        private final TreeMap<Long, Integer> registers = new TreeMap<>();
        private long lastBin = -1;
        private long lastRegister = -1;

        @Override
        public void gaps(int slot, int bin, int n) {
            bin(((long) slot << 13) | bin, n);
        }

        @Override
        public void ports(int slot, int range, int n) {
            bin(((long) slot << 13) | (1 << 12) | range, n);
        }

        private void bin(long key, int n) {
            assertThat(key).isGreaterThan(lastBin);
            lastBin = key;
            bins.put(key, n);
        }

        @Override
        public void register(int slot, int register, int rank) {
            long key = ((long) slot << Registers.BITS) | register;
            assertThat(key).isGreaterThan(lastRegister);
            lastRegister = key;
            registers.put(key, rank);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1000, 30_000})
    void countsWhatOneByOneWouldHaveBeenCounted(int packets) {
        Random random = new Random(packets);
        DetailLog log = new DetailLog();
        Map<Long, Integer> bins = new TreeMap<>();
        Map<Long, Integer> registers = new TreeMap<>();
        for (int i = 0; i < packets; i++) {
            int slot = random.nextInt(20) == 0 ? DetailLog.MOST_CELLS - 1 - random.nextInt(3) : random.nextInt(200);
            int gap = random.nextInt(9) == 0 ? DetailLog.NO_GAP : random.nextInt(1100);
            int port = random.nextInt(9) == 0 ? DetailLog.NO_PORT : random.nextInt(CellDetails.PORT_RANGES);
            int register = random.nextInt(Registers.PER_ROW);
            int rank = random.nextInt(56);
            log.add(slot, gap, port, register, rank);
            if (gap != DetailLog.NO_GAP) {
                bins.merge(((long) slot << 13) | gap, 1, Integer::sum);
            }
            if (port != DetailLog.NO_PORT) {
                bins.merge(((long) slot << 13) | (1 << 12) | port, 1, Integer::sum);
            }
            if (rank > 0) {
                registers.merge(((long) slot << Registers.BITS) | register, rank, Math::max);
            }
        }
        Naive counted = new Naive();
        log.count(counted);
        assertThat(counted.bins).isEqualTo(bins);
        assertThat(counted.registers).isEqualTo(registers);
        Naive again = new Naive();
        log.count(again);
        assertThat(again.bins).as("counted once").isEmpty();
        assertThat(log.size()).isZero();
    }
}
