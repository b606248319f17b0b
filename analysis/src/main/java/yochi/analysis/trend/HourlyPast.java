package yochi.analysis.trend;

import java.util.Arrays;

/** What an hourly series was like so far: its level, its rhythm and how its counts scatter. */
public final class HourlyPast {
    private final Season season;
    private final double level;
    private final double dispersion;

    private HourlyPast(Season season, double level, double dispersion) {
        this.season = season;
        this.level = level;
        this.dispersion = dispersion;
    }

    /**
     * Learns from the hours.
     *
     * @param hourly counts, NaN where it was not measured
     * @param exposure how much was watched in each hour
     */
    public static HourlyPast of(double[] hourly, double[] exposure) {
        double[] rates = new double[hourly.length];
        Arrays.setAll(rates, t -> hourly[t] / exposure[t]);
        Season season = Season.of(rates);
        double[] due = new double[hourly.length];
        Arrays.setAll(due, t -> season.factor(t) * exposure[t]);
        double level = Arrays.stream(rates).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
        return new HourlyPast(season, level, ChangeAnalysis.dispersion(hourly, due, level));
    }

    /** Mean count at full watch; NaN if nothing was measured. */
    public double level() {
        return level;
    }

    /** Variance over mean while the level stays, at least 1. */
    public double dispersion() {
        return dispersion;
    }

    /** What the hour brings at a level of 1 and full watch; hours go on after those that were learnt from. */
    public double due(int hour) {
        return season.factor(hour);
    }
}
