package yochi.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.PolicyFolder;
import yochi.link.config.SettingsFile;

/** {@code yochi policy}: makes nodes run a policy and says when each has put it into effect. */
@Command(
        name = "policy",
        description = "Pushes a policy (file, or folder with policy.yaml and filter.yaml) to nodes.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./yochi policy --config config/centre.yaml samples/policies/strict.yaml --node sg-1"})
final class PolicyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--node", paramLabel = "NAME", description = "Only this node; may be given again.")
    private List<String> nodes = List.of();

    @Option(names = "--wait", paramLabel = "MILLIS", description = "How long to wait for proof (default 5000).")
    private long waitMillis = 5000;

    @Parameters(paramLabel = "POLICY", description = "A YAML file or a folder.")
    private Path policy = Path.of(".");

    PolicyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        PolicyFiles files = PolicyFolder.read(policy);
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", files.name());
        wish.put("files", files.files());
        wish.put("waitMillis", waitMillis);
        if (!nodes.isEmpty()) {
            wish.put("nodes", nodes);
        }
        surroundings.out().println(OperatorClient.in(settings.directory()).post("policies", wish));
        return 0;
    }
}
