package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.HazardModel;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Forecast;
import yochi.core.model.Prediction;
import yochi.core.model.Prefix;

/** registered prefixes and sectors are units; a part is never likelier than its whole. */
class HomeUnitsTest {
    private static final Country HOME = new Country("JP");
    private static final Asn NETWORK = new Asn(64_496);
    private static final Asn SHARED = new Asn(64_500);

    @Test
    void aPrefixInsideAnotherOfItsSiteAndOneThatTwoSitesClaimAreOneUnitEach() {
        HomeUnits units = new HomeUnits(sites(
                site("a", "water", List.of("192.0.2.0/24", "192.0.2.0/25", "192.0.2.0/24"), List.of(), "va"),
                site("b", "water", List.of("192.0.2.0/24"), List.of(), "vb"),
                site("c", "power", List.of("198.51.100.0/25", "203.0.113.0/24"), List.of(NETWORK), "va")));
        assertThat(units.units())
                .extracting(HomeUnits.Unit::region)
                .containsExactly(
                        "192.0.2.0/24", "198.51.100.0/25", "203.0.113.0/24", "sector:power", "sector:water");
        assertThat(units.units().getFirst().sites()).containsExactly("a", "b");
        assertThat(units.units().getFirst().several()).isFalse();
        assertThat(units.unit("203.0.113.0/24").orElseThrow().several()).isTrue();
        // One name that means two sites names each of their units once.
        assertThat(units.meant("va", Asn.UNKNOWN))
                .containsExactlyInAnyOrder(
                        "192.0.2.0/24", "sector:water", "198.51.100.0/25", "203.0.113.0/24", "sector:power");
        assertThat(units.meant("vb", Asn.UNKNOWN)).containsExactlyInAnyOrder("192.0.2.0/24", "sector:water");
        assertThat(units.meant("nobody", Asn.UNKNOWN)).isEmpty();
    }

