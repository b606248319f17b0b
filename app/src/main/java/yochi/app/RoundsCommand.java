package yochi.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.line.CentreSettings;
import yochi.link.config.SettingsFile;

/** {@code yochi rounds}: a running centre's rounds of analyses, how far and how long; stops the one that runs. */
@Command(
        name = "rounds",
        description = "Lists a running centre's rounds of analyses: how far the running one is, how long the last ran.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./yochi rounds --config config/centre.yaml",
            "  ./yochi rounds --config config/centre.yaml --stop   what is done by then is kept",
            "  ./yochi rounds --config config/centre.yaml --json   as the centre answers"
        })
final class RoundsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The centre's settings (YAML).")
    private Path config = Path.of("config/centre.yaml");

    @Option(names = "--stop", description = "Stop the round that runs.")
    private boolean stop;

    @Option(names = "--json", description = "The centre's whole answer.")
    private boolean json;

    RoundsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        CentreSettings settings = SettingsFile.read(config, CentreSettings.class);
        OperatorClient centre = OperatorClient.in(settings.directory());
        String answer = stop ? centre.delete("rounds") : centre.get("rounds");
        JsonNode told = JsonMapper.shared().readTree(answer);
        if (json) {
            surroundings.out().println(answer);
        } else if (stop) {
            surroundings.out().println(told.path("stopped").asBoolean(false) ? "stopped" : "no round ran");
        } else {
            lines(told).forEach(surroundings.out()::println);
        }
        return 0;
    }

    static List<String> lines(JsonNode rounds) {
        List<String> out = new ArrayList<>();
        JsonNode running = rounds.path("running");
        if (!running.isMissingNode()) {
            out.add("running: " + running.path("step").asString("") + " ("
                    + running.path("done").asInt(0) + " of "
                    + running.path("of").asInt(0) + ")");
        }
        rounds.path("last").forEach(round -> out.add(line(round)));
        return out.isEmpty() ? List.of("no round yet") : out;
    }

    private static String line(JsonNode round) {
        List<String> words = new ArrayList<>();
        words.add(String.format(
                Locale.ROOT,
                "%d until %s: %.1f s",
                round.path("number").asLong(0),
                round.path("until").asString(""),
                round.path("seconds").asDouble(0)));
        round.path("parts").forEach(part -> {
            String why = part.path("why").asString("");
            String state = part.path("state").asString("").toLowerCase(Locale.ROOT);
            words.add(String.format(
                    Locale.ROOT,
                    "%s %.1f%s%s",
                    part.path("name").asString(""),
                    part.path("seconds").asDouble(0),
                    state.equals("done") ? "" : " " + state,
                    why.isEmpty() ? "" : " (" + why + ")"));
        });
        return String.join("; ", words);
    }
}
