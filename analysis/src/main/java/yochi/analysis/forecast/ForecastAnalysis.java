package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * How many distinct sources (or victims) will come to a region on each of the next days: the mean of Theta, damped ETS
 * and NB-INGARCH with a lead from abroad, with conformal levels (algorithms §4.3), beside the 7-day mean, AR(7) and the
 * seasonal naive. What is forecast is a day that the sensors of today watch whole; days watched in part count for as
 * much (K-9). Nothing is left to chance: the same cube gives the same forecasts.
 */
public final class ForecastAnalysis {
    /** Name and version of the method, as sealed with every forecast. */
    public static final String METHOD = "mean of Theta, damped ETS and NB-INGARCH/4";

    private static final int WEEK = 7;

    private final Settings settings;

    /**
     * What is forecast.
     *
     * @param horizonDays days ahead: 1 … this
     * @param leastDays measured days below which nothing is forecast
     * @param mostDays days of history looked at
     * @param services busiest services per region, beside the totals
     */
    public record Settings(int horizonDays, int leastDays, int mostDays, int services) {
        public static final Settings DEFAULTS = new Settings(7, 14, 182, 5);
    }

    public ForecastAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Forecasts for the days after the cube's {@code until}, for the busiest cells of the regions. */
    public List<Forecast> analyse(Cube cube, List<Region> regions) {
        Abroad abroad = new Abroad(cube, settings.mostDays());
        List<Forecast> out = new ArrayList<>();
        for (Region region : regions) {
            for (Cell cell : cells(cube, region)) {
                out.addAll(analyse(cube, abroad, region, cell));
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
    private List<Forecast> analyse(Cube cube, Abroad abroad, Region region, Cell cell) {
        ExposedCounts daily = cube.dailyExposedSources(region, cell, settings.mostDays());
        double[] y = daily.atFullWatch();
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
        SeriesForecast series =
                new SeriesForecast(y, abroad.leads(region, cell), SeriesForecast.daily(settings.horizonDays()));
        missing.addAll(series.missing());
        Rivals rivals = new Rivals(y, WEEK);
        List<Forecast> out = new ArrayList<>();
        Epoch day = cube.days().get(cube.days().size() - 1);
        for (int h = 1; h <= settings.horizonDays(); h++) {
            day = day.next();
            out.add(new Forecast(
                    new Prediction.Question(
                            region, cell.attackType(), cell.service(), Metric.SOURCES, day.start(), day.end()),
                    new Prediction.Quantiles(series.quantiles(h)),
                    rivals.at(h),
                    cube.until(),
                    cube.until(),
                    METHOD,
                    missing));
        }
        return out;
    }
}
