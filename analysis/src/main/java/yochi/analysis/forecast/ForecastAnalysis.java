package yochi.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Forecast;
import yochi.core.model.Metric;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * How many distinct sources (or victims) will come to a region on each of the next days, and in each of the next hours:
 * the mean of Theta, damped ETS and NB-INGARCH with a lead from abroad, with conformal levels (algorithms §4.3), beside
 * the 7-day mean, AR(7) and the seasonal naive. A country of several regions is told as the sum of them, coherently.
 * What is forecast is a day that the sensors of today watch whole; days watched in part count for as much (K-9).
 * Nothing is left to chance: the same cube gives the same forecasts.
 */
public final class ForecastAnalysis {
    /** Name and version of the method, as sealed with every forecast of a day. */
    public static final String METHOD = "mean of Theta, damped ETS and NB-INGARCH/4";
    /** The same of an hour. */
    public static final String HOURLY_METHOD = "mean of Theta, damped ETS and NB-INGARCH, hourly/1";

    private static final int WEEK = 7;
    private static final int HOURS = 24;

    private final Settings settings;

    /**
     * What is forecast.
     *
     * @param horizonDays days ahead: 1 … this
     * @param leastDays measured days below which nothing is forecast
     * @param mostDays days of history looked at
     * @param services busiest services per region, beside the totals
     * @param horizonHours hours ahead, of the totals (reports tell hourly counts of these alone); 0 for none
     */
    public record Settings(int horizonDays, int leastDays, int mostDays, int services, int horizonHours) {
        public static final Settings DEFAULTS = new Settings(7, 14, 182, 5, HOURS);
    }

    /** One series that is forecast. */
    private record Fit(Region region, Cell cell, Rivals rivals, SeriesForecast series, List<String> missing) {}

