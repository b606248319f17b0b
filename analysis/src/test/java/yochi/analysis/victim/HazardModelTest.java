package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
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

    @Test
    void aCovariateThatForetellsIsLearntAndSaysWhatItMoved() {
        AttackDays days = world(5, 5);
        // known the day before, as a public event would be; of one country nothing is known
        Covariate omen = covariate("omen", (region, day) -> region.equals("FF") || day + 1 >= DAYS
                ? OptionalDouble.empty()
                : OptionalDouble.of(days.hit(region, day.intValue() + 1) && day % 3 != 0 ? 1 : 0));
        HazardModel with = HazardModel.fit(new Features(days, days, List.of(omen)), 100, 1);
        HazardModel without = HazardModel.fit(new Features(days, days), 100, 1);
        int raised = 0;
        for (int end = 100; end < DAYS; end++) {
            HazardModel.Answer answer = with.answer("AA", end);
            if (omen.at("AA", end - 1, 1).orElseThrow() > 0) {
                raised++;
                assertThat(answer.probability())
                        .isGreaterThan(without.answer("AA", end).probability());
                assertThat(answer.moved().get("omen")).isPositive();
            } else {
                assertThat(answer.moved()).isEmpty();
            }
        }
        assertThat(raised).isPositive();
        assertThat(with.answer("FF", 110).moved()).isEmpty();
    }

    @Test
    void aMissingValueIsNotZero() {
        AttackDays days = world(5, 5);
        // where it is missing the next day is named more often than where it is 0
        Covariate gone = covariate("gone", (region, day) ->
                day + 1 < DAYS && days.hit(region, day.intValue() + 1) ? OptionalDouble.empty() : OptionalDouble.of(0));
        HazardModel model = HazardModel.fit(new Features(days, days, List.of(gone)), 100, 1);
        double missing = 0;
        double zero = 1;
        for (int end = 100; end < DAYS; end++) {
            double p = model.answer("AA", end).probability();
            missing = days.hit("AA", end) ? Math.max(missing, p) : missing;
            zero = days.hit("AA", end) ? zero : Math.min(zero, p);
        }
        assertThat(missing).isGreaterThan(2 * zero);
    }

    @Test
    void whatIsKnownOfNoRegionMovesNoAnswer() {
        AttackDays days = world(1, 1);
        HazardModel plain = HazardModel.fit(new Features(days, days), 100, 1);
        Covariate zero = covariate("zero", (region, day) -> OptionalDouble.of(0));
        HazardModel with = HazardModel.fit(new Features(days, days, List.of(zero)), 100, 1);
        for (String country : days.countries()) {
            assertThat(with.answer(country, 110).probability())
                    .isCloseTo(plain.answer(country, 110).probability(), within(1e-9));
        }
        assertThatThrownBy(() -> new Features(days, days, List.of(zero, zero))).hasMessageContaining("one name");
    }

    private static Covariate covariate(String name, BiFunction<String, Long, OptionalDouble> at) {
        return new Covariate() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public OptionalDouble at(String region, long lastDay, int horizonDays) {
                return at.apply(region, lastDay);
            }
        };
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
