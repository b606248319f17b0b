package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which batches are in the store. Keys older than the horizon are forgotten together with the rows of their time, and
 * batches from before it are refused, so that forgetting never lets a batch in twice.
 */
final class Ledger {
    static final List<String> TABLES = List.of(
            "CREATE TABLE store_ledger (source VARCHAR NOT NULL, start TIMESTAMP NOT NULL, revision INTEGER NOT NULL, "
                    + "digest VARCHAR NOT NULL, row_count BIGINT NOT NULL, stored_at TIMESTAMP NOT NULL, "
                    + "PRIMARY KEY (source, start, revision))",
            "CREATE TABLE store_horizon (start TIMESTAMP NOT NULL)");

    private Ledger() {}

    /** The answer to a batch that must not be stored; empty for a new one. */
    static Optional<Receipt> known(Session session, LedgerKey key) throws SQLException {
        Optional<Instant> horizon = horizon(session);
        if (horizon.isPresent() && key.window().isBefore(horizon.get())) {
            return Optional.of(Receipt.TOO_OLD);
        }
        return session.read(
                "SELECT digest FROM store_ledger WHERE source = ? AND start = ? AND revision = ?",
                List.of(key.source(), key.window(), key.revision()),
                rows -> rows.next()
                        ? Optional.of(rows.text(1).equals(key.digest()) ? Receipt.DUPLICATE : Receipt.CONFLICT)
                        : Optional.empty());
    }

    static void add(Session session, Batch batch, Instant now) throws SQLException {
        LedgerKey key = batch.key();
        session.execute(
                "INSERT INTO store_ledger VALUES (?, ?, ?, ?, ?, ?)",
                key.source(),
                key.window(),
                key.revision(),
                key.digest(),
                (long) batch.size(),
                now);
    }

    static Optional<Instant> horizon(Session session) throws SQLException {
        return session.read(
                "SELECT start FROM store_horizon",
                List.of(),
                rows -> rows.next() ? Optional.of(rows.time(1)) : Optional.empty());
    }

    /** Forgets what lies before; inside the transaction that drops the rows. */
    static void forget(Session session, Instant before) throws SQLException {
        session.execute("DELETE FROM store_horizon");
        session.execute("INSERT INTO store_horizon VALUES (?)", before);
        session.execute("DELETE FROM store_ledger WHERE start < ?", before);
    }
}
