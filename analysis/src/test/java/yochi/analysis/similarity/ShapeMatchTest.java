package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** oracle values of algorithms §9. */
class ShapeMatchTest {
    @Test
    void theLagIsHowMuchTheSecondFollows() {
        Random random = new Random(2);
        double[] a = random.doubles(168).toArray();
        double[] b = new double[168];
        for (int t = 0; t < b.length; t++) {
            b[t] = t >= 5 ? a[t - 5] : 0.5;
        }
        ShapeMatch match = ShapeMatch.of(a, b, 24).orElseThrow();
        assertThat(match.lag()).isEqualTo(5);
        assertThat(match.likeness()).isGreaterThan(.9);
        assertThat(ShapeMatch.of(b, a, 24).orElseThrow().lag()).isEqualTo(-5);
    }

    @Test
    void tooLittleMeasuredGivesNoShape() {
        double[] a = new Random(2).doubles(48).toArray();
        double[] b = a.clone();
        Arrays.fill(b, 0, 30, Double.NaN);
        assertThat(ShapeMatch.of(a, b, 24)).isEmpty();
        assertThat(ShapeMatch.of(a, new double[48], 24)).isEmpty();
    }
}
