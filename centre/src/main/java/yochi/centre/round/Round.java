package yochi.centre.round;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import yochi.analysis.cube.Cube;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Ticker;

/**
 * Runs analysis rounds, one at a time. Each analysis has its own thread and the round one deadline: who is late or
 * fails is written down so and blocks nobody.
 */
public final class Round {
    /** At most so many analyses of past rounds may still run after their deadline; then no new round begins. */
    private static final int MAX_STRAY = 8;

    private final Settings settings;
    private final RoundBook book;
    private final InstantSource clock;
    private final Ticker ticker;
    private final EventLog events;
    private final AtomicInteger stray = new AtomicInteger();
    private final Semaphore free = new Semaphore(1);
    private volatile Optional<Running> running = Optional.empty();

    /**
     * Bounds of a round.
     *
     * @param deadline for all analyses together; the plan allows 30 minutes for the whole
     * @param threads analyses at once
     */
    public record Settings(Duration deadline, int threads) {
        public static final Settings DEFAULTS = new Settings(Duration.ofMinutes(25), 2);
    }

    private static final class Running {
        private volatile Progress progress = new Progress("cube", 0, 1);
        private volatile boolean cancelled;
        private volatile List<Future<?>> futures = List.of();
    }

    public Round(Settings settings, RoundBook book, InstantSource clock, Ticker ticker, EventLog events) {
        this.settings = settings;
        this.book = book;
        this.clock = clock;
        this.ticker = ticker;
        this.events = events;
    }

    /**
     * Runs one round and waits for it.
     *
     * @param until end of the observation time looked at
     * @param source builds the cube; its time counts
     */
    public RoundResult run(Instant until, Supplier<Cube> source, List<Part> parts) {
        if (!free.tryAcquire()) {
            throw new IllegalStateException("a round is running");
        }
        Running now = new Running();
        running = Optional.of(now);
        try {
            if (stray.get() > MAX_STRAY) {
                throw new IllegalStateException(stray + " analyses of past rounds still run");
            }
            return run(now, until, source, parts);
        } finally {
            running = Optional.empty();
            free.release();
        }
    }

    private RoundResult run(Running now, Instant until, Supplier<Cube> source, List<Part> parts) {
        long start = ticker.nanos();
        Instant started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long number = book.next();
        events.mark("round.started", Long.toString(number), Map.of("until", until.toString()));
        Cube cube = source.get();
        Duration building = since(start);
        Map<Part, PartRecord> records = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        List<Forecast> forecasts = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().name("round-" + number + "-", 0).daemon().factory());
        try {
            Map<Part, Future<Timed>> futures = new LinkedHashMap<>();
            AtomicInteger done = new AtomicInteger();
            for (Part part : parts) {
                futures.put(part, pool.submit(() -> {
                    stray.incrementAndGet();
                    long from = ticker.nanos();
                    try {
                        Part.Found found = part.analysis().apply(cube);
                        return new Timed(found, since(from));
                    } finally {
                        stray.decrementAndGet();
                        now.progress = new Progress(part.name(), done.incrementAndGet() + 1, parts.size() + 1);
                    }
                }));
            }
            now.futures = List.copyOf(futures.values());
            futures.forEach((part, future) -> {
                Outcome outcome = await(now, part, future, start);
                records.put(part, outcome.record());
                findings.addAll(outcome.found().findings());
                forecasts.addAll(outcome.found().forecasts());
            });
        } finally {
            pool.shutdownNow();
        }
        RoundRecord record = new RoundRecord(
                number,
                until,
                started,
                building,
                since(start),
                List.copyOf(records.values()),
                findings,
                forecasts.size());
        book.keep(record);
        events.mark(
                "round.finished",
                Long.toString(number),
                Map.of("until", until.toString(), "seconds", seconds(record.total()), "whole", record.whole()));
        return new RoundResult(record, forecasts);
    }

    private record Timed(Part.Found found, Duration took) {}

    private record Outcome(PartRecord record, Part.Found found) {}

    private Outcome await(Running now, Part part, Future<Timed> future, long start) {
        if (now.cancelled) {
            future.cancel(true);
        }
        try {
            long left = settings.deadline().minus(since(start)).toNanos();
            Timed timed = future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            int results =
                    timed.found().findings().size() + timed.found().forecasts().size();
            return new Outcome(new PartRecord(part.name(), State.DONE, timed.took(), results, ""), timed.found());
        } catch (TimeoutException e) {
            future.cancel(true);
            return nothing(part, State.LATE, "not ready after " + settings.deadline(), since(start));
        } catch (CancellationException e) {
            return nothing(part, State.CANCELLED, "cancelled", since(start));
        } catch (ExecutionException e) {
            return nothing(part, State.FAILED, String.valueOf(e.getCause()), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            return nothing(part, State.CANCELLED, "interrupted", since(start));
        }
    }

    private static Outcome nothing(Part part, State state, String why, Duration took) {
        return new Outcome(new PartRecord(part.name(), state, took, 0, why), new Part.Found(List.of(), List.of()));
    }

    /** Stops the round that runs, if any; what was done by then is kept. */
    public void cancel() {
        running.ifPresent(now -> {
            now.cancelled = true;
            now.futures.forEach(future -> future.cancel(true));
        });
    }

    /** How far the running round is; empty while none runs. */
    public Optional<Progress> progress() {
        return running.map(now -> now.progress);
    }

    /** The last rounds, the newest first. */
    public List<RoundRecord> last(int rounds) {
        return book.last(rounds);
    }

    private Duration since(long start) {
        return Duration.ofNanos(ticker.nanos() - start);
    }

    private static double seconds(Duration d) {
        return d.toNanos() / 1e9;
    }
}