    @Test
    void aNetworkNamesASectorOnlyIfAllItsSitesAreOfThatSector() {
        HomeUnits units = new HomeUnits(sites(
                site("a", "water", List.of("192.0.2.0/25"), List.of(NETWORK, SHARED)),
                site("b", "power", List.of("192.0.2.128/25"), List.of(SHARED), "vb")));
        assertThat(units.meant("nobody", NETWORK)).containsExactly("sector:water");
        assertThat(units.meant("nobody", SHARED)).isEmpty();
        // By name, but in another network than the site's own: not its prefix.
        assertThat(units.meant("vb", NETWORK)).containsExactlyInAnyOrder("sector:power", "sector:water");
        assertThat(units.unit("192.0.2.0/25").orElseThrow().byName()).isFalse();
        assertThat(units.unit("sector:water").orElseThrow().byName()).isTrue();
        assertThat(units.networks()).containsExactly(NETWORK, SHARED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPartIsNeverAboveItsWhole(long seed) {
        HomeUnits register = register();
        Map<String, Double> said = say(random(seed), register, 1);
        Map<String, Double> week = say(random(seed), register, 7);
        for (Map<String, Double> p : List.of(said, week)) {
            double country = p.getOrDefault("JP", -1.0);
            assertThat(p).hasSize(1 + 2 + 3 + 2);
            for (HomeUnits.Unit unit : register.units()) {
                double own = p.getOrDefault(unit.region(), 2.0);
                assertThat(own).isBetween(0.0, country);
                unit.network().ifPresent(a -> assertThat(own).isLessThanOrEqualTo(p.getOrDefault(a.toString(), -1.0)));
                unit.sector().ifPresent(s -> assertThat(own).isLessThanOrEqualTo(p.getOrDefault(s, -1.0)));
            }
            assertThat(p.getOrDefault("AS64496", 2.0)).isLessThanOrEqualTo(p.getOrDefault("sector:water", -1.0));
        }
    }

    @Test
    void historyDecidesTheShareAndAUnitWithoutOneSaysSo() {
        AttackDays days = days(Map.of("192.0.2.0/25", 4, "sector:water", 4, "AS64496", 4, "JP", 4));
        List<Forecast> all = new EventForecaster(HOME)
                .issue(new UnitDays(days, days), List.of(NETWORK, SHARED), register());
        Map<String, Double> said = byRegion(all, 1);
        assertThat(said.getOrDefault("192.0.2.0/25", 0.0))
                .isGreaterThan(2 * said.getOrDefault("198.51.100.0/24", 1.0));
        assertThat(said.getOrDefault("sector:water", 0.0)).isGreaterThan(said.getOrDefault("sector:power", 1.0));
        assertThat(of(all, "198.51.100.0/24").missing())
                .contains("No order ever named 198.51.100.0/24: its share of JP is that of a unit without history.");
        assertThat(of(all, "192.0.2.0/25").missing()).noneMatch(m -> m.startsWith("No order ever"));
        assertThat(of(all, "203.0.113.0/24").missing())
                .contains("No listed name and no domain of c is registered: orders cannot be matched to it.");
        assertThat(of(all, "192.0.2.0/25").rivals())
                .extracting(Prediction.Rival::name)
                .containsExactly("climatology", "ewma", "ewma14", "persistence");
        assertThat(all.stream().map(Forecast::method).distinct())
                .containsExactlyInAnyOrder(
                        HazardModel.METHOD,
                        "attack-order hazard, network share/1",
                        "attack-order hazard, prefix share/1",
                        "attack-order hazard, sector share/1");
    }

    @Test
    void aHazardThatCannotBeFittedIsReplacedByTheRivalAndTheStatementSaysSo() {
        AttackDays days = days(Map.of("JP", 3));
        EventForecaster failing = new EventForecaster(HOME, (f, end, horizon) -> {
            throw new IllegalStateException("no inverse");
        });
        List<Forecast> said = failing.issue(new UnitDays(days, days), List.of(NETWORK), register());
        assertThat(said).hasSize(2 * (1 + 1 + 3 + 2));
        Forecast country = said.getFirst();
        assertThat(country.prediction()).isEqualTo(country.rivals().getFirst().prediction());
        assertThat(country.rivals().getFirst().name()).isEqualTo(HazardModel.CLIMATOLOGY);
        assertThat(said).allSatisfy(f -> assertThat(f.missing())
                .anyMatch(m -> m.endsWith("could not be fitted: climatology stands in for it.")));
        assertThat(new EventForecaster(HOME).issue(days, List.of()).getFirst().missing())
                .isEmpty();
    }

    private static HomeUnits register() {
        return new HomeUnits(sites(
                site("a", "water", List.of("192.0.2.0/25"), List.of(NETWORK), "va"),
                site("b", "power", List.of("198.51.100.0/24"), List.of(), "vb"),
                site("c", "power", List.of("203.0.113.0/24"), List.of(SHARED))));
    }

    private static SiteRegister sites(Site... sites) {
        return new SiteRegister(Optional.empty(), List.of(sites));
    }

    private static Site site(String name, String sector, List<String> prefixes, List<Asn> asns, String... listed) {
        return new Site(
                name,
                sector,
                prefixes.stream().map(Prefix::parse).toList(),
                asns,
                List.of(),
                List.of(listed),
                List.of(),
                Site.Criticality.MEDIUM,
                Optional.empty(),
                Optional.empty(),
                "en",
                Optional.empty());
    }

    private static Map<String, Double> say(AttackDays days, HomeUnits register, int horizon) {
        return byRegion(
                new EventForecaster(HOME).issue(new UnitDays(days, days), List.of(NETWORK, SHARED), register), horizon);
    }

    private static Map<String, Double> byRegion(List<Forecast> all, int horizon) {
        Map<String, Double> out = new HashMap<>();
        all.stream()
                .filter(f -> f.question().to().equals(f.question().from().plusSeconds(86_400L * horizon)))
                .forEach(f -> out.put(
                        f.question().region().name(), ((Prediction.Probability) f.prediction()).value()));
        return out;
    }

    private static Forecast of(List<Forecast> all, String region) {
        return all.stream()
                .filter(f -> f.question().region().name().equals(region))
                .findFirst()
                .orElseThrow();
    }

    /** Fifty days: each region named on every so many days, other countries too. */
    private static AttackDays days(Map<String, Integer> every) {
        boolean[] watched = new boolean[50];
        Arrays.fill(watched, true);
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        Map<String, Integer> all = new TreeMap<>(every);
        all.put("LT", 2);
        all.forEach((region, step) -> {
            Map<Long, AttackDays.Named> of = named.computeIfAbsent(region, r -> new TreeMap<>());
            for (long day = 0; day < watched.length; day += step) {
                of.put(day, new AttackDays.Named(1, 1));
            }
        });
        return AttackDays.of(0, watched, named);
    }

    /** Targets at random, each with all that it means; some days not watched, some orders told by one node alone. */
    private static AttackDays random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<String>> targets = List.of(
                List.of("JP", "AS64496", "192.0.2.0/25", "sector:water"),
                List.of("JP", "AS64496", "sector:water"),
                List.of("JP", "198.51.100.0/24", "sector:power"),
                List.of("JP", "AS64500"),
                List.of("JP"),
                List.of("LT"));
        boolean[] watched = new boolean[60];
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        List<List<String>> likely =
                Stream.concat(targets.stream(), targets.stream().limit(seed)).toList();
        for (int day = 0; day < watched.length; day++) {
            watched[day] = random.nextInt(10) > 0;
            for (int n = random.nextInt(3); n > 0; n--) {
                boolean alone = random.nextInt(4) == 0;
                for (String region : likely.get(random.nextInt(likely.size()))) {
                    named.computeIfAbsent(region, r -> new TreeMap<>())
                            .put((long) day, new AttackDays.Named(1, 1, alone));
                }
            }
        }
        return AttackDays.of(0, watched, named);
    }
}
