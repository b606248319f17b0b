package yochi.analysis.cube;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yochi.analysis.number.Median;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Region;

/** Makes counts of one cube comparable: by addresses, sensors and sensed services, and against the region's past. */
final class Rates {
    /** Days of a region's own past that make its baseline. */
    static final int BASELINE_DAYS = 28;
    /** Fewer days make none. */
    static final int LEAST_DAYS = 7;

    private static final double Z95 = 1.959963984540054;
    private static final double MEDIAN_TO_SIGMA = 1.4826;

    private final Cube cube;
    private final Region region;
    private final Cell cell;
    private final boolean sources;
    private final List<String> missing = new ArrayList<>();

    Rates(Cube cube, Region region, Cell cell, boolean sources) {
        this.cube = cube;
        this.region = region;
        this.cell = cell;
        this.sources = sources;
    }

    private Measure count(Epoch window) {
        return sources ? cube.sources(region, cell, window) : cube.packets(region, cell, window);
    }

    Rate of(Epoch window) {
        Measure measure = count(window);
        double count = Cube.number(measure);
        if (measure instanceof Measure.Missing m) {
            missing.add(region + ": " + m.reason());
        }
        double[] exposure = cube.exposure(region, window).of(cell);
        double sensorDays = exposure[0] / Epoch.DAY;
        double addressDays = exposure[1] / Epoch.DAY;
        boolean watched = sensorDays > 0 && cube.uptime(region, window) >= Cube.LEAST_UPTIME;
        if (!watched) {
            missing.add(
                    exposure[0] == 0 && cube.uptime(region, window) > 0
                            ? region + ": " + cell.service() + " cannot be observed there"
                            : region + ": watched less than half of the window");
        }
        if (Double.isNaN(addressDays)) {
            missing.add(region + ": it is not known how many addresses a sensor monitors");
        }
        double byAddress = watched ? addressDays : Double.NaN;
        double[] limits = limits(measure);
        double perSensorDay = watched ? count / sensorDays : Double.NaN;
        int items = cell.total() ? items(window) : 1;
        double[] past = past(window);
        return new Rate(
                count,
                watched ? sensorDays : Double.NaN,
                byAddress,
                count / byAddress,
                limits[0] / byAddress,
                limits[1] / byAddress,
                perSensorDay,
                items,
                items == 0 ? Double.NaN : perSensorDay / items,
                past[0],
                past[0] > 0 ? perSensorDay / past[0] : Double.NaN,
                past[0] > 0 ? past[1] / past[0] : Double.NaN,
                missing);
    }

    private int items(Epoch window) {
        Exposure exposure = cube.exposure(region, window);
        if (exposure.othersClosed()) {
            return (int) exposure.reach().values().stream().filter(s -> s[0] > 0).count();
        }
        return cube.items(region, cell, window);
    }

    /** Median and 1.4826 times the median deviation of the daily rates before the window. */
    private double[] past(Epoch window) {
        List<Double> rates = new ArrayList<>();
        List<Epoch> days = cube.days();
        for (int i = days.size() - 1; i >= 0 && rates.size() < BASELINE_DAYS; i--) {
            Epoch day = days.get(i);
            boolean before = day.endSecond() <= window.startSecond()
                    && day.startSecond() >= window.startSecond() - (long) BASELINE_DAYS * Epoch.DAY;
            if (before && cube.uptime(region, day) >= Cube.LEAST_UPTIME) {
                double sensorDays = cube.exposure(region, day).of(cell)[0] / Epoch.DAY;
                double rate = Cube.number(count(day)) / sensorDays;
                if (sensorDays > 0 && !Double.isNaN(rate)) {
                    rates.add(rate);
                }
            }
        }
        if (rates.size() < LEAST_DAYS) {
            missing.add(region + ": a baseline of " + rates.size() + " days, at least " + LEAST_DAYS + " are wanted");
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] values = rates.stream().mapToDouble(Double::doubleValue).toArray();
        double median = Median.of(values);
        double[] deviations =
                Arrays.stream(values).map(r -> Math.abs(r - median)).toArray();
        if (median == 0) {
            missing.add(region + ": nothing of it on most days of the baseline");
        }
        return new double[] {median, MEDIAN_TO_SIGMA * Median.of(deviations)};
    }

    /** Poisson limits by Wilson and Hilferty's cube root (error below 1 % from 3 on), widened by the count's bounds. */
    private static double[] limits(Measure measure) {
        double low = Cube.number(measure);
        double high = low;
        if (measure instanceof Measure.DistinctCount d) {
            low = d.lower();
            high = d.upper();
        }
        double cubeRoot = low == 0 ? 0 : 1 - 1 / (9 * low) - Z95 / (3 * Math.sqrt(low));
        double up = high + 1;
        return new double[] {
            Math.max(0, low * Math.pow(Math.max(0, cubeRoot), 3)),
            up * Math.pow(1 - 1 / (9 * up) + Z95 / (3 * Math.sqrt(up)), 3)
        };
    }
}
