package yochi.centre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yochi.core.model.Assessment;

/** what forecasts are worth to one who acts above C/L (Richardson 2000). */
class EconomicValueTest {
    private static List<EconomicValue.Said> said(int hits, int falseAlarms, int misses, int quiet) {
        List<EconomicValue.Said> out = new ArrayList<>();
        add(out, hits, 0.9, true);
        add(out, falseAlarms, 0.9, false);
        add(out, misses, 0.01, true);
        add(out, quiet, 0.01, false);
        return out;
    }

    private static void add(List<EconomicValue.Said> out, int n, double p, boolean came) {
        for (int i = 0; i < n; i++) {
            out.add(new EconomicValue.Said(p, came));
        }
    }

    /** Hit rate, false-alarm rate and base rate give the same value by Richardson's formula. */
    @Test
    void theValueIsRichardsons() {
        int hits = 8;
        int falseAlarms = 5;
        int misses = 2;
        int quiet = 85;
        double ratio = 0.2;
        EconomicValue value = EconomicValue.at(ratio, said(hits, falseAlarms, misses, quiet));
        double s = (hits + misses) / 100.0;
        double hitRate = (double) hits / (hits + misses);
        double falseRate = (double) falseAlarms / (falseAlarms + quiet);
        double richardson = (Math.min(ratio, s) - falseRate * ratio * (1 - s) + hitRate * s * (1 - ratio) - s)
                / (Math.min(ratio, s) - s * ratio);
        assertThat(value.value().orElseThrow()).isCloseTo(richardson, within(1e-12));
        assertThat(value).extracting(EconomicValue::hits, EconomicValue::falseAlarms, EconomicValue::misses)
                .containsExactly(8L, 5L, 2L);
    }

    @Test
    void knowingTheFutureIsWorthOneAndTheBaseRateNothing() {
        List<EconomicValue.Said> perfect = said(10, 0, 0, 90);
        assertThat(EconomicValue.at(0.3, perfect).value().orElseThrow()).isCloseTo(1, within(1e-12));
        List<EconomicValue.Said> climate = new ArrayList<>();
        add(climate, 10, 0.1, true);
        add(climate, 90, 0.1, false);
        for (EconomicValue at : EconomicValue.curve(climate)) {
            assertThat(at.value().orElseThrow()).as("C/L %s", at.ratio()).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void itIsGreatestWhereTheRatioIsTheBaseRateAndBelowZeroWhereAlarmsAreNoise() {
        List<EconomicValue.Said> noise = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            noise.add(new EconomicValue.Said(random.nextDouble(), random.nextInt(10) == 0));
        }
        assertThat(EconomicValue.at(0.5, noise).value().orElseThrow()).isNegative();
        assertThat(EconomicValue.at(0.1, noise).value().orElseThrow()).isLessThan(0.1);
    }

    @Test
    void whereAllOrNoneCameThereIsNoValue() {
        assertThat(EconomicValue.at(0.1, said(3, 0, 1, 0)).value()).isEmpty();
        assertThat(EconomicValue.at(0.1, said(0, 3, 0, 9)).value()).isEmpty();
        assertThat(EconomicValue.at(0.1, List.of()).value()).isEmpty();
        assertThatThrownBy(() -> EconomicValue.at(1, List.of())).hasMessageContaining("between 0 and 1");
    }

    @Test
    void oneActsAboveCostDividedByLossAndNotAtIt() {
        Stake stake = new Stake(1, 20);
        assertThat(Assessment.CostLoss.of(0.05, stake.ratio()).act()).isFalse();
        Assessment.CostLoss rule = Assessment.CostLoss.of(0.3, stake.ratio());
        assertThat(rule.act()).isTrue();
        assertThat(rule.gain()).isCloseTo(0.25, within(1e-12));
        assertThatThrownBy(() -> new Stake(2, 1)).hasMessageContaining("or never act");
    }

    /** A past that came less often than was said draws the probability down; without a past it stands. */
    @Test
    void theProbabilityIsDrawnTowardWhatCameOfItsLike() {
        assertThat(new Calibration(List.of()).of(0.4)).isEqualTo(0.4);
        List<EconomicValue.Said> past = new ArrayList<>();
        add(past, 3, 0.4, true);
        add(past, 27, 0.4, false);
        add(past, 90, 0.9, true);
        assertThat(new Calibration(past).of(0.4)).isCloseTo((30 * 0.4 + 3) / 60, within(1e-12));
    }
}
