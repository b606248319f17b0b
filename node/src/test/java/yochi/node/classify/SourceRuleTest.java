package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import yochi.core.model.Tool;

/** The source rule for tools. */
class SourceRuleTest {
    @Test
    void theTailEqualsTheSumOfItsTerms() {
        double chance = 0.01;
        double sum = 0;
        double[] choose = {1, 20, 190, 1140, 4845, 15_504};
        for (int k = 0; k < 3; k++) {
            sum += choose[k] * Math.pow(chance, k) * Math.pow(1 - chance, 20 - k);
        }
        assertThat(SourceRule.logTail(3, 20, Math.log(chance))).isCloseTo(Math.log(1 - sum), within(1e-9));
        assertThat(SourceRule.logTail(0, 20, Math.log(chance))).isCloseTo(0, within(1e-12));
        assertThat(SourceRule.logTail(20, 20, Math.log(chance))).isCloseTo(20 * Math.log(chance), within(1e-9));
    }

    @Test
    void twoFitsOfTwoDeclareAndOneFitDoesNot() {
        assertThat(SourceRule.declares(Tool.MASSCAN, 2, 2)).isTrue();
        assertThat(SourceRule.declares(Tool.MIRAI, 1, 1)).isFalse();
        assertThat(SourceRule.probable(Tool.MIRAI, 1)).isTrue();
        assertThat(SourceRule.probable(Tool.ZMAP, 1)).isFalse();
    }

    @Test
    void fewerFitsThanHalfDeclareNothing() {
        assertThat(SourceRule.declares(Tool.ZMAP, 50, 100)).isTrue();
        assertThat(SourceRule.declares(Tool.ZMAP, 49, 100)).isFalse();
    }

    @Test
    void aMillionPacketsDoNotUnderflow() {
        assertThat(SourceRule.declares(Tool.MASSCAN, 900_000, 1_000_000)).isTrue();
        assertThat(SourceRule.logTail(900_000, 1_000_000, -16 * Math.log(2)))
                .isLessThan(-9e6)
                .isFinite();
    }
}
