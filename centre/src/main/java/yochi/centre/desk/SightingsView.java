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
import yochi.centre.pages.Phrase;
import yochi.centre.pages.Sightings;
import yochi.centre.situation.AttackDays;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Party;
import yochi.core.model.Region;

/** Where attacks were seen; neither the three sides nor the two parties are ever mixed. */
final class SightingsView {
    private static final int WEEK = 7;
    private static final int MONTH = 28;
    private static final String PACKETS = "packets";
    private static final String ORDERED = "days named in orders";

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
        List<Sightings.Place> places = new ArrayList<>();
        List<Phrase> missing = new ArrayList<>();
        byCountry.forEach((country, regions) -> {
            places.add(new Sightings.Place(
                    country,
                    regions.stream().map(Region::name).toList(),
                    packets(cube, regions, Cell.all(party), window),
                    packets(cube, regions, Cell.all(party), before),
                    watched(cube, regions, window),
                    types(cube, regions, party, window),
                    List.of(),
                    false));
            regions.forEach(r -> missing.addAll(Sentences.of(cube.missing(r, window))));
        });
        return new Sightings(
                Sightings.Side.SENSOR,
                party,
                window.start(),
                window.end(),
                PACKETS,
                largestFirst(places),
                OptionalLong.empty(),
                true,
                false,
                missing);
    }

    private static List<Sightings.Place> largestFirst(List<Sightings.Place> places) {
        return places.stream()
                .sorted(Comparator.comparingLong((Sightings.Place p) -> -p.count().orElse(0)))
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
        SortedMap<Country, Map<AttackType, Long>> before =
                desk.origins().between(from.minus(Duration.ofDays(WEEK)), from);
        List<Sightings.Place> places = new ArrayList<>();
        now.forEach((country, kinds) -> places.add(new Sightings.Place(
                country,
                List.of(),
                OptionalLong.of(sum(kinds)),
                before.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(sum(before.getOrDefault(country, Map.of()))),
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
                largestFirst(places),
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
                        OptionalDouble.empty(),
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
                largestFirst(places),
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
