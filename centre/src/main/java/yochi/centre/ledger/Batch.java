package yochi.centre.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What one transaction adds to the ledger: gathered first, written at its end with one prepared statement a table. The
 * transaction is the caller's: what is not written whole is not there.
 */
final class Batch {
    private static final String ENTRY = "INSERT INTO entry (number, kind, subject, sealed_at, body, previous, hash)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String STATEMENT = "INSERT INTO statement (subject, asked, salt, shown, name_salt, kept, ends)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String OPEN = "INSERT INTO open_forecast (subject, ends) VALUES (?, ?)";
    private static final String CLOSED = "DELETE FROM open_forecast WHERE subject = ?";

    private final Instant now;
    private final List<Object[]> entries = new ArrayList<>();
    private final List<Object[]> statements = new ArrayList<>();
    private final List<Object[]> open = new ArrayList<>();
    private final List<Object[]> closed = new ArrayList<>();
    private long number;
    private String hash;

    /** Goes on behind an entry. */
    Batch(long number, String hash, Instant now) {
        this.number = number;
        this.hash = hash;
        this.now = now;
    }

    long number() {
        return number;
    }

    /** The next link of the chain. */
    Entry append(Entry.Kind kind, String subject, String body) {
        Entry entry = Entry.after(hash, number + 1, kind, subject, now, body);
        entries.add(new Object[] {
            entry.number(), kind.word(), subject, now.toString(), body, entry.previous(), entry.hash()
        });
        number = entry.number();
        hash = entry.hash();
        return entry;
    }

    /** What the centre keeps of a statement until its span has passed. */
    void keep(String id, String asked, Opening opening, String nameSalt, String kept, String ends) {
        statements.add(new Object[] {id, asked, opening.salt(), opening.statement(), nameSalt, kept, ends});
        open.add(new Object[] {id, ends});
    }

    /** A statement that waits no longer. */
    void close(String id) {
        closed.add(new Object[] {id});
    }

    void write(Handle h) {
        rows(h, STATEMENT, statements);
        rows(h, OPEN, open);
        rows(h, ENTRY, entries);
        rows(h, CLOSED, closed);
    }

    /** One statement for many rows. */
    static void rows(Handle h, String sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = h.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger cannot be written: " + e.getMessage(), e);
        }
    }
}
