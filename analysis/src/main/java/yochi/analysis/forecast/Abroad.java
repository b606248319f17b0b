package yochi.analysis.forecast;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.core.model.Country;
import yochi.core.model.Region;

/**
 * What other countries saw of a cell, day by day, as one lead: the mean of log1p of their regions' counts, those of the
 * region's own country left out.
 */
final class Abroad {
    private final Cube cube;
    private final int mostDays;
    private final Map<Cell, Map<Country, double[][]>> sums = new HashMap<>();

    Abroad(Cube cube, int mostDays) {
        this.cube = cube;
        this.mostDays = mostDays;
    }

    /** The lead of a region's cell, NaN on days that nobody abroad measured; none where nobody is abroad. */
    double[][] leads(Region region, Cell cell) {
        Country home = cube.country(region);
        List<double[][]> others = sums.computeIfAbsent(cell, this::sums).entrySet().stream()
                .filter(e -> !e.getKey().equals(home))
                .map(Map.Entry::getValue)
                .toList();
        if (others.isEmpty()) {
            return new double[0][];
        }
        double[] lead = new double[others.getFirst()[0].length];
        Arrays.setAll(lead, t -> {
            double sum = 0;
            double n = 0;
            for (double[][] country : others) {
                sum += country[0][t];
                n += country[1][t];
            }
            return n == 0 ? Double.NaN : sum / n;
        });
        return new double[][] {lead};
    }

    /** By country: sums of logarithms, and how many regions they are of. */
    private Map<Country, double[][]> sums(Cell cell) {
        Map<Country, double[][]> out = new LinkedHashMap<>();
        for (Region region : cube.regions()) {
            double[] y = cube.dailyExposedSources(region, cell, mostDays).atFullWatch();
            double[][] sum = out.computeIfAbsent(cube.country(region), c -> new double[2][y.length]);
            for (int t = 0; t < y.length; t++) {
                if (!Double.isNaN(y[t])) {
                    sum[0][t] += Math.log1p(y[t]);
                    sum[1][t]++;
                }
            }
        }
        return out;
    }
}
