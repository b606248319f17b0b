package yochi.analysis.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** oracle values of algorithms §9. */
class SimilarityPartsTest {
    @Test
    void divergenceMatchesTheOracle() {
        MixComparison mix = MixComparison.of(
                new double[] {500_000, 300_000, 200_000, 0}, new double[] {100_000, 400_000, 400_000, 100_000});
        assertThat(mix.divergence()).isCloseTo(0.1846746756771589, within(1e-12));
        assertThat(mix.similarity()).isCloseTo(1 - 0.42973791510113, within(1e-4));
        assertThat(mix.pValue()).isLessThan(1e-12);
    }

    @Test
    void twoSamplesOfOneMixAreAlikeOnAverageAndRarelyRejected() {
        Random random = new Random(11);
        double debiased = 0;
        double raw = 0;
        int rejected = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            double[] a = sample(random, 150);
            double[] b = sample(random, 300);
            MixComparison mix = MixComparison.of(a, b);
            raw += mix.divergence();
            debiased += mix.debiased();
            rejected += mix.pValue() < .05 ? 1 : 0;
        }
        assertThat(debiased / runs).isLessThan(raw / runs / 3);
        assertThat(rejected / (double) runs).isBetween(.01, .10);
    }

    private static double[] sample(Random random, int n) {
        double[] counts = new double[8];
        for (int i = 0; i < n; i++) {
            counts[(int) (8 * Math.pow(random.nextDouble(), 1.5))]++;
        }
        return counts;
    }

    @Test
    void poissonBoundsAreTheTextbookOnes() {
        Overlap ten = new Overlap(10, 5, 10, true);
        assertThat(ten.quotient()).isEqualTo(2);
        assertThat(ten.low()).isCloseTo(4.795389 / 5, within(1e-5));
        assertThat(ten.high()).isCloseTo(18.390356 / 5, within(1e-5));
        assertThat(new Overlap(0, 5, 0, true).low()).isZero();
        assertThat(new Overlap(0, 5, 0, true).high()).isCloseTo(3.688879 / 5, within(1e-5));
    }

    @Test
    void aThinlySampledOverlapIsNotPrinted() {
        assertThat(new Overlap(150, 5, 15, false).known()).isFalse();
        assertThat(new Overlap(160, 5, 16, false).known()).isTrue();
        assertThat(new Overlap(0, 0, 0, true).known()).isFalse();
    }

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
        java.util.Arrays.fill(b, 0, 30, Double.NaN);
        assertThat(ShapeMatch.of(a, b, 24)).isEmpty();
        assertThat(ShapeMatch.of(a, new double[48], 24)).isEmpty();
    }

    @Test
    void aPureDailyAndWeeklyRhythmLeavesNothing() {
        double[] x = new double[28 * 24];
        for (int t = 0; t < x.length; t++) {
            double root = 5 + 3 * Math.sin(2 * Math.PI * t / 24) + (t / 24 % 7 == 2 ? 2 : 0);
            x[t] = root * root;
        }
        x[100] = Double.NaN;
        double[] rest = Rhythm.removed(x);
        assertThat(rest[100]).isNaN();
        for (int t = 101; t < x.length; t++) {
            assertThat(rest[t]).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void qValuesAreMonotoneAndCarefulUnderDependence() {
        double[] q = BenjaminiYekutieli.qValues(new double[] {.04, .001, .03, .5});
        double harmonic = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
        assertThat(q[1]).isCloseTo(.001 * 4 * harmonic, within(1e-12));
        assertThat(q[2]).isCloseTo(.04 * 4 * harmonic / 3, within(1e-12));
        assertThat(q[0]).isCloseTo(.04 * 4 * harmonic / 3, within(1e-12));
        assertThat(q[3]).isEqualTo(1);
    }
}
