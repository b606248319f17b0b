package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.StepCounts;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/** Daily distinct sources of a cube's cells at its regions, up to the end of a window. */
public final class CubePanel implements Panel {
    private final List<Region> regions;
    private final List<Cell> cells;
    private final List<StepCounts> steps = new ArrayList<>();

    private CubePanel(Cube cube, List<Region> regions, List<Cell> cells, Epoch span) {
        this.regions = regions;
        this.cells = cells;
        regions.forEach(r -> steps.add(cube.steps(r, span, Epoch.DAY)));
    }

    /** The five weeks before {@code end}, or less where history is shorter: a past of four, and the newest days. */
    public static CubePanel of(Cube cube, List<Region> regions, List<Cell> cells, long end) {
        RiseScan.Settings days = RiseScan.Settings.DAYS;
        long first = cube.days().isEmpty() ? end : cube.days().getFirst().startSecond();
        long from = Math.max(first, end - (long) (days.baseline() + days.longest()) * Epoch.DAY);
        long many = Math.max(1, (end - from) / Epoch.DAY);
        return new CubePanel(cube, regions, cells, new Epoch(end - many * Epoch.DAY, (int) (many * Epoch.DAY)));
    }

    @Override
    public int signatures() {
        return regions.isEmpty() ? 0 : cells.size();
    }

    @Override
    public double[][] counts(int signature) {
        double[][] out = new double[regions.size()][];
        for (int r = 0; r < out.length; r++) {
            out[r] = steps.get(r).counts(cells.get(signature));
        }
        return out;
    }

    @Override
    public double[][] exposure(int signature) {
        double[][] out = new double[regions.size()][];
        for (int r = 0; r < out.length; r++) {
            out[r] = steps.get(r).exposure(cells.get(signature));
        }
        return out;
    }
}
