package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.cube.Cell;
import yochi.core.model.Region;

/** Counts of region by cell with their margins, from which expectations follow. */
final class Table {
    /** Sources of a service over all regions below which its cells teach nothing (own choice). */
    private static final int LEAST_SOURCES = 5;

    private final List<Region> regions;
    private final List<Cell> cells;
    private final double[][] counts;
    private final double[] perRegion;
    private final double[] perCell;
    private double total;

    private Table(List<Region> regions, List<Cell> cells) {
        this.regions = regions;
        this.cells = cells;
        this.counts = new double[regions.size()][cells.size()];
        this.perRegion = new double[regions.size()];
        this.perCell = new double[cells.size()];
    }

    /** A value that is missing adds nothing to the margins. */
    static Table of(List<Region> regions, List<Cell> cells, ToDoubleBiFunction<Region, Cell> value) {
        Table table = new Table(regions, cells);
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                double n = value.applyAsDouble(regions.get(r), cells.get(c));
                if (!Double.isNaN(n)) {
                    table.counts[r][c] = n;
                    table.perRegion[r] += n;
                    table.perCell[c] += n;
                    table.total += n;
                }
            }
        }
        return table;
    }

    List<Region> regions() {
        return regions;
    }

    List<Cell> cells() {
        return cells;
    }

    double count(int r, int c) {
        return counts[r][c];
    }

    /** All cells of a region together. */
    double total(int r) {
        return perRegion[r];
    }

    /** What the region's and the cell's totals let expect; how long a region watched is part of its total. */
    double expected(int r, int c) {
        return total == 0 ? 0 : perRegion[r] * perCell[c] / total;
    }

    /** All regions' counts of the services that enough sources attacked to say something, for the prior. */
    List<PriorFit.Observed> observed() {
        List<PriorFit.Observed> out = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                if (perCell[c] >= LEAST_SOURCES && expected(r, c) > 0) {
                    out.add(new PriorFit.Observed(counts[r][c], expected(r, c)));
                }
            }
        }
        return out;
    }
}
