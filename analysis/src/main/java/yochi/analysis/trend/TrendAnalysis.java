package yochi.analysis.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.ExposedCounts;
import yochi.analysis.number.Median;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Region;

/**
 * Whether daily distinct sources grow or shrink: Theil-Sen slope on log1p with the Mann-Kendall test, in
 * short windows a negative binomial regression (algorithms §4.2).
 * Days are compared by what was watched, so that neither an outage nor a new sensor makes a trend (K-9).
 * Every region's total, its kinds and its busiest services are looked at, origins and victims apart.
 */
public final class TrendAnalysis {
    private final Settings settings;

    /**
     * What is looked at.
     *
     * @param days length of the span that ends with the cube
     * @param leastDays measured days below which a regression takes the place of the ranks
     * @param fewestDays measured days below which nothing is said
     * @param services busiest services per region
     * @param band growth per week, 0..1, that counts as flat on both sides (algorithms §4.2: 5 %)
     * @param significance of the test
     */
    public record Settings(
            int days, int leastDays, int fewestDays, int services, double band, double significance) {
        public static final Settings DEFAULTS = new Settings(28, 14, 5, 8, 0.05, 0.05);
    }

    public TrendAnalysis(Settings settings) {
        this.settings = settings;
    }

    /** Trends of all regions over the last days of the cube, sorted by region and cell. */
    public List<Finding.Trend> analyse(Cube cube) {
        List<Finding.Trend> out = new ArrayList<>();
        if (cube.days().isEmpty()) {
            return out;
        }
        Epoch window = cube.lastDays(settings.days());
        for (Region region : cube.regions()) {
            List<String> missing = cube.missing(region, window);
            for (Cell cell : cells(cube, region, window)) {
                out.add(trend(cube, region, cell, window, missing));
            }
        }
        return out;
    }

    private List<Cell> cells(Cube cube, Region region, Epoch window) {
        List<Cell> out = new ArrayList<>();
        for (Cell cell : cube.cells(region, window)) {
            if (cell.total() && !cell.attackType().isRest() && seen(cube, region, cell, window) > 0) {
                out.add(cell);
            }
        }
        cube.cells(region, window).stream()
                .filter(Cell::single)
                .map(cell -> new Busy(cell, seen(cube, region, cell, window)))
                .filter(busy -> busy.sources >= settings.days())
                .sorted(Comparator.comparingDouble((Busy busy) -> -busy.sources).thenComparing(Busy::cell))
                .limit(settings.services())
                .map(Busy::cell)
                .forEach(out::add);
        out.sort(Comparator.naturalOrder());
        return out;
    }

    private record Busy(Cell cell, double sources) {}

    private static double seen(Cube cube, Region region, Cell cell, Epoch window) {
        double n = Cube.number(cube.sources(region, cell, window));
        return Double.isNaN(n) ? 0 : n;
    }

    private Finding.Trend trend(Cube cube, Region region, Cell cell, Epoch window, List<String> known) {
        int n = window.seconds() / Epoch.DAY;
        ExposedCounts daily = cube.dailyExposedSources(region, cell, n);
        long measured =
                Arrays.stream(daily.counts()).filter(v -> !Double.isNaN(v)).count();
        List<String> missing = new ArrayList<>(known);
        daily.changed(region.name()).ifPresent(missing::add);
        if (measured < n) {
            missing.add(String.format(Locale.ROOT, "%s: %d of %d days not measured", region, n - measured, n));
        }
        if (measured < settings.fewestDays()) {
            missing.add(region + ": too few measured days for a trend of " + cell.service());
            return finding(region, cell, window, Slope.UNKNOWN, missing);
        }
        if (cell.total() && !cube.alike(region, window)) {
            missing.add(region + ": a filter changed within the span, so the total counts other services before than"
                    + " after; no trend of it is told");
            return finding(region, cell, window, Slope.UNKNOWN, missing);
        }
        Slope slope = slope(daily.counts(), daily.exposure());
        if (slope.regression()) {
            missing.add(String.format(
                    Locale.ROOT,
                    "%s: %d measured days: a negative binomial regression, which knows no rhythm",
                    region,
                    measured));
        }
        return finding(region, cell, window, slope, missing);
    }

    private static Finding.Trend finding(Region region, Cell cell, Epoch window, Slope slope, List<String> missing) {
        return new Finding.Trend(
                region,
                cell.attackType(),
                cell.service(),
                window,
                slope.perDay(),
                slope.low(),
                slope.high(),
                slope.pValue(),
                slope.label(),
                List.copyOf(missing));
    }

    /**
     * The slope of daily counts.
     *
     * @param counts NaN where a day was not measured
     * @param exposure how much was watched on each day
     */
    public Slope slope(double[] counts, double[] exposure) {
        double[] x = new double[counts.length];
        double[] y = new double[counts.length];
        int measured = 0;
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = Math.log1p(counts[i] / exposure[i]);
            measured += Double.isNaN(y[i]) ? 0 : 1;
        }
        if (measured < settings.fewestDays()) {
            return Slope.UNKNOWN;
        }
        if (measured < settings.leastDays()) {
            LogLinear line = LogLinear.of(x, counts, exposure);
            return told(line.slope(), line.low(), line.high(), line.pValue(), true);
        }
        double[] slopes = TheilSen.slopes(x, y);
        MannKendall test = MannKendall.corrected(y, Median.ofSorted(slopes));
        TheilSen line = TheilSen.of(slopes, test);
        return told(line.slope(), line.low(), line.high(), test.pValue(), false);
    }

    /** Growing and shrinking need a significant slope beyond the band; flat needs the slope known to lie inside it. */
    private Slope told(double slope, double low, double high, double pValue, boolean regression) {
        double growth = Math.expm1(7 * slope);
        boolean significant = pValue < settings.significance();
        boolean inside = Math.expm1(7 * low) >= -settings.band() && Math.expm1(7 * high) <= settings.band();
        Finding.Label label;
        if (inside) {
            label = Finding.Label.FLAT;
        } else if (!significant || Math.abs(growth) <= settings.band()) {
            label = Finding.Label.UNCERTAIN;
        } else {
            label = growth > 0 ? Finding.Label.GROWING : Finding.Label.SHRINKING;
        }
        return new Slope(slope, low, high, pValue, label, regression);
    }
}
