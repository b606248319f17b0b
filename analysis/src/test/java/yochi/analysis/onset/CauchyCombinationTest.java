package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/** Algorithms §2.7: fusion of detectors and of countries. */
class CauchyCombinationTest {
    @Test
    void oneIsItselfAndOfSeveralAlikeItIsTheSame() {
        for (double p : new double[] {1e-14, 1e-9, 1e-6, 0.03, 0.5, 0.97}) {
            assertThat(CauchyCombination.of(p)).isCloseTo(p, within(1e-6 * p));
            assertThat(CauchyCombination.of(p, p, p)).isCloseTo(p, within(1e-6 * p));
        }
        assertThat(CauchyCombination.of()).isEqualTo(1);
        assertThat(CauchyCombination.of(0, 0)).isCloseTo(1e-15, within(1e-17));
    }

    /** tan(π/2·0.9)=6.3138, tan(0)=0: mean 3.1569, ½ − arctan(3.1569)/π = 0.09766 by hand. */
    @Test
    void twoAreByHand() {
        assertThat(CauchyCombination.of(0.05, 0.5)).isCloseTo(0.09766, within(1e-4));
    }

    /** Beyond 1e-15, where the p-value is at its end, more surprise still ranks higher. */
    @Test
    void farOutTheOrderStays() {
        double near = -Math.log10(CauchyCombination.of(1e-3, 1e-5));
        assertThat(CauchyCombination.surprise(3, 5)).isCloseTo(near, within(1e-9));
        double far = CauchyCombination.surprise(15.01, 0.3);
        assertThat(CauchyCombination.surprise(14.99, 0.3)).isCloseTo(far, within(0.1));
        assertThat(CauchyCombination.surprise(80, 0, 0.3)).isCloseTo(80 - Math.log10(3), within(1e-9));
        assertThat(CauchyCombination.surprise()).isZero();
    }

    @Test
    void aTestThatSaysNothingDoesNotOutshoutAnAlarm() {
        assertThat(CauchyCombination.of(1e-6, 1, 1, 0.4)).isLessThan(1e-5);
        assertThatThrownBy(() -> CauchyCombination.of(Double.NaN)).hasMessageContaining("NaN");
    }

    /** 2,000 sets of five p-values, independent to nearly the same; under dependence it holds for small levels. */
    @Test
    void theLevelHoldsUnderIndependenceAndInTheTailUnderDependence() {
        SplittableRandom random = new SplittableRandom(5);
        for (double common : new double[] {0, 0.6, 0.95}) {
            double level = common == 0 ? 0.05 : 0.01;
            int rejected = 0;
            for (int set = 0; set < 2_000; set++) {
                double shared = random.nextGaussian();
                double[] p = new double[5];
                for (int i = 0; i < p.length; i++) {
                    double z = Math.sqrt(common) * shared + Math.sqrt(1 - common) * random.nextGaussian();
                    p[i] = 0.5 * Erf.erfc(z / Math.sqrt(2));
                }
                rejected += CauchyCombination.of(p) <= level ? 1 : 0;
            }
            assertThat(rejected / 2000.0 / level).as("correlation %s", common).isBetween(0.7, common == 0 ? 1.2 : 1.5);
        }
    }

    @Test
    void acrossCountriesTheNumberOfLowOnesCountsAgainstABinomialLaw() {
        Widespread quiet = Widespread.of(0.3, 0.7, 0.02, 0.9);
        assertThat(quiet.low()).isZero();
        assertThat(quiet.pBinomial()).isEqualTo(1);
        Widespread two = Widespread.of(0.005, 0.7, 0.009, 0.9);
        double exact = 1 - Math.pow(0.99, 4) - 4 * 0.01 * Math.pow(0.99, 3);
        assertThat(two.low()).isEqualTo(2);
        assertThat(two.pBinomial()).isCloseTo(exact, within(1e-12));
        assertThat(Widespread.of().pCauchy()).isEqualTo(1);
        assertThat(Widespread.of(0.3, 0.005)).isEqualTo(Widespread.of(0.005, 0.3));
    }
}
