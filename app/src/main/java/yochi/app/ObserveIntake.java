package yochi.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.ByteSize;
import yochi.node.input.Expansion;
import yochi.node.input.WatchedFolder;
import yochi.node.trace.Reading;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/**
 * Where the records of a run come from: files, standard input, a watched folder; and how much an input may ask for.
 */
final class ObserveIntake {
    private static final String STANDARD_INPUT = "-";
    private static final String MEMORY = ".yochi-taken";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, folders, globs, or - ; gz and zst too.")
    private List<String> paths = List.of();

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description = "Then take each finished file that appears in DIR, until Ctrl-C or SIGTERM.")
    private Optional<Path> watch = Optional.empty();

    @Option(
            names = "--settled",
            paramLabel = "SECONDS",
            description = "A file is finished once it has not changed for so long, or was renamed (${DEFAULT-VALUE}).",
            defaultValue = "10")
    private long settledSeconds = 10;

    @Option(
            names = "--taken",
            paramLabel = "FILE",
            description = "Remember files of DIR whose result is out in FILE (DIR/" + MEMORY + ").")
    private Optional<Path> memory = Optional.empty();

    @Option(
            names = "--most-expansion",
            paramLabel = "N",
            description = "Most decoded bytes for each compressed one, beyond 64 MiB (500).")
    private long mostExpansion = Expansion.usual().mostRatio();

    @Option(
            names = "--most-decoded",
            paramLabel = "SIZE",
            description = "Most decoded bytes of one compressed input, such as 64GiB (1TiB).")
    private String mostDecoded = new ByteSize(Expansion.usual().mostBytes()).toString();

    ObserveIntake(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The paths beside which a sensors file may lie. */
    List<String> places() {
        List<String> all = new ArrayList<>(paths);
        watch.ifPresent(folder -> all.add(folder.toString()));
        return all;
    }

    /** Whether captures and other inputs may come together; what a watched folder will hold nobody knows. */
    boolean mayMixCaptures() {
        return watch.isPresent() || TraceReader.mixesCaptures(paths);
    }

    /** Gives the run its source; a live one ends at a signal, with the result of all that has come. */
    int run(ToIntFunction<Source> observing) {
        if (paths.isEmpty() && watch.isEmpty()) {
            throw new YochiException(ErrorCode.USAGE, "name a PATH, or a folder with --watch");
        }
        if (watch.isPresent() && !Files.isDirectory(watch.get())) {
            throw new YochiException(ErrorCode.USAGE, watch.get() + " is no folder that could be watched");
        }
        boolean live = paths.contains(STANDARD_INPUT);
        if (!live && watch.isEmpty()) {
            return observing.applyAsInt(new Source(Optional.empty(), Optional.empty()));
        }
        try (LiveInput input = new LiveInput(live ? System.in : InputStream.nullInputStream());
                Interruption interruption =
                        new Interruption(input::end, surroundings.out(), surroundings.err())) {
            try {
                Source source = new Source(Optional.of(input), Optional.of(interruption));
                return interruption.finish(observing.applyAsInt(source));
            } catch (RuntimeException e) {
                if (interruption.asked()) {
                    return interruption.finish(new Failures(surroundings.err()).tell(e));
                }
                throw e;
            }
        }
    }

    /** What one run reads. */
    final class Source {
        private final Optional<LiveInput> standardInput;
        private final Optional<Interruption> interruption;
        private final Optional<WatchedFolder> folder;

        Source(Optional<LiveInput> standardInput, Optional<Interruption> interruption) {
            this.standardInput = standardInput;
            this.interruption = interruption;
            this.folder = watch.map(f -> new WatchedFolder(
                    f,
                    Duration.ofSeconds(settledSeconds),
                    memory.orElseGet(() -> f.resolve(MEMORY)),
                    text -> surroundings.err().println("yochi: " + text)));
        }

        Reading read(TraceSettings traces, ObserveRun run, Output output) {
            TraceSettings bounded = traces.expanding(
                    Usage.of(() -> new Expansion(ByteSize.parse(mostDecoded).bytes(), mostExpansion)));
            return interruption.isPresent() ? readLive(bounded, run) : readFiles(bounded, run, output);
        }

        private Reading readFiles(TraceSettings traces, ObserveRun run, Output output) {
            long total = paths.stream().mapToLong(ObserveIntake::size).sum();
            try (Progress bar = output.progress("observe", total)) {
                return new TraceReader(traces, summing(done -> bar.reach(Math.min(total, done))), input())
                        .read(paths, run.sink());
            }
        }

        private Reading readLive(TraceSettings traces, ObserveRun run) {
            try (RunningCounts counts = new RunningCounts(surroundings, run::takenByMinute)) {
                long[] bytes = new long[1];
                LongConsumer told = summing(done -> {
                    bytes[0] = done;
                    counts.tell(done);
                });
                TraceReader reader = new TraceReader(traces, told, input());
                standardInput.ifPresent(input -> input.whenIdle(() -> counts.tell(bytes[0])));
                Reading reading = paths.isEmpty() ? Reading.nothing() : reader.read(paths, run.sink());
                while (folder.isPresent() && !interruption.orElseThrow().asked()) {
                    List<Path> files = folder.get().finished(surroundings.ticker().nanos()).stream()
                            .map(WatchedFolder.Finished::path)
                            .toList();
                    if (!files.isEmpty()) {
                        reading = reading.and(reader.readFound(files, run.sink()));
                    }
                    counts.tell(bytes[0]);
                    rest();
                }
                return reading;
            }
        }

        private InputStream input() {
            return standardInput.map(input -> (InputStream) input).orElseGet(InputStream::nullInputStream);
        }

        private void rest() {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }

        /** The result of all that was read is out. */
        void written() {
            folder.ifPresent(WatchedFolder::remember);
        }
    }

    /** Adds up over the inputs what a reader tells of each. */
    private static LongConsumer summing(LongConsumer all) {
        long[] done = new long[2];
        return bytes -> {
            done[0] += bytes < done[1] ? bytes : bytes - done[1];
            done[1] = bytes;
            all.accept(done[0]);
        };
    }

    private static long size(String path) {
        Path file = Path.of(path);
        try {
            if (Files.isRegularFile(file)) {
                return Files.size(file);
            }
            if (Files.isDirectory(file)) {
                try (var inside = Files.walk(file)) {
                    return inside.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
