package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** P5; the ladder of Dark-GLASSO's log counts, worked out by hand: a = ln 10, q = 1/12. */
class CovarianceGraphTest {
    /** Two sources, both with that many packets in the first k slots. */
    private static double alike(int k, int packets) {
        SourceMatrix matrix = new SourceMatrix(12);
        for (int source = 1; source <= 2; source++) {
            for (int slot = 0; slot < k; slot++) {
                for (int i = 0; i < packets; i++) {
                    matrix.add(source, 23, slot);
                }
            }
        }
        return CovarianceGraph.covariance(matrix, 0, 1);
    }

    @Test
    void theCovarianceOfTwoSourcesClimbsTheLadder() {
        assertThat(alike(1, 1)).isCloseTo(0.405, within(0.001));
        assertThat(alike(2, 1)).isCloseTo(0.736, within(0.001));
        assertThat(alike(3, 1)).isCloseTo(0.994, within(0.001));
        assertThat(alike(1, 2)).isCloseTo(0.686, within(0.001));
        assertThat(alike(1, 3)).isCloseTo(0.884, within(0.001));
        assertThat(alike(1, 5)).isCloseTo(1.17, within(0.005));
    }

    @Test
    void anEdgeNeedsRepeatedCoincidenceAndASlotWithoutSensorDoesNotCount() {
        SourceMatrix matrix = new SourceMatrix(12);
        for (int source = 0; source < 10; source++) {
            for (int slot = 0; slot < 3; slot++) {
                matrix.add(source, 23, slot);
            }
            matrix.add(100 + source, 23, source);
        }
        double pairsAmongTheFirst = 45 / 190.0;
        assertThat(CovarianceGraph.usual().density(matrix)).isCloseTo(pairsAmongTheFirst, within(1e-9));
        assertThat(new CovarianceGraph(10, 0.9).density(matrix)).isEqualTo(1);
        matrix.gap(0);
        assertThat(CovarianceGraph.usual().density(matrix)).isZero();
    }
}
