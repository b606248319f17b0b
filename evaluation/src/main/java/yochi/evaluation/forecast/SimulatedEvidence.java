package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import yochi.analysis.trend.Slope;
import yochi.analysis.trend.TrendAnalysis;
import yochi.analysis.victim.AttackDays;
import yochi.analysis.victim.Covariate;
import yochi.analysis.victim.Forerunners;
import yochi.analysis.victim.ScanGrowth;
import yochi.analysis.victim.SeenVictims;
import yochi.analysis.victim.Surge;
import yochi.core.model.Finding;
import yochi.evaluation.world.VictimWorld;

/** What a simulated world shows a centre day by day: orders, and the covariates that analyses make of the rest. */
final class SimulatedEvidence {
    static final String AMPLIFICATION = "amplification";
    static final String BACKSCATTER = "backscatter";
    static final String GROWTH = "growth";
    static final String AMPLIFIED_SITES = "amplification at its sites";
    static final String BACKSCATTER_SITES = "backscatter of its sites";
    static final List<String> KINDS =
            List.of(AMPLIFICATION, BACKSCATTER, GROWTH, AMPLIFIED_SITES, BACKSCATTER_SITES);

    /** A report that has not come by then comes never. */
    private static final int LATEST = 3;

    /** Less watching than that cannot be scaled up to a day. */
    private static final double LEAST_WATCHED = 0.1;

    private final VictimWorld world;
    private final long firstDay;
    private final List<String> countries;
    private final AttackDays days;
    private final TrendAnalysis trend = new TrendAnalysis(TrendAnalysis.Settings.DEFAULTS);
    private final Map<Long, Optional<List<Double>>> growing = new HashMap<>();
    private final Map<String, List<Covariate>> made = new HashMap<>();
    private final Map<List<Integer>, Integer> counts = new HashMap<>();

    /**
     * Evidence of a world.
     *
     * @param firstDay on which its first day is told to lie, since 1970-01-01
     */
    SimulatedEvidence(VictimWorld world, long firstDay) {
        this.world = world;
        this.firstDay = firstDay;
        countries = world.countries();
        days = orders();
    }

    /** Orders as a centre counts them: what one node alone told although others watched is left out. */
    AttackDays days() {
        return days;
    }

    private AttackDays orders() {
        boolean[] watched = new boolean[world.parameters().days()];
        for (int day = 0; day < watched.length; day++) {
            watched[day] = world.watched(day);
        }
        Map<String, Map<Long, AttackDays.Named>> named = new TreeMap<>();
        for (VictimWorld.OrderDay o : world.orderDays()) {
            boolean alone = o.readers() == 1 && o.watching() > 1;
            named.computeIfAbsent(countries.get(o.country()), c -> new TreeMap<>())
                    .put(firstDay + o.day(), new AttackDays.Named(o.targets(), o.targets(), alone));
        }
        return AttackDays.of(firstDay, watched, named).corroborated();
    }

    /** The covariates of one kind of evidence; the same ones whenever asked. */
    List<Covariate> of(String kind) {
        return made.computeIfAbsent(kind, this::make);
    }

    private List<Covariate> make(String kind) {
        return switch (kind) {
            case AMPLIFICATION -> surges("amplification events", (r, d, by) -> amplified(r, d, by, false));
            case BACKSCATTER -> surges("backscatter", (r, d, by) -> backscattered(r, d, by, false));
            case AMPLIFIED_SITES ->
                List.of(new Forerunners(kind, days, (r, d, by) -> amplified(r, d, by, true)));
            case BACKSCATTER_SITES ->
                List.of(new Forerunners(kind, days, (r, d, by) -> backscattered(r, d, by, true)));
            case GROWTH -> List.of(new ScanGrowth(day -> growing.computeIfAbsent(day, this::growing)));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** All of them together. */
    List<Covariate> all() {
        List<Covariate> out = new ArrayList<>();
        KINDS.forEach(kind -> out.addAll(of(kind)));
        return out;
    }

    /** All of them, each with its days exchanged by chance, the same way for every region: nothing can be learnt. */
    List<Covariate> shuffled(long seed) {
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < world.parameters().days(); day++) {
            days.add(day);
        }
        Collections.shuffle(days, new SplittableRandom(seed));
        List<Covariate> out = new ArrayList<>();
        for (Covariate covariate : all()) {
            out.add(new Covariate() {
                @Override
                public String name() {
                    return covariate.name();
                }

                @Override
                public OptionalDouble at(String region, long lastDay, int horizonDays) {
                    return covariate.at(region, firstDay + days.get((int) (lastDay - firstDay)), horizonDays);
                }
            });
        }
        return out;
    }

    private List<Covariate> surges(String name, SeenVictims seen) {
        return List.of(Surge.at(name, seen), Surge.elsewhere(name + " elsewhere", countries, seen));
    }

    private OptionalDouble amplified(String region, long day, long asOf, boolean sites) {
        int of = (int) (day - firstDay);
        int by = (int) (asOf - firstDay);
        double up = of < 0 ? 0 : world.honeypotUptime(of, by);
        return up < LEAST_WATCHED
                ? OptionalDouble.empty()
                : OptionalDouble.of(count(true, sites, countries.indexOf(region), of, by) / up);
    }

    private OptionalDouble backscattered(String region, long day, long asOf, boolean sites) {
        int of = (int) (day - firstDay);
        int by = (int) (asOf - firstDay);
        // Which floods pass the threshold falls more slowly than with the share watched: not scaled.
        double up = of < 0 ? 0 : world.darknetShare(of, by) / world.darknetShare();
        return up < LEAST_WATCHED
                ? OptionalDouble.empty()
                : OptionalDouble.of(count(false, sites, countries.indexOf(region), of, by));
    }

    private int count(boolean reflected, boolean sites, int country, int day, int asOf) {
        int lag = Math.min(asOf - day, LATEST);
        return counts.computeIfAbsent(
                List.of(reflected ? 1 : 0, sites ? 1 : 0, country, day, lag),
                key -> reflected
                        ? world.amplified(country, day, day + lag, sites)
                        : world.backscattered(country, day, day + lag, sites));
    }

    /** As the round tells trends: 28 days that end with the day, what grows significantly. */
    private Optional<List<Double>> growing(long lastDay) {
        int last = (int) (lastDay - firstDay);
        int span = TrendAnalysis.Settings.DEFAULTS.days();
        if (last < TrendAnalysis.Settings.DEFAULTS.leastDays()) {
            return Optional.empty();
        }
        List<Double> out = new ArrayList<>();
        for (int service = 0; service < world.services(); service++) {
            double[] counts = new double[Math.min(span, last + 1)];
            double[] exposure = new double[counts.length];
            for (int i = 0; i < counts.length; i++) {
                int day = last - counts.length + 1 + i;
                counts[i] = world.sources(service, day, last);
                exposure[i] = world.exposure(day, last);
            }
            double usual = Arrays.stream(exposure).max().orElse(1);
            for (int i = 0; i < exposure.length; i++) {
                exposure[i] /= usual;
            }
            Slope slope = trend.slope(counts, exposure);
            if (slope.label() == Finding.Label.GROWING) {
                out.add(slope.perDay());
            }
        }
        return Optional.of(out);
    }
}
