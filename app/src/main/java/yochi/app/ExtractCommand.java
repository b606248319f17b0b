package yochi.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yochi.centre.line.CentreSettings;
import yochi.link.config.SettingsFile;

/** {@code yochi extract}: asks nodes, through a running centre, for a statistic that was not shipped. */
@Command(
        name = "extract",
        description = "Asks nodes for a statistic that was not shipped; who is silent is said.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi extract --config config/centre.yaml --from 2013-05-01T00:00:00Z --until 2013-05-08T00:00:00Z \\",
            "      --by service --by tool"
        })
final class ExtractCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "First instant (whole windows only).")
    private String from = "";

    @Option(names = "--until", required = true, paramLabel = "TIME", description = "First instant after.")
    private String until = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "Only this attack type, such as SCAN_SYN.")
    private Optional<String> type = Optional.empty();

    @Option(names = "--service", paramLabel = "SERVICE", description = "Only this service, such as tcp/445.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--by", paramLabel = "DIMENSION", description = "Keep apart: service, tool, place or asn.")
    private List<String> by = List.of();

    @Option(names = "--node", paramLabel = "NAME", description = "Only this node; may be given again.")
    private List<String> nodes = List.of();

    ExtractCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("from", from);
        wish.put("until", until);
        type.ifPresent(t -> wish.put("attackType", t));
        service.ifPresent(s -> wish.put("service", s));
        wish.put("by", by);
        if (!nodes.isEmpty()) {
            wish.put("nodes", nodes);
        }
        surroundings.out().println(OperatorClient.in(settings.directory()).post("extractions", wish));
        return 0;
    }
}
