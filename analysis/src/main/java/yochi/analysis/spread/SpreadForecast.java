package yochi.analysis.spread;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.number.LogisticRegression;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * Whether an attack that is new in some region is seen at home within 1, 3 and 7 days: days are discrete, each horizon
 * has a logistic regression on how many regions have it, for how long, with how many sources, and how readily home
 * saw earlier ones (algorithms §3.4, §4.6). Weights are learnt from all earlier courses with every region in turn as
 * home, and drawn to none, so that few of them say little more than the base rate.
 */
public final class SpreadForecast {
    /** Days ahead. */
    public static final List<Integer> HORIZONS = List.of(1, 3, 7);
    /** The rival: the share of earlier ones that came, of all regions as home. */
    public static final String BASE_RATE = "share of earlier ones that came";
    /** The same of home alone, where there were any. */
    public static final String HOME_RATE = "share of earlier ones that came to this region";

    /** Name and version of the method. */
    public static final String METHOD = "arrival of new attacks/1";
    /** In examples: five courses of a week each, whose days hang together (own choice). */
    private static final double RIDGE = 35;
    /** Examples of the mean region that stand beside home's own. */
    private static final double PRIOR = 20;
    /** Earlier arrivals below which only the base rate is told: ten a weight (Peduzzi and others 1996). */
    private static final int LEAST_ARRIVALS = 50;
    /** Kinds told of, the newest, so that a flood of new ports cannot fill the ledger. */
    private static final int MOST = 50;
    private static final int RECENT = 3;
    /** Sources a day and region beyond which more say no more: weights do not hold far outside of what taught them. */
    private static final double MOST_SOURCES = 10;

    private final Courses courses;
    private final Instant start;

