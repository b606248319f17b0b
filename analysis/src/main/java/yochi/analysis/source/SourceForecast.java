package yochi.analysis.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.analysis.number.LogisticRegression;

/**
 * Which of the sources seen anywhere come to home on the next day: a chance for each from its sightings at home and its
 * relevance from other regions, both aged by the half-life of its service; how much each counts is learnt from earlier
 * days (logistic regression). Nothing from the day of the list or later takes part.
 */
public final class SourceForecast {
    /** Days of sightings that count; four weeks, as for rates. */
    public static final int PAST_DAYS = 28;
    /** Days learnt from (tuned on days before 2013-06-01 of the marx data, as are the floors). */
    private static final int LEARNT_DAYS = 35;
    /** Days of sightings before the first that is learnt from. */
    private static final int LEAST_PAST = 10;
    /** Share of the discount that would still converge. */
    private static final double DISCOUNT = 0.5;
    /** Aged sightings below which a logarithm makes no more difference. */
    private static final double OWN_FLOOR = 0.01;

    private static final double FOREIGN_FLOOR = 0.003;
    private static final double RIDGE = 3;
    /** Draws a service's own weights to those of all. */
    private static final double OWN_RIDGE = 10;

    /** Logarithms are grouped so finely. */
    private static final double GRAIN = 0.1;

    private static final double[] NOTHING_KNOWN = {-3, 0, 0.5, 0.5};

    private final int home;
    private final boolean foreign;
    private final List<Double> halfLives;
    private final List<LogisticRegression> models;

    /** Whether a region watched on a day (since 1970-01-01): silence of one that did not is no zero. */
    @FunctionalInterface
    public interface Watch {
        boolean watched(int region, long day);
    }

    /** A source with the chance that home sees it on the day. */
    public record Ranked(long source, double probability) {}

    private record Group(double own, double foreign, boolean before) {
        static final Comparator<Group> ORDER = Comparator.comparingDouble(Group::own)
                .thenComparingDouble(Group::foreign)
                .thenComparing(Group::before);

        double[] features() {
            return new double[] {1, before ? 1 : 0, own, foreign};
        }
    }

    private SourceForecast(int home, boolean foreign, List<Double> halfLives, List<LogisticRegression> models) {
        this.home = home;
        this.foreign = foreign;
        this.halfLives = halfLives;
        this.models = models;
    }

    /**
     * Learns from all days before one.
     *
     * @param services sightings of each, all with the same regions
     * @param first day of the data
     * @param day whose list is wanted; from it on nothing is looked at
     * @param foreign whether what other regions saw takes part
     */
    public static SourceForecast learn(List<Sightings> services, int home, long first, long day, boolean foreign) {
        return learn(services, home, first, day, foreign, (region, d) -> true);
    }

    /** The same where regions did not watch on every day: such a day teaches nothing of what came to them. */
    public static SourceForecast learn(
            List<Sightings> services, int home, long first, long day, boolean foreign, Watch watch) {
        long from = Math.max(first + LEAST_PAST, day - LEARNT_DAYS);
        List<Double> halfLives = halfLives(services, from, day, watch);
        List<Map<Group, double[]>> each = new ArrayList<>();
        Map<Group, double[]> all = new TreeMap<>(Group.ORDER);
        for (int s = 0; s < services.size(); s++) {
            Map<Group, double[]> own = groups(services.get(s), home, from, day, halfLives.get(s), foreign, watch);
            own.forEach((group, counts) -> {
                double[] sum = all.computeIfAbsent(group, g -> new double[2]);
                sum[0] += counts[0];
                sum[1] += counts[1];
            });
            each.add(own);
        }
        LogisticRegression pooled = fit(all, NOTHING_KNOWN, RIDGE);
        return new SourceForecast(
                home,
                foreign,
                halfLives,
                each.stream().map(own -> fit(own, pooled.coefficients(), OWN_RIDGE)).toList());
    }

