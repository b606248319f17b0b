package yochi.analysis.cube;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import yochi.core.model.Measure;

/** Distinct counts with their bounds per cell, beside a row of cells; counts without an error take no more room. */
final class CountColumn {
    private final Cells cells;
    private final Numbers estimate;
    private final Numbers lower;
    private final Numbers upper;

    CountColumn(Cells cells, long[] estimate, long[] lower, long[] upper) {
        this.cells = cells;
        this.estimate = Numbers.of(estimate);
        this.lower = Arrays.equals(estimate, lower) ? this.estimate : Numbers.of(lower);
        this.upper = Arrays.equals(estimate, upper) ? this.estimate : Numbers.of(upper);
    }

    /** The counts of a table; {@code row} itself where it holds the same cells. */
    static CountColumn of(Cells row, Map<Cell, Measure.DistinctCount> table) {
        Cells own = Cells.of(table.keySet());
        Cells cells = own.same(row) ? row : own;
        return new CountColumn(
                cells,
                values(cells, table, Measure.DistinctCount::estimate),
                values(cells, table, Measure.DistinctCount::lower),
                values(cells, table, Measure.DistinctCount::upper));
    }

    private static long[] values(
            Cells cells, Map<Cell, Measure.DistinctCount> table, ToLongFunction<Measure.DistinctCount> number) {
        return cells.stream().map(table::get).mapToLong(number).toArray();
    }

    /**
     * Numbers whose sets cannot be merged: the union is at least the largest and at most the sum. The sum is also the
     * estimate, since it compares fairly between regions and does not jump when a key changes inside a window.
     */
    static Measure.DistinctCount together(Measure.DistinctCount a, Measure.DistinctCount b) {
        return new Measure.DistinctCount(
                Math.addExact(a.estimate(), b.estimate()),
                Math.max(a.lower(), b.lower()),
                Math.addExact(a.upper(), b.upper()));
    }

    /** The same of whole columns. */
    static CountColumn together(List<CountColumn> columns) {
        if (columns.size() == 1) {
            return columns.getFirst();
        }
        Cells cells = Cells.union(columns.stream().map(c -> c.cells).toList());
        long[] estimate = new long[cells.size()];
        long[] lower = new long[cells.size()];
        long[] upper = new long[cells.size()];
        for (CountColumn column : columns) {
            int at = 0;
            for (int i = 0; i < column.cells.size(); i++) {
                at = cells.seek(column.cells.code(i), at);
                estimate[at] = Math.addExact(estimate[at], column.estimate.at(i));
                lower[at] = Math.max(lower[at], column.lower.at(i));
                upper[at] = Math.addExact(upper[at], column.upper.at(i));
            }
        }
        return new CountColumn(cells, estimate, lower, upper);
    }

    Cells cells() {
        return cells;
    }

    boolean holds(Cell cell) {
        return cells.find(cell) >= 0;
    }

    Optional<Measure.DistinctCount> get(Cell cell) {
        int i = cells.find(cell);
        return i < 0
                ? Optional.empty()
                : Optional.of(new Measure.DistinctCount(estimate.at(i), lower.at(i), upper.at(i)));
    }

    /** The estimate alone. */
    long estimate(Cell cell, long otherwise) {
        int i = cells.find(cell);
        return i < 0 ? otherwise : estimate.at(i);
    }

    /** Every count as a table. */
    Map<Cell, Measure.DistinctCount> table() {
        Map<Cell, Measure.DistinctCount> out = new HashMap<>();
        int i = 0;
        for (Cell cell : cells) {
            out.put(cell, new Measure.DistinctCount(estimate.at(i), lower.at(i), upper.at(i)));
            i++;
        }
        return out;
    }
}
