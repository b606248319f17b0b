package yochi.link.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Name and columns of one table; one column says when a row happened, and so in which day it is sealed.
 *
 * @param name lower case letters, digits, underscores; in SQL the table is read under this name
 * @param columns at least the time column
 * @param timeColumn name of a mandatory column of type {@link ColumnType#TIME}
 * @param bulky whether rows are packed kilobytes, at most 8 KiB: kept uncompressed, sealed as they came in small groups
 */
public record TableShape(String name, List<Column> columns, String timeColumn, boolean bulky) {
    /** Of small rows, which are sealed in the order of their time. */
    public TableShape(String name, List<Column> columns, String timeColumn) {
        this(name, columns, timeColumn, false);
    }

    public TableShape {
        Column.requireName(name);
        columns = List.copyOf(columns);
        if (name.startsWith("store_")) {
            throw new IllegalArgumentException("names with store_ belong to the store: " + name);
        }
        if (columns.stream().map(Column::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a column of " + name + " stands there twice");
        }
        if (columns.stream().noneMatch(c -> c.equals(Column.of(timeColumn, ColumnType.TIME)))) {
            throw new IllegalArgumentException("no mandatory time column " + timeColumn + " in " + name);
        }
    }

    String live() {
        return name + "_live";
    }

    String columnNames() {
        return columns.stream().map(column -> '"' + column.name() + '"').collect(Collectors.joining(", "));
    }

    String createLive() {
        return "CREATE TABLE " + live() + " ("
                + columns.stream()
                        .map(c -> '"' + c.name() + "\" " + c.type().sql() + (c.optional() ? "" : " NOT NULL")
                                + (bulky && c.type() == ColumnType.BYTES ? " USING COMPRESSION uncompressed" : ""))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Refuses a row that does not fit, before anything is written. */
    void check(List<Object> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(name + " has " + columns.size() + " columns, the row " + row.size());
        }
        for (int i = 0; i < row.size(); i++) {
            Column column = columns.get(i);
            Object value = row.get(i);
            boolean absent = value instanceof Optional<?> optional && optional.isEmpty();
            if (absent ? !column.optional() : !column.type().holds(value)) {
                throw new IllegalArgumentException(
                        name + "." + column.name() + " holds " + column.type().name() + ", not "
                                + (absent ? "nothing" : value.getClass().getSimpleName()));
            }
        }
    }

    Instant time(List<Object> row) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(timeColumn)) {
                return (Instant) row.get(i);
            }
        }
        throw new IllegalStateException("no time column in " + name);
    }
}
