package yochi.core.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("K-7: every summary keeps the error that it states")
class SummaryErrorTest {
    @Test
    void quantilesLieWithinAsixtyFourthOfTheTrueValue() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long[] values = random.longs(5001, 0, 1L << (3 + 2 * (seed % 18))).toArray();
            QuantileSketch sketch = QuantileSketch.empty();
            Arrays.stream(values).forEach(sketch::add);
            Arrays.sort(values);
            for (double share : new double[] {0, 0.1, 0.5, 0.9, 0.99, 1}) {
                long truth = values[Math.min(5000, (int) (share * 5001))];
                assertThat(sketch.quantile(share))
                        .isCloseTo((double) truth, within(truth < 64 ? 0 : truth * QuantileSketch.RELATIVE_ERROR));
            }
        }
    }

    @Test
    void everyValueLiesInItsBinAndBinsHaveNoGaps() {
        for (int bin = 0; bin + 1 < QuantileSketch.BINS; bin++) {
            long low = QuantileSketch.lowest(bin);
            long next = QuantileSketch.lowest(bin + 1);
            assertThat(next).isGreaterThan(low);
            assertThat(QuantileSketch.binOf(low)).isEqualTo(bin);
            assertThat(QuantileSketch.binOf(next - 1)).isEqualTo(bin);
        }
        assertThat(QuantileSketch.binOf(Long.MAX_VALUE)).isEqualTo(QuantileSketch.BINS - 1);
        assertThat(QuantileSketch.binOf(-5)).isZero();
    }

    @Test
    void entropyOfOnePlaceIsExactAndMergedBoundsHoldTheTruth() {
        EntropyBounds.Sum even = new EntropyBounds.Sum();
        for (int i = 0; i < 8; i++) {
            even.add(100);
        }
        assertThat(even.bounds().lowerBits()).isCloseTo(3, within(1e-5));
        assertThat(even.bounds().upperBits()).isCloseTo(3, within(1e-5));
        assertThat(EntropyBounds.none().bits()).isZero();
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Map<Integer, Long> all = new HashMap<>();
            EntropyBounds merged = EntropyBounds.none();
            for (int part = 0; part < 4; part++) {
                EntropyBounds.Sum sum = new EntropyBounds.Sum();
                for (int i = 0; i < 30; i++) {
                    long n = 1L + random.nextInt(1 << random.nextInt(1, 14));
                    if (all.merge(part * random.nextInt(2) * 100 + i, n, Long::sum) > 0) {
                        sum.add(n);
                    }
                }
                merged = merged.union(sum.bounds());
            }
            EntropyBounds.Sum truth = new EntropyBounds.Sum();
            all.values().forEach(truth::add);
            double bits = truth.bounds().bits();
            assertThat(bits).isBetween(merged.lowerBits() - 1e-4, merged.upperBits() + 1e-4);
        }
    }

    @Test
    void frequentItemsAreExactWhileFewAndKeepTheirBoundBeyond() {
        Random random = new Random(3);
        Map<Long, Long> truth = new HashMap<>();
        ItemCounts merged = ItemCounts.empty();
        for (int part = 0; part < 5; part++) {
            ItemCounts items = ItemCounts.empty();
            for (int i = 0; i < 3000; i++) {
                long item = (long) (2000 * Math.pow(random.nextDouble(), 4));
                items.add(item);
                truth.merge(item, 1L, Long::sum);
            }
            merged = merged.union(items);
        }
        assertThat(merged.error()).isPositive();
        assertThat(merged.counts().size()).isLessThanOrEqualTo(ItemCounts.MOST_ITEMS);
        long error = merged.error();
        Map<Long, Long> counts = merged.counts();
        truth.forEach((item, n) -> {
            long told = counts.getOrDefault(item, 0L);
            assertThat(n).isBetween(told, told + error);
        });
    }

    @Test
    void hostileBytesAreReadOrRefused() {
        BinCounts bins = BinCounts.empty();
        ItemCounts items = ItemCounts.empty();
        EntropyBounds.Sum entropy = new EntropyBounds.Sum();
        for (int i = 1; i < 40; i++) {
            bins.add(i * 7, 1 + i);
            items.add(i * 977L, i);
            entropy.add(i);
        }
        Random random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            for (byte[] good : new byte[][] {bins.toBytes(), items.toBytes(), entropy.bounds().toBytes()}) {
                byte[] bad = Arrays.copyOf(good, random.nextInt(5) == 0 ? random.nextInt(good.length) : good.length);
                if (bad.length > 0) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
                }
                refused += refuses(() -> BinCounts.parse(bad));
                refused += refuses(() -> QuantileSketch.parse(bad));
                refused += refuses(() -> ItemCounts.parse(bad));
                refused += refuses(() -> EntropyBounds.parse(bad));
            }
        }
        assertThat(refused).isPositive();
        assertThatThrownBy(() -> BinCounts.parse(new byte[1 << 20])).hasMessageContaining("bytes");
    }

    private static int refuses(Runnable parse) {
        try {
            parse.run();
            return 0;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return 1;
        }
    }
}
