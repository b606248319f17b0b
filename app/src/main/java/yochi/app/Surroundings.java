package yochi.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import yochi.core.model.Ticker;

/**
 * What a command finds around it: the clocks, the two streams, whether a person watches, and where Yochi lies.
 *
 * @param terminal whether standard error is a terminal, so that a progress bar makes sense
 * @param home the root of the checkout, which holds {@code samples} and {@code config}
 */
record Surroundings(InstantSource clock, Ticker ticker, PrintStream out, PrintStream err, boolean terminal, Path home) {

    /**
     * The real process. Standard output is taken away from everybody else: what a library prints there by itself goes
     * to standard error, so that {@code --json -} stays pure.
     */
    static Surroundings ofProcess() {
        PrintStream out = System.out;
        System.setOut(System.err);
        return new Surroundings(
                InstantSource.system(),
                Ticker.system(),
                out,
                System.err,
                Boolean.getBoolean("yochi.terminal"),
                Path.of(System.getProperty("yochi.home", ".")).toAbsolutePath());
    }
}
