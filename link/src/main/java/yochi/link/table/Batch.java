package yochi.link.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are stored together or not at all, once, under one key of the ledger.
 *
 * @param key what makes it the same batch
 * @param rows rows by the name of their table; an absent value is {@link java.util.Optional#empty()}
 */
public record Batch(LedgerKey key, Map<String, List<List<Object>>> rows) {
    /** Most rows of one batch; more is told to be split by its maker. */
    public static final int MAX_ROWS = 1_000_000;

    public Batch {
        rows = Map.copyOf(rows);
        int count = rows.values().stream().mapToInt(List::size).sum();
        if (count > MAX_ROWS) {
            throw new IllegalArgumentException("a batch of " + count + " rows; at most " + MAX_ROWS);
        }
    }

    public static Builder under(LedgerKey key) {
        return new Builder(key);
    }

    int size() {
        return rows.values().stream().mapToInt(List::size).sum();
    }

    /** Collects the rows of a batch. */
    public static final class Builder {
        private final LedgerKey key;
        private final Map<String, List<List<Object>>> rows = new LinkedHashMap<>();

        private Builder(LedgerKey key) {
            this.key = key;
        }

        public Builder row(String table, Object... values) {
            rows.computeIfAbsent(table, name -> new ArrayList<>()).add(List.of(values));
            return this;
        }

        public Batch build() {
            return new Batch(key, rows);
        }
    }
}
