package yochi.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.core.model.ErrorCode;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.link.wire.EventFile;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;

/** {@code yochi node}: a node's program, until it is told to stop. */
@Command(
        name = "node",
        description = "Runs a node: turns what its sensors observe into statistics and reports them to its centre.",
        subcommands = NodeMachines.class,
        synopsisSubcommandLabel = "[machines]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi node --config config/node.yaml",
            "  ./yochi node --config config/node.yaml --print-config    the settings in effect, secrets masked",
            "  ./yochi node machines --config config/node.yaml          what partners told of this country's machines"
        })
final class NodeCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Surroundings surroundings;

    @Option(names = "--config", paramLabel = "FILE", description = "The node's settings (YAML); needed.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--print-config", description = "Print the settings in effect and end.")
    private boolean printConfig;

    @Option(
            names = "--until-input-ends",
            description = "End in order when standard input ends: never outlives the program that started it.")
    private boolean untilInputEnds;

    NodeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeSettings settings = SettingsFile.read(
                config.orElseThrow(() -> new YochiException(
                        ErrorCode.USAGE, "missing required option --config=FILE: the node's settings (YAML)")),
                NodeSettings.class);
        if (printConfig) {
            surroundings.out().print(SettingsFile.print(settings));
            return 0;
        }
        if (untilInputEnds) {
            Leash.hold(System.in);
        }
        EventLog events = settings.events()
                .map(file -> (EventLog) EventFile.open(file, "node", surroundings.ticker(), surroundings.clock()))
                .orElse(EventLog.none());
        run(enrolled(
                settings,
                new Node.Surroundings(
                        surroundings.clock(),
                        surroundings.ticker(),
                        new SecureRandom(),
                        events,
                        Optional.empty(),
                        Version.number())));
        return 0;
    }

    /** A node whose centre cannot be reached yet waits for it, as one does whose centre goes away later. */
    private Node enrolled(NodeSettings settings, Node.Surroundings around) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                return new Node(settings, around);
            } catch (YochiException e) {
                if (e.code() != ErrorCode.PEER_UNREACHABLE) {
                    throw e;
                }
                surroundings.err().println(e.advice() + " Next try in " + wait.toSeconds() + " s.");
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    /** Until it is told to stop; its program fails when its reading died of an {@link Error}. */
    void run(Node node) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            stopped.countDown();
                        },
                        "yochi-shutdown"));
        node.start();
        surroundings.err().println("node " + node.node() + " runs; Ctrl-C stops it");
        while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (node.broken().isPresent()) {
                throw Failures.translate(node.broken().get());
            }
        }
    }
}
