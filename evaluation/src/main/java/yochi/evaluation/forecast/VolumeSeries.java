package yochi.evaluation.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/**
 * Daily distinct sources of one service at home (the sum over its regions), and what leads from abroad.
 *
 * @param cell the service
 * @param firstDay of the series, since 1970-01-01
 * @param home counts, NaN on a day that not all of home's sensors watched
 * @param abroad mean log1p of the regions of all other countries, NaN where none watched
 */
record VolumeSeries(Cell cell, long firstDay, List<Double> home, List<Double> abroad) {
    /** A day watched less is not known, as at the centre: its count is too low. */
    private static final double LEAST_UPTIME = 0.95;

    VolumeSeries {
        home = List.copyOf(home);
        abroad = List.copyOf(abroad);
    }

    /** What was known of home after so many days. */
    double[] home(int days) {
        return home.subList(0, days).stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Leads known after so many days; none where nobody watches abroad. */
    double[][] abroad(int days) {
        double[] lead =
                abroad.subList(0, days).stream().mapToDouble(Double::doubleValue).toArray();
        return Arrays.stream(lead).allMatch(Double::isNaN) ? new double[0][] : new double[][] {lead};
    }

    /** The services of which home saw most sources in its first days. */
    static List<VolumeSeries> read(Cube cube, Country country, int services, int firstDays) {
        List<Region> home = cube.regionsOf(country);
        List<Epoch> days = cube.days();
        TreeSet<Cell> cells = new TreeSet<>();
        home.forEach(region -> cells.addAll(cube.cells(region)));
        List<VolumeSeries> all = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.single()) {
                all.add(of(cube, country, home, cell));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble((VolumeSeries s) ->
                                -s.home.stream().limit(firstDays).filter(v -> !v.isNaN()).mapToDouble(v -> v).sum())
                        .thenComparing(VolumeSeries::cell))
                .limit(days.isEmpty() ? 0 : services)
                .toList();
    }

    private static VolumeSeries of(Cube cube, Country country, List<Region> home, Cell cell) {
        List<Region> others =
                cube.regions().stream().filter(r -> !cube.country(r).equals(country)).toList();
        List<double[]> own = home.stream().map(r -> watched(cube, r, cell)).toList();
        List<double[]> foreign = others.stream().map(r -> watched(cube, r, cell)).toList();
        List<Double> sums = new ArrayList<>();
        List<Double> leads = new ArrayList<>();
        for (int t = 0; t < cube.days().size(); t++) {
            int day = t;
            sums.add(own.stream().mapToDouble(y -> y[day]).sum());
            leads.add(foreign.stream()
                    .mapToDouble(y -> Math.log1p(y[day]))
                    .filter(v -> !Double.isNaN(v))
                    .average()
                    .orElse(Double.NaN));
        }
        return new VolumeSeries(cell, cube.days().getFirst().startSecond() / Epoch.DAY, sums, leads);
    }

    private static double[] watched(Cube cube, Region region, Cell cell) {
        double[] y = cube.dailySources(region, cell);
        for (int t = 0; t < y.length; t++) {
            y[t] = cube.uptime(region, cube.days().get(t)) >= LEAST_UPTIME ? y[t] : Double.NaN;
        }
        return y;
    }
}
