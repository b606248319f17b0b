package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** which networks of a country come next, from the past alone. */
class NetworkHazardTest {
    @Test
    void theNetworkThatIsListedAndComesOftenStandsFirst() {
        NetworkHazard.History history = new NetworkHazard.History(world(1));
        var ranked = NetworkHazard.fit(history, 90).rank("LT", 90);
        assertThat(ranked).extracting(NetworkHazard.Ranked::network).contains("AS64496", "AS64499");
        assertThat(ranked.getFirst().network()).isEqualTo("AS64496");
        assertThat(ranked.getFirst().yesterday()).isTrue();
        assertThat(ranked).allSatisfy(r -> assertThat(r.namedDays()).isPositive());
        assertThat(NetworkHazard.fit(history, 90).rank("JP", 90)).isEmpty();
    }

    @Test
    void nothingThatComesLaterChangesARanking() {
        NetworkHazard.History one = new NetworkHazard.History(world(1));
        NetworkHazard.History other = new NetworkHazard.History(world(2));
        assertThat(NetworkHazard.fit(one, 60).rank("LT", 60))
                .isEqualTo(NetworkHazard.fit(other, 60).rank("LT", 60));
        assertThat(NetworkHazard.fit(one, 90).rank("LT", 90))
                .isNotEqualTo(NetworkHazard.fit(other, 90).rank("LT", 90));
    }

    @Test
    void aCountryLeftAloneSaysNothingOfTheOrderOfItsNetworks() {
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (long day = 0; day < 100; day++) {
            if (day % 4 < 2) {
                long target = day;
                List.of("LT", "LT/AS64496").forEach(region -> named.computeIfAbsent(region, r -> new TreeMap<>())
                        .put(target, new AttackDays.Named(1, 1)));
            }
        }
        NetworkHazard.History history = new NetworkHazard.History(
                AttackDays.of(0, AttackDaysTest.watched("+".repeat(100)), named));
        // Named on every other day after one that named it, but on every one that named its country.
        assertThat(NetworkHazard.fit(history, 98).rank("LT", 98).getFirst().probability())
                .isGreaterThan(0.9);
    }

    private static AttackDays world(long later) {
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        Map<Integer, Double> chance = new HashMap<>(Map.of(64496, 0.95, 64497, 0.4, 64498, 0.3, 64499, 0.2));
        Random random = new Random(7);
        for (long day = 0; day < 100; day++) {
            random = day == 60 ? new Random(later) : random;
            for (int asn = 64496; asn < 64500; asn++) {
                boolean hit = random.nextDouble() < chance.getOrDefault(asn, 0.) || (asn == 64496 && day == 89);
                if (hit) {
                    named.computeIfAbsent("LT/AS" + asn, r -> new TreeMap<>()).put(day, new AttackDays.Named(1, 1));
                }
            }
            named.computeIfAbsent("LT", r -> new TreeMap<>()).put(day, new AttackDays.Named(2, 1));
        }
        return AttackDays.of(0, AttackDaysTest.watched("+".repeat(100)), named);
    }
}
