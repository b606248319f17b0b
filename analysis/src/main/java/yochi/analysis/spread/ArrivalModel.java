package yochi.analysis.spread;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yochi.analysis.number.LogisticRegression;

/**
 * What all earlier courses teach of one span by a day, every region in turn as home: a logistic regression drawn to the
 * share that came, and that share. Only spans that had passed by the day take part.
 */
final class ArrivalModel {
    /** In examples: five courses of a week each, whose days hang together (own choice). */
    private static final double RIDGE = 35;
    /** Examples of the mean region that stand beside home's own. */
    private static final double PRIOR = 20;
    /** Earlier arrivals below which only the base rate is told: ten a weight (Peduzzi and others 1996). */
    static final int LEAST_ARRIVALS = 50;

    private static final int RECENT = 3;
    /** Sources a day and region beyond which more say no more: weights do not hold far outside of what taught them. */
    private static final double MOST_SOURCES = 10;

    private static final int FEATURES = 6;

    private final int regions;
    private final double[] trials;
    private final double[] came;
    private final int arrivals;
    private final LogisticRegression model;

    /** A kind that a region had not seen by the day, the first of which nothing is known. */
    record Example(Courses.Course course, int home, int day) {}

    /**
     * Learns.
     *
     * @param day the first of which nothing is known
     * @param gap days from it to the span
     * @param horizon days of the span
     */
    ArrivalModel(Courses courses, int day, int gap, int horizon) {
        this.regions = courses.regions().size();
        this.trials = new double[regions];
        this.came = new double[regions];
        List<Example> all = new ArrayList<>();
        int arrived = 0;
        for (Courses.Course course : courses.all()) {
            int last = Math.min(day - gap - horizon, course.first() + Courses.NEW_DAYS);
            for (int d = course.first() + 1; d <= last; d++) {
                for (int h = 0; h < regions; h++) {
                    if (courses.eligible(course, h, d)) {
                        all.add(new Example(course, h, d));
                        trials[h]++;
                        came[h] += course.came(h, d, gap, horizon) ? 1 : 0;
                        arrived += course.seen()[h] == d ? 1 : 0;
                    }
                }
            }
        }
        this.arrivals = arrived;
        double[] towards = new double[FEATURES];
        towards[0] = Math.log(base() / (1 - base()));
        this.model = LogisticRegression.fit(
                all.stream().map(this::features).toArray(double[][]::new),
                all.stream().mapToDouble(e -> e.course.came(e.home, e.day, gap, horizon) ? 1 : 0).toArray(),
                all.stream().mapToDouble(e -> 1).toArray(),
                towards,
                RIDGE);
    }

    /** Earlier ones that it was learnt from. */
    int arrivals() {
        return arrivals;
    }

    /** The chance; where there were few earlier ones, the share that came. */
    double probability(Example e) {
        return arrivals < LEAST_ARRIVALS ? base() : model.probability(features(e));
    }

    /** What the rivals say, by name. */
    Map<String, Double> rivals(Example e) {
        return Map.of(SpreadForecast.BASE_RATE, base(), SpreadForecast.HOME_RATE, base(e.home));
    }

    /** Jeffreys' prior keeps it off 0 and 1. */
    private double base() {
        return (sum(came) + 0.5) / (sum(trials) + 1);
    }

    private double base(int home) {
        return (came[home] + PRIOR * base()) / (trials[home] + PRIOR);
    }

    private double[] features(Example e) {
        int have = 0;
        int last = e.course.first();
        for (int seen : e.course.seen()) {
            have += seen < e.day ? 1 : 0;
            last = seen < e.day ? Math.max(last, seen) : last;
        }
        double sources = 0;
        int from = Math.max(e.course.first(), e.day - RECENT);
        for (int d = from; d < e.day; d++) {
            sources += e.course.sources()[d - e.course.first()];
        }
        double other = Math.max(1, regions - 1);
        return new double[] {
            1,
            have / other,
            Math.log(e.day - e.course.first()),
            Math.log(e.day - last),
            Math.log1p(Math.min(MOST_SOURCES, sources / (e.day - from) / have)),
            Math.log(base(e.home) / base())
        };
    }

    /** One after the other, so that the same counts always give the same number. */
    private static double sum(double[] of) {
        double out = 0;
        for (double one : of) {
            out += one;
        }
        return out;
    }
}
