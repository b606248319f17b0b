package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.cube.Rate;
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Sightings;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * Where attacks were seen, by rates of what was watched (K-9); neither the three sides nor the two parties are ever
 * mixed.
 */
final class SightingsView {
    private static final int WEEK = 7;
    private static final int MONTH = 28;
    private static final String PACKETS = "packets";
    private static final String BY_ADDRESS = "packets per address and day";
    private static final String BY_SENSOR = "packets per sensor and day";
    private static final String ORDERED = "days named in orders";
    private static final String OF_DAYS = "days named per day watched";

    private final Desk desk;

    SightingsView(Desk desk) {
        this.desk = desk;
    }

    Sightings of(Sightings.Side side, Party party, Instant now) {
        Optional<Cube> cube = desk.lastCube().filter(c -> !c.days().isEmpty());
        Instant until = cube.map(Cube::until).orElse(now);
        return switch (side) {
            case SENSOR ->
                cube.map(c -> sensors(c, party))
                        .orElseGet(() -> nothing(
                                side, party, until, new Phrase("sightings.round", Map.of(), "No round has run yet.")));
            case ORIGIN -> origins(until, cube.map(Cube::policies).orElse(new TreeSet<>()));
            case VICTIM ->
                desk.situation()
                        .orders()
                        .watchedUntil()
                        .flatMap(end -> desk.situation().orders().until(end).map(days -> victims(days, end)))
                        .orElseGet(() -> nothing(
                                side,
                                Party.VICTIM,
                                until,
                                new Phrase("sightings.orders", Map.of(), "No attack orders were watched.")));
        };
    }

    private static Sightings nothing(Sightings.Side side, Party party, Instant until, Phrase why) {
        return new Sightings(
                side,
                party,
                until.minus(Duration.ofDays(WEEK)),
                until,
                side == Sightings.Side.VICTIM ? ORDERED : PACKETS,
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                side != Sightings.Side.VICTIM,
                false,
                List.of(why));
    }

    private static Sightings sensors(Cube cube, Party party) {
        Epoch window = cube.lastDays(WEEK);
        Epoch before = new Epoch(window.startSecond() - window.seconds(), window.seconds());
        SortedMap<Country, List<Region>> byCountry = new TreeMap<>();
        cube.regions()
                .forEach(r -> byCountry
                        .computeIfAbsent(cube.country(r), c -> new ArrayList<>())
                        .add(r));
        SortedMap<Country, Rate> now = rates(cube, byCountry, Cell.all(party), window);
        SortedMap<Country, Rate> then = rates(cube, byCountry, Cell.all(party), before);
        // One unit for all, or a count by address would stand beside one by sensor.
        boolean byAddress = now.values().stream().filter(Rate::measured).noneMatch(r -> Double.isNaN(r.addressDays()));
        List<Sightings.Place> places = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        byCountry.forEach((country, regions) -> {
            Rate rate = now.getOrDefault(country, Rate.together(List.of()));
            Rate previous = then.getOrDefault(country, Rate.together(List.of()));
            places.add(new Sightings.Place(
                    country,
                    regions.stream().map(Region::name).toList(),
                    packets(cube, regions, Cell.all(party), window),
                    packets(cube, regions, Cell.all(party), before),
                    told(byAddress ? rate.perAddressDay() : rate.perSensorDay()),
                    told(byAddress ? rate.low() : Double.NaN),
                    told(byAddress ? rate.high() : Double.NaN),
                    told(byAddress ? previous.perAddressDay() : previous.perSensorDay()),
                    told(rate.againstBaseline()),
                    watched(cube, regions, window),
                    types(cube, regions, party, window),
                    List.of(),
                    false));
            regions.forEach(r -> missing.addAll(cube.missing(r, window)));
            missing.addAll(rate.missing());
        });
        return new Sightings(
                Sightings.Side.SENSOR,
                party,
                window.start(),
                window.end(),
                PACKETS,
                Optional.of(byAddress ? BY_ADDRESS : BY_SENSOR),
                highestFirst(places),
                OptionalLong.empty(),
                true,
                false,
                Sentences.of(missing));
    }

    private static SortedMap<Country, Rate> rates(
            Cube cube, SortedMap<Country, List<Region>> byCountry, Cell cell, Epoch window) {
        SortedMap<Country, Rate> out = new TreeMap<>();
        byCountry.forEach((country, regions) -> out.put(
                country,
                Rate.together(regions.stream()
                        .map(r -> cube.packetRate(r, cell, window))
                        .toList())));
        return out;
    }

