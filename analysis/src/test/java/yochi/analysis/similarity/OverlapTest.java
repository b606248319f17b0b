package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** oracle values of algorithms §9. */
class OverlapTest {
    @Test
    void boundsOfAnOverlapAreThoseOfJeffreys() {
        Overlap ten = new Overlap(10, 5, 5, 20, 40);
        assertThat(ten.quotient()).isEqualTo(2);
        assertThat(ten.low()).isCloseTo(5.1418 / 5, within(1e-3));
        assertThat(ten.high()).isCloseTo(17.7395 / 5, within(1e-3));
        assertThat(ten.containment()).isEqualTo(.5);
        assertThat(ten.jaccard()).isEqualTo(.2);
        assertThat(new Overlap(0, 5, 5, 20, 40).low()).isZero();
        assertThat(new Overlap(0, 5, 5, 20, 40).known()).isFalse();
    }

    @Test
    void anOverlapWhoseBoundIsWiderThanHalfOfItIsNotPrinted() {
        assertThat(new Overlap(15, 5, 5, 99, 99).known()).isFalse();
        assertThat(new Overlap(16, 5, 5, 99, 99).known()).isTrue();
        assertThat(new Overlap(150, 50, 500, 999, 999).known()).as("15 hashes of a tenth").isFalse();
        assertThat(new Overlap(0, 0, 0, 0, 0).known()).isFalse();
    }
}
