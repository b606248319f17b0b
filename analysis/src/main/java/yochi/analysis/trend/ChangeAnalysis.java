package yochi.analysis.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.analysis.number.Median;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * When the hourly level of a region's attacks changed, by kind and in total, beside its daily and weekly rhythm
 * (algorithms §4.1). The dispersion is that of the series itself, so that a bursty series needs more evidence.
 */
public final class ChangeAnalysis {
    /** Median of a χ² variable with one degree of freedom. */
    private static final double MEDIAN_SQUARE = 0.454936423119573;

    private static final int DAY = 24;

    private final Settings settings;

    /**
     * What is looked at.
     *
     * @param days length of the span that ends with the cube
     * @param leastHours measured hours below which nothing is said
     * @param leastLevel counts an hour below which hours tell too little
     * @param watch when a change is told
     */
    public record Settings(int days, int leastHours, double leastLevel, LevelWatch.Settings watch) {
        public static final Settings DEFAULTS = new Settings(21, 7 * DAY, 1, LevelWatch.Settings.HOURLY);
    }

    public ChangeAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Changes of all regions over the last days of the cube, sorted by region, cell and time. */
    public List<Finding.Change> analyse(Cube cube) {
        List<Finding.Change> out = new ArrayList<>();
        if (cube.days().isEmpty()) {
            return out;
        }
        Epoch window = cube.lastDays(settings.days());
        for (Region region : cube.regions()) {
            for (Cell cell : cube.cells(region, window)) {
                if (cell.total() && !cell.attackType().isRest()) {
                    out.addAll(changes(cube, region, cell, window));
                }
            }
        }
        return out;
    }

    private List<Finding.Change> changes(Cube cube, Region region, Cell cell, Epoch window) {
        ExposedCounts hourly = cube.hourlyExposedActivity(region, cell, window);
        List<String> missing = new ArrayList<>(cube.missing(region, window));
        hourly.changed(region.name()).ifPresent(missing::add);
        if (!cube.alike(region, window)) {
            missing.add(region + ": a filter changed within the span, so a change of level may be that of the filter");
        }
        return shifts(hourly.counts(), hourly.exposure()).stream()
                .map(s -> new Finding.Change(
                        region,
                        cell.attackType(),
                        cell.service(),
                        window,
                        Instant.ofEpochSecond(window.startSecond() + (long) s.bin() * Epoch.HOUR),
                        s.before(),
                        s.after(),
                        s.probability(),
                        List.copyOf(missing)))
                .toList();
    }

    /** The changes of one hourly series that was watched all the time, NaN where it was not measured. */
    List<LevelWatch.Shift> shifts(double[] hourly) {
        double[] whole = new double[hourly.length];
        Arrays.fill(whole, 1);
        return shifts(hourly, whole);
    }

    /** The changes of one hourly series, with how much was watched in each hour. */
    List<LevelWatch.Shift> shifts(double[] hourly, double[] exposure) {
        List<LevelWatch.Shift> out = new ArrayList<>();
        HourlyPast past = HourlyPast.of(hourly, exposure);
        if (measured(hourly) < settings.leastHours() || !(past.level() >= settings.leastLevel())) {
            return out;
        }
        LevelWatch watch = new LevelWatch(settings.watch(), past.level(), past.dispersion());
        for (int t = 0; t < hourly.length; t++) {
            Optional<LevelWatch.Shift> shift = watch.add(hourly[t], past.due(t) * exposure[t]);
            shift.ifPresent(out::add);
        }
        return out;
    }

    /**
     * Variance over mean while the level stays, from the differences of neighbours and of the same hour of two days,
     * whichever is larger: a change of level enters few of them, and their median not at all.
     *
     * @param due what an hour is expected to bring at a level of 1: its rhythm times what was watched
     */
    static double dispersion(double[] hourly, double[] due, double level) {
        return Math.max(1, Math.max(differences(hourly, due, level, 1), differences(hourly, due, level, DAY)));
    }

    private static double differences(double[] x, double[] due, double level, int lag) {
        double[] squares = new double[Math.max(0, x.length - lag)];
        for (int t = lag; t < x.length; t++) {
            double now = due[t];
            double then = due[t - lag];
            double difference = x[t] / now - x[t - lag] / then;
            squares[t - lag] = difference * difference / (level / now + level / then);
        }
        double middle = Median.of(squares) / MEDIAN_SQUARE;
        return Double.isNaN(middle) ? 1 : middle;
    }

    private static int measured(double[] x) {
        int n = 0;
        for (double v : x) {
            n += Double.isNaN(v) ? 0 : 1;
        }
        return n;
    }
}
