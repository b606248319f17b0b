package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yochi.centre.decision.EconomicValue;

/** what acting above a level did, kept without keeping the statements. */
class ActionTallyTest {
    @Test
    void itSaysWhatTheStatementsOneByOneSay() {
        SplittableRandom random = new SplittableRandom(3);
        ActionTally tally = new ActionTally();
        List<EconomicValue.Said> all = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            // Some lie exactly on a ratio: who acts above it does not act upon them.
            double p = i % 5 == 0 ? EconomicValue.RATIOS.get(i / 5 % EconomicValue.RATIOS.size()) : random.nextDouble();
            boolean came = random.nextDouble() < p;
            tally.add(p, came);
            all.add(new EconomicValue.Said(p, came));
        }
        for (double ratio : EconomicValue.RATIOS) {
            EconomicValue expected = EconomicValue.at(ratio, all);
            ActionTally.Acted acted = tally.above(ratio);
            assertThat(EconomicValue.of(ratio, tally.n(), acted.hits(), acted.falseAlarms(), acted.misses()))
                    .isEqualTo(expected);
        }
        assertThat(tally.copy().above(0.5)).isEqualTo(tally.above(0.5));
        assertThat(new ActionTally().above(0.5)).isEqualTo(new ActionTally.Acted(0, 0, 0));
    }

    @Test
    void aCopyDoesNotGrowWithItsOriginal() {
        ActionTally tally = new ActionTally();
        tally.add(0.4, true);
        ActionTally copy = tally.copy();
        tally.add(0.4, true);
        assertThat(copy.n()).isOne();
        assertThat(copy.above(0.3).hits()).isOne();
    }
}
