package yochi.link.table;

/**
 * One column of a table.
 *
 * @param name lower case letters, digits, underscores
 * @param type what it holds
 * @param optional whether a row may hold {@link java.util.Optional#empty()} here
 */
public record Column(String name, ColumnType type, boolean optional) {
    public Column {
        requireName(name);
    }

    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    public static Column optional(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,50}")) {
            throw new IllegalArgumentException("not a name of a table or column: " + name);
        }
    }
}
