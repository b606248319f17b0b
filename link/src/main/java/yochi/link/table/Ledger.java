package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

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
        return session.readOften(
                "SELECT digest FROM store_ledger WHERE source = ? AND start = ? AND revision = ?",
                List.of(key.source(), key.window(), key.revision()),
                rows -> rows.next() ? Optional.of(again(rows.text(1), key)) : Optional.empty());
    }

    /** The answer to what has the key of a batch that is stored. */
    static Receipt again(String storedDigest, LedgerKey key) {
        return storedDigest.equals(key.digest()) ? Receipt.DUPLICATE : Receipt.CONFLICT;
    }

    /** Writes down what is stored in this transaction. */
    static void add(Session session, List<Batch> batches, Instant now) throws SQLException {
        try (DuckDBAppender appender = session.appender("store_ledger")) {
            for (Batch batch : batches) {
                LedgerKey key = batch.key();
                appender.beginRow()
                        .append(key.source())
                        .appendEpochMicros(Appending.micros(key.window()))
                        .append(key.revision())
                        .append(key.digest())
                        .append((long) batch.size())
                        .appendEpochMicros(Appending.micros(now))
                        .endRow();
            }
        }
    }

    /** Before which nothing is stored any more. */
    static Optional<Instant> horizon(Session session) throws SQLException {
        return session.readOften(
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