    public ForecastAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Forecasts for what comes after the cube's {@code until}, for the busiest cells of the regions. */
    public List<Forecast> analyse(Cube cube, List<Region> regions) {
        Abroad abroad = new Abroad(cube, settings.mostDays());
        Map<Country, List<Region>> countries = new LinkedHashMap<>();
        regions.forEach(r ->
                countries.computeIfAbsent(cube.country(r), c -> new ArrayList<>()).add(r));
        List<Forecast> out = new ArrayList<>();
        countries.forEach((country, own) -> {
            List<Fit> fits = new ArrayList<>();
            Map<Region, List<Cell>> cells = new LinkedHashMap<>();
            for (Region region : own) {
                cells.put(region, cells(cube, region));
                for (Cell cell : cells.get(region)) {
                    daily(cube, abroad, region, cell).ifPresent(fits::add);
                }
            }
            out.addAll(days(cube, fits, sums(cube, abroad, country, own, fits)));
            cells.forEach((region, asked) -> out.addAll(hours(cube, region, asked)));
        });
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
            if (cell.total() && !cell.attackType().isRest() && often(seen(cube, region, cell, recent), recent)) {
                out.add(cell);
            }
        }
        record Seen(Cell cell, double sources) {}
        cube.cells(region, recent).stream()
                .filter(Cell::single)
                .map(c -> new Seen(c, seen(cube, region, c, recent)))
                .filter(c -> often(c.sources(), recent))
                .sorted(Comparator.comparingDouble((Seen c) -> -c.sources()).thenComparing(Seen::cell))
                .limit(settings.services())
                .forEach(c -> out.add(c.cell()));
        return out;
    }

    /** Those of a region's totals whose hours have enough history; none where no hours are asked for. */
    public List<Cell> hourly(Cube cube, Region region) {
        if (settings.horizonHours() == 0 || cube.days().isEmpty()) {
            return List.of();
        }
        Epoch window = cube.lastDays(4 * WEEK);
        return cells(cube, region).stream()
                .filter(Cell::total)
                .filter(cell -> hoursAreEnough(
                        cube.hourlyExposedSources(region, cell, window).atFullWatch()))
                .toList();
    }

    /** Those cells of a country's regions that have enough history in all of them to be added up. */
    public List<Cell> summed(Cube cube, Country country) {
        List<Region> own = cube.regionsOf(country);
        return own.size() < 2
                ? List.of()
                : own.stream()
                        .flatMap(region -> cells(cube, region).stream())
                        .distinct()
                        .filter(cell -> own.stream().allMatch(region -> enough(daily(cube, region, cell))))
                        .filter(cell -> enough(sum(cube, own, cell)))
                        .toList();
    }

    private double[] daily(Cube cube, Region region, Cell cell) {
        return cube.dailyExposedSources(region, cell, settings.mostDays()).atFullWatch();
    }

    private double[] sum(Cube cube, List<Region> own, Cell cell) {
        double[] sum = new double[Math.min(settings.mostDays(), cube.days().size())];
        for (Region region : own) {
            double[] y = daily(cube, region, cell);
            Arrays.setAll(sum, t -> sum[t] + y[t]);
        }
        return sum;
    }

    private boolean enough(double[] y) {
        return measured(y) >= settings.leastDays();
    }

    private static long measured(double[] y) {
        return Arrays.stream(y).filter(v -> !Double.isNaN(v)).count();
    }

    private boolean hoursAreEnough(double[] y) {
        return measured(y) >= (long) HOURS * settings.leastDays()
                && Arrays.stream(y).filter(v -> v > 0).count() >= settings.leastDays();
    }

    /** At least one source a day in the mean of the last weeks: below that a count is mostly zero or suppressed. */
    private static boolean often(double sources, Epoch recent) {
        return sources * Epoch.DAY >= recent.seconds();
    }

    private static double seen(Cube cube, Region region, Cell cell, Epoch window) {
        double n = Cube.number(cube.sources(region, cell, window));
        return Double.isNaN(n) ? 0 : n;
    }

    /** A region's days; none where history is too short. */
    private Optional<Fit> daily(Cube cube, Abroad abroad, Region region, Cell cell) {
        ExposedCounts daily = cube.dailyExposedSources(region, cell, settings.mostDays());
        List<String> missing = new ArrayList<>(cube.missing(region, cube.lastDays(settings.mostDays())));
        daily.changed(region.name()).ifPresent(missing::add);
        return fit(region, cell, daily.atFullWatch(), abroad.leads(region, cell), missing);
    }

    private Optional<Fit> fit(Region region, Cell cell, double[] y, double[][] leads, List<String> missing) {
        long measured = measured(y);
        if (measured < settings.leastDays()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(missing);
        if (measured < y.length) {
            all.add(String.format(
                    Locale.ROOT, "%s: %d of %d days not measured", region, y.length - measured, y.length));
        }
        SeriesForecast series = new SeriesForecast(y, leads, SeriesForecast.daily(settings.horizonDays()));
        all.addAll(series.missing());
        return Optional.of(new Fit(region, cell, new Rivals(y, WEEK), series, List.copyOf(all)));
    }

    /** A country's sum of its regions, with the parts in the regions' order. */
    private record Sum(Fit total, List<Fit> parts) {}

    /** Cells of which all regions of the country have enough history to be added up; none for a single region. */
    private List<Sum> sums(Cube cube, Abroad abroad, Country country, List<Region> own, List<Fit> fits) {
        List<Sum> out = new ArrayList<>();
        if (own.size() < 2 || own.size() < cube.regionsOf(country).size()) {
            return out;
        }
        Region home = new Region(country.code());
        for (Cell cell : fits.stream().map(Fit::cell).distinct().sorted().toList()) {
            List<Fit> parts = new ArrayList<>();
            for (Region region : own) {
                fits.stream()
                        .filter(f -> f.region().equals(region) && f.cell().equals(cell))
                        .findFirst()
                        .or(() -> daily(cube, abroad, region, cell))
                        .ifPresent(parts::add);
            }
            if (parts.size() == own.size()) {
                fit(home, cell, sum(cube, own, cell), abroad.leads(own.getFirst(), cell), List.of())
                        .ifPresent(total -> out.add(new Sum(total, parts)));
            }
        }
        return out;
    }

    private List<Forecast> days(Cube cube, List<Fit> fits, List<Sum> sums) {
        IdentityHashMap<Fit, double[]> factors = new IdentityHashMap<>();
        List<Forecast> totals = new ArrayList<>();
        for (Sum sum : sums) {
            HomeSum home = new HomeSum(
                    sum.total().series(), sum.parts().stream().map(Fit::series).toList());
            for (int h = 1; h <= settings.horizonDays(); h++) {
                double[] own = home.factors(h);
                for (int i = 0; i < own.length; i++) {
                    factors.computeIfAbsent(sum.parts().get(i), f -> ones(settings.horizonDays()))[h - 1] = own[i];
                }
                totals.add(told(cube, sum.total(), h, home.quantiles(h, own)));
            }
        }
        List<Forecast> out = new ArrayList<>();
        for (Fit fit : fits) {
            double[] factor = factors.getOrDefault(fit, ones(settings.horizonDays()));
            for (int h = 1; h <= settings.horizonDays(); h++) {
                out.add(told(cube, fit, h, fit.series().quantiles(h, factor[h - 1])));
            }
        }
        out.addAll(totals);
        return out;
    }

    private static double[] ones(int n) {
        double[] out = new double[n];
        Arrays.fill(out, 1);
        return out;
    }

    private static Forecast told(Cube cube, Fit fit, int ahead, SortedMap<Double, Double> quantiles) {
        Epoch last = cube.days().getLast();
        Epoch day = new Epoch(last.startSecond() + (long) ahead * Epoch.DAY, Epoch.DAY);
        return told(cube, fit, day, quantiles, fit.rivals().at(ahead), METHOD);
    }

    private static Forecast told(
            Cube cube,
            Fit fit,
            Epoch span,
            SortedMap<Double, Double> quantiles,
            List<Prediction.Rival> rivals,
            String method) {
        return new Forecast(
                new Prediction.Question(
                        fit.region(),
                        fit.cell().attackType(),
                        fit.cell().service(),
                        Metric.SOURCES,
                        span.start(),
                        span.end()),
                new Prediction.Quantiles(quantiles),
                rivals,
                cube.until(),
                cube.until(),
                method,
                fit.missing());
    }

    /** The hours after the last whole day, where reports tell hourly sources of two weeks at least. */
    private List<Forecast> hours(Cube cube, Region region, List<Cell> cells) {
        List<Forecast> out = new ArrayList<>();
        if (settings.horizonHours() == 0 || cube.days().isEmpty()) {
            return out;
        }
        Epoch window = cube.lastDays(4 * WEEK);
        for (Cell cell : cells.stream().filter(Cell::total).toList()) {
            double[] y = cube.hourlyExposedSources(region, cell, window).atFullWatch();
            if (!hoursAreEnough(y)) {
                continue;
            }
            SeriesForecast series =
                    new SeriesForecast(y, new double[0][], SeriesForecast.hourly(settings.horizonHours()));
            List<String> missing = new ArrayList<>(cube.missing(region, window));
            missing.addAll(series.missing());
            Fit fit = new Fit(region, cell, new Rivals(y, HOURS), series, List.copyOf(missing));
            for (int h = 1; h <= settings.horizonHours(); h++) {
                Epoch hour = new Epoch(window.endSecond() + (h - 1L) * Epoch.HOUR, Epoch.HOUR);
                if (!hour.start().isBefore(cube.until())) {
                    out.add(told(cube, fit, hour, series.quantiles(h), fit.rivals().at(h), HOURLY_METHOD));
                }
            }
        }
        return out;
    }
}