    private static OptionalDouble told(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** By rate; a place without one comes last, whatever its count. */
    private static List<Sightings.Place> highestFirst(List<Sightings.Place> places) {
        return places.stream()
                .sorted(Comparator.comparingDouble((Sightings.Place p) -> -p.rate().orElse(-1))
                        .thenComparing(Sightings.Place::country))
                .toList();
    }

    /** What policies that let the dimension {@code place} out tell; without one the rule that keeps it in is named. */
    private Sightings origins(Instant until, Set<String> policies) {
        Instant from = until.minus(Duration.ofDays(WEEK));
        SortedMap<Country, Map<AttackType, Long>> now = desk.origins().between(from, until);
        if (now.isEmpty()) {
            String names = policies.isEmpty() ? "-" : String.join(", ", policies);
            return nothing(
                    Sightings.Side.ORIGIN,
                    Party.ORIGIN,
                    until,
                    new Phrase(
                            "sightings.held",
                            Map.of("policies", names),
                            "Origins are not shown: no policy in force (" + names + ") lets the country of an attacking"
                                    + " address leave. A policy whose dimensions name place would."));
        }
        Instant earlier = from.minus(Duration.ofDays(WEEK));
        SortedMap<Country, Map<AttackType, Long>> before = desk.origins().between(earlier, from);
        double[] exposure = desk.origins().exposure(from, until);
        double[] exposedBefore = desk.origins().exposure(earlier, from);
        boolean byAddress = exposure[1] > 0;
        int unit = byAddress ? 1 : 0;
        List<Sightings.Place> places = new ArrayList<>();
        now.forEach((country, kinds) -> places.add(new Sightings.Place(
                country,
                List.of(),
                OptionalLong.of(sum(kinds)),
                before.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(sum(before.getOrDefault(country, Map.of()))),
                told(sum(kinds) / exposure[unit]),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                told(before.isEmpty()
                        ? Double.NaN
                        : sum(before.getOrDefault(country, Map.of())) / exposedBefore[unit]),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                shares(kinds),
                List.of(),
                false)));
        return new Sightings(
                Sightings.Side.ORIGIN,
                Party.ORIGIN,
                from,
                until,
                PACKETS,
                exposure[unit] > 0 ? Optional.of(byAddress ? BY_ADDRESS : BY_SENSOR) : Optional.empty(),
                highestFirst(places),
                OptionalLong.empty(),
                now.values().stream().flatMap(k -> k.keySet().stream()).anyMatch(AttackType::spoofable),
                true,
                List.of(new Phrase(
                        "sightings.partly",
                        Map.of(),
                        "Only sensors whose policy lets the country of the attacking address leave are counted.")));
    }

    private static long sum(Map<AttackType, Long> kinds) {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Sightings.Share> shares(Map<AttackType, Long> kinds) {
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<AttackType, Long>comparingByValue().reversed())
                .map(e -> new Sightings.Share(e.getKey().name(), e.getValue()))
                .toList();
    }

    private static OptionalLong packets(Cube cube, List<Region> regions, Cell cell, Epoch window) {
        long sum = 0;
        boolean any = false;
        for (Region region : regions) {
            if (cube.packets(region, cell, window) instanceof Measure.Count count) {
                sum += count.value();
                any = true;
            }
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static OptionalDouble watched(Cube cube, List<Region> regions, Epoch window) {
        return regions.stream().mapToDouble(r -> cube.uptime(r, window)).average();
    }

    private static List<Sightings.Share> types(Cube cube, List<Region> regions, Party party, Epoch window) {
        Map<AttackType, Long> sums = new EnumMap<>(AttackType.class);
        for (Region region : regions) {
            for (Cell cell : cube.cells(region)) {
                AttackType type = cell.attackType();
                // The rest is a part of the kinds' totals already.
                boolean typeTotal = cell.total() && !type.isTotal() && !type.isRest() && cell.party() == party;
                if (typeTotal
                        && cube.packets(region, cell, window) instanceof Measure.Count count
                        && count.value() > 0) {
                    sums.merge(type, count.value(), Long::sum);
                }
            }
        }
        return shares(sums);
    }

    private static Sightings victims(AttackDays days, Instant until) {
        int end = days.size();
        double watched = days.watchedDays(end - MONTH, MONTH);
        double watchedBefore = days.watchedDays(end - 2 * MONTH, MONTH);
        List<Sightings.Place> places = new ArrayList<>();
        for (String region : days.regions()) {
            long now = count(days, region, end - MONTH, end);
            long before = count(days, region, end - 2 * MONTH, end - MONTH);
            if (region.length() == 2 && now + before > 0) {
                places.add(new Sightings.Place(
                        new Country(region),
                        List.of(),
                        OptionalLong.of(now),
                        OptionalLong.of(before),
                        told(now / watched),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        told(before / watchedBefore),
                        OptionalDouble.empty(),
                        told(watched / MONTH),
                        List.of(),
                        List.of(),
                        false));
            }
        }
        return new Sightings(
                Sightings.Side.VICTIM,
                Party.VICTIM,
                until.minus(Duration.ofDays(MONTH)),
                until,
                ORDERED,
                Optional.of(OF_DAYS),
                highestFirst(places),
                OptionalLong.empty(),
                false,
                true,
                List.of());
    }

    private static long count(AttackDays days, String region, int from, int to) {
        long n = 0;
        for (int at = Math.max(0, from); at < Math.max(0, to); at++) {
            n += days.hit(region, at) ? 1 : 0;
        }
        return n;
    }
}
