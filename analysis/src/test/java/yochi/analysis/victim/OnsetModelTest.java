package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.analysis.number.LogisticRegression;

/** G-12: who is named anew after a quiet week. */
class OnsetModelTest {
    private static final int DAYS = 420;

    @Test
    void orderedOnWorkingDaysMeansLikelierBeforeAWorkingDay() {
        AttackDays days = world(7);
        OnsetModel model = OnsetModel.fit(new Features(days, days), days.countries(), 400, 1)
                .orElseThrow();
        double working = 0;
        double weekend = 0;
        int n = 0;
        int m = 0;
        for (int end = 60; end < 400; end++) {
            for (String country : days.countries()) {
                if (days.quiet(country, end - 1, OnsetFeatures.QUIET_DAYS)) {
                    double p = LogisticRegression.probability(model.logOdds(model.row(country, end - 1)));
                    if (Math.floorMod(days.day(end) + 3, 7) >= 5) {
                        weekend += p;
                        m++;
                    } else {
                        working += p;
                        n++;
                    }
                }
            }
        }
        assertThat(working / n).isGreaterThan(1.5 * weekend / m);
    }

    @Test
    void whoWasNamedOftenIsLikelierNamedAnew() {
        AttackDays days = world(7);
        Features features = new Features(days, days);
        OnsetModel model = OnsetModel.fit(features, days.countries(), 300, 1).orElseThrow();
        assertThat(model.logOdds(model.row("AA", 300))).isGreaterThan(model.logOdds(model.row("FF", 300)));
    }

    @Test
    void tooFewOnsetsTeachNothing() {
        AttackDays days = world(7);
        assertThat(OnsetModel.fit(new Features(days, days), days.countries(), 20, 1))
                .isEmpty();
    }

    @Test
    void nothingThatComesLaterChangesIt() {
        AttackDays days = world(7);
        Features whole = new Features(days, days);
        Features cut = new Features(days.until(250), days.until(250));
        OnsetModel one = OnsetModel.fit(whole, days.countries(), 250, 1).orElseThrow();
        OnsetModel other = OnsetModel.fit(cut, days.countries(), 250, 1).orElseThrow();
        for (String country : days.countries()) {
            assertThat(one.logOdds(one.row(country, 249))).isEqualTo(other.logOdds(other.row(country, 249)));
        }
    }

    @Test
    void anEventThatDrawsOrdersIsLearntAfterAQuietWeek() {
        AttackDays days = world(7);
        Covariate omen = new Covariate() {
            @Override
            public String name() {
                return "omen";
            }

            @Override
            public OptionalDouble at(String region, long lastDay, int horizonDays) {
                int next = (int) lastDay + 1;
                return OptionalDouble.of(
                        next < DAYS && days.hit(region, next) && !days.hit(region, next - 1) && next % 2 == 0 ? 1 : 0);
            }
        };
        HazardModel with = HazardModel.fit(new Features(days, days, List.of(omen)), 250, 1);
        double raised = 0;
        int n = 0;
        for (int end = 250; end < DAYS; end++) {
            for (String country : days.countries()) {
                if (omen.at(country, days.day(end) - 1, 1).orElse(0) > 0
                        && days.quiet(country, end - 1, OnsetFeatures.QUIET_DAYS)) {
                    HazardModel.Answer answer = with.answer(country, end);
                    raised += answer.moved().getOrDefault("omen", 0.);
                    n++;
                }
            }
        }
        assertThat(n).isPositive();
        assertThat(raised / n).isGreaterThan(0.2);
    }

    /** Campaigns of two days that begin on working days, of the first countries most often. */
    private static AttackDays world(long seed) {
        Random random = new Random(seed);
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        List<String> countries = List.of("AA", "BB", "CC", "DD", "EE", "FF");
        for (String country : countries) {
            double chance = 0.2 / (1 + countries.indexOf(country));
            Map<Long, AttackDays.Named> days = new TreeMap<>();
            for (long day = 0; day < DAYS; day++) {
                if (Math.floorMod(day + 3, 7) < 5 && random.nextDouble() < chance) {
                    days.put(day, new AttackDays.Named(2, 1));
                    days.put(day + 1, new AttackDays.Named(2, 0));
                }
            }
            named.put(country, days);
        }
        boolean[] watched = new boolean[DAYS];
        Arrays.fill(watched, true);
        return AttackDays.of(0, watched, named);
    }
}
