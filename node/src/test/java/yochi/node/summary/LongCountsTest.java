package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash tables of the hot path against those of the JDK. */
class LongCountsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAndNumbersEqualThoseOfAPlainMap(long seed) {
        Random random = new Random(seed);
        LongCounts counts = new LongCounts(0);
        LongIndex index = new LongIndex();
        Map<Long, Integer> plain = new HashMap<>();
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = (random.nextLong() >>> 1) % (1L << (1 + random.nextInt(40)));
            int n = 1 + random.nextInt(5);
            assertThat(counts.add(key, n)).isEqualTo(plain.getOrDefault(key, 0));
            plain.merge(key, n, Integer::sum);
            assertThat(index.of(key)).isEqualTo(numbers.computeIfAbsent(key, k -> numbers.size()));
        }
        Map<Long, Integer> seen = new HashMap<>();
        counts.forEach(seen::put);
        assertThat(seen).isEqualTo(plain);
        assertThat(counts.size()).isEqualTo(plain.size());
        numbers.forEach((key, number) -> assertThat(index.keyOf(number)).isEqualTo(key));
        assertThat(counts.get(Long.MAX_VALUE)).isZero();
        counts.clear();
        assertThat(counts.get(plain.keySet().iterator().next())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 33, 50, 62})
    void aPackedTableHoldsWhatItHeldAndOpensAgain(int keyBits) {
        Random random = new Random(keyBits);
        LongCounts counts = new LongCounts(0);
        Map<Long, Integer> plain = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            long key = random.nextLong() >>> (Long.SIZE - keyBits);
            int n = random.nextInt(50) == 0 ? 1 + random.nextInt(1 << 17) : 1;
            counts.add(key, n);
            plain.merge(key, n, Integer::sum);
        }
        counts.pack();
        Map<Long, Integer> seen = new HashMap<>();
        long[] last = {-1};
        counts.forEach((key, n) -> {
            assertThat(key).isGreaterThan(last[0]);
            last[0] = key;
            seen.put(key, n);
        });
        assertThat(seen).isEqualTo(plain);
        long known = last[0];
        assertThat(counts.add(known, 1)).isEqualTo(plain.get(known));
        assertThat(counts.get(known)).isEqualTo(plain.getOrDefault(known, 0) + 1);
        assertThat(counts.size()).isEqualTo(plain.size());
    }
}
