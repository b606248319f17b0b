package yochi.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.centre.line.Centre;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.HomeCentre;
import yochi.core.model.EventLog;
import yochi.link.config.SettingsFile;
import yochi.link.wire.EventFile;

/** {@code yochi centre}: the centre's program, until it is told to stop. */
@Command(
        name = "centre",
        description = "Runs a centre: manages nodes, keeps their statistics, analyses, forecasts, shares.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi centre --config config/centre.yaml",
            "  ./yochi centre --config config/centre.yaml --print-config    the settings in effect"
        })
final class CentreCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--print-config", description = "Print the settings in effect and end.")
    private boolean printConfig;

    @Option(names = "--events", paramLabel = "FILE", description = "Append marks (JSON lines).")
    private Optional<Path> events = Optional.empty();

    CentreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        if (printConfig) {
            surroundings.out().print(SettingsFile.print(settings));
            return 0;
        }
        EventLog log = events.map(file ->
                        (EventLog) EventFile.open(file, "centre", surroundings.ticker(), surroundings.clock()))
                .orElse(EventLog.none());
        SecureRandom random = new SecureRandom();
        run(HomeCentre.open(
                settings,
                new yochi.centre.line.Surroundings(surroundings.clock(), surroundings.ticker(), random, log),
                HomeCentre.later(settings, random),
                HomeCentre.live(Version.number())));
        return 0;
    }

    private void run(HomeCentre home) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            home.close();
                            stopped.countDown();
                        },
                        "yochi-shutdown"));
        Centre centre = home.start().centre();
        surroundings
                .err()
                .println("centre runs: parties at " + centre.partyListener() + ", everybody at "
                        + centre.openListener() + "; Ctrl-C stops it");
        stopped.await();
    }
}
