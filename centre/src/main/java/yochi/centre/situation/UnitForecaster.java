package yochi.centre.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.HazardModel;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * Statements on the parts of home: networks, registered prefixes and sectors. A part's probability is its whole's times
 * its share of the windows in which orders named the whole, drawn to an even share by {@value #SHARE_PRIOR} windows: a
 * prefix's whole is its network, else the country; a sector's the country. No part is above its whole.
 */
final class UnitForecaster {
    /** Names and versions of the methods. */
    static final String NETWORK = "attack-order hazard, network share/1";

    static final String PREFIX = "attack-order hazard, prefix share/1";
    static final String SECTOR = "attack-order hazard, sector share/1";

    /** Windows of prior weight of a part's share; own choice, stated. */
    static final double SHARE_PRIOR = 2;

    private final Country home;
    private final HomeUnits register;
    private final UnitDays all;
    private final UnitDays trusted;
    private final int horizon;
    private final List<String> missing;
    private final Beside beside;

    /**
     * What is said of parts beside their probability.
     *
     * @param without what would be said of each part without what one node alone tells of; empty where it tells nothing
     * @param seen which parts sensors saw attacked
     */
    record Beside(Map<String, Double> without, SeenEvidence seen) {
        private List<String> of(String region, AttackDays days) {
            Double sure = without.get(region);
            List<String> out = new ArrayList<>(seen.of(region));
            EventForecaster.alone(days, region, sure == null ? OptionalDouble.empty() : OptionalDouble.of(sure))
                    .ifPresent(out::add);
            if (sure != null && seen.alone()) {
                out.add(EventForecaster.seenAlone(sure));
            }
            return out;
        }
    }

    /**
     * For the windows of a length that begin behind the days.
     *
     * @param missing what was missing to say how likely orders against the country are
     */
    UnitForecaster(
            Country home,
            HomeUnits register,
            UnitDays days,
            int horizon,
            List<String> missing,
            Beside beside) {
        this.beside = beside;
        this.home = home;
        this.register = register;
        this.horizon = horizon;
        this.missing = missing;
        all = days;
        trusted = days.corroborated();
    }

    /** Of all networks given, and of all that the register knows; {@code likely} is the country's probability. */
    List<Forecast> issue(double likely, List<Asn> networks) {
        List<Forecast> out = new ArrayList<>();
        Map<Asn, Double> byNetwork = new LinkedHashMap<>();
        for (Asn network : networks) {
            String region = network.toString();
            byNetwork.put(
                    network,
                    likely * share(region, home.code(), networks.size(), UnitDays::whole));
            out.add(forecast(region, byNetwork.get(network), all.whole(), NETWORK, List.of()));
        }
        Map<String, Double> bySector = new TreeMap<>();
        List<HomeUnits.Unit> units = register.units();
        long sectors = units.stream().filter(HomeUnits.Unit::isSector).count();
        for (HomeUnits.Unit unit : units) {
            if (unit.isSector()) {
                bySector.put(unit.region(), likely * share(unit.region(), home.code(), sectors, UnitDays::units));
            }
        }
        byNetwork.forEach((network, p) ->
                register.sector(network).ifPresent(sector -> bySector.merge(sector, p, Math::max)));
        for (HomeUnits.Unit unit : units) {
            if (unit.isSector()) {
                double p = bySector.getOrDefault(unit.region(), likely);
                out.add(forecast(unit.region(), p, all.units(), SECTOR, untold(unit, home.code())));
            } else {
                Optional<Asn> network = unit.network().filter(byNetwork::containsKey);
                String whole = network.map(Asn::toString).orElse(home.code());
                double above = network.map(a -> byNetwork.getOrDefault(a, likely)).orElse(likely);
                double p = above * share(unit.region(), whole, siblings(unit), UnitDays::units);
                double most = unit.sector().map(s -> bySector.getOrDefault(s, likely)).orElse(likely);
                out.add(forecast(unit.region(), Math.min(p, most), all.units(), PREFIX, untold(unit, whole)));
            }
        }
        return out;
    }

    private long siblings(HomeUnits.Unit unit) {
        return register.units().stream()
                .filter(u -> !u.isSector() && u.network().equals(unit.network()))
                .count();
    }

    private interface Days {
        AttackDays of(UnitDays days);
    }

    private double share(String part, String whole, long parts, Days days) {
        double prior = 1.0 / (parts + 1);
        return EventForecaster.capped(
                share(part, whole, prior, all.whole(), days.of(all)),
                share(part, whole, prior, trusted.whole(), days.of(trusted)));
    }

    /** Only windows of which it is known whether they named the part. */
    private double share(String part, String whole, double prior, AttackDays wholes, AttackDays parts) {
        double both = SHARE_PRIOR * prior;
        double windows = SHARE_PRIOR;
        for (int at = 0; at + horizon <= wholes.size(); at++) {
            boolean told = wholes == parts || parts.watchedDays(at, horizon) == wholes.watchedDays(at, horizon);
            if (told && wholes.any(whole, at, horizon)) {
                windows++;
                both += parts.any(part, at, horizon) ? 1 : 0;
            }
        }
        return Math.min(1, both / windows);
    }

    /** What orders do not tell of a prefix or sector. */
    private List<String> untold(HomeUnits.Unit unit, String whole) {
        List<String> out = new ArrayList<>();
        String sites = String.join(", ", unit.sites());
        boolean named = false;
        for (int at = 0; at < all.units().size(); at++) {
            named |= all.units().hit(unit.region(), at);
        }
        if (!named) {
            out.add("No order ever named " + unit.region() + ": its share of " + whole
                    + " is that of a unit without history.");
        }
        if (!unit.byName()) {
            out.add("No listed name and no domain of " + sites + " is registered: orders cannot be matched to it.");
        } else if (!unit.isSector()) {
            out.add("Orders tell no address: " + unit.region() + " counts as named when they mean " + sites
                    + " by name.");
        }
        if (unit.several()) {
            out.add("Which prefix of " + sites + " is meant is not told: each of them stands for the whole site.");
        }
        if (all.untold() > 0) {
            out.add("On " + all.untold() + " of " + all.ordered(home.code()) + " days with orders against "
                    + home.code() + " no node told whom they named.");
        }
        return out;
    }

    private Forecast forecast(
            String region, double probability, AttackDays days, String method, List<String> untold) {
        List<String> said = new ArrayList<>(missing);
        said.addAll(beside.of(region, days));
        said.addAll(untold);
        return statement(
                region,
                horizon,
                probability,
                HazardModel.rivals(days, region, days.size(), horizon),
                days,
                method,
                said);
    }

    /** One statement on whether orders name the region in the days behind those known. */
    static Forecast statement(
            String region,
            int horizon,
            double probability,
            Map<String, Double> rivals,
            AttackDays days,
            String method,
            List<String> missing) {
        Instant from = Instant.ofEpochSecond(days.day(days.size()) * Epoch.DAY);
        return new Forecast(
                new Prediction.Question(
                        new Region(region),
                        AttackType.ATTACK_ORDER,
                        Service.ANY,
                        Metric.ORDERS,
                        from,
                        from.plus(Duration.ofDays(horizon))),
                new Prediction.Probability(probability),
                rivals.entrySet().stream()
                        .map(r -> new Prediction.Rival(r.getKey(), new Prediction.Probability(r.getValue())))
                        .toList(),
                from,
                from,
                method,
                missing);
    }
}
