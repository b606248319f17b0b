package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** who is named after whom, learnt from the days before. */
class KinshipTest {
    @Test
    void aCountryThatFollowsAnotherIsExpectedAfterIt() {
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (long day = 0; day < 100; day += 10) {
            name(named, "LT", day);
            name(named, "PL", day + 1);
            name(named, "IT", day + 5);
        }
        boolean[] watched = AttackDaysTest.watched("+".repeat(101));
        Kinship kinship = new Kinship(AttackDays.of(0, watched, named));
        assertThat(kinship.at("PL", 90)).isGreaterThan(0.5);
        assertThat(kinship.at("IT", 90)).isNegative();
        assertThat(kinship.at("PL", 92)).as("nobody is named").isZero();
        assertThat(kinship.at("JP", 90)).as("never named").isZero();
    }

    private static void name(Map<String, Map<Long, AttackDays.Named>> named, String country, long day) {
        named.computeIfAbsent(country, c -> new TreeMap<>()).put(day, new AttackDays.Named(1, 1));
    }
}