    /** What came of the sources that stood alike, and how many these were. */
    private static Map<Group, double[]> groups(
            Sightings service, int home, long from, long day, double halfLife, boolean foreign, Watch watch) {
        Map<Group, double[]> out = new TreeMap<>(Group.ORDER);
        for (long d = from; d < day; d++) {
            if (!watch.watched(home, d)) {
                continue;
            }
            long then = d;
            new Aged(service, home, d, halfLife, foreign).each((source, group, seen) -> {
                double[] counts = out.computeIfAbsent(group, g -> new double[2]);
                counts[0] += seen.contains(new Sightings.Seen(home, then)) ? 1 : 0;
                counts[1]++;
            });
        }
        return out;
    }

    private static LogisticRegression fit(Map<Group, double[]> groups, double[] towards, double ridge) {
        return LogisticRegression.fit(
                groups.keySet().stream().map(Group::features).toArray(double[][]::new),
                groups.values().stream().mapToDouble(c -> c[0]).toArray(),
                groups.values().stream().mapToDouble(c -> c[1]).toArray(),
                towards,
                ridge);
    }

    private static List<Double> halfLives(List<Sightings> services, long from, long day, Watch watch) {
        Persistence all = new Persistence();
        List<Persistence> own = new ArrayList<>();
        for (Sightings service : services) {
            Persistence one = new Persistence();
            one.add(service, from, day, watch);
            all.add(one);
            own.add(one);
        }
        return own.stream()
                .map(p -> p.enough() ? p.halfLife() : all.halfLife())
                .toList();
    }

    /** Half-life of each service's sightings, days. */
    public List<Double> halfLives() {
        return halfLives;
    }

    /** All sources of the last four weeks, the likeliest first; those of equal chance by their number. */
    public List<Ranked> rank(List<Sightings> services, int service, long day) {
        List<Ranked> out = new ArrayList<>();
        new Aged(services.get(service), home, day, halfLives.get(service), foreign)
                .each((source, group, seen) ->
                        out.add(new Ranked(source, models.get(service).probability(group.features()))));
        out.sort(Comparator.comparingDouble((Ranked r) -> -r.probability).thenComparingLong(Ranked::source));
        return out;
    }

    private interface Each {
        void take(long source, Group group, List<Sightings.Seen> seen);
    }

    /** One service as it stood on the evening before a day. */
    private static final class Aged {
        private final Sightings sightings;
        private final int home;
        private final long day;
        private final double[] weights;
        private final double[] age = new double[PAST_DAYS + 1];

        Aged(Sightings sightings, int home, long day, double halfLife, boolean foreign) {
            this.sightings = sightings;
            this.home = home;
            this.day = day;
            this.weights = foreign
                    ? Relevance.of(sightings.common(day - PAST_DAYS, day), home, DISCOUNT)
                    : new double[sightings.regions()];
            for (int a = 1; a <= PAST_DAYS; a++) {
                age[a] = Math.pow(2, -(a - 1) / halfLife);
            }
        }

        void each(Each each) {
            sightings.bySource().forEach((source, seen) -> {
                double own = 0;
                double foreign = 0;
                boolean before = false;
                boolean any = false;
                for (Sightings.Seen one : seen) {
                    long old = day - one.day();
                    if (old >= 1 && old <= PAST_DAYS) {
                        boolean here = one.region() == home;
                        any |= here || weights[one.region()] > 0;
                        before |= here;
                        own += here ? age[(int) old] : 0;
                        foreign += here ? 0 : weights[one.region()] * age[(int) old];
                    }
                }
                if (any) {
                    Group group = new Group(rounded(own + OWN_FLOOR), rounded(foreign + FOREIGN_FLOOR), before);
                    each.take(source, group, seen);
                }
            });
        }

        private static double rounded(double value) {
            return Math.round(Math.log(value) / GRAIN) * GRAIN;
        }
    }
}
