package yochi.link.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import yochi.link.config.ByteSize;

/** Two small tables and batches for them, as the tests of this package use them. */
final class Bench {
    static final LocalDate DAY = LocalDate.parse("2026-01-01");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z"));
    static final TableShape READING = new TableShape(
            "reading",
            List.of(
                    Column.of("moment", ColumnType.TIME),
                    Column.of("place", ColumnType.TEXT),
                    Column.of("count", ColumnType.LONG),
                    Column.optional("level", ColumnType.DOUBLE),
                    Column.optional("valid", ColumnType.BOOLEAN)),
            "moment");
    static final TableShape SKETCH = new TableShape(
            "sketch",
            List.of(Column.of("moment", ColumnType.TIME), Column.optional("body", ColumnType.BYTES)),
            "moment");

    private Bench() {}

    static TableSettings settings() {
        return new TableSettings(
                ByteSize.parse("128MiB"),
                2,
                ByteSize.parse("64MiB"),
                ByteSize.parse("1GiB"),
                2,
                16,
                Duration.ofSeconds(20));
    }

    static TableStore open(Path directory) {
        return TableStore.open(directory, List.of(READING, SKETCH), List.of(), settings(), CLOCK);
    }

    static Instant time(int day, int minute) {
        return DAY.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(minute));
    }

    static LedgerKey key(String source, Instant window, int revision) {
        return new LedgerKey(source, window, revision, "digest of " + source + revision);
    }

    /** So many rows of one minute, their values told by the source. */
    static Batch batch(String source, int day, int minute, int rows) {
        return batch(source, day, minute, rows, source.length());
    }

    /** The same with a sketch of so many bytes, the source again and again. */
    static Batch batch(String source, int day, int minute, int rows, int body) {
        Instant at = time(day, minute);
        Batch.Builder batch = Batch.under(key(source, at, 0));
        for (int i = 0; i < rows; i++) {
            batch.row("reading", at, source, (long) i, i % 2 == 0 ? 0.5 : Optional.empty(), true);
        }
        byte[] name = source.getBytes(StandardCharsets.UTF_8);
        byte[] sketch = new byte[body];
        for (int i = 0; i < body; i++) {
            sketch[i] = name[i % name.length];
        }
        return batch.row("sketch", at, sketch).build();
    }

    static long count(TableStore store, String sql, Object... parameters) {
        return store.read(Lane.SLOW, sql, List.of(parameters), rows -> {
            rows.next();
            return rows.whole(1);
        });
    }
}
