package yochi.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.line.CentreSettings;
import yochi.link.config.SettingsFile;

/** {@code yochi fleet}: the nodes of a running centre, a line for each, and whether each sends what it finds. */
@Command(
        name = "fleet",
        description = "Lists a running centre's nodes: health, policy, reports, and whether each sends what it finds.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi fleet --config config/centre.yaml",
            "  ./yochi fleet --config config/centre.yaml --json   as the centre answers, history included"
        })
final class FleetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--json", description = "The centre's whole answer.")
    private boolean json;

    FleetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        String answer = OperatorClient.in(settings.directory()).get("fleet");
        if (json) {
            surroundings.out().println(answer);
            return 0;
        }
        JsonNode said = JsonMapper.shared().readTree(answer);
        JsonNode nodes = said.path("nodes");
        if (nodes.isEmpty()) {
            surroundings.out().println("no node has enrolled");
        }
        nodes.forEach(n -> surroundings.out().println(line(n)));
        said.path("parcels").forEach(p -> surroundings.out().println(parcels(p)));
        return 0;
    }

    /** What nodes told a country's own node through the centre, unopened. */
    static String parcels(JsonNode count) {
        return "for the node in " + count.path("country").asString("") + ", "
                + count.path("purpose").asString("") + ": " + count.path("parcels").asLong(0) + " parcels "
                + count.path("state").asString("") + ", the oldest of "
                + count.path("since").asString("");
    }

    static String line(JsonNode node) {
        List<String> words = new ArrayList<>();
        words.add(node.path("name").asString("") + " (" + node.path("country").asString("") + ")");
        words.add(health(node));
        words.add(policy(node));
        words.add(reports(node.path("reports")));
        words.add(findings(node.path("findings")));
        return String.join("; ", words);
    }

    private static String health(JsonNode node) {
        if (node.path("revoked").asBoolean(false)) {
            return "revoked";
        }
        if (!node.has("lastSeen")) {
            return "never seen";
        }
        if (!node.path("connected").asBoolean(false)) {
            return "silent since " + node.path("lastSeen").asString("");
        }
        String why = node.path("health").asString("");
        return node.path("healthy").asBoolean(false) ? "healthy" : "degraded" + (why.isEmpty() ? "" : ": " + why);
    }

    private static String policy(JsonNode node) {
        String running = node.path("runningPolicy").asString("");
        if (running.isEmpty()) {
            return "has not said which policy it runs";
        }
        return "policy " + running.substring(0, Math.min(8, running.length()))
                + (node.path("effective").asBoolean(false) ? "" : " (another is wanted)");
    }

    private static String reports(JsonNode reports) {
        if (reports.isMissingNode()) {
            return "no report yet";
        }
        long missing = reports.path("missing").asLong(0);
        return "report " + reports.path("highest").asLong(0) + (missing == 0 ? "" : ", " + missing + " missing");
    }

    /** What leaves of attacks, of sources that come together and of linked attempts. */
    static String findings(JsonNode told) {
        List<String> sent = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String kind : List.of("events", "onset", "links")) {
            String state = told.path(kind).asString("unknown");
            why(state).ifPresentOrElse(why -> kept.add(kind + " (" + why + ")"), () -> sent.add(kind));
        }
        if (kept.isEmpty()) {
            return "sends what it finds";
        }
        return (sent.isEmpty() ? "sends no findings" : "sends " + String.join(", ", sent))
                + ": not " + String.join(", ", kept);
    }

    private static Optional<String> why(String state) {
        return switch (state) {
            case "told" -> Optional.empty();
            case "policy" -> Optional.of("its policy");
            case "sampling" -> Optional.of("only some sensors count");
            case "unsought" -> Optional.of("it does not look for them");
            default -> Optional.of("it has not said");
        };
    }
}
