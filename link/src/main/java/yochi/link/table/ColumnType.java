package yochi.link.table;

import java.time.Instant;

/** What a column holds. */
public enum ColumnType {
    TEXT("VARCHAR", String.class),
    LONG("BIGINT", Long.class),
    DOUBLE("DOUBLE", Double.class),
    BOOLEAN("BOOLEAN", Boolean.class),
    /** An instant in UTC, to the microsecond. */
    TIME("TIMESTAMP", Instant.class),
    BYTES("BLOB", byte[].class);

    private final String sql;
    private final Class<?> value;

    ColumnType(String sql, Class<?> value) {
        this.sql = sql;
        this.value = value;
    }

    String sql() {
        return sql;
    }

    boolean holds(Object candidate) {
        return value.isInstance(candidate);
    }
}
