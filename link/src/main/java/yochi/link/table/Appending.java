package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/** Writes batches through DuckDB's appender inside one transaction, each with its entry in the ledger. */
final class Appending {
    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private final Schema schema;

    Appending(Schema schema) {
        this.schema = schema;
    }

    void check(Batch batch) {
        batch.rows().forEach((name, rows) -> {
            TableShape shape = schema.shape(name);
            rows.forEach(shape::check);
        });
    }

    List<Receipt> append(Session session, List<Batch> batches, Instant now) throws SQLException {
        return Transaction.in(session, () -> {
            Instant horizon = Ledger.horizon(session).orElse(Instant.MIN);
            List<Receipt> receipts = new ArrayList<>();
            Map<LedgerKey, Batch> fresh = new LinkedHashMap<>();
            for (Batch batch : batches) {
                Receipt receipt = receipt(session, batch.key(), horizon, fresh);
                if (receipt == Receipt.STORED) {
                    fresh.put(unsigned(batch.key()), batch);
                }
                receipts.add(receipt);
            }
            if (!fresh.isEmpty()) {
                Ledger.add(session, List.copyOf(fresh.values()), now);
                write(session, fresh.values());
            }
            return receipts;
        });
    }

    private static Receipt receipt(Session session, LedgerKey key, Instant horizon, Map<LedgerKey, Batch> fresh)
            throws SQLException {
        if (key.window().isBefore(horizon)) {
            return Receipt.TOO_OLD;
        }
        Batch before = fresh.get(unsigned(key));
        return before == null
                ? Ledger.known(session, key).orElse(Receipt.STORED)
                : Ledger.again(before.key().digest(), key);
    }

    /** The key without the digest and as exact as the table holds it: what makes it the same, whatever it says. */
    private static LedgerKey unsigned(LedgerKey key) {
        return new LedgerKey(key.source(), key.window().truncatedTo(ChronoUnit.MICROS), key.revision(), "");
    }

    private void write(Session session, Collection<Batch> batches) throws SQLException {
        Map<String, List<List<Object>>> byTable = new LinkedHashMap<>();
        for (Batch batch : batches) {
            batch.rows()
                    .forEach((name, rows) -> byTable.computeIfAbsent(name, key -> new ArrayList<>())
                            .addAll(rows));
        }
        for (Map.Entry<String, List<List<Object>>> entry : byTable.entrySet()) {
            TableShape shape = schema.shape(entry.getKey());
            try (DuckDBAppender appender = session.appender(shape.live())) {
                for (List<Object> row : entry.getValue()) {
                    appender.beginRow();
                    for (int i = 0; i < row.size(); i++) {
                        append(appender, shape.columns().get(i).type(), row.get(i));
                    }
                    appender.endRow();
                }
            }
        }
    }

    private static void append(DuckDBAppender appender, ColumnType type, Object value) throws SQLException {
        if (value instanceof Optional<?>) {
            appender.appendNull();
            return;
        }
        switch (type) {
            case TEXT -> appender.append((String) value);
            case LONG -> appender.append((long) value);
            case DOUBLE -> appender.append((double) value);
            case BOOLEAN -> appender.append((boolean) value);
            case TIME -> appender.appendEpochMicros(micros((Instant) value));
            case BYTES -> appender.append((byte[]) value);
        }
    }

    static long micros(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MICROS);
        return Math.addExact(Math.multiplyExact(whole.getEpochSecond(), MICROS), whole.getNano() / NANOS_PER_MICRO);
    }
}
