package yochi.analysis.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void theMiddleOfWhatWasMeasuredIsTakenAndWhatIsMissingIsLeftOut() {
        assertThat(Median.of(3, Double.NaN, 1, 2)).isEqualTo(2);
        assertThat(Median.of(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Median.of(Double.NaN)).isNaN();
        assertThat(Median.of()).isNaN();
    }

    @Test
    void aHeavyValuePullsTheWeightedMedianAndNoWeightGivesNone() {
        List<double[]> values = new ArrayList<>(List.of(new double[] {1, 1}, new double[] {5, 3}, new double[] {2, 1}));
        assertThat(Median.weighted(values)).hasValue(5);
        assertThat(Median.weighted(new ArrayList<>())).isEmpty();
    }
}
