package yochi.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import yochi.centre.fleet.PolicyFiles;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.PolicyFolder;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.border.PolicyLayers;
import yochi.node.border.PrivacyPolicy;

/** {@code yochi policy}: makes nodes run a policy and says when each has put it into effect. */
@Command(
        name = "policy",
        description = {
            "Pushes a policy (file, or folder with policy.yaml and filter.yaml) to nodes.",
            "explain and combine look at policy files alone."
        },
        subcommands = {PolicyCommand.Explain.class, PolicyCommand.Combine.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi policy --config config/centre.yaml samples/policies/strict.yaml --node sg-1",
            "  ./yochi policy explain country.yaml operator.yaml    which layer decides which rule",
            "  ./yochi policy combine country.yaml operator.yaml    the policy that follows, as YAML"
        })
final class PolicyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", paramLabel = "FILE", description = "The centre's settings (YAML); needed to push.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--node", paramLabel = "NAME", description = "Only this node; may be given again.")
    private List<String> nodes = List.of();

    @Option(names = "--wait", paramLabel = "MILLIS", description = "How long to wait for proof (default 5000).")
    private long waitMillis = 5000;

    @Parameters(paramLabel = "POLICY", arity = "0..1", description = "A YAML file or a folder.")
    private Optional<Path> policy = Optional.empty();

    PolicyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (config.isEmpty() || policy.isEmpty()) {
            throw new YochiException(ErrorCode.USAGE, "to push, name --config FILE and the POLICY");
        }
        CentreSettings settings = SettingsFile.read(config.get(), CentreSettings.class);
        PolicyFiles files = PolicyFolder.read(policy.get());
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

    /** The layers of a command line. */
    private static PolicyLayers layers(List<Path> files) {
        return PolicyLayers.of(files.stream().map(PrivacyPolicy::read).toList());
    }

    /** The document {@code yochi.policy-layers/1}. */
    record Document(String version, String policy, String digest, List<PolicyLayers.Choice> rules) {}

    /** {@code yochi policy explain}. */
    @Command(name = "explain", description = "Says of every rule what holds and which layer asks for it.")
    static final class Explain implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private PolicyCommand parent;

        @Parameters(paramLabel = "POLICY", arity = "1..*", description = "Policy files, in any order.")
        private List<Path> files = List.of();

        @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON.")
        private Optional<String> json = Optional.empty();

        @Override
        public Integer call() {
            PolicyLayers layers = layers(files);
            Output output = Output.to(parent.surroundings, json);
            output.text().println(layers.policy().name() + ", digest " + layers.policy().digest());
            for (PolicyLayers.Choice choice : layers.choices()) {
                String from = choice.from().isEmpty() ? "follows from other rules" : String.join(", ", choice.from());
                output.text().printf(Locale.ROOT, "%-12s %-40s %s%n", choice.rule(), choice.value(), from);
            }
            output.json(new Document(
                    "yochi.policy-layers/1", layers.policy().name(), layers.policy().digest(), layers.choices()));
            return 0;
        }
    }

    /** {@code yochi policy combine}. */
    @Command(name = "combine", description = "Prints the policy that follows from the layers, as YAML.")
    static final class Combine implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set before the call
        private PolicyCommand parent;

        @Parameters(paramLabel = "POLICY", arity = "1..*", description = "Policy files, in any order.")
        private List<Path> files = List.of();

        @Override
        public Integer call() {
            parent.surroundings.out().print(layers(files).policy().canonicalText());
            return 0;
        }
    }
}
