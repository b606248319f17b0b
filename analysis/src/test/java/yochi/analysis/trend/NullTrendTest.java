package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A-15, issue 4 §3: tests of a trend reject 5 % of 2,000 series without one in about 4 to 6 %")
class NullTrendTest {
    private static final int SETS = 2_000;

    @ParameterizedTest
    @CsvSource({"28, 0, 4, 6", "28, 0.3, 4, 6", "28, 0.5, 4, 6.5", "60, 0, 4, 6", "60, 0.5, 4, 6", "14, 0, 3, 6"})
    void mannKendallWithAutocorrelation(int days, double memory, double least, double most) {
        SplittableRandom random = new SplittableRandom(21);
        double[] x = new double[days];
        Arrays.setAll(x, i -> i);
        int told = 0;
        for (int set = 0; set < SETS; set++) {
            double[] y = new double[days];
            double last = random.nextGaussian() / Math.sqrt(1 - memory * memory);
            for (int t = 0; t < days; t++) {
                last = memory * last + random.nextGaussian();
                y[t] = last;
            }
            told += MannKendall.corrected(y, TheilSen.of(x, y).slope()).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(100.0 * told / SETS).isBetween(least, most);
    }

    @ParameterizedTest
    @CsvSource({"7, 20, 0", "10, 20, 0", "10, 20, 0.2", "13, 5, 0.2", "10, 200, 0.05"})
    void regressionOfFewCounts(int days, double mean, double scatter) {
        SplittableRandom random = new SplittableRandom(22);
        double[] x = new double[days];
        double[] whole = new double[days];
        Arrays.setAll(x, i -> i);
        Arrays.fill(whole, 1);
        int told = 0;
        for (int set = 0; set < SETS; set++) {
            double[] y = new double[days];
            for (int t = 0; t < days; t++) {
                double level = scatter == 0 ? mean : mean * scatter * gamma(random, 1 / scatter);
                y[t] = poisson(random, level);
            }
            told += LogLinear.of(x, y, whole).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(100.0 * told / SETS).isBetween(3.5, 6.0);
    }

    /** For a whole shape: a sum of exponential values. */
    private static double gamma(SplittableRandom random, double shape) {
        double sum = 0;
        for (int i = 0; i < Math.round(shape); i++) {
            sum -= Math.log(1 - random.nextDouble());
        }
        return sum;
    }

    private static double poisson(SplittableRandom random, double mean) {
        double n = 0;
        for (double t = -Math.log(1 - random.nextDouble()); t < mean; t -= Math.log(1 - random.nextDouble())) {
            n++;
        }
        return n;
    }
}
