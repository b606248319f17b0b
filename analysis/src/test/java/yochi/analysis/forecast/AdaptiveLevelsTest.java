package yochi.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** intervals that hold as often as they say. */
class AdaptiveLevelsTest {
    private static final double[] TARGETS = {.05, .5, .95};

    private static AdaptiveLevels levels() {
        return new AdaptiveLevels(80, .01, 500, TARGETS);
    }

    @Test
    void aModelThatIsRightIsLeftAsItIs() {
        AdaptiveLevels levels = levels();
        for (int i = 0; i < 2000; i++) {
            double u = (i * 0.61803398875) % 1;
            levels.add(u, u);
        }
        for (int i = 0; i < TARGETS.length; i++) {
            assertThat(levels.level(i)).isCloseTo(TARGETS[i], within(.03));
        }
    }

    @Test
    void intervalsOfATooNarrowModelComeToHoldAsOftenAsTheySay() {
        AdaptiveLevels levels = levels();
        SplittableRandom random = new SplittableRandom(1);
        int inside = 0;
        for (int i = 0; i < 3000; i++) {
            double z = 1.8 * random.nextGaussian();
            double u = .5 * org.hipparchus.special.Erf.erfc(-z / Math.sqrt(2));
            if (i >= 1000) {
                inside += u >= levels.level(0) && u <= levels.level(2) ? 1 : 0;
            }
            levels.add(u, u);
        }
        assertThat(inside / 2000.0).isBetween(.87, .93);
    }

    @Test
    void noRunOfSurprisesMakesAnIntervalInfinite() {
        AdaptiveLevels levels = levels();
        for (int i = 0; i < 1000; i++) {
            levels.add(i % 2 == 0 ? 0 : 1, i % 2 == 0 ? 0 : 1);
        }
        assertThat(levels.level(0)).isStrictlyBetween(0.0, .05);
        assertThat(levels.level(2)).isStrictlyBetween(.95, 1.0);
    }

    @Test
    void anOutcomeOfAnAtomLiesEvenlyWithinIt() {
        assertThat(AdaptiveLevels.reached(.2, .6, .1)).isZero();
        assertThat(AdaptiveLevels.reached(.2, .6, .3)).isCloseTo(.25, within(1e-12));
        assertThat(AdaptiveLevels.reached(.2, .6, .7)).isEqualTo(1);
    }
}
