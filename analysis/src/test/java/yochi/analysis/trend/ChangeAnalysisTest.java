package yochi.analysis.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Changes of level beside rhythm, bursts and gaps, on simulated hours. */
class ChangeAnalysisTest {
    private static final int HOURS = 28 * 24;

    private final ChangeAnalysis analysis = new ChangeAnalysis(ChangeAnalysis.Settings.DEFAULTS);

    /** Counts with a daily rhythm and a variance of dispersion × mean, the level multiplied from an hour on. */
    private static double[] hours(long seed, double level, double dispersion, int from, double factor) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[HOURS];
        for (int t = 0; t < HOURS; t++) {
            double mean = level * (1 + 0.5 * Math.sin(2 * Math.PI * t / 24)) * (t >= from ? factor : 1);
            x[t] = count(random, mean, dispersion);
        }
        return x;
    }

    /** Groups of sources arrive together: their number is Poisson, their size so that variance/mean is as wanted. */
    private static double count(SplittableRandom random, double mean, double dispersion) {
        double size = dispersion;
        double groups = poisson(random, mean / size);
        return Math.rint(groups * size);
    }

    private static double poisson(SplittableRandom random, double mean) {
        double n = 0;
        for (double t = -Math.log(1 - random.nextDouble()); t < mean; t -= Math.log(1 - random.nextDouble())) {
            n++;
        }
        return n;
    }

    @Test
    void aSteadySeriesHasLessThanOneFalseChangeInTwoMonthsEvenIfSourcesComeInGroups() {
        for (double dispersion : new double[] {1, 5}) {
            int told = 0;
            int series = 40;
            for (int i = 0; i < series; i++) {
                told += analysis.shifts(hours(i, 40, dispersion, HOURS, 1)).size();
            }
            assertThat(told).as("false changes in %d months", series).isLessThan(series / 2);
        }
    }

    @Test
    void aDoubledLevelIsFoundWithinHoursAndToldOnce() {
        int found = 0;
        for (int i = 0; i < 20; i++) {
            List<LevelWatch.Shift> shifts = analysis.shifts(hours(100 + i, 40, 3, 500, 2));
            long right = shifts.stream()
                    .filter(s -> Math.abs(s.bin() - 500) <= 3 && s.after() > 1.3 * s.before())
                    .count();
            assertThat(right).isLessThanOrEqualTo(1);
            found += (int) right;
        }
        assertThat(found).isGreaterThanOrEqualTo(19);
    }

    @Test
    void aFallIsAChangeToo() {
        assertThat(analysis.shifts(hours(3, 40, 1, 400, 0.4)))
                .anySatisfy(s -> assertThat(s.after()).isLessThan(s.before()));
    }

    @Test
    void gapsZerosAndConstantsAreNoChange() {
        double[] gap = hours(4, 40, 1, HOURS, 1);
        Arrays.fill(gap, 300, 468, Double.NaN);
        assertThat(analysis.shifts(gap)).isEmpty();
        assertThat(analysis.shifts(new double[HOURS])).isEmpty();
        double[] constant = new double[HOURS];
        Arrays.fill(constant, 5);
        assertThat(analysis.shifts(constant)).isEmpty();
        double[] nothing = new double[HOURS];
        Arrays.fill(nothing, Double.NaN);
        assertThat(analysis.shifts(nothing)).isEmpty();
        assertThat(analysis.shifts(new double[0])).isEmpty();
    }

    @Test
    void theDispersionIsThatOfTheSeriesAlsoBesideAChange() {
        double[] x = hours(5, 60, 4, 300, 2);
        assertThat(ChangeAnalysis.dispersion(x, due(x), 90)).isBetween(2.5, 6.0);
    }

    private static double[] due(double[] hourly) {
        Season season = Season.of(hourly);
        double[] out = new double[hourly.length];
        Arrays.setAll(out, season::factor);
        return out;
    }
}
