package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.StepCounts;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.model.Region;

/**
 * Hourly distinct sources of the busiest cells of the last 24 hours, at the regions whose reports tell them by the
 * hour, over four weeks before. A report of a whole day tells no hours, and takes no part.
 */
public final class HourPanel implements Panel {
    /** Cells that are looked at, at most (own choice: with 60 regions 170 MB while it is looked). */
    private static final int MOST_CELLS = 500;
    /** Sources of a cell in the last 24 hours, hour by hour and of all regions, below which it is not looked at. */
    private static final double LEAST_SOURCES = 10;

    private final List<Region> regions;
    private final List<Cell> cells;
    private final long end;
    /** By region, cell and hour. */
    private final float[][][] counts;

    private final float[][][] exposure;

    private HourPanel(Cube cube, List<Region> regions, List<Cell> cells, Epoch span) {
        this.regions = regions;
        this.cells = cells;
        this.end = span.endSecond();
        this.counts = new float[regions.size()][cells.size()][];
        this.exposure = new float[regions.size()][cells.size()][];
        for (int r = 0; r < regions.size(); r++) {
            StepCounts steps = cube.steps(regions.get(r), span, Epoch.HOUR);
            for (int c = 0; c < cells.size(); c++) {
                counts[r][c] = narrow(steps.counts(cells.get(c)));
                exposure[r][c] = narrow(steps.exposure(cells.get(c)));
            }
        }
    }

    /** Up to the last full hour; without cells where no report tells hours. */
    public static HourPanel of(Cube cube, Party party) {
        long end = Math.floorDiv(cube.until().getEpochSecond(), Epoch.HOUR) * (long) Epoch.HOUR;
        Epoch day = new Epoch(end - Epoch.DAY, Epoch.DAY);
        List<Region> regions = new ArrayList<>();
        TreeMap<Cell, Double> came = new TreeMap<>();
        for (Region region : cube.regions()) {
            StepCounts steps = cube.steps(region, day, Epoch.HOUR);
            boolean told = false;
            for (Cell cell : steps.cells()) {
                if (cell.party() == party && cell.single()) {
                    double sum = 0;
                    for (double n : steps.counts(cell)) {
                        sum += Double.isNaN(n) ? 0 : n;
                    }
                    came.merge(cell, sum, Double::sum);
                    told = true;
                }
            }
            if (told && cube.uptime(region, day) >= Cube.LEAST_UPTIME) {
                regions.add(region);
            }
        }
        List<Cell> busiest = came.keySet().stream()
                .filter(c -> came.getOrDefault(c, 0.0) >= LEAST_SOURCES)
                .sorted((a, b) -> {
                    int more = Double.compare(came.getOrDefault(b, 0.0), came.getOrDefault(a, 0.0));
                    return more != 0 ? more : a.compareTo(b);
                })
                .limit(MOST_CELLS)
                .toList();
        long first = cube.isEmpty() ? end : cube.span().startSecond();
        long since = Math.floorDiv(first, Epoch.HOUR) * (long) Epoch.HOUR;
        long from = Math.min(day.startSecond(), Math.max(since, day.startSecond() - Scale.HOURS.past()));
        return new HourPanel(
                cube,
                busiest.isEmpty() ? List.of() : regions,
                List.copyOf(new TreeSet<>(busiest)),
                new Epoch(from, (int) (end - from)));
    }

    private static float[] narrow(double[] values) {
        float[] out = new float[values.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = (float) values[t];
        }
        return out;
    }

    private static double[][] wide(float[][][] of, int cell) {
        double[][] out = new double[of.length][];
        for (int r = 0; r < out.length; r++) {
            float[] row = of[r][cell];
            out[r] = new double[row.length];
            for (int t = 0; t < row.length; t++) {
                out[r][t] = row[t];
            }
        }
        return out;
    }

    /** The last 24 hours. */
    Epoch window() {
        return new Epoch(end - Epoch.DAY, Epoch.DAY);
    }

    List<Region> regions() {
        return regions;
    }

    /** Those looked at, in order. */
    public List<Cell> cells() {
        return cells;
    }

    @Override
    public int signatures() {
        return regions.isEmpty() ? 0 : cells.size();
    }

    @Override
    public double[][] counts(int signature) {
        return wide(counts, signature);
    }

    @Override
    public double[][] exposure(int signature) {
        return wide(exposure, signature);
    }
}
