package yochi.analysis.locality;

import java.util.ArrayList;
import java.util.Arrays;
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
    /** Even shares that one region may always carry: of few regions none can outvote the others (own choice). */
    private static final double EVEN_SHARES = 2;

    private final List<Region> regions;
    private final List<Cell> cells;
    private final double[][] counts;
    /** Share of the region's time in which the cell could be observed; 0 also where its count is missing. */
    private final double[][] observable;

    private double[] ofRegion = new double[0];
    private double[] ofCell = new double[0];
    private final double[] perRegion;
    private final double[] perCell;
    /** By how much a region's counts weigh in the cells' strengths. */
    private final double[] weight;

    private Table(List<Region> regions, List<Cell> cells) {
        this.regions = regions;
        this.cells = cells;
        this.counts = new double[regions.size()][cells.size()];
        this.observable = new double[regions.size()][cells.size()];
        this.perRegion = new double[regions.size()];
        this.perCell = new double[cells.size()];
        this.weight = new double[regions.size()];
    }

    /** Every count weighs the same. */
    static Table of(
            List<Region> regions,
            List<Cell> cells,
            ToDoubleBiFunction<Region, Cell> value,
            ToDoubleBiFunction<Region, Cell> observable) {
        return of(regions, cells, value, observable, 1);
    }

    /**
     * A value that is missing adds nothing to the margins.
     *
     * @param observable of what is expected where all is alike: a share of time, or the region's own usual
     * @param mostShare of all counts that one region may carry, so that one that reports far too much can neither hide
     *     others' peculiarities nor make some up: their expectations are then off by 1 / (1 - mostShare) at most
     */
    static Table of(
            List<Region> regions,
            List<Cell> cells,
            ToDoubleBiFunction<Region, Cell> value,
            ToDoubleBiFunction<Region, Cell> observable,
            double mostShare) {
        return at(
                regions,
                cells,
                (r, c) -> value.applyAsDouble(regions.get(r), cells.get(c)),
                (r, c) -> observable.applyAsDouble(regions.get(r), cells.get(c)),
                mostShare);
    }

    /** A value by the places of a region and a cell. */
    @FunctionalInterface
    interface Value {
        double at(int region, int cell);
    }

    /** The same with values by place. */
    static Table at(List<Region> regions, List<Cell> cells, Value value, Value observable, double mostShare) {
        Table table = new Table(regions, cells);
        for (int r = 0; r < regions.size(); r++) {
            for (int c = 0; c < cells.size(); c++) {
                double n = value.at(r, c);
                if (!Double.isNaN(n)) {
                    table.counts[r][c] = n;
                    double share = observable.at(r, c);
                    // What was seen could be observed, whatever the operator's list says.
                    table.observable[r][c] = share == 0 && n > 0 ? 1 : share;
                    table.perRegion[r] += n;
                }
            }
        }
        table.weigh(mostShare);
        table.fit();
        return table;
    }

    /** Lowers the heaviest regions to the share that one may carry, which is at least twice an even one. */
    private void weigh(double mostShare) {
        double[] sorted = Arrays.stream(perRegion).filter(n -> n > 0).sorted().toArray();
        double most = Math.max(mostShare, EVEN_SHARES / Math.max(1, sorted.length));
        double limit = Double.POSITIVE_INFINITY;
        double rest = Arrays.stream(sorted).sum();
        for (int k = 0; k * most < 1 && k < sorted.length; k++) {
            // With the k heaviest at the limit L: L = most * (k L + what the others have).
            double heaviest = sorted[sorted.length - 1 - k];
            double then = most * rest / (1 - k * most);
            if (heaviest <= then) {
                limit = k == 0 ? limit : then;
                break;
            }
            rest -= heaviest;
        }
        for (int r = 0; r < weight.length; r++) {
            weight[r] = perRegion[r] > limit ? limit / perRegion[r] : 1;
            for (int c = 0; c < cells.size(); c++) {
                perCell[c] += weight[r] * counts[r][c];
            }
        }
    }

    private void fit() {
        ofRegion = new double[perRegion.length];
        for (int r = 0; r < ofRegion.length; r++) {
            ofRegion[r] = weight[r] * perRegion[r];
        }
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
                double next = due == 0 ? 0 : weight[r] * perRegion[r] / due;
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
        return ofRegion[r] / weight[r] * ofCell[c] * observable[r][c];
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
