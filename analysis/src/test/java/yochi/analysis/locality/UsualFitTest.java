package yochi.analysis.locality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.analysis.number.Median;

@DisplayName("A-13: what a signature's own past lets expect, and how surely")
class UsualFitTest {
    private static final int REGIONS = 20;
    private static final int DAYS = 28;
    private static final double KAPPA = 0.05;

    /** Regions of two decades, a level that wanders for all of them, a factor of each region's day, weekends. */
    private static double[][] swinging(long seed, double ownWeekend) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] out = new double[REGIONS][DAYS + 1];
        double level = 0;
        for (int t = 0; t <= DAYS; t++) {
            level = 0.9 * level + 0.08 * random.nextGaussian();
            double common = Math.exp(level) * NegativeBinomial.drawGamma(1 / .03, random) * .03;
            for (int i = 0; i < REGIONS; i++) {
                double weekend = t % 7 < 5 ? 1 : i % 2 == 0 ? .85 * ownWeekend : .85 / ownWeekend;
                double mean = 2 * Math.pow(100, i / (REGIONS - 1.0)) * common * weekend;
                out[i][t] = new NegativeBinomial(mean, 1 + KAPPA * mean).draw(random);
            }
        }
        return out;
    }

    private static double[][] ones() {
        return IntStream.range(0, REGIONS)
                .mapToObj(i -> IntStream.rangeClosed(0, DAYS).mapToDouble(t -> 1).toArray())
                .toArray(double[][]::new);
    }

    private static Usual learnt(double[][] counts) {
        return UsualFit.of(counts, ones(), DAYS, 1, 7);
    }

    @Test
    void theScatterOfADayIsFoundBesideWhatAllRegionsShare() {
        double[] found = IntStream.range(0, 40)
                .mapToDouble(g -> learnt(swinging(g, 1)).kappa(Usual.Others.NONE))
                .toArray();
        assertThat(Median.of(found)).isCloseTo(KAPPA, within(0.007));
        assertThat(Usual.Others.of(IntStream.range(0, 40)
                                .mapToObj(g -> learnt(swinging(g, 1)))
                                .toList())
                        .step())
                .isCloseTo(KAPPA, within(0.007));
    }

    @Test
    void anEventInThePastOfOneRegionIsNoScatterOfAll() {
        double[][] counts = swinging(3, 1);
        double quiet = learnt(counts).kappa(Usual.Others.NONE);
        for (int t = 9; t < 12; t++) {
            counts[17][t] *= 10;
        }
        assertThat(learnt(counts).kappa(Usual.Others.NONE)).isCloseTo(quiet, within(0.03));
    }

    @Test
    void aRegionsOwnWeekIsFollowedWhereThereIsOneAndNoNoiseWhereThereIsNone() {
        Usual alike = learnt(swinging(5, 1));
        double furthest = IntStream.range(0, 7)
                .mapToDouble(p -> Math.abs(alike.rate(19, p) / alike.rate(19, 0)
                                / (alike.rate(10, p) / alike.rate(10, 0))
                        - 1))
                .max()
                .orElseThrow();
        assertThat(furthest).isLessThan(0.1);
        Usual own = learnt(swinging(5, .6));
        assertThat(own.rate(18, 5) / own.rate(18, 0)).isLessThan(0.7);
        assertThat(own.rate(19, 5) / own.rate(19, 0)).isGreaterThan(1.1);
    }

    @Test
    void theOrderOfTheRegionsChangesNoDigit() {
        double[][] counts = swinging(7, 1);
        double[][] turned = IntStream.range(0, REGIONS)
                .mapToObj(i -> counts[REGIONS - 1 - i])
                .toArray(double[][]::new);
        Usual one = learnt(counts);
        Usual two = learnt(turned);
        assertThat(two.kappa(Usual.Others.NONE)).isEqualTo(one.kappa(Usual.Others.NONE));
        for (int i = 0; i < REGIONS; i++) {
            assertThat(two.rate(REGIONS - 1 - i, 3)).isEqualTo(one.rate(i, 3));
        }
    }

    /** Own scatter counts as far as it is surely beyond the others'. */
    @Test
    void aSignatureIsHeldToWhatMostOthersScatter() {
        Scatter alone = new Scatter(0.08, 0.0004);
        assertThat(alone.above(0.05)).isBetween(0.05, 0.08);
        assertThat(alone.above(0.1)).isEqualTo(0.1);
        assertThat(alone.above(Double.NaN)).isEqualTo(0.08);
        assertThat(new Scatter(0.5, 0.0004).above(0.05)).isCloseTo(0.5, within(0.01));
    }
}
