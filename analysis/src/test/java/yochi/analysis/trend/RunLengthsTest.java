package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against an independent program (algorithms §9), and at their bounds. */
class RunLengthsTest {
    @Test
    void theLikeliestRunLengthIsThatOfTheIndependentProgram() {
        double[] x = {0.1, -0.2, 0.05, 0, -0.1, 0.15, 3, 3.1, 2.9, 3.05, 2.95, 3.1};
        double[] probability = {.99, .9831, .979, .9768, .9757, .9753, .5072, .6367, .7487, .8201, .8622, .8931};
        RunLengths lengths = new RunLengths(new NormalRuns(300), 300, 0.01);
        List<Integer> likeliest = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            lengths.add(x[i], 1);
            likeliest.add(lengths.likeliest());
            assertThat(lengths.probability(lengths.likeliest())).isCloseTo(probability[i], within(5e-5));
        }
        assertThat(likeliest).containsExactly(1, 2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6);
    }

    @Test
    void thePredictiveOfCountsIsNegativeBinomial() {
        CountRuns runs = new CountRuns(4, 1, 1);
        runs.learn(2.5, 1.5);
        assertThat(runs.logPredictive(1, 4, 1)).isCloseTo(-2.9027942779, within(1e-9));
    }

    @Test
    void overDispersedCountsHaveTheVarianceTheyWereGiven() {
        CountRuns runs = new CountRuns(300, 20, 4);
        for (int i = 0; i < 299; i++) {
            runs.learn(20, 1);
        }
        double mean = 0;
        double square = 0;
        double all = 0;
        for (int x = 0; x < 400; x++) {
            double p = Math.exp(runs.logPredictive(299, x, 1));
            all += p;
            mean += p * x;
            square += p * x * x;
        }
        assertThat(all).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(20, within(1e-6));
        assertThat(square - mean * mean).isCloseTo(4 * 20 + 400 / (0.5 + 299 * 5), within(1e-6));
    }

    @Test
    void probabilitiesSumToOneBeyondTheBound() {
        SplittableRandom random = new SplittableRandom(7);
        RunLengths lengths = new RunLengths(new CountRuns(100, 5, 2), 100, 0.001);
        for (int i = 0; i < 300; i++) {
            lengths.add(random.nextInt(11), 1);
        }
        assertThat(lengths.younger(100)).isCloseTo(1, within(1e-9));
        assertThat(lengths.probability(99)).isGreaterThan(0.5);
        assertThat(lengths.level()).isBetween(4.0, 6.0);
    }

    @Test
    void aGapTeachesNothing() {
        RunLengths lengths = new RunLengths(new CountRuns(20, 5, 1), 20, 0.01);
        lengths.add(5, 1);
        double before = lengths.probability(1);
        lengths.add(Double.NaN, 1);
        lengths.add(3, 0);
        assertThat(lengths.probability(1)).isEqualTo(before);
    }
}
