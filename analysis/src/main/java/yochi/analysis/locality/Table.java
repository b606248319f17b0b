package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import yochi.analysis.cube.Cell;
import yochi.core.model.Region;

/**
 * Counts of region by cell with their margins, from which expectations follow: region's size times cell's strength
 * times the share of its time in which the region could observe the cell (K-9). Where all could observe all, that is
 * row by column over total; elsewhere both factors are fitted in turn until the margins agree (Deming and Stephan
 * 1940).
 */
final class Table {
    /** Sources of a service over all regions below which its cells teach nothing (own choice). */
    private static final int LEAST_SOURCES = 5;
    /** Rounds of the fit, at most; margins agree to one in a million long before (own choice). */
    private static final int MOST_ROUNDS = 100;

    private static final double CLOSE = 1e-6;

    private final List<Region> regions;
    private final List<Cell> cells;
    private final double[][] counts;
    /** Share of the region's time in which the cell could be observed; 0 also where its count is missing. */
    private final double[][] observable;

    private double[] ofRegion = new double[0];
    private double[] ofCell = new double[0];
    private final double[] perRegion;
    private final double[] perCell;

    private Table(List<Region> regions, List<Cell> cells) {
        this.regions = regions;
        this.cells = cells;
        this.counts = new double[regions.size()][cells.size()];
        this.observable = new double[regions.size()][cells.size()];
        this.perRegion = new double[regions.size()];
        this.perCell = new double[cells.size()];
    }

    /** A value that is missing adds nothing to the margins. */
    static Table of(
            List<Region> regions,
            List<Cell> cells,
            ToDoubleBiFunction<Region, Cell> value,
            ToDoubleBiFunction<Region, Cell> observable) {
        Table table = new Table(regions, cells);
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                double n = value.applyAsDouble(regions.get(r), cells.get(c));
                if (!Double.isNaN(n)) {
                    table.counts[r][c] = n;
                    double share = observable.applyAsDouble(regions.get(r), cells.get(c));
                    // What was seen could be observed, whatever the operator's list says.
                    table.observable[r][c] = share == 0 && n > 0 ? 1 : share;
                    table.perRegion[r] += n;
                    table.perCell[c] += n;
                }
            }
        }
        table.fit();
        return table;
    }

    private void fit() {
        ofRegion = perRegion.clone();
        ofCell = new double[cells.size()];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            for (int c = 0; c < ofCell.length; c++) {
                double due = 0;
                for (int r = 0; r < ofRegion.length; r++) {
                    due += ofRegion[r] * observable[r][c];
                }
                ofCell[c] = due == 0 ? 0 : perCell[c] / due;
            }
            double furthest = 0;
            for (int r = 0; r < ofRegion.length; r++) {
                double due = 0;
                for (int c = 0; c < ofCell.length; c++) {
                    due += ofCell[c] * observable[r][c];
                }
                double next = due == 0 ? 0 : perRegion[r] / due;
                furthest = Math.max(furthest, Math.abs(next - ofRegion[r]) / Math.max(next, CLOSE));
                ofRegion[r] = next;
            }
            if (furthest < CLOSE) {
                return;
            }
        }
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

    /** What the region's size, the cell's strength and what could be observed let expect. */
    double expected(int r, int c) {
        return ofRegion[r] * ofCell[c] * observable[r][c];
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
