package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * How many distinct sources (or victims) will come to a region on each of the next days: damped ETS on log1p of the
 * daily counts, beside the 7-day mean and the seasonal naive (algorithms §4.3). What is forecast is a day that the
 * sensors of today watch whole; days watched in part count for as much (K-9).
 */
public final class ForecastAnalysis {
    /** Name and version of the method, as sealed with every forecast. */
    public static final String METHOD = "damped ETS on log1p/3";

    private static final int WEEK = 7;
    /** A fixed odd number by which series get streams of their own. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Settings settings;

    /**
     * What is forecast.
     *
     * @param horizonDays days ahead: 1 … this
     * @param leastDays measured days below which nothing is forecast
     * @param mostDays days of history looked at
     * @param services busiest services per region, beside the totals
     * @param paths simulated futures per series (algorithms §4.3: 2,000)
     * @param seed of the simulation
     */
    public record Settings(int horizonDays, int leastDays, int mostDays, int services, int paths, long seed) {
        public static final Settings DEFAULTS = new Settings(7, 14, 182, 5, 2000, 20261121L);
    }

    public ForecastAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Forecasts for the days after the cube's {@code until}, for the busiest cells of the regions. */
    public List<Forecast> analyse(Cube cube, List<Region> regions) {
        List<Forecast> out = new ArrayList<>();
        for (Region region : regions) {
            for (Cell cell : cells(cube, region)) {
                out.addAll(analyse(cube, region, cell));
            }
        }
        return out;
    }

    /** The totals and busiest services of a region that have enough history. */
    public List<Cell> cells(Cube cube, Region region) {
        if (cube.days().size() < settings.leastDays()) {
            return List.of();
        }
        Epoch recent = cube.lastDays(4 * WEEK);
        List<Cell> out = new ArrayList<>();
        for (Cell cell : cube.cells(region, recent)) {
            if (cell.total() && !cell.attackType().isRest() && often(cube, region, cell, recent)) {
                out.add(cell);
            }
        }
        cube.cells(region, recent).stream()
                .filter(c -> c.single() && often(cube, region, c, recent))
                .sorted(Comparator.comparingDouble((Cell c) -> -seen(cube, region, c, recent))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(settings.services())
                .forEach(out::add);
        return out;
    }

    /** At least one source a day in the mean of the last weeks: below that a count is mostly zero or suppressed. */
    private static boolean often(Cube cube, Region region, Cell cell, Epoch recent) {
        return seen(cube, region, cell, recent) * Epoch.DAY >= recent.seconds();
    }

    private static double seen(Cube cube, Region region, Cell cell, Epoch window) {
        double n = Cube.number(cube.sources(region, cell, window));
        return Double.isNaN(n) ? 0 : n;
    }

    /** One forecast per day ahead; none where history is too short. */
    public List<Forecast> analyse(Cube cube, Region region, Cell cell) {
        ExposedCounts daily = cube.dailyExposedSources(region, cell, settings.mostDays());
        double[] y = Arrays.stream(daily.atFullWatch()).map(Math::log1p).toArray();
        long measured = Arrays.stream(y).filter(v -> !Double.isNaN(v)).count();
        if (measured < settings.leastDays()) {
            return List.of();
        }
        List<String> missing = new ArrayList<>(cube.missing(region, cube.lastDays(settings.mostDays())));
        if (measured < y.length) {
            missing.add(String.format(
                    Locale.ROOT, "%s: %d of %d days not measured", region, y.length - measured, y.length));
        }
        daily.changed(region.name()).ifPresent(missing::add);
        DampedEts model = DampedEts.fit(y, WEEK);
        if (!model.converged()) {
            missing.add("the fit stopped at its limit of evaluations");
        }
        SplittableRandom random = new SplittableRandom(
                settings.seed() ^ GOLDEN * (region.name() + "/" + cell).hashCode() ^ cube.until().getEpochSecond());
        double[][] futures = model.simulate(settings.horizonDays(), settings.paths(), random);
        Rivals rivals = new Rivals(y);
        List<Forecast> out = new ArrayList<>();
        Epoch day = cube.days().get(cube.days().size() - 1);
        for (int h = 1; h <= settings.horizonDays(); h++) {
            day = day.next();
            double[] values =
                    Arrays.stream(futures[h - 1]).map(v -> Math.max(0, Math.expm1(v))).toArray();
            out.add(new Forecast(
                    new Prediction.Question(
                            region, cell.attackType(), cell.service(), Metric.SOURCES, day.start(), day.end()),
                    new Prediction.Quantiles(Levels.of(values)),
                    rivals.at(h),
                    cube.until(),
                    cube.until(),
                    METHOD,
                    missing));
        }
        return out;
    }
}
