package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** The tables of a store: made at first, brought up to date step by step later, each step in its own transaction. */
final class Schema {
    private final List<TableShape> shapes;
    private final List<Migration> migrations;

    Schema(List<TableShape> shapes, List<Migration> migrations) {
        this.shapes = List.copyOf(shapes);
        this.migrations = List.copyOf(migrations);
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migrations count from 1 without gaps");
            }
        }
    }

    /** Makes or mends the tables; refuses a store that a newer program has written. */
    void prepare(Session session, Instant now) throws SQLException {
        long made = session.read(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'store_step'", List.of(), Schema::first);
        if (made == 0) {
            Transaction.in(session, () -> create(session, now));
        } else {
            migrate(session, now);
        }
        for (TableShape shape : shapes) {
            verify(session, shape);
        }
    }

    private static long first(Cursor rows) throws SQLException {
        rows.next();
        return rows.whole(1);
    }

    private boolean create(Session session, Instant now) throws SQLException {
        session.execute("CREATE TABLE store_step (number INTEGER NOT NULL, statement VARCHAR NOT NULL, "
                + "applied_at TIMESTAMP NOT NULL)");
        for (String table : Ledger.TABLES) {
            session.execute(table);
        }
        session.execute(Sealed.TABLE);
        for (TableShape shape : shapes) {
            session.execute(shape.createLive());
        }
        for (Migration migration : migrations) {
            note(session, migration, now);
        }
        return true;
    }

    private static void note(Session session, Migration migration, Instant now) throws SQLException {
        session.execute("INSERT INTO store_step VALUES (?, ?, ?)", migration.number(), migration.sql(), now);
    }

    private void migrate(Session session, Instant now) throws SQLException {
        List<String> applied =
                session.read("SELECT statement FROM store_step ORDER BY number", List.of(), Schema::texts);
        if (applied.size() > migrations.size()) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    "the store is at step " + applied.size() + ", this program knows " + migrations.size()
                            + "; use the newer program");
        }
        for (int i = 0; i < migrations.size(); i++) {
            Migration migration = migrations.get(i);
            if (i < applied.size() && !applied.get(i).equals(migration.sql())) {
                throw new YochiException(
                        ErrorCode.STORE_UNUSABLE,
                        "step " + migration.number() + " of the store was another: " + applied.get(i));
            }
            if (i >= applied.size()) {
                Transaction.in(session, () -> {
                    session.execute(migration.sql());
                    note(session, migration, now);
                    return true;
                });
            }
        }
    }

    private static List<String> texts(Cursor rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.text(1));
        }
        return texts;
    }

    private void verify(Session session, TableShape shape) throws SQLException {
        List<String> found = session.read(
                "SELECT column_name || ' ' || data_type FROM duckdb_columns() WHERE table_name = ? "
                        + "ORDER BY column_index",
                List.of(shape.live()),
                Schema::texts);
        List<String> wanted = shape.columns().stream()
                .map(column -> column.name() + " " + column.type().sql())
                .toList();
        if (!found.equals(wanted)) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE,
                    "table " + shape.name() + " has columns " + found + ", this program wants " + wanted
                            + "; a migration is missing");
        }
    }

    /** The reading side of each table: live rows and the sealed parts, older parts with fewer columns included. */
    static void renewView(Session session, TableShape shape, Sealed sealed) throws SQLException {
        String parts = sealed.filesByColumns(session, shape).stream()
                .map(files -> " UNION ALL BY NAME SELECT * FROM read_parquet(["
                        + files.stream().map(Database::literal).collect(Collectors.joining(", ")) + "])")
                .collect(Collectors.joining());
        session.execute("CREATE OR REPLACE VIEW " + shape.name() + " AS SELECT " + shape.columnNames() + " FROM "
                + shape.live() + parts);
    }

    List<TableShape> shapes() {
        return shapes;
    }

    TableShape shape(String name) {
        return shapes.stream()
                .filter(shape -> shape.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the store has no table " + name));
    }
}
