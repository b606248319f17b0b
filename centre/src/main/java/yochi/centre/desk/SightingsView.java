package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** Where attacks were seen; the three sides are never mixed. */
final class SightingsView {
    private static final int WEEK = 7;
    private static final int MONTH = 28;

    private final Desk desk;

    SightingsView(Desk desk) {
        this.desk = desk;
    }

    Sightings of(Sightings.Side side, Instant now) {
        Optional<Cube> cube = desk.lastCube().filter(c -> !c.days().isEmpty());
        if (cube.isEmpty()) {
            return nothing(side, now, "No round has run yet.");
        }
        return switch (side) {
            case SENSOR -> sensors(cube.get());
            case ORIGIN ->
                nothing(side, cube.get().until(), "The policies let out no countries of attacking addresses.");
            case VICTIM -> victims(cube.get().until());
        };
    }

    private static Sightings nothing(Sightings.Side side, Instant until, String why) {
        return new Sightings(
                side,
                side == Sightings.Side.VICTIM ? Party.VICTIM : Party.ORIGIN,
                until.minus(Duration.ofDays(WEEK)),
                until,
                side == Sightings.Side.VICTIM ? "days named in orders" : "packets",
                List.of(),
                OptionalLong.empty(),
                side != Sightings.Side.VICTIM,
                false,
                List.of(new Phrase("sightings.nothing", Map.of(), why)));
    }

    private static Sightings sensors(Cube cube) {
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
                    packets(cube, regions, window),
                    packets(cube, regions, before),
                    watched(cube, regions, window),
                    types(cube, regions, window),
                    List.of(),
                    false));
            regions.forEach(r -> cube.missing(r, window).forEach(m -> missing.add(Phrase.plain(m))));
        });
        places.sort(Comparator.comparingLong((Sightings.Place p) -> -p.count().orElse(0)));
        return new Sightings(
                Sightings.Side.SENSOR,
                Party.ORIGIN,
                window.start(),
                window.end(),
                "packets",
                places,
                OptionalLong.empty(),
                true,
                false,
                missing);
    }

    private static OptionalLong packets(Cube cube, List<Region> regions, Epoch window) {
        long sum = 0;
        boolean any = false;
        for (Region region : regions) {
            if (cube.packets(region, Cell.ALL_ORIGIN, window) instanceof Measure.Count count) {
                sum += count.value();
                any = true;
            }
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    private static OptionalDouble watched(Cube cube, List<Region> regions, Epoch window) {
        return regions.stream().mapToDouble(r -> cube.uptime(r, window)).average();
    }

    private static List<Sightings.Share> types(Cube cube, List<Region> regions, Epoch window) {
        SortedMap<String, Long> sums = new TreeMap<>();
        for (Region region : regions) {
            for (Cell cell : cube.cells(region)) {
                AttackType type = cell.attackType();
                // The rest is a part of the kinds' totals already.
                boolean typeTotal = cell.total() && !type.isTotal() && !type.isRest() && cell.party() == Party.ORIGIN;
                if (typeTotal
                        && cube.packets(region, cell, window) instanceof Measure.Count count
                        && count.value() > 0) {
                    sums.merge(cell.attackType().name(), count.value(), Long::sum);
                }
            }
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .map(e -> new Sightings.Share(e.getKey(), e.getValue()))
                .toList();
    }

    private Sightings victims(Instant until) {
        Optional<AttackDays> known = desk.situation().orders().until(until);
        if (known.isEmpty()) {
            return nothing(Sightings.Side.VICTIM, until, "No attack orders were watched.");
        }
        AttackDays days = known.get();
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
        places.sort(Comparator.comparingLong((Sightings.Place p) -> -p.count().orElse(0)));
        return new Sightings(
                Sightings.Side.VICTIM,
                Party.VICTIM,
                until.minus(Duration.ofDays(MONTH)),
                until,
                "days named in orders",
                places,
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
