package yochi.analysis.cube;

import java.util.List;

/** A whole number per cell, beside a row of cells. */
final class Column {
    private final Cells cells;
    private final Numbers numbers;

    Column(Cells cells, Numbers numbers) {
        this.cells = cells;
        this.numbers = numbers;
    }

    /** The sums of several. */
    static Column together(List<Column> columns) {
        if (columns.size() == 1) {
            return columns.getFirst();
        }
        Cells cells = Cells.union(columns.stream().map(c -> c.cells).toList());
        long[] sum = new long[cells.size()];
        for (Column column : columns) {
            int at = 0;
            for (int i = 0; i < column.cells.size(); i++) {
                at = cells.seek(column.cells.code(i), at);
                sum[at] += column.numbers.at(i);
            }
        }
        return new Column(cells, Numbers.of(sum));
    }

    Cells cells() {
        return cells;
    }

    long getOrDefault(Cell cell, long otherwise) {
        int i = cells.find(cell);
        return i < 0 ? otherwise : numbers.at(i);
    }
}
