package yochi.link.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

class LanesTest {
    private static final String ENDLESS =
            "SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE hash(a.range, b.range) = 1";

    @TempDir
    Path directory;

    private static TableSettings settings(Duration timeout, int queue) {
        TableSettings usual = Bench.settings();
        return new TableSettings(
                usual.memory(), 2, usual.scratch(), usual.diskBudget(), usual.readers(), queue, timeout);
    }

    private TableStore open(Duration timeout, int queue) {
        return TableStore.open(directory, List.of(Bench.READING), List.of(), settings(timeout, queue), Bench.CLOCK);
    }

    private static Callable<Long> endless(TableStore store) {
        return () -> Bench.count(store, ENDLESS);
    }

    /** design.md §4: two slow queries are held, and a health answer is demanded within 100 ms, on virtual threads. */
    @Test
    void answersAQuickQuestionWhileTwoSlowOnesRun() throws Exception {
        try (TableStore store = open(Duration.ofSeconds(4), 16);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> first = callers.submit(endless(store));
            Future<Long> second = callers.submit(endless(store));
            Thread.sleep(300);
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                long start = System.nanoTime();
                assertThat(callers.submit(store::answers).get(5, TimeUnit.SECONDS))
                        .isTrue();
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
            assertThat(first.isDone() || second.isDone()).isFalse();
            millis.sort(null);
            System.out.println("quick answers beside two slow queries, ms: median " + millis.get(10) + ", worst "
                    + millis.getLast());
            assertThat(millis.get(10)).isLessThan(100);
            assertThatThrownBy(first::get).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
            assertThatThrownBy(second::get).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        }
    }

    @Test
    void cancelsAQueryThatTakesTooLongAndGoesOn() {
        try (TableStore store = open(Duration.ofMillis(300), 16)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Bench.count(store, ENDLESS))
                        .isInstanceOfSatisfying(
                                YochiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED))
                        .hasMessageContaining("longer than PT0.3S");
            }
            assertThat(Bench.count(store, "SELECT 42")).isEqualTo(42);
        }
    }

    @Test
    void refusesMoreWaitingCallsThanItsBound() throws Exception {
        try (TableStore store = open(Duration.ofSeconds(2), 1);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(callers.submit(endless(store)));
            }
            Thread.sleep(300);
            List<Boolean> refused = running.stream().map(Future::isDone).toList();
            assertThat(refused).containsOnlyOnce(true);
            Future<Long> one = running.get(refused.indexOf(true));
            assertThatThrownBy(one::get).hasMessageContaining("too many calls wait");
            assertThat(store.waiting(Lane.SLOW)).isEqualTo(1);
        }
    }

    @Test
    void leavesNothingOpenAfterAReadFailsInTheMiddle() {
        try (TableStore store = open(Duration.ofSeconds(5), 16)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> store.read(Lane.SLOW, "SELECT * FROM range(100000)", List.of(), rows -> {
                            rows.next();
                            throw new IllegalStateException("the reader's own fault");
                        }))
                        .hasMessageContaining("own fault");
                assertThatThrownBy(() -> Bench.count(store, "SELECT broken sql"))
                        .isInstanceOf(YochiException.class);
            }
            assertThat(Bench.count(store, "SELECT count(*) FROM range(10)")).isEqualTo(10);
        }
    }
}
