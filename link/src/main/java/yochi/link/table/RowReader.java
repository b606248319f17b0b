package yochi.link.table;

import java.sql.SQLException;

/**
 * Turns the rows of a query into a result, row by row, on the store's own thread.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface RowReader<T> {
    T read(Cursor rows) throws SQLException;
}
