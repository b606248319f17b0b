package yochi.analysis.cube;

import java.util.List;
import java.util.Map;

/** A whole number per cell, beside a row of cells. */
final class Column {
    private final Cells cells;
    private final Numbers numbers;

    Column(Cells cells, Numbers numbers) {
        this.cells = cells;
        this.numbers = numbers;
    }

    /** The numbers of a table in the order of a row; {@code otherwise} where the table has none. */
    static Column of(Cells cells, Map<Cell, ? extends Number> table, long otherwise) {
        long[] values = new long[cells.size()];
        int i = 0;
        for (Cell cell : cells) {
            Number value = table.get(cell);
            values[i++] = value == null ? otherwise : value.longValue();
        }
        return new Column(cells, Numbers.of(values));
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

    long getOrDefault(Cell cell, long otherwise) {
        int i = cells.find(cell);
        return i < 0 ? otherwise : numbers.at(i);
    }
}
