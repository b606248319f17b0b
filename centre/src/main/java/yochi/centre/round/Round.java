package yochi.centre.round;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import yochi.analysis.cube.Cube;
import yochi.centre.round.RoundRecord.PartRecord;
import yochi.centre.round.RoundRecord.State;
import yochi.core.model.EventLog;
import yochi.core.model.Finding;
import yochi.core.model.Forecast;
import yochi.core.model.Ticker;

/**
 * Runs analysis rounds, one at a time, on all cores. Each analysis has its own thread and the round one deadline: who
 * is late or fails is written down so and blocks nobody; who runs for very long no longer keeps others from their turn.
 * Where memory is short they run one after the other, and who ran out of it has a second turn when all others are done.
 */
public final class Round {
    /** At most so many analyses of past rounds may still run after their deadline; then no new round begins. */
    private static final int MAX_STRAY = 8;
    /** How often is looked whether the round was cancelled, or somebody runs for very long. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Settings settings;
    private final RoundBook book;
    private final InstantSource clock;
    private final Ticker ticker;
    private final EventLog events;
    private final AtomicInteger busy = new AtomicInteger();
    /** The longest that each analysis ever took: one that is fitted once a week did nothing in the round before. */
    private final Map<String, Duration> longest = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(1);
    private final BooleanSupplier room;
    private volatile Optional<Running> running = Optional.empty();

    /**
     * Bounds of a round.
     *
     * @param deadline for all analyses together; the plan allows 30 minutes for the whole
     * @param patience for how long an analysis that runs keeps another from beginning
     * @param threads analyses at once
     */
    public record Settings(Duration deadline, Duration patience, int threads) {
        public static final Settings DEFAULTS = new Settings(
                Duration.ofMinutes(25),
                Duration.ofMinutes(8),
                Runtime.getRuntime().availableProcessors());
    }

    private static final class Running {
        private volatile Progress progress = new Progress("cube", 0, 1);
        private volatile boolean cancelled;
    }

    public Round(Settings settings, RoundBook book, InstantSource clock, Ticker ticker, EventLog events) {
        this(settings, book, clock, ticker, events, HeapRoom::forOneMore);
    }

    /** With another judge of whether there is memory for one analysis more. */
    Round(
            Settings settings,
            RoundBook book,
            InstantSource clock,
            Ticker ticker,
            EventLog events,
            BooleanSupplier room) {
        this.room = room;
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
            if (busy.get() > MAX_STRAY) {
                throw new IllegalStateException(busy + " analyses of past rounds still run");
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
        List<PartRecord> records = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<Forecast> forecasts = new ArrayList<>();
        Optional<Cube> cube = cube(source, start, records);
        Duration building = since(start);
        cube.ifPresent(c -> turns(now, c, parts, number, start).forEach(turn -> {
            records.add(turn.record(settings.deadline()));
            findings.addAll(turn.found().findings());
            forecasts.addAll(turn.found().forecasts());
        }));
        records.stream()
                .filter(r -> r.state() == State.DONE)
                .forEach(r -> longest.merge(r.name(), r.took(), Round::longer));
        RoundRecord record = new RoundRecord(
                number, until, started, building, since(start), records, findings, forecasts.size());
        book.keep(record);
        events.mark(
                "round.finished",
                Long.toString(number),
                Map.of("until", until.toString(), "seconds", seconds(record.total()), "whole", record.whole()));
        return new RoundResult(record, forecasts);
    }

    /** The cube; where it cannot be built, not for want of memory either, the record says so instead. */
    private Optional<Cube> cube(Supplier<Cube> source, long start, List<PartRecord> records) {
        try {
            return Optional.of(source.get());
        } catch (RuntimeException | OutOfMemoryError e) {
            records.add(new PartRecord("cube", State.FAILED, since(start), 0, e.toString()));
            return Optional.empty();
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /**
     * Runs all parts until they are done, the deadline has come or somebody cancels; those that ever took longest
     * begin first.
     */
    private List<Turn> turns(Running now, Cube cube, List<Part> parts, long number, long start) {
        LinkedBlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
        Function<Part, Turn> turn = part -> new Turn(part, cube, ticker, busy, () -> ended.add(true));
        List<Turn> turns = new ArrayList<>(parts.stream().map(turn).toList());
        List<Turn> waiting = new ArrayList<>(turns);
        waiting.sort(Comparator.comparing((Turn t) -> longest.getOrDefault(t.name(), Duration.ZERO))
                .reversed());
        List<Turn> begun = new ArrayList<>();
        boolean second = false;
        try {
            while (!now.cancelled && since(start).compareTo(settings.deadline()) < 0) {
                begun.removeIf(Turn::over);
                if (begun.isEmpty() && waiting.isEmpty() && !second) {
                    second = true;
                    turns.replaceAll(t -> t.ranOutOfMemory() ? turn.apply(t.part()) : t);
                    turns.stream().filter(t -> !t.over()).forEach(waiting::add);
                }
                if (begun.isEmpty() && waiting.isEmpty()) {
                    break;
                }
                begin(waiting, begun, second ? 1 : settings.threads(), number);
                now.progress = progress(turns, begun);
                ended.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            now.cancelled = true;
        }
        if (now.cancelled) {
            turns.forEach(Turn::cancel);
        }
        return turns;
    }

    /** Begins those for whom there is a thread, and memory where others run. */
    private void begin(List<Turn> waiting, List<Turn> begun, int threads, long number) {
        long counted = begun.stream()
                .filter(t -> t.age().compareTo(settings.patience()) < 0)
                .count();
        for (; counted < threads && !waiting.isEmpty() && (counted == 0 || room.getAsBoolean()); counted++) {
            Turn next = waiting.removeFirst();
            begun.add(next);
            next.begin("round-" + number + "-" + next.name());
        }
    }

    private static Progress progress(List<Turn> turns, List<Turn> begun) {
        int done = (int) turns.stream().filter(Turn::over).count();
        String names = begun.stream().map(Turn::name).collect(Collectors.joining(", "));
        return new Progress(names, done + 1, turns.size() + 1);
    }

    /** Stops the round that runs, if any, and tells whether one did; what was done by then is kept. */
    public boolean cancel() {
        Optional<Running> now = running;
        now.ifPresent(r -> r.cancelled = true);
        return now.isPresent();
    }

    /** How far the running round is; empty while none runs. */
    public Optional<Progress> progress() {
        return running.map(now -> now.progress);
    }

    /** The last rounds, the newest first. */
    public List<RoundRecord> last(int rounds) {
        return book.last(rounds);
    }

    /** The same without what they found. */
    public List<RoundRecord> times(int rounds) {
        return book.times(rounds);
    }

    private Duration since(long start) {
        return Duration.ofNanos(ticker.nanos() - start);
    }

    private static double seconds(Duration d) {
        return d.toNanos() / 1e9;
    }
}
