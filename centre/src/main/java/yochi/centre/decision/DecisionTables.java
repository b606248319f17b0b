package yochi.centre.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yochi.centre.decision.DecisionChain.End;
import yochi.centre.decision.DecisionLog.Entry;

/** The tables of the decision log; every statement runs inside a transaction of the control store. */
final class DecisionTables {
    static final List<String> MIGRATIONS = List.of(
            """
            CREATE TABLE decision (
              number INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL, previous TEXT NOT NULL UNIQUE,
              hash TEXT NOT NULL UNIQUE)
            """,
            """
            CREATE TRIGGER decision_unchanged BEFORE UPDATE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END
            """,
            """
            CREATE TRIGGER decision_kept BEFORE DELETE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END
            """,
            """
            CREATE TRIGGER decision_not_replaced BEFORE INSERT ON decision
            WHEN EXISTS (SELECT 1 FROM decision WHERE number >= NEW.number OR previous = NEW.previous)
            BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END
            """,
            """
            CREATE TABLE decision_segment (
              first INTEGER PRIMARY KEY, last INTEGER NOT NULL UNIQUE, file TEXT NOT NULL UNIQUE,
              previous TEXT NOT NULL UNIQUE, head TEXT NOT NULL UNIQUE)
            """,
            """
            CREATE TRIGGER segment_unchanged BEFORE UPDATE ON decision_segment
            BEGIN SELECT RAISE(ABORT, 'sealed decisions are never changed'); END
            """,
            """
            CREATE TRIGGER segment_kept BEFORE DELETE ON decision_segment
            BEGIN SELECT RAISE(ABORT, 'sealed decisions are never forgotten'); END
            """,
            "DROP TRIGGER decision_kept",
            """
            CREATE TRIGGER decision_kept BEFORE DELETE ON decision
            WHEN NOT EXISTS (SELECT 1 FROM decision_segment WHERE OLD.number BETWEEN first AND last)
            BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END
            """,
            """
            CREATE TRIGGER decision_not_again BEFORE INSERT ON decision
            WHEN EXISTS (SELECT 1 FROM decision_segment WHERE last >= NEW.number OR previous = NEW.previous)
            BEGIN SELECT RAISE(ABORT, 'decisions are only appended'); END
            """);

    private DecisionTables() {}

    /** Sealed entries: those of a file, and where they stand in the chain. */
    record Segment(End before, End end, String file) {}

    static void put(Handle h, Entry entry) {
        h.execute(
                "INSERT INTO decision (number, at, body, previous, hash) VALUES (?, ?, ?, ?, ?)",
                entry.number(),
                entry.at().toString(),
                entry.body(),
                entry.previous(),
                entry.hash());
    }

    /** Entries that a file holds leave the table; where they ended stays. */
    static void sealed(Handle h, List<Entry> entries, String file) {
        Entry first = entries.getFirst();
        Entry last = entries.getLast();
        h.execute(
                "INSERT INTO decision_segment (first, last, file, previous, head) VALUES (?, ?, ?, ?, ?)",
                first.number(),
                last.number(),
                file,
                first.previous(),
                last.hash());
        h.execute("DELETE FROM decision WHERE number <= ?", last.number());
    }

    /** The first and the last entry in the table; none, where it is empty. */
    static List<Entry> ends(Handle h) {
        return read(h, "WHERE number IN ((SELECT min(number) FROM decision), (SELECT max(number) FROM decision))"
                + " ORDER BY number");
    }

    static End end(Handle h) {
        List<Entry> last = read(h, "ORDER BY number DESC LIMIT 1");
        return last.isEmpty()
                ? sealedEnd(h)
                : new End(last.getFirst().number(), last.getFirst().hash());
    }

    static End sealedEnd(Handle h) {
        List<Segment> last = segments(h, "DESC LIMIT 1");
        return last.isEmpty() ? DecisionChain.BEGINNING : last.getFirst().end();
    }

    static List<Segment> segments(Handle h, String order) {
        return h.createQuery("SELECT * FROM decision_segment ORDER BY first " + order)
                .map((rs, ctx) -> new Segment(
                        new End(rs.getLong("first") - 1, rs.getString("previous")),
                        new End(rs.getLong("last"), rs.getString("head")),
                        rs.getString("file")))
                .list();
    }

    static List<Entry> read(Handle h, String order) {
        return h.createQuery("SELECT * FROM decision " + order)
                .map((rs, ctx) -> entry(rs))
                .list();
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getLong("number"),
                Instant.parse(rs.getString("at")),
                rs.getString("body"),
                rs.getString("previous"),
                rs.getString("hash"));
    }
}
