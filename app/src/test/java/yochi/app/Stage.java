package yochi.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Surroundings made for a test: streams that are kept, clocks that stand until they are moved. */
final class Stage {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final boolean terminal;
    private final InstantSource clock;
    private long nanos;

    Stage() {
        this(false);
    }

    Stage(boolean terminal) {
        this(terminal, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** For commands that speak to others, whose certificates and signatures have real times. */
    Stage(InstantSource clock) {
        this(false, clock);
    }

    private Stage(boolean terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    Surroundings surroundings() {
        return new Surroundings(
                clock,
                () -> nanos,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                Path.of(System.getProperty("yochi.root", "..")));
    }

    int run(String... arguments) {
        return new Yochi(surroundings()).run(arguments);
    }

    Failures failures() {
        return new Failures(surroundings().err());
    }

    void pass(java.time.Duration time) {
        nanos += time.toNanos();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
