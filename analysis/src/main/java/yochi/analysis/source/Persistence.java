package yochi.analysis.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * How soon sources stop coming: of those last seen by a region so many days ago, how many that region sees today; from
 * which follows the half-life with which sightings age (algorithms §7.1). Counts of several services add up.
 */
final class Persistence {
    /** Longest age looked at, days: the first ones decide a list (7 and 14 listed worse before 2013-06-01). */
    private static final int OLDEST = 4;
    /** Fewer returns give no half-life of one's own (own choice). */
    private static final double LEAST_RETURNS = 30;
    /** Half-lives tried, days: from hours of hosts behind changing addresses to weeks of servers. */
    private static final double SHORTEST = 0.5;

    private static final double LONGEST = 14;
    private static final double RATIO = 1.1;

    private final double[] atRisk = new double[OLDEST + 1];
    private final double[] returned = new double[OLDEST + 1];

    /** Takes the days {@code from} to before {@code until}, each with what was known the evening before. */
    void add(Sightings sightings, long from, long until) {
        add(sightings, from, until, (region, day) -> true);
    }

    /** The same without the days on which a region did not watch. */
    void add(Sightings sightings, long from, long until, SourceForecast.Watch watch) {
        for (List<Sightings.Seen> own : sightings.bySource().values()) {
            for (int region = 0; region < sightings.regions(); region++) {
                List<Long> days = new ArrayList<>();
                for (Sightings.Seen one : own) {
                    if (one.region() == region && one.day() < until) {
                        days.add(one.day());
                    }
                }
                days.sort(null);
                int here = region;
                add(days, from, until, day -> watch.watched(here, day));
            }
        }
    }

    private void add(List<Long> days, long from, long until, LongPredicate watched) {
        for (int k = 0; k < days.size(); k++) {
            long last = days.get(k);
            long next = k + 1 < days.size() ? days.get(k + 1) : Long.MAX_VALUE;
            for (int age = 1; age <= OLDEST && last + age < until && last + age <= next; age++) {
                if (last + age >= from && watched.test(last + age)) {
                    atRisk[age]++;
                    returned[age] += last + age == next ? 1 : 0;
                }
            }
        }
    }

    void add(Persistence other) {
        for (int age = 1; age <= OLDEST; age++) {
            atRisk[age] += other.atRisk[age];
            returned[age] += other.returned[age];
        }
    }

    boolean enough() {
        double sum = 0;
        for (double r : returned) {
            sum += r;
        }
        return sum >= LEAST_RETURNS;
    }

    /** The likeliest half-life in days of returns that are Poisson with a rate that halves. */
    double halfLife() {
        double best = 1;
        double likeliest = Double.NEGATIVE_INFINITY;
        for (double h = SHORTEST; h <= LONGEST; h *= RATIO) {
            double came = 0;
            double expected = 0;
            double logs = 0;
            for (int age = 1; age <= OLDEST; age++) {
                came += returned[age];
                expected += atRisk[age] * Math.pow(2, -age / h);
                logs -= returned[age] * age / h * Math.log(2);
            }
            double likelihood = came == 0 ? 0 : logs - came * Math.log(expected);
            if (likelihood > likeliest) {
                likeliest = likelihood;
                best = h;
            }
        }
        return best;
    }
}
