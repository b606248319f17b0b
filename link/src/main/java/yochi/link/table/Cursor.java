package yochi.link.table;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The rows of a query, one after the other; columns count from 1. Good only inside its {@link RowReader}. */
public final class Cursor {
    private final ResultSet rows;

    Cursor(ResultSet rows) {
        this.rows = rows;
    }

    public boolean next() throws SQLException {
        return rows.next();
    }

    public boolean absent(int column) throws SQLException {
        return rows.getObject(column) == null;
    }

    public String text(int column) throws SQLException {
        return present(rows.getString(column), column);
    }

    public long whole(int column) throws SQLException {
        long value = rows.getLong(column);
        refuseAbsent(column);
        return value;
    }

    public double real(int column) throws SQLException {
        double value = rows.getDouble(column);
        refuseAbsent(column);
        return value;
    }

    public boolean truth(int column) throws SQLException {
        boolean value = rows.getBoolean(column);
        refuseAbsent(column);
        return value;
    }

    public Instant time(int column) throws SQLException {
        return present(rows.getObject(column, LocalDateTime.class), column).toInstant(ZoneOffset.UTC);
    }

    public byte[] bytes(int column) throws SQLException {
        Blob blob = present(rows.getBlob(column), column);
        return blob.getBytes(1, Math.toIntExact(blob.length()));
    }

    private void refuseAbsent(int column) throws SQLException {
        if (rows.wasNull()) {
            throw new IllegalStateException("column " + column + " is absent in this row; ask absent() first");
        }
    }

    private static <T> T present(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is absent in this row; ask absent() first");
        }
        return value;
    }
}
