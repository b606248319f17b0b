package yochi.analysis.propagation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import yochi.core.model.Region;

/**
 * Counts of several regions in equal steps, with what each watched. Regions stand in the order of their names, so that
 * nothing depends on the order in which they came.
 */
public final class Panel {
    private final List<Region> regions;
    private final double[][] counts;
    private final double[][] exposure;
    private final int stepsPerDay;

    private Panel(List<Region> regions, double[][] counts, double[][] exposure, int stepsPerDay) {
        this.regions = regions;
        this.counts = counts;
        this.exposure = exposure;
        this.stepsPerDay = stepsPerDay;
    }

    /**
     * Puts series together.
     *
     * @param counts per region and step; NaN where it was not measured
     * @param exposure monitored addresses (or sensors) times the share watched, per region and step
     * @param stepsPerDay 24 for hours
     */
    public static Panel of(List<Region> regions, double[][] counts, double[][] exposure, int stepsPerDay) {
        int[] order = IntStream.range(0, regions.size())
                .boxed()
                .sorted(Comparator.comparing(regions::get))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] c = new double[order.length][];
        double[][] e = new double[order.length][];
        for (int i = 0; i < order.length; i++) {
            c[i] = counts[order[i]].clone();
            e[i] = exposure[order[i]].clone();
            if (c[i].length != c[0].length || e[i].length != c[0].length) {
                throw new IllegalArgumentException(
                        regions.get(order[i]) + ": " + c[i].length + " counts, " + e[i].length + " exposures, not "
                                + c[0].length);
            }
            for (int t = 0; t < c[i].length; t++) {
                if (!(e[i][t] > 0) || !(c[i][t] >= 0) || Double.isInfinite(c[i][t]) || Double.isInfinite(e[i][t])) {
                    c[i][t] = Double.NaN;
                }
            }
        }
        return new Panel(
                Arrays.stream(order).mapToObj(regions::get).toList(), c, e, stepsPerDay);
    }

    public List<Region> regions() {
        return regions;
    }

    int size() {
        return counts.length;
    }

    int steps() {
        return counts.length == 0 ? 0 : counts[0].length;
    }

    int stepsPerDay() {
        return stepsPerDay;
    }

    double count(int region, int t) {
        return counts[region][t];
    }

    double exposure(int region, int t) {
        return exposure[region][t];
    }

    boolean told(int region, int t) {
        return !Double.isNaN(counts[region][t]);
    }

    /** Counts by what was watched; NaN where it was not measured. */
    double rate(int region, int t) {
        return counts[region][t] / exposure[region][t];
    }

    /** Share of the steps that were measured. */
    double measured(int region) {
        return steps() == 0
                ? 0
                : (double) Arrays.stream(counts[region]).filter(v -> !Double.isNaN(v)).count() / steps();
    }

    /** Steps in reversed time; a network read from it must point the other way. */
    Panel reversed() {
        return new Panel(regions, flip(counts), flip(exposure), stepsPerDay);
    }

    private static double[][] flip(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> IntStream.range(0, row.length)
                        .mapToDouble(t -> row[row.length - 1 - t])
                        .toArray())
                .toArray(double[][]::new);
    }
}
