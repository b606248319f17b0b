package yochi.core.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile bytes of a sketch are refused before the library allocates what they claim. */
class DistinctSketchBytesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100, 4096, 5000, 100_000})
    void readsWhatItWrote(int n) {
        DistinctSketch sketch = sketch(n);
        assertThat(DistinctSketch.parse(sketch.toBytes())).isEqualTo(sketch);
        DistinctSketch union = sketch.union(sketch(10));
        assertThat(DistinctSketch.parse(union.toBytes()).estimate()).isEqualTo(union.estimate());
    }

    @Test
    void aClaimOfTwoThousandMillionHashesIsRefused() {
        byte[] bytes = sketch(100).toBytes();
        bytes[12] = 0x7F;
        assertThatThrownBy(() -> DistinctSketch.parse(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("claims");
    }

    @Test
    void flippedBytesAreReadOrRefused() {
        Random random = new Random(3);
        byte[] good = sketch(50).toBytes();
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(30)] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(DistinctSketch.parse(bad).estimate()).isGreaterThanOrEqualTo(0);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static DistinctSketch sketch(int n) {
        DistinctSketch out = DistinctSketch.empty();
        for (int i = 0; i < n; i++) {
            out.add(i * 0x9E3779B97F4A7C15L);
        }
        return out;
    }
}
