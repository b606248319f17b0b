package yochi.centre.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.analysis.cube.Grouping;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Statement;
import yochi.centre.situation.HomeUnits;
import yochi.centre.situation.SeenSites;
import yochi.centre.situation.UnitDays;
import yochi.core.model.Asn;
import yochi.core.model.Country;

/** every eligible unit, before its span, with what it rests on. */
class SealingTest {
    private static final Instant NOON = Instant.parse("2024-03-04T12:00:00Z");
    private static final List<Asn> NETWORKS = List.of(new Asn(64_500), new Asn(64_501));

    private final Sealing sealing =
            new Sealing(DeskSettings.of("home", new Country("JP"), NOON, Grouping.COUNTRY));

    @Test
    void aRoundWithinADaySpeaksOfTheNextMidnightOnAndIsIssuedNow() {
        List<Statement> said = orders(20);
        assertThat(said).hasSize(6).allSatisfy(s -> {
            assertThat(s.forecast().question().from()).isEqualTo("2024-03-05T00:00:00Z");
            assertThat(s.forecast().issued()).isEqualTo(NOON);
            assertThat(s.forecast().informationUntil()).isEqualTo(NOON);
            assertThat(s.inputDigest()).hasSize(64);
        });
        assertThat(Sealing.midnight(Instant.parse("2024-03-04T00:00:00Z"))).isEqualTo("2024-03-04T00:00:00Z");
    }

    @Test
    void anOrderWithinSevenDaysMakesItANowcast() {
        assertThat(orders(33)).allMatch(s -> s.basis() == Basis.NOWCAST);
        assertThat(orders(32)).allMatch(s -> s.basis() == Basis.FORECAST);
    }

    /** A server at home of another country's body: orders against it are a campaign of its own. */
    @Test
    void anOrderAgainstTheNetworkAloneMakesWhatIsSaidOfItANowcast() {
        AttackDays days = days(40, Map.of("AS64500", 36));
        assertThat(sealing.orders(new UnitDays(days, days), NETWORKS, HomeUnits.NONE, SeenSites.NONE, NOON))
                .hasSize(6)
                .allMatch(s -> (s.basis() == Basis.NOWCAST)
                        == s.forecast().question().region().name().equals("AS64500"));
    }

    @Test
    void theCountryAndEveryNetworkIsEligibleQuietOnesToo() {
        assertThat(sealing.eligible(days(40, 20), NETWORKS, HomeUnits.NONE, NOON).orElseThrow().units())
                .containsExactlyInAnyOrder(
                        "JP|ATTACK_ORDER|any|orders|24h",
                        "JP|ATTACK_ORDER|any|orders|168h",
                        "AS64500|ATTACK_ORDER|any|orders|24h",
                        "AS64500|ATTACK_ORDER|any|orders|168h",
                        "AS64501|ATTACK_ORDER|any|orders|24h",
                        "AS64501|ATTACK_ORDER|any|orders|168h");
        assertThat(sealing.eligible(days(27, 20), NETWORKS, HomeUnits.NONE, NOON)).isEmpty();
    }

    /** A live round begun before midnight and done after it must not seal the day that has begun. */
    @Test
    void aLiveRoundGoesByTheWallClockTooAndAReplayDoesNot() {
        Instant midnight = Sealing.midnight(NOON);
        assertThat(Sealing.late(midnight.minusSeconds(60), midnight.plusSeconds(90))).isAfter(midnight);
        assertThat(Sealing.late(midnight, midnight.plus(Duration.ofDays(700)))).isEqualTo(Instant.MIN);
    }

    @Test
    void anotherInputHasAnotherDigest() {
        assertThat(Sealing.digest(days(40, 20))).isEqualTo(Sealing.digest(days(40, 20)));
        assertThat(Sealing.digest(days(40, 20))).isNotEqualTo(Sealing.digest(days(40, 21)));
        assertThat(sealing.digest(NOON)).isNotEqualTo(sealing.digest(NOON.plus(Duration.ofDays(1))));
    }

    private List<Statement> orders(int named) {
        AttackDays days = days(40, named);
        return sealing.orders(new UnitDays(days, days), NETWORKS, HomeUnits.NONE, SeenSites.NONE, NOON);
    }

    /** So many days until the midnight after noon, home named on one of them and Lithuania every third. */
    private static AttackDays days(int size, int named) {
        return days(size, Map.of("JP", named));
    }

    private static AttackDays days(int size, Map<String, Integer> named) {
        long first = Sealing.midnight(NOON).getEpochSecond() / 86_400 - size;
        boolean[] watched = new boolean[size];
        Arrays.fill(watched, true);
        AttackDays.Named once = new AttackDays.Named(1, 1);
        Map<Long, AttackDays.Named> others = new TreeMap<>();
        for (int at = 0; at < size; at += 3) {
            others.put(first + at, once);
        }
        Map<String, Map<Long, AttackDays.Named>> all = new TreeMap<>(Map.of("LT", others));
        named.forEach((region, at) -> all.put(region, Map.of(first + at, once)));
        return AttackDays.of(first, watched, all);
    }
}
