package yochi.analysis.victim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many more victims of a region than usual sensors saw in the last days: ln((recent + 1/2) / (usual + 1/2)), recent
 * the daily mean of the last {@value #RECENT} days, usual that of the {@value #USUAL} days before them, both as far as
 * they were watched and reported by then. Of victims of the region itself, or of all other regions together.
 */
public final class Surge implements Covariate {
    /** Own choice: the longest lead that a warm-up is looked for within. */
    static final int RECENT = 3;

    /** Four weeks, as with trends. */
    static final int USUAL = 28;

    /** Fewer watched days of the past say nothing of what is usual. */
    private static final int LEAST_USUAL = 7;

    private static final double HALF = 0.5;
    private static final double LARGEST = 3;

    private final String name;
    private final boolean elsewhere;
    private final List<String> regions;
    private final SeenVictims seen;
    private final Map<String, Map<Long, OptionalDouble>> known = new HashMap<>();
    private final Map<Long, Map<Long, OptionalDouble>> sums = new HashMap<>();

    private Surge(String name, boolean elsewhere, List<String> regions, SeenVictims seen) {
        this.name = name;
        this.elsewhere = elsewhere;
        this.regions = List.copyOf(regions);
        this.seen = seen;
    }

    /** Of the region's own victims. */
    public static Surge at(String name, SeenVictims seen) {
        return new Surge(name, false, List.of(), seen);
    }

    /** Of the victims of all these regions but the one that is asked for. */
    public static Surge elsewhere(String name, List<String> regions, SeenVictims seen) {
        return new Surge(name, true, regions, seen);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalDouble at(String region, long lastDay, int horizonDays) {
        return known.computeIfAbsent(region, r -> new HashMap<>())
                .computeIfAbsent(lastDay, day -> surge(region, day));
    }

    private OptionalDouble surge(String region, long lastDay) {
        double[] recent = mean(region, lastDay - RECENT + 1, lastDay, lastDay);
        double[] usual = mean(region, lastDay - RECENT - USUAL + 1, lastDay - RECENT, lastDay);
        if (recent[1] < 1 || usual[1] < LEAST_USUAL) {
            return OptionalDouble.empty();
        }
        double ratio = Math.log((recent[0] / recent[1] + HALF) / (usual[0] / usual[1] + HALF));
        return OptionalDouble.of(Math.clamp(ratio, -LARGEST, LARGEST));
    }

    private double[] mean(String region, long from, long to, long asOf) {
        double sum = 0;
        double days = 0;
        for (long day = from; day <= to; day++) {
            OptionalDouble of = elsewhere ? others(region, day, asOf) : seen.number(region, day, asOf);
            if (of.isPresent()) {
                sum += of.getAsDouble();
                days++;
            }
        }
        return new double[] {sum, days};
    }

    /** All of them less its own. */
    private OptionalDouble others(String region, long day, long asOf) {
        OptionalDouble all = sums.computeIfAbsent(day, d -> new HashMap<>())
                .computeIfAbsent(asOf, by -> sum(day, by));
        OptionalDouble own = regions.contains(region) ? seen.number(region, day, asOf) : OptionalDouble.of(0);
        return all.isEmpty() || own.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.getAsDouble() - own.getAsDouble());
    }

    private OptionalDouble sum(long day, long asOf) {
        double sum = 0;
        for (String region : regions) {
            OptionalDouble of = seen.number(region, day, asOf);
            if (of.isEmpty()) {
                return of;
            }
            sum += of.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }
}
