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
    /** The same where the day behind the last whole one has begun: of spans from the day after it on. */
    public static final String NEXT_DAY_METHOD = "arrival of new attacks, from the next day/1";

    /** Kinds told of, the newest, so that a flood of new ports cannot fill the ledger. */
    private static final int MOST = 50;

    /** A round whose observation time is as near to the clock's is no replay, as in the ledger. */
    private static final Duration LIVE = Duration.ofDays(1);

    private final Courses courses;
    private final Instant start;
    private final int gap;

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
        this(
                Courses.of(cube),
                cube.days().isEmpty() ? cube.until() : cube.days().getFirst().start(),
                0);
    }

    private SpreadForecast(Courses courses, Instant start, int gap) {
        this.courses = courses;
        this.start = start;
        this.gap = gap;
    }

    /** The same, but of spans that begin a day later: the first day of which nothing is known is not asked of. */
    public SpreadForecast fromTheNextDay() {
        return new SpreadForecast(courses, start, 1);
    }

    /** Name and version of what it tells. */
    public String method() {
        return gap == 0 ? METHOD : NEXT_DAY_METHOD;
    }

    /** Whole days of the cube; the day of that number is the first that nothing is known of. */
    public int days() {
        return courses.days();
    }

    /** Forecasts of spans from the first midnight on that has not passed. */
    public static List<Forecast> analyse(Cube cube, List<Region> home) {
        SpreadForecast forecast = now(cube);
        List<Forecast> out = new ArrayList<>();
        for (int horizon : HORIZONS) {
            ArrivalModel past = forecast.past(forecast.days(), horizon);
            forecast.openNow(home).forEach(e -> out.add(forecast.sealed(forecast.told(past, e, horizon), cube)));
        }
        return out;
    }

    /** All that {@link #analyse} has to answer, without an answer. */
    public static List<Prediction.Question> questions(Cube cube, List<Region> home) {
        SpreadForecast forecast = now(cube);
        List<Prediction.Question> out = new ArrayList<>();
        for (ArrivalModel.Example open : forecast.openNow(home)) {
            Region region = forecast.courses.regions().get(open.home());
            int from = open.day() + forecast.gap;
            HORIZONS.forEach(horizon -> out.add(forecast.question(open.course().cell(), region, from, horizon)));
        }
        return out;
    }

    private static SpreadForecast now(Cube cube) {
        SpreadForecast forecast = new SpreadForecast(cube);
        return begun(cube) ? forecast.fromTheNextDay() : forecast;
    }

    /** Whether the day behind the last whole one has begun by the data or, in a round that is no replay, the clock. */
    private static boolean begun(Cube cube) {
        if (cube.days().isEmpty()) {
            return false;
        }
        Instant day = cube.days().getLast().end();
        boolean live = Duration.between(cube.until(), cube.asOf()).abs().compareTo(LIVE) < 0;
        return cube.until().isAfter(day) || (live && cube.asOf().isAfter(day));
    }

    /** Less what home is known to have seen on the day under way. */
    private List<ArrivalModel.Example> openNow(List<Region> home) {
        return open(days(), home).stream()
                .filter(e -> e.course().seen()[e.home()] == Courses.NEVER)
                .toList();
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
        if (told.arrivals < ArrivalModel.LEAST_ARRIVALS) {
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
                method(),
                missing);
    }

    /**
     * What was known before a day about all kinds that are new and not yet seen at the regions, the newest first.
     *
     * @param day number of the first day of which nothing is known
     * @param horizon days of the span
     */
    public List<Told> told(int day, int horizon, List<Region> homes) {
        ArrivalModel past = past(day, horizon);
        return open(day, homes).stream().map(e -> told(past, e, horizon)).toList();
    }

    private ArrivalModel past(int day, int horizon) {
        return new ArrivalModel(courses, day, gap, horizon);
    }

    private Told told(ArrivalModel past, ArrivalModel.Example e, int horizon) {
        return new Told(
                e.course().cell(),
                courses.regions().get(e.home()),
                e.day() + gap,
                horizon,
                past.probability(e),
                past.rivals(e),
                past.arrivals());
    }

    private List<ArrivalModel.Example> open(int day, List<Region> homes) {
        List<ArrivalModel.Example> open = new ArrayList<>();
        for (Courses.Course course : courses.all()) {
            for (int h = 0; h < courses.regions().size(); h++) {
                if (homes.contains(courses.regions().get(h)) && courses.eligible(course, h, day)) {
                    open.add(new ArrivalModel.Example(course, h, day));
                }
            }
        }
        return open.stream()
                .sorted(Comparator.comparingInt(
                                (ArrivalModel.Example e) -> -e.course().first())
                        .thenComparing(e -> e.course().cell())
                        .thenComparingInt(ArrivalModel.Example::home))
                .limit((long) MOST * homes.size())
                .toList();
    }

    /** Whether the region saw the kind within the span, as the whole cube knows it. */
    public boolean came(Told told) {
        int home = courses.regions().indexOf(told.home);
        return courses.all().stream()
                .filter(c -> c.cell().equals(told.cell))
                .anyMatch(c -> c.came(home, told.day - gap, gap, told.horizon));
    }
}
