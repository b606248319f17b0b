package yochi.analysis.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.number.Coverage;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * Degree of propagation and degree of ripple of kinds of attack that are new: nowhere seen while regions already
 * watched for a while, then at least at one. Degrees are ours, since the plan names but does not define them
 * ({@link Ripple}). Other than locality it follows the course over days, other than propagation it asks no cause.
 */
public final class RippleAnalysis {
    private static final double Z95 = 1.959963984540054;

    private final Settings settings;

    /**
     * What is looked at.
     *
     * @param days length of the span that ends with the cube
     * @param quiet days a region must have watched before, else it cannot tell what is new
     * @param least distinct sources on a day from which on the kind is there: one may be a stray
     */
    public record Settings(int days, int quiet, double least) {
        /** Own choices. */
        public static final Settings DEFAULTS = new Settings(28, 7, 3);
    }

    public RippleAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** New kinds of the last days, by cell. */
    public List<Ripple> analyse(Cube cube) {
        List<Ripple> out = new ArrayList<>();
        if (cube.days().isEmpty()) {
            return out;
        }
        Epoch window = cube.lastDays(settings.days());
        for (Cell cell : cube.cells()) {
            if (cell.single() && unseenBefore(cube, cell, window)) {
                ripple(cube, cell, window).ifPresent(out::add);
            }
        }
        return out;
    }

    private boolean unseenBefore(Cube cube, Cell cell, Epoch window) {
        Instant from = Instant.ofEpochSecond(window.startSecond() + (long) settings.quiet() * Epoch.DAY);
        return cube.regions().stream()
                .flatMap(r -> cube.firstSeen(r, cell).stream())
                .min(Comparator.naturalOrder())
                .filter(first -> !first.isBefore(from))
                .isPresent();
    }

    private Optional<Ripple> ripple(Cube cube, Cell cell, Epoch window) {
        int n = window.seconds() / Epoch.DAY;
        List<String> missing = new ArrayList<>();
        SortedMap<Region, double[]> rates = new TreeMap<>();
        SortedMap<Region, Integer> arrived = new TreeMap<>();
        for (Region region : cube.regions()) {
            double[] counts = cube.dailySources(region, cell, n);
            int watched = 0;
            int day = 0;
            while (day < n && !(counts[day] >= settings.least())) {
                watched += Double.isNaN(counts[day]) ? 0 : 1;
                day++;
            }
            if (watched < settings.quiet()) {
                missing.add(region + ": watched " + watched + " days before, too few to say what is new there");
                continue;
            }
            rates.put(region, cube.dailyExposedSources(region, cell, n).atFullWatch());
            if (day < n) {
                arrived.put(region, day);
            }
        }
        if (arrived.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(cell, window, rates, arrived, missing));
    }

    private static Ripple of(
            Cell cell,
            Epoch window,
            SortedMap<Region, double[]> rates,
            SortedMap<Region, Integer> arrived,
            List<String> missing) {
        int first = arrived.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        int last = arrived.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        List<Region> earliest = arrived.keySet().stream()
                .filter(r -> arrived.getOrDefault(r, -1) == first)
                .toList();
        Optional<Region> origin = earliest.size() == 1 ? Optional.of(earliest.getFirst()) : Optional.empty();
        if (origin.isEmpty()) {
            missing.add("seen in " + earliest.size() + " regions on its first day: no origin can be told");
        }
        List<Ripple.Arrival> arrivals = arrived.entrySet().stream()
                .sorted(Comparator.comparing((java.util.Map.Entry<Region, Integer> e) -> e.getValue()))
                .map(e -> new Ripple.Arrival(e.getKey(), day(window, e.getValue())))
                .toList();
        List<Ripple.Step> steps = new ArrayList<>();
        double inside = 0;
        double outside = 0;
        for (int d = first; d < window.seconds() / Epoch.DAY; d++) {
            int today = d;
            int reached = (int) arrived.values().stream().filter(a -> a <= today).count();
            for (Region region : rates.keySet()) {
                double rate = rates.getOrDefault(region, new double[0])[d];
                boolean own = origin.filter(region::equals).isPresent();
                inside += own && !Double.isNaN(rate) ? rate : 0;
                outside += own || Double.isNaN(rate) ? 0 : rate;
            }
            Coverage share = new Coverage(reached, rates.size());
            steps.add(new Ripple.Step(
                    day(window, d),
                    reached,
                    rates.size(),
                    share.low(Z95),
                    share.high(Z95),
                    origin.isPresent() && inside > 0 ? OptionalDouble.of(outside / inside) : OptionalDouble.empty()));
        }
        return new Ripple(
                cell,
                window,
                origin,
                arrivals,
                steps,
                last > first
                        ? OptionalDouble.of(7.0 * (arrived.size() - 1) / (last - first))
                        : OptionalDouble.empty(),
                missing);
    }

    /** An end of the 95 % interval of a share (Wilson 1927). */
    private static Epoch day(Epoch window, int number) {
        return new Epoch(window.startSecond() + (long) number * Epoch.DAY, Epoch.DAY);
    }
}
