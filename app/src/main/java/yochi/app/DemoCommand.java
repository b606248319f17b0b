package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import yochi.app.demo.Demonstration;
import yochi.app.demo.Scenario;
import yochi.app.demo.Setting;
import yochi.app.demo.Visitor;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;

/** {@code yochi demo}: the main job end to end on shipped real observations. */
@Command(
        name = "demo",
        description = {
            "Plays the main job end to end on shipped real observations: nodes abroad, one centre, one provider.",
            "Everything listens on loopback only; the flood is simulated and marked so."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi demo                                              with the console, until Ctrl-C",
            "  ./yochi demo --no-browser --seconds 90                    ends by itself",
            "  ./yochi demo --no-browser --seconds 90 --json - --events e.jsonl",
            "  ./yochi demo --with dark.pcap --country SG",
            "  ./yochi demo --scenario estonia-2007                     a campaign of the public record, simulated"
        })
final class DemoCommand implements Callable<Integer> {
    /** As shells tell an end by Ctrl-C. */
    private static final int STOPPED = 130;

    private final Surroundings surroundings;

    @Mixin
    private final Output output;

    @Option(names = "--no-browser", description = "Do not open a browser.")
    private boolean noBrowser;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "End N seconds after the start (not before the play is over).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "Observation time runs at most N times as fast as the wall in act 1 (86400: a day a second).")
    private Optional<Double> speed = Optional.empty();

    @Option(names = "--events", paramLabel = "FILE", description = "Write every party's events there (JSON lines).")
    private Optional<Path> events = Optional.empty();

    @Option(names = "--scenario", paramLabel = "NAME|FILE", description = "Play another scenario.")
    private Optional<Path> scenario = Optional.empty();

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "Your own capture or log becomes one more node of act 1.")
    private Optional<Path> with = Optional.empty();

    @Option(names = "--country", paramLabel = "CC", description = "Where it was recorded (ISO 3166-1).")
    private Optional<String> country = Optional.empty();

    @Option(names = "--directory", paramLabel = "DIR", description = "Keep the parties' directories there.")
    private Optional<Path> directory = Optional.empty();

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.output = new Output(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Scenario play = SettingsFile.read(scenario(), Scenario.class);
        Path run = directory.orElseGet(DemoCommand::fresh).toAbsolutePath();
        Files.createDirectories(run);
        Path log = events.map(Path::toAbsolutePath).orElse(run.resolve("events.jsonl"));
        Files.deleteIfExists(log);
        Setting setting = new Setting(
                play,
                run,
                log,
                Version.number(),
                surroundings.clock(),
                surroundings.ticker(),
                new SecureRandom(),
                output.text(),
                speed,
                visitor(play),
                seconds);
        Thread playing = Thread.currentThread();
        try (Interruption interruption =
                new Interruption(playing::interrupt, surroundings.out(), surroundings.err())) {
            return interruption.finish(play(setting, interruption));
        }
    }

    /** Plays; Ctrl-C and SIGTERM close every party, and the run's folder goes. */
    private int play(Setting setting, Interruption interruption) throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try {
            new Demonstration(setting, this::open).run(document -> {
                output.json(document);
                over.set(true);
            });
            return 0;
        } catch (InterruptedException | RuntimeException e) {
            if (!interruption.asked()) {
                throw e;
            }
            surroundings.err().println("yochi: ended as asked" + (over.get() ? "" : ", before the play was over"));
            return over.get() ? 0 : STOPPED;
        } finally {
            if (directory.isEmpty()) {
                remove(setting.directory());
            }
        }
    }

    /** The file that the option names; else the shipped scenario of that name. */
    private Path scenario() {
        Path shipped = surroundings.home().resolve("samples/scenarios");
        Path told = scenario.orElse(shipped.resolve("foundation.yaml"));
        Path named = shipped.resolve(told + ".yaml");
        return !Files.exists(told) && Files.exists(named) ? named : told;
    }

    private Optional<Visitor> visitor(Scenario play) {
        if (with.isPresent() != country.isPresent()) {
            throw new YochiException(ErrorCode.USAGE, "--with FILE and --country CC need each other");
        }
        if (with.isPresent() && play.regions().isEmpty()) {
            throw new YochiException(ErrorCode.USAGE, "--with FILE needs a scenario with regions (act 1)");
        }
        try {
            return with.map(file -> Visitor.inspect(
                    file, Country.parse(country.orElseThrow()), surroundings.clock().instant()));
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory("yochi-demo-");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void remove(Path run) throws IOException {
        try (Stream<Path> all = Files.walk(run)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void open(String address) {
        if (noBrowser) {
            return;
        }
        for (String opener : new String[] {"xdg-open", "open"}) {
            try {
                new ProcessBuilder(opener, address)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException absent) {
                output.text().println("no " + opener + " here; open " + address + " in a browser");
            }
        }
    }
}
