package yochi.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Highly predictive blacklisting (Zhang, Porras, Ullrich 2008). */
@DisplayName("A-5 G-5 relevance of regions for home")
final class RelevanceTest {
    @Test
    void theWalkIsTheInverseOfThePaper() {
        // W: 0-1 .5/.25, 1-2 .5/1; the largest row sum is 1, so that a = 0.4.
        double[][] common = {{100, 50, 0}, {50, 200, 100}, {0, 100, 100}};
        double a = 0.4;
        double w01 = 0.5;
        double w10 = 0.25;
        double w12 = 0.5;
        double w21 = 1;
        // Row 0 of (I - aW)^-1 of the tridiagonal matrix, by cofactors.
        double det = 1 - a * a * w12 * w21 - a * a * w01 * w10;
        double one = a * w01 / det;
        double two = a * a * w01 * w12 / det;
        double[] r = Relevance.of(common, 0, 0.4);
        assertThat(r[0]).isZero();
        assertThat(r[1]).isCloseTo(one / (one + two), within(1e-9));
        assertThat(r[2]).isCloseTo(two / (one + two), within(1e-9));
    }

    @Test
    void aRegionThatSharesNothingWithHomeConcernsItThroughAnother() {
        double[][] common = {{10, 5, 0}, {5, 10, 5}, {0, 5, 10}};
        assertThat(Relevance.of(common, 0, 0.5)[2]).isPositive().isLessThan(Relevance.of(common, 0, 0.5)[1]);
    }

    @Test
    void whereNobodySharesAnythingAllConcernHomeAlike() {
        double[][] common = {{10, 0, 0}, {0, 10, 0}, {0, 0, 0}};
        assertThat(Relevance.of(common, 0, 0.5)).containsExactly(0, 0.5, 0.5);
        assertThat(Relevance.of(new double[][] {{4}}, 0, 0.5)).containsExactly(0);
    }
}