    /**
     * A chance.
     *
     * @param day number of the day that is the first of the span
     * @param base what the rivals say, by name
     * @param arrivals earlier ones that it was learnt from
     */
    public record Told(
            Cell cell,
            Region home,
            int day,
            int horizon,
            double probability,
            Map<String, Double> base,
            int arrivals) {
        public Told {
            base = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(base));
        }
    }

    /** Looks at all that the cube holds; what is told of a day rests on the days before it. */
    public SpreadForecast(Cube cube) {
        this.courses = Courses.of(cube);
        this.start = cube.days().isEmpty() ? cube.until() : cube.days().getFirst().start();
    }

    /** Whole days of the cube; the day of that number is the first that nothing is known of. */
    public int days() {
        return courses.days();
    }

    /** Forecasts for the days behind the cube's last whole one. */
    public static List<Forecast> analyse(Cube cube, List<Region> home) {
        SpreadForecast forecast = new SpreadForecast(cube);
        List<Forecast> out = new ArrayList<>();
        for (int horizon : HORIZONS) {
            forecast.told(forecast.days(), horizon, home).forEach(t -> out.add(forecast.sealed(t, cube)));
        }
        return out;
    }

    /** All that {@link #analyse} has to answer, without an answer. */
    public static List<Prediction.Question> questions(Cube cube, List<Region> home) {
        SpreadForecast forecast = new SpreadForecast(cube);
        int day = forecast.days();
        List<Prediction.Question> out = new ArrayList<>();
        for (Example open : forecast.open(day, home)) {
            Region region = forecast.courses.regions().get(open.home);
            HORIZONS.forEach(horizon -> out.add(forecast.question(open.course.cell(), region, day, horizon)));
        }
        return out;
    }

    private Prediction.Question question(Cell cell, Region home, int day, int horizon) {
        Instant from = start.plusSeconds((long) day * Epoch.DAY);
        return new Prediction.Question(
                home,
                cell.attackType(),
                cell.service(),
                Metric.SOURCES,
                from,
                from.plus(Duration.ofDays(horizon)));
    }

    private Forecast sealed(Told told, Cube cube) {
        List<String> missing = new ArrayList<>(cube.missing(told.home, cube.lastDays(1)));
        if (told.arrivals < LEAST_ARRIVALS) {
            missing.add("few earlier new attacks; only the share of those that came is told");
        }
        return new Forecast(
                question(told.cell, told.home, told.day, told.horizon),
                new Prediction.Probability(told.probability),
                told.base.entrySet().stream()
                        .map(b -> new Prediction.Rival(b.getKey(), new Prediction.Probability(b.getValue())))
                        .toList(),
                cube.until(),
                cube.until(),
                METHOD,
                missing);
    }

    /** What was known before a day about all kinds that are new and not yet seen at the regions, the newest first. */
    public List<Told> told(int day, int horizon, List<Region> homes) {
        Past past = new Past(day, horizon);
        return open(day, homes).stream().map(e -> past.told(e, horizon)).toList();
    }

    private List<Example> open(int day, List<Region> homes) {
        List<Example> open = new ArrayList<>();
        for (Courses.Course course : courses.all()) {
            for (int h = 0; h < courses.regions().size(); h++) {
                if (homes.contains(courses.regions().get(h)) && eligible(course, h, day)) {
                    open.add(new Example(course, h, day));
                }
            }
        }
        return open.stream()
                .sorted(Comparator.comparingInt((Example e) -> -e.course.first())
                        .thenComparing(e -> e.course.cell())
                        .thenComparingInt(Example::home))
                .limit((long) MOST * homes.size())
                .toList();
    }

    private boolean eligible(Courses.Course course, int home, int day) {
        return course.young(day) && course.open(home, day) && courses.watched(home, course);
    }

    /** Whether the region saw the kind within the span, as the whole cube knows it. */
    public boolean came(Told told) {
        int home = courses.regions().indexOf(told.home);
        return courses.all().stream()
                .filter(c -> c.cell().equals(told.cell))
                .anyMatch(c -> c.came(home, told.day, told.horizon));
    }

    private record Example(Courses.Course course, int home, int day) {}

    /** What all earlier courses teach for one horizon; only spans that had passed by the day. */
    private final class Past {
        private final double[] trials;
        private final double[] came;
        private final int arrivals;
        private final LogisticRegression model;

        Past(int day, int horizon) {
            int n = courses.regions().size();
            this.trials = new double[n];
            this.came = new double[n];
            List<Example> all = new ArrayList<>();
            int arrived = 0;
            for (Courses.Course course : courses.all()) {
                int last = Math.min(day - horizon, course.first() + Courses.NEW_DAYS);
                for (int d = course.first() + 1; d <= last; d++) {
                    for (int h = 0; h < n; h++) {
                        if (eligible(course, h, d)) {
                            all.add(new Example(course, h, d));
                            trials[h]++;
                            came[h] += course.came(h, d, horizon) ? 1 : 0;
                            arrived += course.came(h, d, 1) ? 1 : 0;
                        }
                    }
                }
            }
            this.arrivals = arrived;
            double[] towards = new double[FEATURES];
            towards[0] = Math.log(base() / (1 - base()));
            this.model = LogisticRegression.fit(
                    all.stream().map(this::features).toArray(double[][]::new),
                    all.stream().mapToDouble(e -> e.course.came(e.home, e.day, horizon) ? 1 : 0).toArray(),
                    all.stream().mapToDouble(e -> 1).toArray(),
                    towards,
                    RIDGE);
        }

        /** Jeffreys' prior keeps it off 0 and 1. */
        private double base() {
            return (sum(came) + 0.5) / (sum(trials) + 1);
        }

        private double base(int home) {
            return (came[home] + PRIOR * base()) / (trials[home] + PRIOR);
        }

        Told told(Example e, int horizon) {
            return new Told(
                    e.course.cell(),
                    courses.regions().get(e.home),
                    e.day,
                    horizon,
                    arrivals < LEAST_ARRIVALS ? base() : model.probability(features(e)),
                    Map.of(BASE_RATE, base(), HOME_RATE, base(e.home)),
                    arrivals);
        }

        private static final int FEATURES = 6;

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
            double other = Math.max(1, courses.regions().size() - 1);
            return new double[] {
                1,
                have / other,
                Math.log(e.day - e.course.first()),
                Math.log(e.day - last),
                Math.log1p(Math.min(MOST_SOURCES, sources / (e.day - from) / have)),
                Math.log(base(e.home) / base())
            };
        }
    }

    private static double sum(double[] of) {
        double out = 0;
        for (double one : of) {
            out += one;
        }
        return out;
    }
}
