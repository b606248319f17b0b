package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** */
class SeriesForecastTest {
    private static final double[][] ALONE = new double[0][];

    private static double poisson(double mean, SplittableRandom random) {
        double left = Math.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > left; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }

    private static double[] counts(int n, double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] y = new double[n];
        Arrays.setAll(y, t -> poisson(mean, random));
        return y;
    }

    @Test
    void intervalsHoldAboutAsOftenAsTheySay() {
        double inside = 0;
        int runs = 150;
        for (int run = 0; run < runs; run++) {
            double[] y = counts(71, 4 + run % 12, run);
            SeriesForecast f = new SeriesForecast(Arrays.copyOf(y, 70), ALONE, SeriesForecast.daily(1));
            inside += f.held90(1, y[70]);
        }
        assertThat(inside / runs).isBetween(.84, .95);
    }

    @Test
    void aLeadFromAbroadIsFollowed() {
        SplittableRandom random = new SplittableRandom(3);
        double[] abroad = new double[120];
        double[] home = new double[121];
        for (int t = 0; t < 120; t++) {
            abroad[t] = Math.log1p(random.nextInt(10) < 3 ? 60 : 10);
            home[t + 1] = poisson(Math.expm1(abroad[t]), random);
        }
        double[] y = Arrays.copyOf(home, 120);
        abroad[119] = Math.log1p(60);
        Ingarch.Settings settings = SeriesForecast.daily(1).ingarch();
        double with = Math.expm1(Ingarch.fit(y, new double[][] {abroad}, settings).path(120, 1)[0]);
        double without = Math.expm1(Ingarch.fit(y, ALONE, settings).path(120, 1)[0]);
        assertThat(with).isGreaterThan(40);
        assertThat(without).isLessThan(35);
    }

    @Test
    void aSeriesThatNoModelFitsIsAnsweredByTheRivalAndSaysSo() {
        double[] y = new double[30];
        Arrays.fill(y, Double.MAX_VALUE);
        Arrays.fill(y, 0, 29, 0);
        SeriesForecast f = new SeriesForecast(y, ALONE, SeriesForecast.daily(2));
        assertThat(f.missing()).anyMatch(s -> s.contains("left out"));
        assertThat(f.quantiles(1)).hasSize(Levels.ALL.length);
    }

    @Test
    void nothingAtAllIsForecastAsNothing() {
        SeriesForecast f = new SeriesForecast(new double[60], ALONE, SeriesForecast.daily(3));
        assertThat(f.quantiles(3).values()).allMatch(v -> v <= 1);
    }

    @Test
    void gapsAndAnEmptyHistoryBreakNothing() {
        double[] y = counts(60, 9, 4);
        Arrays.fill(y, 20, 30, Double.NaN);
        assertThat(new SeriesForecast(y, ALONE, SeriesForecast.daily(1)).quantiles(1).get(.5))
                .isCloseTo(9, within(3.0));
        double[] none = new double[20];
        Arrays.fill(none, Double.NaN);
        assertThat(new SeriesForecast(none, ALONE, SeriesForecast.daily(1)).quantiles(1)).isNotEmpty();
    }

    @Test
    void quantilesAscendAndAreFinite() {
        SeriesForecast f = new SeriesForecast(counts(90, 800, 6), ALONE, SeriesForecast.daily(7));
        for (int h = 1; h <= 7; h++) {
            assertThat(f.quantiles(h).values().stream().toList()).isSorted().allMatch(Double::isFinite);
        }
    }
}
