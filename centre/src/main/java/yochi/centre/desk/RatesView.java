package yochi.centre.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.Rate;
import yochi.centre.pages.Regions;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/** How often each region is attacked, for what it watched in the last seven days; all of them in one unit (K-9). */
final class RatesView {
    static final String BY_ADDRESS = "sources per address and day";
    static final String BY_SENSOR = "sources per sensor and day";
    private static final int WEEK = 7;

    private final SortedMap<Region, Rate> rates = new TreeMap<>();
    private final SortedMap<Region, Double> watched = new TreeMap<>();
    private final boolean byAddress;

    RatesView(Optional<Cube> cube) {
        cube.filter(c -> !c.days().isEmpty()).ifPresent(c -> {
            Epoch window = c.lastDays(WEEK);
            for (Region region : c.regions()) {
                rates.put(region, c.sourceRate(region, Cell.ALL_ORIGIN, window));
                watched.put(region, c.uptime(region, window));
            }
        });
        byAddress = rates.values().stream().filter(Rate::measured).noneMatch(r -> Double.isNaN(r.addressDays()));
    }

    String unit() {
        return byAddress ? BY_ADDRESS : BY_SENSOR;
    }

    List<Regions.Rating> ratings() {
        return rates.entrySet().stream()
                .map(e -> rating(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingDouble((Regions.Rating r) -> -r.rate().orElse(-1))
                        .thenComparing(Regions.Rating::region))
                .toList();
    }

    private Regions.Rating rating(Region region, Rate rate) {
        return new Regions.Rating(
                region.name(),
                told(byAddress ? rate.perAddressDay() : rate.perSensorDay()),
                told(byAddress ? rate.low() : Double.NaN),
                told(byAddress ? rate.high() : Double.NaN),
                told(rate.againstBaseline()),
                watched.getOrDefault(region, 0.0),
                rate.items());
    }

    /** Why a rate cannot be told, one sentence each. */
    List<String> missing() {
        return rates.values().stream().flatMap(r -> r.missing().stream()).distinct().toList();
    }

    private static OptionalDouble told(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
