package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K-10, issue 2 §7: who writes at the same time shares a commit, and nobody else's fault. */
class GroupCommitTest {
    private static final int CALLERS = 8;
    private static final int ROWS = 30;

    @TempDir
    Path directory;

    private final AtomicBoolean held = new AtomicBoolean();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicLong ticks = new AtomicLong();

    /** Each commit reads it once; the first that does so while it is held waits for the gate. */
    private Instant clock() {
        if (held.getAndSet(false)) {
            try {
                assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Bench.CLOCK.instant().plusSeconds(ticks.incrementAndGet());
    }

    private TableStore open() {
        return TableStore.open(
                directory, List.of(Bench.READING, Bench.SKETCH), List.of(), Bench.settings(), this::clock);
    }

    /** All batches at once: they wait behind the first, which is held until the last has come. */
    private List<Future<Receipt>> together(TableStore store, ExecutorService callers, List<Batch> batches)
            throws InterruptedException {
        held.set(true);
        List<Future<Receipt>> out = new ArrayList<>();
        for (Batch batch : batches) {
            out.add(callers.submit(() -> store.append(batch)));
            while (held.get() || store.waiting(Lane.WRITE) < out.size() - 1) {
                Thread.onSpinWait();
            }
        }
        gate.countDown();
        return out;
    }

    private static Batch batch(int number) {
        return Bench.batch("batch" + number, 0, number, ROWS);
    }

    private static long commits(TableStore store) {
        return Bench.count(store, "SELECT count(DISTINCT stored_at) FROM store_ledger");
    }

    @Test
    void whatWaitsTogetherIsOneCommitAndEachIsTold() throws Exception {
        List<Batch> batches = new ArrayList<>();
        for (int n = 0; n < CALLERS; n++) {
            batches.add(batch(n));
        }
        batches.add(batch(3));
        batches.add(new Batch(
                new LedgerKey("batch4", Bench.time(0, 4), 0, "another digest"),
                batch(4).rows()));
        try (TableStore store = open();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Receipt> receipts = new ArrayList<>();
            for (Future<Receipt> told : together(store, callers, batches)) {
                receipts.add(told.get(20, TimeUnit.SECONDS));
            }
            assertThat(receipts.subList(0, CALLERS)).containsOnly(Receipt.STORED);
            assertThat(receipts.subList(CALLERS, CALLERS + 2)).containsExactly(Receipt.DUPLICATE, Receipt.CONFLICT);
            assertThat(commits(store)).isEqualTo(1);
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo((long) CALLERS * ROWS);
        }
        try (TableStore store = open()) {
            assertThat(store.append(batch(5))).isEqualTo(Receipt.DUPLICATE);
            assertThat(Bench.count(store, "SELECT count(*) FROM sketch")).isEqualTo(CALLERS);
        }
    }

    /** A moment that no column of time holds is found only while it is written. */
    @Test
    void oneThatCannotBeWrittenSpoilsNoOther() throws Exception {
        List<Batch> batches = new ArrayList<>();
        for (int n = 0; n < CALLERS; n++) {
            batches.add(batch(n));
        }
        int bad = 2;
        batches.set(bad, Batch.under(Bench.key("bad", Bench.time(0, bad), 0))
                .row("reading", Bench.time(0, bad), "bad", 1L, 0.5, true)
                .row("sketch", Instant.MAX, new byte[] {1})
                .build());
        try (TableStore store = open();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Receipt>> told = together(store, callers, batches);
            for (int n = 0; n < CALLERS; n++) {
                Future<Receipt> one = told.get(n);
                if (n == bad) {
                    assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS))
                            .isInstanceOf(ExecutionException.class)
                            .hasCauseInstanceOf(ArithmeticException.class);
                } else {
                    assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo(Receipt.STORED);
                }
            }
            assertThat(Bench.count(store, "SELECT count(*) FROM reading WHERE place = 'bad'")).isZero();
            assertThat(Bench.count(store, "SELECT count(*) FROM reading")).isEqualTo((CALLERS - 1L) * ROWS);
            assertThat(Bench.count(store, "SELECT count(*) FROM store_ledger")).isEqualTo(CALLERS - 1);
            assertThat(commits(store)).as("each alone").isEqualTo(CALLERS - 1);
        }
    }
}
