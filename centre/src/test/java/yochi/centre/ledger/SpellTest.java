package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A-18, issue 5: independent outcomes are counted, not statements. */
class SpellTest {
    private static final long DAY = 86_400;

    @Test
    void spansThatOverlapCountOnce() {
        List<Spell> weeks = new ArrayList<>();
        for (int day = 0; day < 70; day++) {
            weeks.add(spell(day, 7, false));
        }
        assertThat(Spell.independent(weeks)).isEqualTo(10); // days 0..76 hold ten whole weeks
    }

    @Test
    void aCampaignIsOneOutcomeHoweverLongItLastsAndWithTheQuietDaysInIt() {
        List<Spell> days = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            days.add(spell(day, 1, day >= 10 && day < 20 && day != 15));
        }
        assertThat(Spell.independent(days)).isEqualTo(10 + 1 + 10);
    }

    @Test
    void sevenQuietDaysEndACampaign() {
        assertThat(Spell.independent(List.of(spell(0, 1, true), spell(7, 1, true)))).isOne();
        assertThat(Spell.independent(List.of(spell(0, 1, true), spell(8, 1, true)))).isEqualTo(2);
    }

    @Test
    void theOrderInWhichTheyCameDoesNotMatter() {
        List<Spell> days = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            days.add(spell(day * 7 % 60, 3, day % 11 == 0));
        }
        int n = Spell.independent(days);
        assertThat(Spell.independent(days.reversed())).isEqualTo(n);
    }

    private static Spell spell(int day, int length, boolean happened) {
        return new Spell(day * DAY, (day + length) * DAY, happened);
    }
}
