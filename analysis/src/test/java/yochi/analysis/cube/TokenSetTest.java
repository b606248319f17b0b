package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.sketch.DistinctSketch;

class TokenSetTest {
    private static TokenSet of(int from, int to) {
        DistinctSketch sketch = DistinctSketch.empty();
        for (int i = from; i < to; i++) {
            sketch.add(i);
        }
        return TokenSet.of(sketch);
    }

    @Test
    void smallSetsAreExact() {
        TokenSet union = TokenSet.union(List.of(of(0, 100), of(50, 180)));
        assertThat(union.count()).isEqualTo(yochi.core.model.Measure.DistinctCount.exactly(180));
    }

    @Test
    void largeSetsStayWithinTheirBoundsAndAgreeWithTheSketch() {
        TokenSet union = TokenSet.union(List.of(of(0, 60_000), of(30_000, 90_000), of(0, 10)));
        assertThat(union.estimate()).isCloseTo(90_000, within(0.05 * 90_000));
        assertThat(union.count().lower()).isLessThan(90_001);
        assertThat(union.count().upper()).isGreaterThan(89_999);
        assertThat(union.size()).isLessThanOrEqualTo(TokenSet.MOST);
        DistinctSketch whole = DistinctSketch.empty();
        for (int i = 0; i < 60_000; i++) {
            whole.add(i);
        }
        assertThat(of(0, 60_000).estimate()).isCloseTo(whole.estimate(), within(1e-6));
    }

    @Test
    void hashesAboveTheSmallerThresholdDoNotCount() {
        TokenSet large = of(0, 60_000);
        TokenSet small = of(0, 1000);
        assertThat(small.within(large.theta())).isBetween(10, 200);
        assertThat(TokenSet.union(List.of(large, small)).theta()).isEqualTo(large.theta());
    }
}
