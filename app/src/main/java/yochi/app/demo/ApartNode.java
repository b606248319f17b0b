package yochi.app.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import yochi.core.model.EventLog;
import yochi.link.identity.OwnerOnlyFile;

/**
 * A node in a process of its own: {@code yochi node --config FILE}. It follows the demonstration's observation time
 * through a file, can be killed without warning, and started again. Its standard input is a pipe that ends with this
 * process, and the node with it, however this process ends.
 */
final class ApartNode implements AutoCloseable {
    private final Path directory;
    private final Path follow;
    private final EventLog events;
    private Optional<Process> process = Optional.empty();

    ApartNode(Path directory, EventLog events) {
        this.directory = directory;
        this.follow = directory.resolve("observation-time");
        this.events = events;
    }

    Path follow() {
        return follow;
    }

    /** Starts it with the settings; the file is readable by its owner only, for it holds a key. */
    void start(String yaml) {
        Path config = directory.resolve("node.yaml");
        OwnerOnlyFile.replace(config, yaml.lines().toList());
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:MetaspaceSize=64m",
                    "-Xmx256m",
                    "-Dyochi.home=" + System.getProperty("yochi.home", "."),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "yochi.app.Yochi",
                    "node",
                    "--config",
                    config.toString(),
                    "--until-input-ends");
            File log = directory.resolve("node.log").toFile();
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            process = Optional.of(builder.start());
            events.mark("node.process", Long.toString(process.get().pid()), java.util.Map.of("started", true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void advanceTo(Instant time) {
        try {
            Path part = follow.resolveSibling("observation-time.part");
            Files.writeString(part, time.toString());
            Files.move(part, follow, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: no handler runs, nothing is flushed. */
    void kill() throws InterruptedException {
        Process victim = process.orElseThrow(() -> new IllegalStateException("not started"));
        events.mark("node.killed", Long.toString(victim.pid()), java.util.Map.of("signal", "SIGKILL"));
        victim.destroyForcibly();
        if (!victim.waitFor(5, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + victim.pid() + " survived SIGKILL");
        }
    }

    @Override
    public void close() {
        process.ifPresent(p -> {
            p.destroy();
            try {
                if (!p.waitFor(5, TimeUnit.SECONDS)) {
                    p.destroyForcibly();
                }
            } catch (InterruptedException e) {
                p.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        });
    }
}
