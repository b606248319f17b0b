package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.analysis.victim.AttackDays;
import yochi.centre.ledger.Basis;
import yochi.centre.ledger.Sealed;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.SeenVictim;

/** R-4, issue 5 §6: attacks on own sites move the forecast of orders by what was learnt, and one node by a fifth. */
class SeenEvidenceTest {
    private static final Country HOME = new Country("JP");
    private static final int DAYS = 160;
    /** Orders against home come every so many days, and the day before a site is attacked. */
    private static final int EVERY = 16;

    private static final List<String> PREFIXES = List.of("192.0.2.0/28", "198.51.100.0/28", "203.0.113.0/28");

    private final List<SeenSites.Watch> watched = new ArrayList<>();
    private final List<SeenSites.Sight> seen = new ArrayList<>();

    private static AttackDays days() {
        boolean[] all = new boolean[DAYS];
        Arrays.fill(all, true);
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (long day = 0; day < DAYS; day++) {
            for (int country = 0; country < 6; country++) {
                if ((day + 3L * country) % (EVERY + 1) == 0) {
                    named.computeIfAbsent("X" + (char) ('A' + country), r -> new TreeMap<>())
                            .put(day, new AttackDays.Named(1, 1));
                }
            }
            if (day % EVERY == EVERY - 1) {
                named.computeIfAbsent("JP", r -> new TreeMap<>()).put(day, new AttackDays.Named(1, 1));
            }
        }
        return AttackDays.of(0, all, named);
    }

    private void watches(String node, int from) {
        for (int day = from; day < DAYS; day++) {
            watched.add(new SeenSites.Watch(day, node, SeenVictim.Kind.BACKSCATTER, day, 0xFFFFFF));
        }
    }

    private void sees(String node, long day, String prefix) {
        seen.add(new SeenSites.Sight(
                day, node, SeenVictim.Kind.BACKSCATTER, day, Optional.of(prefix), prefix, 64_496, 128));
    }

    /** Two nodes that see the same site the day before each order. */
    private void learnt() {
        for (String node : List.of("n1", "n2")) {
            watches(node, 0);
            for (int day = EVERY - 2; day < DAYS - 1; day += EVERY) {
                sees(node, day, PREFIXES.get(day % 3));
            }
        }
    }

    private List<Forecast> issue() {
        AttackDays days = days().until(DAYS - 4); // some days after the last order, none yet before the next
        return new EventForecaster(HOME)
                .issue(
                        new UnitDays(days, days),
                        List.of(new Asn(64_496)),
                        SeenHistoryTest.register(),
                        new SeenSites(HOME, watched, seen));
    }

    private static double probability(Forecast f) {
        return ((Prediction.Probability) f.prediction()).value();
    }

    private static Forecast of(List<Forecast> all, String region) {
        return all.stream().filter(f -> f.question().region().name().equals(region)).findFirst().orElseThrow();
    }

    private static Optional<AlertText> alert(Forecast said) {
        Sealed sealed = new Sealed("f", 1, Instant.EPOCH, Instant.EPOCH, said, Basis.FORECAST, "");
        return AlertText.foreseen(sealed, Settings.of(HOME), List.of(), (region, p) -> false);
    }

    @Test
    void whatTwoNodesTellCountsAndTheForecastAndTheUnitSaySo() {
        learnt();
        double before = probability(issue().getFirst());
        for (String node : List.of("n1", "n2")) {
            sees(node, DAYS - 5, "192.0.2.0/28");
        }
        List<Forecast> after = issue();
        Forecast country = after.getFirst();
        assertThat(probability(country)).isGreaterThan(2 * before);
        assertThat(country.missing())
                .anyMatch(m -> m.matches("Attacks on 1 registered prefixes that darknets saw in the last 3 days, each"
                        + " day for itself, count in this with \\+\\d+\\.\\d points\\."))
                .contains(
                        "In the last 3 days darknets saw 1 addresses of JP attacked.",
                        "No node tells JP which of its own sites honeypots see attacked: that is unknown, not none.")
                .noneMatch(m -> m.contains("alone"));
        String said = " itself was seen attacked in the last 3 days: by darknets of 2 nodes, 128 packets or less at one"
                + " of them.";
        for (String unit : List.of("192.0.2.0/28", "sector:water", "AS64496")) {
            assertThat(of(after, unit).missing()).contains(unit + said);
        }
        assertThat(of(after, "198.51.100.0/28").missing()).noneMatch(m -> m.contains("itself was seen"));
    }

    /** One that invents attacked sites, on the last days or always. */
    @Test
    void aPoisonedNodeMovesTheForecastByAFifthRaisesNoAlertAndTeachesNothing() {
        learnt();
        double before = probability(issue().getFirst());
        watches("poisoned", 0);
        for (int day = DAYS - 7; day < DAYS - 4; day++) {
            for (String prefix : PREFIXES) {
                sees("poisoned", day, prefix);
            }
        }
        Forecast said = issue().getFirst();
        assertThat(probability(said)).isGreaterThan(before).isLessThan(before + 0.2);
        assertThat(EventForecaster.without(said).orElseThrow()).isBetween(before - 0.01, before + 0.01);
        assertThat(said.missing()).anyMatch(m -> m.startsWith("Attacks on own sites that one node alone tells of"));
        assertThat(alert(said)).isEmpty();
        assertThat(of(issue(), "192.0.2.0/28").missing()).anyMatch(m -> m.contains("one node alone tells of"));
        for (int day = 0; day < DAYS - 7; day++) {
            sees("poisoned", day, PREFIXES.get(day % 3));
        }
        assertThat(EventForecaster.without(issue().getFirst()).orElseThrow())
                .as("what was learnt from two is not unlearnt")
                .isBetween(before - 0.01, before + 0.01);
    }

    @Test
    void withTooLittlePastItIsLeftOutAndTheForecastSaysHowMuchIsMissing() {
        double without = probability(issue().getFirst());
        for (String node : List.of("n1", "n2")) {
            watches(node, DAYS - 40);
            sees(node, DAYS - 5, "192.0.2.0/28");
        }
        Forecast said = issue().getFirst();
        assertThat(probability(said)).isEqualTo(without);
        assertThat(said.missing())
                .anyMatch(m -> m.matches("Attacks on own sites that darknets see do not count in this: known on \\d+"
                        + " days \\(60 needed\\), some on \\d+ \\(5\\), orders on the day behind \\d+ \\(3\\)\\."));
    }

    /** Silence of a node that did not watch is not zero. */
    @Test
    void whereNobodyWatchedOfLateTheForecastSaysThatItIsNotKnown() {
        learnt();
        watched.removeIf(w -> w.day() > DAYS - 12);
        assertThat(issue().getFirst().missing())
                .contains("Whether darknets saw own sites attacked in the last 3 days is not known.");
    }
}
