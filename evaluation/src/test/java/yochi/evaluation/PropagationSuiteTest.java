package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import yochi.evaluation.world.WorldParameters;

/** how arrows of propagation are measured, on two small worlds of each kind. */
class PropagationSuiteTest {
    @Test
    void everyFigureStandsBesideItsRivalsAndNoneIsNaN() {
        PropagationSuite suite = new PropagationSuite(
                2, 4, WorldParameters.committed().cascades().withRegions(7, 2).withCascades(60, 10));
        Evaluation found = suite.evaluate();
        assertThat(found.measures())
                .extracting(Evaluation.Measured::name)
                .contains(
                        "edge AUC",
                        "gain of an arrow of counts",
                        "recall of drawn arrows",
                        "reach within 24 h, in truth",
                        "common-cause worlds with an arrow");
        assertThat(found.measures()).allSatisfy(m -> {
            assertThat(m.value()).as(m.name()).isNotNaN();
            assertThat(m.low()).isLessThanOrEqualTo(m.value());
            assertThat(m.high()).isGreaterThanOrEqualTo(m.value());
        });
        Evaluation.Measured area = found.measures().getFirst();
        assertThat(area.value()).isGreaterThan(0.6);
        assertThat(area.rivals()).hasSize(3);
    }

    @Test
    void theAreaCountsTiesHalf() {
        assertThat(Ranking.area(3, (j, i) -> j == 0, (j, i) -> 1)).isEqualTo(0.5);
        assertThat(Ranking.area(3, (j, i) -> j == 0, (j, i) -> j == 0 ? 2 : 1)).isEqualTo(1);
        assertThat(Ranking.area(2, (j, i) -> true, (j, i) -> 1)).isNaN();
    }
}
