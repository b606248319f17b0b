package yochi.link.table;

import java.time.Duration;
import yochi.link.config.ByteSize;
import yochi.link.config.Default;

/**
 * The bounds of a store. DuckDB's own defaults would take 80 % of the memory and 90 % of the disk.
 *
 * @param memory most memory of the database
 * @param threads most threads with which the database works on its queries
 * @param scratch most disk for intermediate results
 * @param diskBudget disk for all days together; the oldest go first
 * @param readers how many long queries run at the same time
 * @param queue how many calls wait in each lane before new ones are refused
 * @param queryTimeout after which a query is cancelled
 */
public record TableSettings(
        @Default("256MiB") ByteSize memory,
        @Default("2") int threads,
        @Default("1GiB") ByteSize scratch,
        @Default("4GiB") ByteSize diskBudget,
        @Default("2") int readers,
        @Default("64") int queue,
        @Default("30s") Duration queryTimeout) {
    public TableSettings {
        if (threads < 1 || readers < 1 || queue < 1 || queryTimeout.isZero()) {
            throw new IllegalArgumentException("threads, readers, queue and queryTimeout are at least 1");
        }
        if (memory.bytes() < 16L << 20) {
            throw new IllegalArgumentException("memory is at least 16MiB, not " + memory);
        }
    }

    /** The defaults of the components. */
    public static TableSettings usual() {
        return new TableSettings(
                ByteSize.parse("256MiB"),
                2,
                ByteSize.parse("1GiB"),
                ByteSize.parse("4GiB"),
                2,
                64,
                Duration.ofSeconds(30));
    }
}
