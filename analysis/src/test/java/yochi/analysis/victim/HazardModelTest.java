package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** G-12: the hazard of being named, from the past alone. */
class HazardModelTest {
    private static final int DAYS = 120;

    @Test
    void nothingThatComesLaterChangesAForecast() {
        AttackDays one = world(1, 1);
        AttackDays other = world(1, 2);
        int end = 80;
        Features early = new Features(one.until(end), one.until(end));
        Features first = new Features(one, one);
        Features second = new Features(other, other);
        for (String country : one.until(end).countries()) {
            HazardModel.Answer known = HazardModel.fit(early, end, 1).answer(country);
            assertThat(HazardModel.fit(first, end, 1).answer(country, end)).isEqualTo(known);
            assertThat(HazardModel.fit(second, end, 1).answer(country, end)).isEqualTo(known);
        }
        assertThat(HazardModel.fit(first, 100, 1).answer("AA", 100))
                .isNotEqualTo(HazardModel.fit(second, 100, 1).answer("AA", 100));
    }

    @Test
    void aCountryOnTheLastListIsLikelierNamedTomorrowThanOneThatLeftIt() {
        AttackDays days = world(3, 3);
        Features features = new Features(days, days);
        HazardModel model = HazardModel.fit(features, DAYS, 1);
        double open = 0;
        double quiet = 0;
        int opens = 0;
        int quiets = 0;
        for (int end = 100; end < DAYS; end++) {
            for (String country : days.countries()) {
                double p = model.answer(country, end).probability();
                if (days.of(country, end - 1).closing() > 0) {
                    open += p;
                    opens++;
                } else {
                    quiet += p;
                    quiets++;
                }
            }
        }
        assertThat(open / opens).isGreaterThan(2 * quiet / quiets);
    }

    @Test
    void theRivalsAreWhatTheirNamesSay() {
        Map<Long, AttackDays.Named> alternate = new TreeMap<>();
        for (long day = 0; day < 40; day += 2) {
            alternate.put(day, new AttackDays.Named(1, 1));
        }
        boolean[] watched = new boolean[40];
        Arrays.fill(watched, true);
        AttackDays days = AttackDays.of(0, watched, Map.of("LT", alternate));
        var rivals = HazardModel.fit(new Features(days, days), 40, 1).answer("LT").rivals();
        assertThat(rivals.get("climatology")).isCloseTo(19.5 / 40, within(1e-9));
        assertThat(rivals.get("persistence")).isCloseTo(19.5 / 20, within(1e-9));
        assertThat(rivals.get("ewma")).isCloseTo(.7 / 1.7, within(1e-3));
    }

    @Test
    void fewerThanFourWeeksGiveNoModel() {
        AttackDays days = world(1, 1);
        assertThatThrownBy(() -> HazardModel.fit(new Features(days, days), 27, 1)).hasMessageContaining("at least 28");
    }

    @Test
    void theWiderViewSpeaksOfTheSameDays() {
        AttackDays days = world(1, 1);
        assertThatThrownBy(() -> new Features(days, days.until(50))).hasMessageContaining("other days");
    }

    /** Spells of orders that go on for some days; different after day 90 for a different second seed. */
    private static AttackDays world(long seed, long later) {
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (String country : new String[] {"AA", "BB", "CC", "DD", "EE", "FF"}) {
            Random random = new Random(seed * 31 + country.hashCode());
            boolean on = false;
            Map<Long, AttackDays.Named> days = new TreeMap<>();
            for (int day = 0; day < DAYS; day++) {
                if (day == 90) {
                    random = new Random(later * 17 + country.hashCode());
                }
                on = random.nextDouble() < (on ? 0.7 : 0.1);
                if (on) {
                    days.put((long) day, new AttackDays.Named(2, random.nextInt(3)));
                }
            }
            named.put(country, days);
        }
        boolean[] watched = new boolean[DAYS];
        for (int day = 0; day < DAYS; day++) {
            watched[day] = day % 17 != 5;
        }
        return AttackDays.of(0, watched, named);
    }
}
