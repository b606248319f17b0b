package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerPropertyTest {
    @TempDir
    Path directory;

    private record Key(String source, Instant window, int revision) {}

    private record Content(String digest, int rows) {}

    /** Any stream of duplicated, reordered, contradicting batches, with seals and restarts: a map is the truth. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void storesEachBatchOnceInAnyOrderWithSealsAndRestarts(long seed) {
        Random random = new Random(seed);
        Map<Key, Content> truth = new HashMap<>();
        TableStore store = Bench.open(directory);
        try {
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(8)) {
                    case 0 -> store.sealBefore(Bench.DAY.plusDays(random.nextInt(4)));
                    case 1 -> {
                        store.close();
                        store = Bench.open(directory);
                    }
                    default -> append(store, random, truth);
                }
            }
            long rows = truth.values().stream().mapToLong(Content::rows).sum();
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo(rows);
            assertThat(Bench.count(store, "SELECT count(*) FROM store_ledger")).isEqualTo(truth.size());
            assertThat(Bench.count(store, "SELECT coalesce(sum(row_count), 0) FROM store_ledger"))
                    .isEqualTo(rows);
        } finally {
            store.close();
        }
    }

    private static void append(TableStore store, Random random, Map<Key, Content> truth) {
        List<Batch> batches = new ArrayList<>();
        List<Receipt> expected = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Key key = new Key("node" + random.nextInt(3), Bench.time(random.nextInt(4), 0), random.nextInt(2));
            Content content = new Content("d" + random.nextInt(2), random.nextInt(5));
            Content known = truth.putIfAbsent(key, content);
            boolean same = known != null && known.digest.equals(content.digest);
            expected.add(known == null ? Receipt.STORED : same ? Receipt.DUPLICATE : Receipt.CONFLICT);
            batches.add(batch(key, content));
        }
        assertThat(store.append(batches)).isEqualTo(expected);
    }

    private static Batch batch(Key key, Content content) {
        Batch.Builder batch = Batch.under(new LedgerKey(key.source, key.window, key.revision, content.digest));
        for (int row = 0; row < content.rows; row++) {
            batch.row("reading", key.window, key.source, (long) row, 0.0, true);
        }
        return batch.build();
    }
}
