package yochi.link.table;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
            List<Receipt> receipts = new ArrayList<>();
            List<Batch> fresh = new ArrayList<>();
            for (Batch batch : batches) {
                Optional<Receipt> known = Ledger.known(session, batch.key());
                if (known.isEmpty()) {
                    Ledger.add(session, batch, now);
                    fresh.add(batch);
                }
                receipts.add(known.orElse(Receipt.STORED));
            }
            write(session, fresh);
            return receipts;
        });
    }

    private void write(Session session, List<Batch> batches) throws SQLException {
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

    private static long micros(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MICROS);
        return Math.addExact(Math.multiplyExact(whole.getEpochSecond(), MICROS), whole.getNano() / NANOS_PER_MICRO);
    }
}
