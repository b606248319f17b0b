package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A-7, design §2: pooling beats any single telescope, and by the same thresholds tells what one large one tells. */
class PoolingSuiteTest {
    @Test
    void partsOfATelescopeTogetherTellWhatNoneOfThemTellsAlone() {
        Evaluation found = new PoolingSuite(8).evaluate();
        Evaluation.Measured pooled = found.measures().getFirst();
        assertThat(pooled.n()).isGreaterThan(300);
        assertThat(pooled.value()).isGreaterThan(0.9);
        assertThat(pooled.rivals()).allSatisfy(r -> assertThat(r.value()).isLessThan(pooled.low()));
        assertThat(found.measures().get(1).value()).isLessThan(0.05);
    }
}
